"""A tagged template read once: its tags made whole and compiled, and what its answers need lent to it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from lxml import etree
from lxml.etree import _Element as Element

from eia.render.sandbox import sandboxed
from eia.render.tagged import tags
from eia.render.tagged.answers import blocks, said
from eia.render.tagged.lent import lend
from eia.render.tagged.tags import Tag
from eia.render.word.errors import BrokenReference
from eia.render.word.markup import DECLARATION, PACKAGE, R
from eia.render.word.parts import CONTENT_TYPES, TOP_RELATIONSHIPS, parse, related, unpack
from eia.render.word.reference import UNREADABLE, Reference, load

if TYPE_CHECKING:
    import jinja2

PROPERTIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "{http://purl.org/dc/elements/1.1/}title": "title",
        "{http://purl.org/dc/elements/1.1/}subject": "subject",
        "{http://purl.org/dc/elements/1.1/}creator": "author",
        "{http://purl.org/dc/elements/1.1/}description": "description",
        "{http://purl.org/dc/elements/1.1/}identifier": "reference",
        f"{{{PACKAGE}/metadata/core-properties}}keywords": "keywords",
        f"{{{PACKAGE}/metadata/core-properties}}category": "category",
        f"{{{PACKAGE}/metadata/core-properties}}contentStatus": "status",
    }
)
"""The properties of a document in which tags are read, with what each says (ECMA-376 part 2, 11)."""
_TEXTS: Final = ("header", "footer", "footnotes", "endnotes")
_OWN: Final = ("core-properties", "extended-properties", "thumbnail")
"""What the writer makes anew: it would else tell of the template instead of the report."""


class BrokenTemplate(Exception):
    """A tagged template cannot be used.

    Attributes:
        message: What is wrong, where, and what to do about it.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Prepared:
    """A tagged template, ready to be filled again and again."""

    house: Reference
    """Its parts, with what answers need."""
    templates: Mapping[str, "jinja2.Template"]
    """The compiled text of each part that has tags, by the name of the part."""
    properties: Mapping[str, "jinja2.Template"]
    """The compiled properties that have tags, by what they say: `title`, `author`…"""
    tags: tuple[Tag, ...]
    """Every tag, in order."""


def tags_in(template: bytes) -> tuple[Tag, ...]:
    """Every tag in a tagged template, part by part; those in its properties are left out.

    Raises:
        BrokenTemplate: It is no Word file.
    """
    with _readable():
        parts, main = _read(template)
        return tuple(tag for name, root in _texts(parts, main).items() for tag in tags.tags_of(root, name))


@lru_cache(maxsize=8)
def prepare(template: bytes, house: bytes) -> Prepared:
    """The template ready to be filled; kept, so that a batch prepares it once.

    Args:
        template: The bytes of the tagged report.docx.
        house: The bytes of the form's reference.docx, which lends styles that the template has not.

    Raises:
        BrokenTemplate: It is no Word file, or a tag in it cannot be read.
        BrokenReference: The house style is no Word file.
    """
    lender = load(house)
    with _readable():
        parts, main = _read(template)
        parts, properties = _without_properties(parts)
        texts = _texts(parts, main)
        found = tuple(tag for name, root in texts.items() for tag in tags.tags_of(root, name))
        lent = lend(parts, main, lender)
    _refuse_wrong(found)
    environment = sandboxed(finalize=said)
    environment.filters[tags.BLOCKS] = blocks
    plain = environment.overlay(autoescape=False)
    tagged = {tag.part for tag in found}
    return Prepared(
        lent,
        {
            name: _compiled(environment, tags.source_of(root), name, found)
            for name, root in texts.items()
            if name in tagged
        },
        {name: _compiled(plain, text, "docProps/core.xml", ()) for name, text in properties.items()},
        found,
    )


