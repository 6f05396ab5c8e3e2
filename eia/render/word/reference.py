"""What the writer needs to know of a house style, reference.docx, read once and kept."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.word.errors import BrokenReference
from eia.render.word.markup import DECLARATION, R
from eia.render.word.parts import parse, q, related, unpack
from eia.render.word.pruning import pruned
from eia.render.word.tabs import fit
from eia.zipped import Unreadable

Kind = Literal["paragraph", "character", "table"]

NEEDED: Final[tuple[tuple[Kind, str], ...]] = (
    ("paragraph", "title"),
    ("paragraph", "heading 1"),
    ("paragraph", "heading 2"),
    ("paragraph", "heading 3"),
    ("paragraph", "caption"),
    ("paragraph", "list bullet"),
    ("paragraph", "list number"),
    ("paragraph", "table text"),
    ("paragraph", "table head"),
    ("paragraph", "table row head"),
    ("character", "strong"),
    ("character", "emphasis"),
    ("character", "hyperlink"),
    ("character", "code"),
    ("table", "report table"),
)
"""The styles that elements without a class take; every other style is up to the template."""


@dataclass(frozen=True)
class Numbering:
    """A multi-level list of the house style."""

    num_id: int
    abstract_id: int
    indents: tuple[int, ...]
    """How far the text of each level stands from the margin, in twentieths of a point."""


@dataclass(frozen=True)
class PageSetup:
    """A section's paper, margins, header and footer, as `w:sectPr` in text."""

    first: str
    """For the section that opens the document."""
    later: str
    """For any other: its first page is like all others."""
    width: int
    """Between the margins, in twentieths of a point."""


@dataclass(frozen=True)
class Reference:
    """A house style."""

    parts: Mapping[str, bytes]
    """Every part by its name, in the order of the file."""
    main: str
    """The name of the part that holds the text."""
    styles: Mapping[tuple[Kind, str], str]
    """Style ids by kind and by name in small letters."""
    names: Mapping[str, str]
    """Style names by id."""
    bullets: Numbering
    numbers: Numbering
    next_num_id: int
    portrait: PageSetup
    landscape: PageSetup
    furniture: Mapping[str, str]
    """Headers and footers: the name of the part by its relationship id."""

    def style(self, kind: Kind, name: str) -> str | None:
        """The id of the style called `name`, as written in Word or as a class (`key-facts`), or None."""
        return self.styles.get((kind, normal(name)))

    def related(self, kind: str) -> str | None:
        """The name of the part that the main part calls its `kind`, such as `styles`, or None."""
        return next(
            (target for _, found, target in related(self.parts, self.main) if found == f"{R}/{kind}"),
            None,
        )


def normal(name: str) -> str:
    """A style's name as it is compared: small letters, hyphens as spaces."""
    return " ".join(name.replace("-", " ").casefold().split())


@lru_cache(maxsize=8)
def load(data: bytes) -> Reference:
    """The house style in a reference.docx.

    Raises:
        BrokenReference: It is no Word file, or lacks a style, a list or the page set-up.
    """
    try:
        return _load(data)
    except UNREADABLE as error:
        raise BrokenReference(
            "reference.docx cannot be read as a Word file. Open it in Word and save it as a Word document (.docx)."
        ) from error


_READ: Final = frozenset(f"{R}/{kind}" for kind in ("styles", "numbering", "settings", "header", "footer"))
UNREADABLE: Final = (
    Unreadable,  # the zip is damaged, or locked
    *(etree.XMLSyntaxError, ValueError, LookupError, StopIteration),  # a part is damaged, or missing
)


def _load(data: bytes) -> Reference:
    parts = unpack(data)
    main = next(target for _, kind, target in related(parts, "") if kind == f"{R}/officeDocument")
    section = parse(parts[main]).find(f"{q('body')}/{q('sectPr')}")
    if section is None:
        raise BrokenReference("reference.docx has no page set-up. Open it in Word and save it again.")
    parts = pruned(parts, main, section)
    rows = related(parts, main)
    roots = {target: parse(parts[target]) for _, kind, target in rows if kind in _READ}
    styles = next(roots[target] for _, kind, target in rows if kind == f"{R}/styles")
    numbering = next((roots[target] for _, kind, target in rows if kind == f"{R}/numbering"), None)
    found = styles_by_name(styles)
    missing = [name for kind, name in NEEDED if (kind, name) not in found]
    if missing:
        raise BrokenReference(
            f"reference.docx has no style called {_list(missing)}. Add it in Word, or copy it from the form "
            "this one was made from."
        )
    numbers = [] if numbering is None else [int(n.get(q("numId"), "0")) for n in numbering.iterfind(q("num"))]
    portrait = _page_setup(section, landscape=False)
    furniture = {
        identity: target for identity, kind, target in rows if kind in (f"{R}/header", f"{R}/footer")
    }
    for target in set(furniture.values()):
        fit(roots[target], portrait.width, styles)
        parts[target] = DECLARATION.encode() + etree.tostring(roots[target], encoding="utf-8")
    return Reference(
        parts=parts,
        main=main,
        styles=found,
        names={s.get(q("styleId"), ""): _value(s, "name") for s in styles.iterfind(q("style"))},
        bullets=_numbering(styles, numbering, found["paragraph", "list bullet"], "List Bullet"),
        numbers=_numbering(styles, numbering, found["paragraph", "list number"], "List Number"),
        next_num_id=max(numbers, default=0) + 1,
        portrait=portrait,
        landscape=_page_setup(section, landscape=True),
        furniture=furniture,
    )


