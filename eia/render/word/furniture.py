"""Headers and footers: the clerk draws them in reference.docx, the report fills their content controls.

LibreOffice takes the tags out of content controls when it saves, and other programs take out the controls. What the
control shows, `[Status]`, then says as well what belongs there, and can be typed by hand.
"""

import re
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.subset import legal
from eia.render.word.parts import q
from eia.render.word.reference import Reference, normal
from eia.render.word.spans import Span
from eia.render.word.tabs import insert, style_tabs

PREFIX = "meta."
"""A control tagged `meta.status` holds the page's `<meta name="status">`; `meta.title` its `<title>`."""

USUAL: Final = frozenset(
    {
        *("organisation", "title", "status", "reference", "author", "subject", "keywords", "description"),
        *("category", "date", "part"),
    }
)
"""What every report says of itself, where it is known."""
MARK: Final = re.compile(r"\[([A-Za-z][A-Za-z_-]*)\]")
"""What stands for a value: `[Status]`."""


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
        wanted = name[len(PREFIX) :] if name.startswith(PREFIX) else "" if name else untagged(content, values)
        if not wanted:
            continue
        value = _value(values, wanted)
        if value:
            for passing in ("showingPlcHdr", "dataBinding"):
                for mark in properties.findall(q(passing)):
                    properties.remove(mark)
            _set(content, value, reference)
        else:
            _remove(control)
    for paragraph in list(root.iter(q("p"))):
        _fill_marks(paragraph, values, reference)


def untagged(content: Element, values: Mapping[str, str]) -> str:
    """What belongs into a control that has no tag, by what it shows: `[Status]`, or the bare name of old.

    Args:
        content: the control's content.
        values: what the report says of itself.
    """
    shown = "".join(str(part) for part in content.itertext()).strip()
    mark = MARK.fullmatch(shown)
    name = (mark[1] if mark else shown).lower()
    return name if name in USUAL or (mark and name in values) else ""


def _value(values: Mapping[str, str], name: str) -> str:
    return " ".join(values.get(name, "").split())


def loose(paragraph: Element) -> list[Element]:
    """The paragraph's texts that stand in no control."""
    return [
        part
        for part in paragraph.iter(q("t"))
        if next(part.iterancestors(q("sdt")), None) is None and next(part.iterancestors(q("p"))) is paragraph
    ]


def _fill_marks(paragraph: Element, values: Mapping[str, str], reference: Reference) -> None:
    """Put values where `[Status]` and the like stand in the text, even where Word keeps it in several pieces."""
    texts = loose(paragraph)
    shown = "".join(part.text or "" for part in texts)
    found = [m for m in MARK.finditer(shown) if m[1].lower() in USUAL or m[1].lower() in values]
    for mark in reversed(found):
        _replace(texts, mark, _value(values, mark[1].lower()), reference)
    if found and not any((part.text or "").strip() for part in paragraph.iter(q("t"))):
        _drop_if_bare(paragraph)


def _replace(texts: list[Element], mark: re.Match[str], value: str, reference: Reference) -> None:
    """Write the value over the mark; its first piece gets it, the others lose theirs."""
    start, written = 0, False
    for part in texts:
        text = part.text or ""
        begin, end = max(mark.start() - start, 0), min(mark.end() - start, len(text))
        start += len(text)
        if begin >= end:
            continue
        if not written and text == mark[0]:
            _look(part.getparent(), value, reference)
        part.text = text[:begin] + (legal(value) if not written else "") + text[end:]
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        written = True


def asked_in(root: Element) -> frozenset[str]:
    """What one header or footer asks for: `title` for a control tagged `meta.title`, and for `[Title]`."""
    asked: set[str] = set()
    for control in root.iter(q("sdt")):
        tag, content = control.find(f"{q('sdtPr')}/{q('tag')}"), control.find(q("sdtContent"))
        name = "" if tag is None else tag.get(q("val"), "")
        if name.startswith(PREFIX):
            asked.add(name[len(PREFIX) :])
        elif not name and content is not None:
            asked.add(untagged(content, {}))
    for paragraph in root.iter(q("p")):
        shown = "".join(part.text or "" for part in loose(paragraph))
        asked |= {mark[1].lower() for mark in MARK.finditer(shown)}
    return frozenset(asked - {""})


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
        inherited = style_tabs(properties, styles) if tabs is None else tabs
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
            insert(properties, moved)
        else:
            properties.replace(tabs, moved)


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
        _look(run, value, reference)
    words = etree.SubElement(run, q("t"))
    words.text = legal(value)


def _look(run: Element | None, value: str, reference: Reference) -> None:
    """Give the run the style that the house style has for this very value, if it has one."""
    style = None if run is None else run.find(f"{q('rPr')}/{q('rStyle')}")
    if style is None:
        return
    name = reference.names.get(style.get(q("val"), ""), "")
    special = reference.style("character", f"{name} {normal(value)}") if name else None
    if special:
        style.set(q("val"), special)


def _remove(control: Element) -> None:
    """Take the control out, and its paragraph too if that showed nothing else and is not the only one."""
    parent = control.getparent()
    if parent is None:
        return
    parent.remove(control)
    if parent.tag == q("p"):
        _drop_if_bare(parent)


def _drop_if_bare(paragraph: Element) -> None:
    """Take the paragraph out if it shows nothing and is not the only one."""
    shown = paragraph.iter(q("t"), q("fldSimple"), q("fldChar"), q("drawing"), q("pict"))
    root = paragraph.getparent()
    shows = any(part.tag != q("t") or part.text for part in shown)
    if not shows and root is not None and len(root.findall(q("p"))) > 1:
        root.remove(paragraph)
