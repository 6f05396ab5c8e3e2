"""The package of a Word file: its properties, its parts, and the zip that is the same every time."""

import datetime
import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.head import Facts
from eia.render.subset import cut, encoded, legal
from eia.render.word.furniture import asked_in, count_own_pages, fill, said_in, widen
from eia.render.word.markup import DECLARATION, PACKAGE, W14, R, W, attribute, text
from eia.render.word.parts import CONTENT_TYPES, TOP_RELATIONSHIPS, parse, q, relationships_of
from eia.render.word.reference import Reference, wide
from eia.render.word.registry import Registry
from eia.render.word.spans import Span

PROPERTY_LIMIT: Final = 255
"""Longer property values are cut at the end of a word: Word shows no more, and some readers refuse more."""

EPOCH: Final = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""The time of every part in the zip, and of the document where none is given: the first a zip can hold."""

_QUICKLY: Final = 3
"""How hard a long part is compressed: a text then takes 15 % more room than it need, and half the time."""
_LONG: Final = 40_000
"""Bytes from which on a part is long."""
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_NAMESPACES: Final = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:w14="{W14}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" mc:Ignorable="w14"'
)


def pack(
    body: str,
    registry: Registry,
    facts: Facts,
    timestamp: datetime.datetime | None,
    *,
    spans: Mapping[Span, bool],
) -> bytes:
    """The whole file.

    Args:
        body: The children of `w:body`.
        registry: What the body needs outside itself.
        facts: What the properties, the header and the footer say.
        timestamp: When the document was made, for its properties; without a zone it counts as UTC.
        spans: The parts that need headers and footers of their own, and whether pages in landscape need wider ones.
    """
    reference = registry.reference
    parts = dict(reference.parts)
    parts[reference.main] = encoded(
        f"{DECLARATION}<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    )
    types: dict[str, str] = {}
    asked = frozenset().union(*(_asked(reference.parts[name]) for name in reference.furniture.values()))
    for span, landscape in spans.items():
        for identity, name in reference.furniture.items():
            root = parse(reference.parts[name])
            fill(root, said_in(span, facts.values, asked), reference, registry.control_id)
            if len(spans) > 1:
                count_own_pages(root, span, asked)
            for wider in (False, True) if landscape else (False,):
                if wider:
                    widen(root, reference, _styles(reference))
                target = _copy_of(name, span, wider=wider)
                parts[target] = _xml(root)
                if target == name:
                    continue
                if relationships_of(name) in parts:
                    parts[relationships_of(target)] = parts[relationships_of(name)]
                kind = "header" if root.tag == q("hdr") else "footer"
                types[target] = f"{_OFFICE}.wordprocessingml.{kind}+xml"
                own = wide(identity) if wider else identity
                registry.relate(f"{own}{span.suffix}", kind, f"/{target}")
    return finish(parts, registry, facts, timestamp, types)


def finish(
    parts: Mapping[str, bytes],
    registry: Registry,
    facts: Facts,
    timestamp: datetime.datetime | None,
    types: Mapping[str, str] | None = None,
) -> bytes:
    """The whole file, from parts whose text is written.

    Args:
        parts: The parts by name.
        registry: What the text needs outside itself.
        facts: What the properties say, and the language.
        timestamp: When the document was made, for its properties; without a zone it counts as UTC.
        types: The kinds of parts that the house style has not.
    """
    reference = registry.reference
    parts = dict(parts)
    if facts.language:
        parts.update(_in_language(reference, facts.language))
    if registry.lists:
        numbering = reference.related("numbering") or ""
        parts[numbering] = _numbering(reference, numbering, "".join(registry.lists))
    parts.update(registry.media)
    parts[relationships_of(reference.main)] = _appended(
        reference.parts[relationships_of(reference.main)], legal("".join(registry.relationships))
    )
    parts[_CORE] = encoded(_core(facts, timestamp or EPOCH))
    parts[_APP] = encoded(_app(facts))
    parts[CONTENT_TYPES], parts[TOP_RELATIONSHIPS] = _skeleton(reference)
    if types:
        rows = "".join(
            f'<Override xmlns="{PACKAGE}/content-types" PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in types.items()
        )
        parts[CONTENT_TYPES] = _appended(parts[CONTENT_TYPES], rows)
    first = {name: parts.pop(name) for name in (CONTENT_TYPES, TOP_RELATIONSHIPS)}
    return _zip(first | parts)


def _zip(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip, in their order; the same parts give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # otherwise it tells whether the file was made on Windows
            archive.writestr(entry, data, compresslevel=_QUICKLY if len(data) > _LONG else None)
    return stream.getvalue()


@lru_cache(maxsize=64)
def _asked(part: bytes) -> frozenset[str]:
    return asked_in(parse(part))


def _copy_of(name: str, span: Span, *, wider: bool) -> str:
    """The name of the part that holds a header or footer for one part of a document, perhaps for wider pages."""
    folder, _, file = name.rpartition("/")
    prefix = f"{span.suffix.lower()}-" if span.number else ""
    return f"{folder}/{prefix}{'wide-' if wider else ''}{file}" if prefix or wider else name


def _xml(root: Element) -> bytes:
    return DECLARATION.encode() + etree.tostring(root, encoding="utf-8")


def _appended(part: bytes, rows: str) -> bytes:
    """The part with `rows` as last children of its root; they bring their own namespace."""
    if not rows:
        return part
    start, slash, end = _xml(parse(part)).rpartition(b"</")
    return start + rows.encode() + slash + end


@lru_cache(maxsize=8)
def _numbering_halves(part: bytes) -> tuple[bytes, bytes]:
    """The numbering part, cut where new lists go in: after all others, before what the schema puts last."""
    root = parse(part)
    for last in root.findall(q("numIdMacAtCleanup")):
        root.remove(last)
    start, slash, end = _xml(root).rpartition(b"</")
    return start, slash + end


def _numbering(reference: Reference, name: str, rows: str) -> bytes:
    start, end = _numbering_halves(reference.parts[name])
    return start + rows.encode() + end


@lru_cache(maxsize=8)
def _parsed_styles(part: bytes) -> Element:
    return parse(part)


def _styles(reference: Reference) -> Element:
    return _parsed_styles(reference.parts[reference.related("styles") or ""])


def _in_language(reference: Reference, language: str) -> dict[str, bytes]:
    """Styles and settings that make `language` the document's own, so that it is read aloud and spelt rightly."""
    parts = {}
    for kind, change in (("styles", _speak), ("settings", _hint)):
        name = reference.related(kind)
        if name is not None and name in reference.parts:
            parts[name] = change(reference.parts[name], language)
    return parts