@contextmanager
def _readable() -> Iterator[None]:
    """Tell whatever a damaged Word file makes its readers raise."""
    try:
        yield
    except BrokenReference as fault:
        raise BrokenTemplate(fault.message.replace("reference.docx", "The template")) from fault
    except UNREADABLE as fault:
        raise BrokenTemplate(
            "The template cannot be read as a Word file. Open it in Word and save it as a Word document (.docx)"
        ) from fault


def _refuse_wrong(found: tuple[Tag, ...]) -> None:
    for tag in found:
        if not tag.is_whole:
            raise BrokenTemplate(
                f"{tag.place}: “{tag.text}” is not a whole tag. A tag begins with {{{{ and ends with }}}}, or begins "
                "with {% and ends with %}, all in one paragraph"
            )
        if not tag.is_supported:
            raise BrokenTemplate(
                f"{tag.place}: “{tag.text}” cannot be used. Columns and cells stay as they are drawn; use "
                "{{ … }} for words, {{p … }} for paragraphs, and {%tr … %} or {%p … %} to repeat or leave out "
                "rows and paragraphs"
            )


def _compiled(
    environment: "jinja2.Environment", source: str, name: str, found: tuple[Tag, ...]
) -> "jinja2.Template":
    import jinja2

    try:
        code = environment.compile(source, name, name)
    except jinja2.TemplateSyntaxError as error:
        where = place(source, error.lineno, name, found)
        if "unknown tag 'tr'" in (error.message or ""):
            raise BrokenTemplate(
                f"{where}: A tag for rows stands outside a table. Use {{%p … %}} for paragraphs"
            ) from error
        raise BrokenTemplate(
            f"{where}: The tag cannot be read: {(error.message or '').rstrip('.')}. Each tag begins and ends with "
            "the same brackets, and each {% for … %} or {% if … %} has its {% endfor %} or {% endif %}"
        ) from error
    return jinja2.Template.from_code(environment, code, environment.make_globals(None))


def place(source: str, line: int, name: str, found: tuple[Tag, ...]) -> str:
    """Where a line of a part's source stands in the template: the paragraph of the tag that is on it."""
    lines = source.split("\n")
    words = " ".join(lines[line - 1].split()) if 0 < line <= len(lines) else ""
    inside = [tag for tag in found if tag.part == name]
    for tag in inside:
        if tag.text.strip("{}% ").removeprefix("tr ").removeprefix("p ").strip() in words:
            return tag.place
    return inside[0].place if inside else "the document's properties"


def _read(template: bytes) -> tuple[dict[str, bytes], str]:
    parts = unpack(template)
    return parts, next(part for _, kind, part in related(parts, "") if kind == f"{R}/officeDocument")


def _texts(parts: Mapping[str, bytes], main: str) -> dict[str, Element]:
    """The parts in which tags are read: the text, then headers, footers and notes."""
    names = [main, *(part for _, kind, part in related(parts, main) if kind.rpartition("/")[2] in _TEXTS)]
    return {name: parse(parts[name]) for name in names if name in parts}


def _without_properties(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The parts without the template's own properties, and the properties that have tags, by what they say."""
    kept = dict(parts)
    found: dict[str, str] = {}
    top = parse(parts[TOP_RELATIONSHIPS])
    gone = set()
    for identity, kind, part in related(parts, ""):
        if not kind.endswith(_OWN):
            continue
        if kind.endswith("core-properties") and part in parts:
            for child in parse(parts[part]):
                name = PROPERTIES.get(str(child.tag))
                if name and child.text and "{" in child.text:
                    found[name] = child.text
        gone.add(part)
        kept.pop(part, None)
        for row in [row for row in top if row.get("Id") == identity]:
            top.remove(row)
    kinds = parse(parts[CONTENT_TYPES])
    for row in [row for row in kinds if row.get("PartName", "")[1:] in gone]:
        kinds.remove(row)
    for name, root in ((TOP_RELATIONSHIPS, top), (CONTENT_TYPES, kinds)):
        kept[name] = DECLARATION.encode() + etree.tostring(root, encoding="utf-8")
    return kept, found
