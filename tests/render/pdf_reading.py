"""Reading a PDF back with other people's programs, without the code that wrote it."""

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf
from outloud.model import Document  # type: ignore[import-untyped]  # it has no annotations
from pypdf import PdfReader

from eia.render.pdf import to_pdf
from tests.render.reports import LIBRARY
from tests.render.word_reading import page

HOUSE = LIBRARY.file("common", "report.typ").read_bytes()


def house(form: str) -> bytes:
    """The house style of a form."""
    return b"\n".join(file.read_bytes() for file in LIBRARY.files(form, "report.typ"))


@dataclass
class Tag:
    """One structure element."""

    kind: str
    """Its type, such as `H1`."""
    identity: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    alternative: str = ""
    language: str = ""
    inside: list["Tag | str"] = field(default_factory=list)
    """Words and elements, in the order of reading."""

    @property
    def tags(self) -> list["Tag"]:
        """The elements right inside."""
        return [tag for tag in self.inside if isinstance(tag, Tag)]

    def all(self, *kinds: str) -> Iterator["Tag"]:
        """Every element of these kinds in it, in the order of reading."""
        for tag in self.tags:
            if tag.kind in kinds:
                yield tag
            yield from tag.all(*kinds)

    @property
    def words(self) -> str:
        """All words in it, in the order of reading; blocks and lines are parted by a space."""
        return " ".join(self._text.split())

    @property
    def _text(self) -> str:
        parts = (part if isinstance(part, str) else part._text for part in self.inside)
        end = "" if self.kind in ("Span", "Strong", "Em", "Code", "Link", "Top") else " "
        return "".join(parts) + end


class Pdf:
    """A PDF, opened."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reader = PdfReader(io.BytesIO(data))
        self.root: Any = self.reader.trailer["/Root"]

    @property
    def pages(self) -> list[str]:
        """The words of each page, headers and footers too."""
        told = _poppler("pdftotext", "-enc", "UTF-8", "-", "-", data=self.data)
        return [" ".join(words.split()) for words in told.removesuffix("\f").split("\f")]

    @property
    def sizes(self) -> set[tuple[int, int]]:
        """Width and height of the pages, in points."""
        return {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in self.reader.pages}

    @cached_property
    def tags(self) -> Tag:
        """The tree of tags with the words in them: what a screen reader goes through, as outloud reads it."""
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(self.data)
            file.flush()
            document = Document(file.name)
            try:
                return _tag(document, document.struct_root, 0)
            finally:
                document.close()

    @property
    def figures(self) -> list[str]:
        """The alternative texts, in the order of reading."""
        return [figure.alternative for figure in self.tags.all("Figure")]

    @property
    def languages(self) -> set[str]:
        """The languages that stretches of text or whole elements are marked with."""
        found = {tag.language for tag in self.tags.all("P", "L", "H1", "Span") if tag.language}
        for at in self.reader.pages:
            content = at.get_contents()
            found |= {
                name.decode()
                for name in re.findall(
                    rb"/Lang\(([\w-]+)\)", content.get_data() if content is not None else b""
                )
            }
        return found

    @property
    def outline(self) -> list[tuple[int, str]]:
        """The bookmarks, each with its depth from 1."""
        return list(_flat(self.reader.outline, 1))

    @property
    def links(self) -> list[str]:
        """Where the links lead: an address, or `page 3`."""
        found = []
        for at in self.reader.pages:
            for each in at.get("/Annots", []):
                note = each.get_object()
                action = note.get("/A", {})
                target = action.get("/URI") if action else None
                found.append(str(target or f"page {self._page_of(note['/Dest'])}"))
        return found

    def _page_of(self, destination: Any) -> int:
        number = self.reader.get_page_number(destination.get_object()[0].get_object())
        return (number if number is not None else -1) + 1


def written(body: str, **head: str) -> Pdf:
    """The report with that body, written and opened."""
    return Pdf(to_pdf(page(body, **head), HOUSE))


def _poppler(*command: str, data: bytes) -> str:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def _tag(document: Any, element: Any, page_number: int) -> Tag:
    if "/Pg" in element:
        page_number = document.page_index[element.Pg.objgen]
    tag = Tag(
        str(element.get("/S", "/Top"))[1:],
        str(element.get("/ID", "")),
        {str(key)[1:]: value for own in element.get("/A", []) for key, value in own.items()},
        str(element.get("/Alt", "")),
        str(element.get("/Lang", "")),
    )
    inside = element.get("/K", [])
    for kid in inside if isinstance(inside, pikepdf.Array) else [inside]:
        at = page_number
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
            at, kid = document.page_index[kid.Pg.objgen], kid.MCID
        if isinstance(kid, int):
            tag.inside.append(str(document.content(at).mcid_text.get((None, kid), "")))
        elif "/S" in kid:
            tag.inside.append(_tag(document, kid, at))
    return tag


def _flat(entries: Any, depth: int) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry, depth + 1)
        else:
            yield depth, str(entry.title)
