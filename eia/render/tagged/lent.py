"""What answers need in a Word template that may lack it: styles for lists, emphasis and links, lent by the form."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.word.markup import DECLARATION, PACKAGE, R
from eia.render.word.parts import CONTENT_TYPES, parse, q, related, relationships_of
from eia.render.word.reference import Kind, Numbering, PageSetup, Reference, styles_by_name

LENT: Final[tuple[tuple[Kind, str], ...]] = (
    *(
        ("paragraph", f"{name}{level}")
        for name in ("list bullet", "list number")
        for level in ("", " 2", " 3")
    ),
    ("paragraph", "list continue"),
    *(("character", name) for name in ("strong", "emphasis", "code", "hyperlink")),
)
"""The styles that the answers take; a template's own of the same name is always used."""

_NUMBERING_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_WIDTH: Final = 9_000
"""The width of the text, in twentieths of a point, where nothing of an answer depends on it."""


def lend(parts: Mapping[str, bytes], main: str, house: Reference) -> Reference:
    """The template as a house style that answers can be written in.

    Args:
        parts: The template's parts by name.
        main: The name of the part that holds its text.
        house: The form's own house style, which lends styles and lists that the template has not.

    Raises:
        LookupError: The template has no styles.
    """
    parts = dict(parts)
    rows = {kind: target for _, kind, target in related(parts, main)}
    style_part = rows[f"{R}/styles"]
    styles = parse(parts[style_part])
    house_styles = parse(house.parts[house.related("styles") or ""])
    numbering_part = rows.get(f"{R}/numbering") or _new_numbering(parts, main)
    numbering = parse(parts[numbering_part])
    house_numbering = parse(house.parts[house.related("numbering") or ""])
    bullets, next_id = _add_list(numbering, house_numbering, house.bullets)
    numbers, next_id = _add_list(numbering, house_numbering, house.numbers)
    _add_styles(styles, house_styles, house, {house.bullets.num_id: bullets, house.numbers.num_id: numbers})
    parts[style_part] = _xml(styles)
    parts[numbering_part] = _xml(numbering)
    page = PageSetup(first="", later="", width=_WIDTH)
    return Reference(
        parts=parts,
        main=main,
        styles=styles_by_name(styles),
        names={},
        bullets=bullets,
        numbers=numbers,
        next_num_id=next_id,
        portrait=page,
        landscape=page,
        furniture={},
    )


def _add_styles(
    styles: Element, house_styles: Element, house: Reference, lists: Mapping[int, Numbering]
) -> None:
    own = styles_by_name(styles)
    taken = {style.get(q("styleId")) for style in styles.iterfind(q("style"))}
    defaults = {
        style.get(q("type")): style.get(q("styleId"), "")
        for style in styles.iterfind(q("style"))
        if style.get(q("default")) in ("1", "true", "on")
    }
    by_id = {style.get(q("styleId")): style for style in house_styles.iterfind(q("style"))}
    for kind, name in LENT:
        found = house.styles.get((kind, name))
        if (kind, name) in own or found is None:
            continue
        style = deepcopy(by_id[found])
        style.attrib.pop(q("default"), "")
        identity = found if found not in taken else f"{found}-eia"
        style.set(q("styleId"), identity)
        for passing in ("basedOn", "next", "link"):
            for mark in style.findall(q(passing)):
                style.remove(mark)
        based = defaults.get(kind)
        if based:
            mark = etree.Element(q("basedOn"), {q("val"): based})
            style.insert(1 if style[0].tag == q("name") else 0, mark)
        number = style.find(f"{q('pPr')}/{q('numPr')}/{q('numId')}")
        if number is not None:
            lent = lists.get(int(number.get(q("val"), "0")))
            number.set(q("val"), str(lent.num_id if lent else 0))
        styles.append(style)


def _add_list(numbering: Element, house: Element, wanted: Numbering) -> tuple[Numbering, int]:
    """Add one of the house style's lists; returns it as it is numbered here, and the next number that is free."""
    abstracts = numbering.findall(q("abstractNum"))
    numbers = numbering.findall(q("num"))
    abstract_id = 1 + max((int(a.get(q("abstractNumId"), "0")) for a in abstracts), default=0)
    num_id = 1 + max((int(n.get(q("numId"), "0")) for n in numbers), default=0)
    lent = next(
        deepcopy(a)
        for a in house.iterfind(q("abstractNum"))
        if a.get(q("abstractNumId")) == str(wanted.abstract_id)
    )
    lent.set(q("abstractNumId"), str(abstract_id))
    for level in lent.iter(q("lvl")):
        for link in level.findall(q("pStyle")):  # belongs to the house style's own styles
            level.remove(link)
    numbering.insert(numbering.index(abstracts[-1]) + 1 if abstracts else 0, lent)
    number = etree.Element(q("num"), {q("numId"): str(num_id)})
    etree.SubElement(number, q("abstractNumId"), {q("val"): str(abstract_id)})
    last = numbers[-1] if numbers else lent
    numbering.insert(numbering.index(last) + 1, number)
    return replace(wanted, num_id=num_id, abstract_id=abstract_id), num_id + 1


def _new_numbering(parts: dict[str, bytes], main: str) -> str:
    """Give the template a part for lists, and return its name."""
    folder = main.rpartition("/")[0]
    name = f"{folder}/numbering.xml" if folder else "numbering.xml"
    parts[name] = _xml(etree.Element(q("numbering"), nsmap={"w": q("")[1:-1]}))
    rows = parse(parts[relationships_of(main)])
    etree.SubElement(
        rows,
        f"{{{PACKAGE}/relationships}}Relationship",
        Id="eiaNumbering",
        Type=f"{R}/numbering",
        Target=f"/{name}",
    )
    parts[relationships_of(main)] = _xml(rows)
    kinds = parse(parts[CONTENT_TYPES])
    etree.SubElement(
        kinds, f"{{{PACKAGE}/content-types}}Override", PartName=f"/{name}", ContentType=_NUMBERING_TYPE
    )
    parts[CONTENT_TYPES] = _xml(kinds)
    return name


def _xml(root: Element) -> bytes:
    return DECLARATION.encode() + etree.tostring(root, encoding="utf-8")
