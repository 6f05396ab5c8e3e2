"""What Typst cannot say yet in the tags of a PDF: which cells head their rows, and what a table is about.

Typst tags the heads of columns (ISO 32000-1, 14.8.5.7, `Scope`), not those of rows. The tags are completed here, and
the file is packed: tags are most of it.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, slots=True)
class Heads:
    """One table: what its tags have to say."""

    rows: tuple[tuple[int, ...], ...]
    """For each row, in order, and each cell that begins in it: how many rows it heads, 0 if none."""
    summary: str = ""
    """What is in the table, for those who cannot see it."""
    captioned: bool = False
    """Whether the paragraph before the table is its caption."""


@dataclass
class _Table:
    """The tags of one table while they are completed."""

    number: int
    heads: Heads
    named: dict[str, "pikepdf.Object"] = field(default_factory=dict)
    """Row heads by their new ids."""


def finished(data: bytes, tables: Sequence[Heads]) -> bytes:
    """The PDF with its tags completed, packed; the same input gives the same bytes.

    Args:
        data: A tagged PDF.
        tables: What is to be said of each table in it, in the order of reading.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        named: dict[str, pikepdf.Object] = {}
        found = list(_found(root, "/Table"))
        if len(found) != len(
            tables
        ):  # pragma: no cover - what Typst writes and what we asked for are the same
            raise AssertionError(f"{len(found)} tables are tagged, not {len(tables)}")
        for number, (element, heads) in enumerate(zip(found, tables, strict=True)):
            named |= _completed(element, _Table(number, heads))
            if heads.captioned:
                _take_in_caption(element)
        _register(root, named)
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            deterministic_id=True,
        )
    return out.getvalue()


def _children(element: "pikepdf.Object") -> Iterator["pikepdf.Object"]:
    """The structure elements right inside another (ISO 32000-1, 14.7.2, `K`)."""
    import pikepdf

    inside = element.get("/K")
    each: Any = inside if isinstance(inside, pikepdf.Array) else [inside]
    for child in each:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child


def _found(element: "pikepdf.Object", kind: str) -> Iterator["pikepdf.Object"]:
    """All elements of a kind, in the order of reading; tables do not stand in one another."""
    for child in _children(element):
        if kind == child.S:
            yield child
        else:
            yield from _found(child, kind)


def _completed(element: "pikepdf.Object", table: _Table) -> dict[str, "pikepdf.Object"]:
    """Complete the tags of one table; its row heads by their ids."""
    import pikepdf

    if table.heads.summary:
        attributes = pikepdf.Dictionary(O=pikepdf.Name.Table, Summary=pikepdf.String(table.heads.summary))
        element.A = pikepdf.Array([*_attributes(element), attributes])
    heading: list[tuple[str, int]] = []  # the ids of the heads of this row, and for how many rows they count
    for number, (row, heads) in enumerate(zip(_found(element, "/TR"), table.heads.rows, strict=True)):
        heading = [(identity, left - 1) for identity, left in heading if left > 1]
        cells = list(_children(row))
        for column, (cell, rows) in enumerate(zip(cells, heads, strict=True)):
            if rows:
                identity = f"R{table.number}-{number}-{column}"
                _make_head(cell, identity)
                table.named[identity] = cell
                heading.append((identity, rows))
        for cell, rows in zip(cells, heads, strict=True):
            if heading and not rows and cell.S == "/TD":
                own = _table_attributes(cell)
                known = own.get("/Headers", pikepdf.Array())
                own.Headers = pikepdf.Array([*known, *(pikepdf.String(identity) for identity, _ in heading)])
    return table.named


def _take_in_caption(table: "pikepdf.Object") -> None:
    """Make the paragraph before a table its caption, the first thing in it (ISO 32000-1, 14.8.4.3.4)."""
    import pikepdf

    around = table.P
    siblings = list(around.K)
    at = next(at for at, child in enumerate(siblings) if getattr(child, "objgen", None) == table.objgen)
    caption = siblings.pop(at - 1)
    around.K = pikepdf.Array(siblings)
    caption.S = pikepdf.Name.Caption
    caption.P = table
    table.K = pikepdf.Array([caption, *table.K])


def _make_head(cell: "pikepdf.Object", identity: str) -> None:
    import pikepdf

    cell.S = pikepdf.Name.TH
    cell.ID = pikepdf.String(identity)
    _table_attributes(cell).Scope = pikepdf.Name.Row


def _attributes(element: "pikepdf.Object") -> list["pikepdf.Object"]:
    import pikepdf

    given = element.get("/A")
    if given is None:
        return []
    return list(given) if isinstance(given, pikepdf.Array) else [given]


def _table_attributes(cell: "pikepdf.Object") -> "pikepdf.Object":
    """The cell's attributes as a part of a table, made if there are none."""
    import pikepdf

    attributes = _attributes(cell)
    for own in attributes:
        if own.get("/O") == "/Table":
            return own
    cell.A = pikepdf.Array([pikepdf.Dictionary(O=pikepdf.Name.Table), *attributes])
    (own, *_) = _attributes(cell)
    return own


def _register(root: "pikepdf.Object", named: dict[str, "pikepdf.Object"]) -> None:
    """Add the new ids to the tree of ids (ISO 32000-1, 14.7.2, `IDTree`; 7.9.6)."""
    import pikepdf

    if not named:
        return
    known = dict(pikepdf.NameTree(root.IDTree)) if "/IDTree" in root else {}
    rows = sorted({**known, **named}.items())
    names = pikepdf.Array(
        [part for identity, element in rows for part in (pikepdf.String(identity), element)]
    )
    root.IDTree = pikepdf.Dictionary(Names=names)
