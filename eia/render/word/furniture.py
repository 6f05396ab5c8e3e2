"""Headers and footers: the clerk draws them in reference.docx, the report fills their content controls."""

import re
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.subset import legal
from eia.render.word.parts import q
from eia.render.word.reference import Reference, normal
from eia.render.word.spans import Span

PREFIX = "meta."
"""A control tagged `meta.status` holds the page's `<meta name="status">`; `meta.title` its `<title>`."""


def fill(root: Element, values: Mapping[str, str], reference: Reference, next_id: Callable[[], int]) -> None:
    """Fill the controls of one header or footer; take out those that have nothing to show.

    If the control's text has a character style, and the house style has another of the same name followed by the
    value (“Header status”, “Header status approved”), that one is taken.
    """
    for control in list(root.iter(q("sdt"))):
        properties = control.find(q("sdtPr"))
        content = control.find(q("sdtContent"))
        tag = None if properties is None else properties.find(q("tag"))
        name = "" if tag is None else tag.get(q("val"), "")
        if properties is None or content is None:
            continue
        identity = properties.find(q("id"))
        if identity is not None:
            identity.set(q("val"), str(next_id()))
        if not name.startswith(PREFIX):
            continue
        value = " ".join(values.get(name[len(PREFIX) :], "").split())
        if value:
            for passing in ("showingPlcHdr", "dataBinding"):
                for mark in properties.findall(q(passing)):
                    properties.remove(mark)
            _set(content, value, reference)
        else:
            _remove(control)


def asked_in(root: Element) -> frozenset[str]:
    """What the controls of one header or footer ask for: `title` for one tagged `meta.title`."""
    tags = (tag.get(q("val"), "") for tag in root.iter(q("tag")))
    return frozenset(tag[len(PREFIX) :] for tag in tags if tag.startswith(PREFIX))


def said_in(span: Span, values: Mapping[str, str], asked: Collection[str]) -> Mapping[str, str]:
    """What the headers and footers of a part say.

    Its label goes where a control tagged `meta.part` stands, else before the reference.

    Args:
        span: the part.
        values: what those of the document say.
        asked: what the controls in all headers and footers of the house style ask for.
    """
    if not span.number:
        return values
    said = {**values, **(span.values or {}), "part": span.label}
    if "part" not in asked:
        said["reference"] = ", ".join(filter(None, (span.label, said.get("reference", ""))))
    return said


def count_own_pages(root: Element, span: Span, asked: Collection[str]) -> None:
    """Let one header or footer of a part count the part's own pages, and name the part where nothing else does.

    The number of pages is that of the part's last page (`PAGEREF`): `NUMPAGES` counts the whole document, and
    `SECTIONPAGES` only up to the next page in landscape.
    """
    for code in root.iter(q("fldSimple"), q("instrText")):
        words = code.get(q("instr")) if code.tag == q("fldSimple") else code.text
        counted = _COUNTS.sub(f"PAGEREF {span.end}", words or "")
        if code.tag == q("fldSimple"):
            code.set(q("instr"), counted)
        else:
            code.text = counted
    if span.number and root.tag == q("ftr") and not {"part", "reference"}.intersection(asked):
        paragraph = etree.SubElement(root, q("p"))
        etree.SubElement(etree.SubElement(paragraph, q("r")), q("t")).text = legal(span.label)


_COUNTS = re.compile(r"\b(?:NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)


def widen(root: Element, reference: Reference, styles: Element) -> None:
    """Move centre and right tab stops outwards, for a header or footer on a landscape page."""
    more = reference.landscape.width - reference.portrait.width
    for paragraph in root.iter(q("p")):
        properties = paragraph.find(q("pPr"))
        if properties is None:
            properties = etree.Element(q("pPr"))
            paragraph.insert(0, properties)
        tabs = properties.find(q("tabs"))
        inherited = _style_tabs(properties, styles) if tabs is None else tabs
        if inherited is None:
            continue
        moved = etree.Element(q("tabs"))
        for tab in inherited:
            kind, position = tab.get(q("val"), ""), tab.get(q("pos"), "")
            new = deepcopy(tab)
            if kind in ("center", "right", "end") and position.isdecimal():
                new.set(q("pos"), str(int(position) + (more // 2 if kind == "center" else more)))
                etree.SubElement(moved, q("tab"), {q("val"): "clear", q("pos"): position})
            moved.append(new)
        if tabs is None:
            _insert(properties, moved)
        else:
            properties.replace(tabs, moved)


def _style_tabs(properties: Element, styles: Element) -> Element | None:
    style = properties.find(q("pStyle"))
    wanted = None if style is None else style.get(q("val"))
    for candidate in styles.iterfind(q("style")):
        if wanted is not None and candidate.get(q("styleId")) == wanted:
            return candidate.find(f"{q('pPr')}/{q('tabs')}")
    return None


_BEFORE_TABS = frozenset(
    q(name)
    for name in (
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
        "pBdr",
        "shd",
    )
)
"""What the schema puts before `w:tabs` (ECMA-376 part 1, 17.3.1.26)."""


def _insert(properties: Element, tabs: Element) -> None:
    at = sum(1 for child in properties if child.tag in _BEFORE_TABS)
    properties.insert(at, tabs)


def _set(content: Element, value: str, reference: Reference) -> None:
    """Put the value into the control, in the look its first run has."""
    first = next(content.iter(q("r")), None)
    look = None if first is None else first.find(q("rPr"))
    paragraph = content.find(q("p"))
    holder = content if paragraph is None else paragraph
    for child in list(holder):
        if child.tag != q("pPr"):
            holder.remove(child)
    if paragraph is not None:
        for other in content.findall(q("p"))[1:]:
            content.remove(other)
    run = etree.SubElement(holder, q("r"))
    if look is not None:
        run.append(look)
        style = look.find(q("rStyle"))
        if style is not None:
            name = reference.names.get(style.get(q("val"), ""), "")
            special = reference.style("character", f"{name} {normal(value)}") if name else None
            if special:
                style.set(q("val"), special)
    words = etree.SubElement(run, q("t"))
    words.text = legal(value)


def _remove(control: Element) -> None:
    """Take the control out, and its paragraph too if that showed nothing else and is not the only one."""
    parent = control.getparent()
    if parent is None:
        return
    parent.remove(control)
    if parent.tag != q("p"):
        return
    shows = next(parent.iter(q("t"), q("fldSimple"), q("fldChar"), q("drawing"), q("pict")), None) is not None
    root = parent.getparent()
    if not shows and root is not None and len(root.findall(q("p"))) > 1:
        root.remove(parent)