@lru_cache(maxsize=32)
def _speak(styles: bytes, language: str) -> bytes:
    root = parse(styles)
    defaults = _first(root, "docDefaults", 0)
    run = _first(_first(defaults, "rPrDefault", 0), "rPr", 0)
    mark = run.find(q("lang"))
    if mark is None:
        mark = etree.SubElement(run, q("lang"))
    mark.set(q("val"), language)
    # LibreOffice says the language again in the style of all text, which counts more than the defaults.
    for style in root.iterfind(q("style")):
        own = style.find(f"{q('rPr')}/{q('lang')}")
        if own is not None and style.get(q("default")) in ("1", "true", "on"):
            own.set(q("val"), language)
    return _xml(root)


@lru_cache(maxsize=32)
def _hint(settings: bytes, language: str) -> bytes:
    root = parse(settings)
    mark = root.find(q("themeFontLang"))
    if mark is not None:
        mark.set(q("val"), language)
    return _xml(root)


def _first(parent: Element, name: str, at: int) -> Element:
    child = parent.find(q(name))
    if child is None:
        child = etree.Element(q(name))
        parent.insert(at, child)
    return child


def _skeleton(reference: Reference) -> tuple[bytes, bytes]:
    """The list of content types and the package's own relationships, with the properties and pictures in them."""
    return _skeleton_of(reference.parts[CONTENT_TYPES], reference.parts[TOP_RELATIONSHIPS])


@lru_cache(maxsize=8)
def _skeleton_of(types: bytes, relationships: bytes) -> tuple[bytes, bytes]:
    kinds = parse(types)
    names = f"{{{PACKAGE}/content-types}}"
    for extension in ("png", "jpeg"):
        if not any(
            row.get("Extension", "").lower() == extension for row in kinds.iterfind(f"{names}Default")
        ):
            kinds.insert(
                0, etree.Element(f"{names}Default", Extension=extension, ContentType=f"image/{extension}")
            )
    for part, kind in ((_CORE, _CORE_TYPE), (_APP, f"{_OFFICE}.extended-properties+xml")):
        etree.SubElement(kinds, f"{names}Override", PartName=f"/{part}", ContentType=kind)
    top = parse(relationships)
    row_name = f"{{{PACKAGE}/relationships}}Relationship"
    metadata = f"{PACKAGE}/relationships/metadata/core-properties"
    for identity, kind, part in (("eiaCore", metadata, _CORE), ("eiaApp", f"{R}/extended-properties", _APP)):
        etree.SubElement(top, row_name, Id=identity, Type=kind, Target=part)
    return _xml(kinds), _xml(top)


def _core(facts: Facts, timestamp: datetime.datetime) -> str:
    """The core properties (ECMA-376 part 2, 11)."""
    if timestamp.tzinfo is None:
        timestamp = timestamp.replace(tzinfo=datetime.UTC)
    made = timestamp.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rows = {
        "dc:title": facts["title"],
        "dc:subject": facts["subject"],
        "dc:creator": facts["author"] or facts["organisation"],
        "cp:keywords": facts["keywords"],
        "dc:description": facts["description"],
        "cp:lastModifiedBy": facts["author"] or facts["organisation"],
        "cp:category": facts["category"],
        "cp:contentStatus": facts["status"],
        "dc:identifier": facts["reference"],
        "dc:language": facts.language,
    }
    body = "".join(
        f"<{name}>{text(cut(value, PROPERTY_LIMIT))}</{name}>" for name, value in rows.items() if value
    )
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{made}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{body}{dates}</cp:coreProperties>'
    )


def _app(facts: Facts) -> str:
    """The extended properties (ECMA-376 part 1, 22.2)."""
    company = cut(facts["organisation"], PROPERTY_LIMIT)
    return (
        f'{DECLARATION}<Properties xmlns="{_namespace("extended-properties")}"><Application>eia</Application>'
        f"{f'<Company>{attribute(company)}</Company>' if company else ''}</Properties>"
    )


def _namespace(name: str) -> str:
    return f"http://schemas.openxmlformats.org/officeDocument/2006/{name}"