def _list(names: list[str]) -> str:
    quoted = [f"“{name.capitalize()}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _value(element: Element, name: str) -> str:
    child = element.find(q(name))
    return "" if child is None else child.get(q("val"), "")


def styles_by_name(root: Element) -> dict[tuple[Kind, str], str]:
    """Style ids by kind and name; a style linked with one of the other kind is found under both kinds."""
    found: dict[tuple[Kind, str], str] = {}
    linked: dict[tuple[Kind, str], str] = {}
    kinds: dict[str, Kind] = {"paragraph": "paragraph", "character": "character", "table": "table"}
    for style in root.iterfind(q("style")):
        kind = kinds.get(style.get(q("type"), ""))
        if kind is None:
            continue
        name = normal(_value(style, "name"))
        found[kind, name] = style.get(q("styleId"), "")
        if link := _value(style, "link"):
            linked["character" if kind == "paragraph" else "paragraph", name] = link
    return linked | found


def _numbering(styles: Element, numbering: Element | None, style_id: str, name: str) -> Numbering:
    style = next(s for s in styles.iterfind(q("style")) if s.get(q("styleId")) == style_id)
    number = style.find(f"{q('pPr')}/{q('numPr')}/{q('numId')}")
    num_id = None if number is None else number.get(q("val"))
    if numbering is not None and num_id is not None:
        for num in numbering.iterfind(q("num")):
            if num.get(q("numId")) != num_id:
                continue
            abstract_id = _value(num, "abstractNumId")
            for abstract in numbering.iterfind(q("abstractNum")):
                levels = abstract.findall(q("lvl"))
                if abstract.get(q("abstractNumId")) == abstract_id and levels:
                    return Numbering(int(num_id), int(abstract_id), tuple(_indent(level) for level in levels))
    raise BrokenReference(
        f"The style “{name}” in reference.docx belongs to no list. In Word, give it a multi-level list "
        "(Modify, Format, Numbering)."
    )


def _indent(level: Element) -> int:
    indent = level.find(f"{q('pPr')}/{q('ind')}")
    if indent is None:
        return 0
    return int(indent.get(q("left")) or indent.get(q("start")) or "0")


def _page_setup(section: Element, *, landscape: bool) -> PageSetup:
    section = deepcopy(section)
    size, margins = section.find(q("pgSz")), section.find(q("pgMar"))
    if size is None or margins is None:
        raise BrokenReference(
            "reference.docx has no paper size or margins. Set them in Word (Layout) and save."
        )
    width, height = int(size.get(q("w"), "0")), int(size.get(q("h"), "0"))
    if landscape and width < height:
        width, height = height, width
        size.set(q("w"), str(width))
        size.set(q("h"), str(height))
        size.set(q("orient"), "landscape")
        for reference in section.iterfind("*"):
            if reference.tag in (q("headerReference"), q("footerReference")):
                identity = f"{{{R}}}id"
                reference.set(identity, wide(reference.get(identity, "")))
    inner = width - sum(int(margins.get(q(side), "0")) for side in ("left", "right", "gutter"))
    kind = section.find(q("type"))
    if kind is not None:
        section.remove(kind)
    section.attrib.clear()
    first = _text(section)
    title_page = section.find(q("titlePg"))
    if title_page is not None:
        section.remove(title_page)
    return PageSetup(first=first, later=_text(section), width=inner)


def wide(identity: str) -> str:
    """The relationship id of the header or footer that stands on landscape pages instead of `identity`."""
    return f"{identity}Wide"


def _text(section: Element) -> str:
    etree.cleanup_namespaces(section)
    section.tail = None
    return etree.tostring(section, encoding="unicode")
