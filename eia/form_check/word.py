"""The house style for Word, reference.docx: can it be used, and can what it makes be read?"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element as Element

from eia import colour
from eia.colour import BLACK, WHITE, Colour
from eia.form_check.faults import Told
from eia.render.word.errors import BrokenReference
from eia.render.word.furniture import MARK, PREFIX, USUAL, asked_in, loose, untagged
from eia.render.word.markup import R
from eia.render.word.parts import parse, q
from eia.render.word.reference import NEEDED, Kind, Reference, load, normal

_ALWAYS: Final[tuple[tuple[Kind, str], ...]] = (
    *NEEDED,
    ("paragraph", "normal"),
    ("paragraph", "list bullet 2"),
    ("paragraph", "list bullet 3"),
    ("paragraph", "list number 2"),
    ("paragraph", "list number 3"),
)
_IN_TABLES: Final = ("table text", "table head", "table row head", "table centre")
_BODY: Final = ("normal", "list bullet", "list number", "list bullet 2", "list number 2", "statement")
_SHADED: Final = {"firstRow": "table head", "firstCol": "table row head"}
"""The parts of a table style with the style of the text in them."""
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OLD: Final = "{urn:schemas-microsoft-com:vml}"


@dataclass(frozen=True)
class _Look:
    """How a style looks, with what it is based on."""

    name: str
    text: Colour
    back: Colour | None
    points: float
    bold: bool
    language: str


def house_style(data: bytes) -> Reference | Told:
    """The house style in a reference.docx, or why it cannot be used."""
    try:
        return load(data)
    except BrokenReference as fault:
        message, _, hint = fault.message.rstrip(".").partition(". ")
        return Told(
            "FRM014", message, f"{hint}." if hint else "Copy it again from the form yours was made from."
        )


def check(
    house: Reference, used: Iterable[tuple[Kind, str]], facts: Mapping[str, str], language: str
) -> Iterator[Told]:
    """What is wrong with a house style that can be used.

    Args:
        house: the house style.
        used: the styles that templates ask for, besides those that every report has.
        facts: what reports say of themselves: `status` and so on.
        language: the form's language (BCP 47).
    """
    styles = _Styles(house)
    wanted = {(kind, normal(name)) for kind, name in (*_ALWAYS, *used)}
    wanted |= {("paragraph", name) for name in styles.in_furniture}
    looks = [look for kind, name in sorted(wanted) if kind != "table" and (look := styles.look(kind, name))]
    tables = [name for kind, name in sorted(wanted) if kind == "table"]
    yield from _faint(looks, styles, tables)
    yield from _small(looks)
    yield from _foreign(looks, language)
    for name in sorted(set(house.furniture.values())):
        root = parse(house.parts[name])
        yield from _wordless(root)
        yield from _unfilled(root, facts)
    yield from _unsaid(house)


class _Styles:
    """The styles of a house style, as Word works them out: each over the one it is based on."""

    def __init__(self, house: Reference) -> None:
        self._house = house
        root = parse(house.parts[house.related("styles") or ""])
        self._by_id = {style.get(q("styleId"), ""): style for style in root.iterfind(q("style"))}
        self._defaults = root.find(f"{q('docDefaults')}/{q('rPrDefault')}")
        self.in_furniture = frozenset(
            normal(house.names.get(style.get(q("val"), ""), ""))
            for part in set(house.furniture.values())
            for style in parse(house.parts[part]).iter(q("pStyle"))
        ) - {""}

    def look(self, kind: Kind, name: str) -> _Look | None:
        """How the style of that name looks; None when there is none."""
        identity = self._house.style(kind, name)
        if identity is None:
            return None
        chain = list(self._chain(identity))
        if kind == "paragraph" or not chain:
            base = chain
        else:
            base = [*chain, *self._chain(self._house.style("paragraph", "normal") or "")]
        return _Look(
            name=self._house.names.get(identity, name),
            text=_paint(self._said(base, "color", "val")) or BLACK,
            back=_paint(self._shade(base)),
            points=float(self._said(base, "sz", "val") or 20) / 2,
            bold=self._switched(base, "b"),
            language=self._said(chain, "lang", "val", with_defaults=False),
        )

    def shades(self, table: str) -> Iterator[tuple[str, Colour]]:
        """The shades of a table style, each with the style of the text that stands on it."""
        for style in self._chain(self._house.style("table", table) or ""):
            for part in style.iterfind(q("tblStylePr")):
                text = _SHADED.get(part.get(q("type"), ""), "table text")
                shade = part.find(f"{q('tcPr')}/{q('shd')}")
                fill = _paint(shade.get(q("fill"), "")) if shade is not None else None
                if fill is not None:
                    yield text, fill

    def _chain(self, identity: str) -> Iterator[Element]:
        seen: set[str] = set()
        while identity in self._by_id and identity not in seen:
            seen.add(identity)
            style = self._by_id[identity]
            yield style
            base = style.find(q("basedOn"))
            identity = "" if base is None else base.get(q("val"), "")

    def _said(self, chain: list[Element], name: str, key: str, *, with_defaults: bool = True) -> str:
        holders = [*chain, *([self._defaults] if with_defaults and self._defaults is not None else [])]
        for holder in holders:
            found = holder.find(f"{q('rPr')}/{q(name)}")
            if found is not None and found.get(q(key)):
                return found.get(q(key), "")
        return ""

    def _switched(self, chain: list[Element], name: str) -> bool:
        for style in chain:
            found = style.find(f"{q('rPr')}/{q(name)}")
            if found is not None:
                return found.get(q("val"), "true") not in ("0", "false", "none", "off")
        return False

    def _shade(self, chain: list[Element]) -> str:
        for style in chain:
            for place in ("rPr", "pPr"):
                found = style.find(f"{q(place)}/{q('shd')}")
                if found is not None and found.get(q("fill"), "auto") != "auto":
                    return found.get(q("fill"), "")
        return ""


def _paint(value: str) -> Colour | None:
    """A colour as Word writes it, such as `1D4F7A`; None for `auto` and for nothing."""
    return None if value in ("", "auto") else colour.parsed(f"#{value}")


def _faint(looks: list[_Look], styles: _Styles, tables: list[str]) -> Iterator[Told]:
    for look in looks:
        yield from _contrast(look, look.back or WHITE, "")
    by_name = {normal(look.name): look for look in looks}
    for table in tables:
        for text, shade in styles.shades(table):
            if text in by_name:
                yield from _contrast(by_name[text], shade, f" in tables of the style “{table.capitalize()}”")


def _contrast(look: _Look, back: Colour, where: str) -> Iterator[Told]:
    ratio, least = colour.contrast(look.text, back), colour.needed(look.points, look.bold)
    if ratio < least:
        message = (
            f"The style “{look.name}” has text in {look.text.hex} on {back.hex}{where}: a contrast of "
            f"{colour.told(ratio)}; it needs {least:g} to 1"
        )
        hint = "In Word: Home, Styles, Modify, and choose a darker colour for the text or a lighter shade behind it."
        yield Told("FRM018", message, hint)


def _small(looks: list[_Look]) -> Iterator[Told]:
    for look in looks:
        name = normal(look.name)
        least = 11 if name in _BODY else 10 if name in _IN_TABLES else 9
        if look.points < least:
            message = f"The style “{look.name}” is {look.points:g} point, which is small"
            yield Told("FRM019", message, f"Make it {least} point or more (Home, Styles, Modify).")


def _foreign(looks: list[_Look], language: str) -> Iterator[Told]:
    for look in looks:
        spoken = look.language.split("-")[0].lower()
        if normal(look.name) != "normal" and spoken and spoken != language.split("-")[0].lower():
            message = f"The style “{look.name}” says that its words are in “{look.language}”; the form is in “{language}”"
            hint = "In Word: Home, Styles, Modify, Format, Language."
            yield Told("FRM021", message, hint)


def _wordless(root: Element) -> Iterator[Told]:
    place = "header" if root.tag == q("hdr") else "footer"
    for picture in root.iter(_DRAWN):
        decorative = next(picture.iter(_DECORATIVE), None)
        if decorative is not None and decorative.get("val", "") in ("1", "true"):
            continue
        if not (picture.get("descr") or "").strip():
            yield _silent(place, picture.get("name", ""))
    for drawn in root.iter(f"{_OLD}imagedata"):
        shape = drawn.getparent()
        if shape is not None and not (shape.get("alt") or "").strip():
            yield _silent(place, shape.get("id", ""))


def _silent(place: str, name: str) -> Told:
    called = f" (“{name}”)" if name else ""
    hint = "In Word, right-click it, View Alt Text, and write what it is, such as “Logo of Anytown Council”."
    return Told("FRM020", f"The picture in the {place}{called} has no alternative text", hint)


def _unfilled(root: Element, facts: Mapping[str, str]) -> Iterator[Told]:
    """The controls and marks that name what no report says of itself."""
    place = "header" if root.tag == q("hdr") else "footer"
    known = USUAL | set(facts)
    for control in root.iter(q("sdt")):
        tag, shown = _tag(control), _shown(control)
        if tag.startswith(PREFIX) and tag[len(PREFIX) :] not in known:
            message = f"A control in the {place} has the tag “{tag}”, which no report fills"
            yield Told("FRM022", message, _meant(tag[len(PREFIX) :], known, "meta.{}"))
        content = control.find(q("sdtContent"))
        if not tag and content is not None and not untagged(content, facts) and shown:
            message = (
                f"A control in the {place} has no tag, so every report shows what stands in it: “{shown}”"
            )
            yield Told("FRM022", message, "Give it a tag such as `meta.status`, or write `[Status]` in it.")
    for paragraph in root.iter(q("p")):
        for mark in MARK.finditer("".join(part.text or "" for part in loose(paragraph))):
            if mark[1].lower() not in known:
                message = f"The {place} has “{mark[0]}”, which no report fills"
                yield Told("FRM022", message, _meant(mark[1].lower(), known, "[{}]"))


def _tag(control: Element) -> str:
    tag = control.find(f"{q('sdtPr')}/{q('tag')}")
    return "" if tag is None else tag.get(q("val"), "")


def _shown(control: Element) -> str:
    return "".join(part.text or "" for part in control.iter(q("t"))).strip()


def _meant(name: str, known: Iterable[str], pattern: str) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"Did you mean `{pattern.format(near[0])}`?" if near else f"There are: {', '.join(sorted(known))}."


def _unsaid(house: Reference) -> Iterator[Told]:
    """The pages on which nothing shows the status."""
    from lxml import etree

    section = etree.fromstring(house.portrait.first)
    pages = {"default": "pages" if section.find(q("titlePg")) is None else "pages after the first"}
    if section.find(q("titlePg")) is not None:
        pages["first"] = "first page"
    for kind, name in pages.items():
        shown: set[str] = set()
        for row in section:
            target = house.furniture.get(row.get(f"{{{R}}}id", ""))
            if target and row.get(q("type"), "default") == kind:
                shown |= asked_in(parse(house.parts[target]))
        if "status" not in shown:
            message = f"Nothing in the header or footer of the {name} shows the status, so a draft looks approved there"
            hint = "Write `[Status]` where it should stand; each report puts its own status in."
            yield Told("FRM022", message, hint)
