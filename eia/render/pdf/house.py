"""The house style for PDF, report.typ: what it sets, read once, and what it may not do."""

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from lxml.etree import _Element as Element

from eia.render.pdf.errors import BrokenStyle
from eia.render.pdf.typesetter import Refused, asked
from eia.render.subset import shown, wrong

if TYPE_CHECKING:
    from collections.abc import Iterable

ENGINE: Final = Path(__file__).with_name("engine.typ")
PICTURES: Final = (".png", ".jpg", ".jpeg", ".svg")
"""What a house style may show, a logo for instance, if it lies in the form's folder."""
MAX_PICTURE: Final = 5_000_000
"""Bytes."""

_FORBIDDEN: Final = re.compile(r"(?<![\w-])(import|include|eval|plugin|std|sys)(?![\w-])")
"""What could fetch a package from the network, or reach what could: `eval`, and `std`, which has `eval`."""
_COMMENT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_PAGES: Final = (
    '#import "house.typ" as it\n#metadata(dictionary(it).keys()) <names>\n#metadata(it.measures) <measures>\n'
)
_KINDS: Final = {"paragraph": "paragraphs", "words": "words in a line", "table": "tables"}


@dataclass(frozen=True)
class House:
    """A house style."""

    source: str
    """The whole of it as Typst, with what every report needs."""
    names: frozenset[str]
    """What it defines."""
    portrait: float
    """The width between the margins, in points."""
    landscape: float
    size: float
    """The size of letters, in points."""
    table_size: float
    inset: float
    """The space left and right in a cell, together, in points."""
    files: Mapping[str, bytes]
    """Pictures it may show, by their names."""
    fonts: tuple[Path, ...]
    """Folders of fonts that come with it."""

    def paragraph(self, name: str, element: Element, template: str) -> str:
        """The function for paragraphs of a class.

        Raises:
            UnknownElement: The house style has none.
        """
        return self._named("paragraph", name, element, template)

    def words(self, name: str, element: Element, template: str) -> str:
        """The function for words of a class in a line.

        Raises:
            UnknownElement: The house style has none.
        """
        return self._named("words", name, element, template)

    def table(self, name: str, element: Element, template: str) -> str:
        """The look of tables of a class.

        Raises:
            UnknownElement: The house style has none.
        """
        return self._named("table", name, element, template)

    def _named(self, kind: str, name: str, element: Element, template: str) -> str:
        wanted = f"{kind}-{name.lower()}"
        if wanted in self.names:
            return wanted
        known = [other.removeprefix(f"{kind}-") for other in self.names if other.startswith(f"{kind}-")]
        near = difflib.get_close_matches(name.lower(), known, 1)
        hint = f" Did you mean `{near[0]}`?" if near else ""
        raise wrong(
            element,
            f"report.typ has no style for {_KINDS[kind]} called “{name}”, which {shown(element)} asks for. "
            f"Add `#let {wanted}` to it, or use a class that has a style.{hint}",
            template,
        )


def load(style: bytes, folders: Sequence[Path]) -> House:
    """The house style.

    Args:
        style: The report.typ of the form, after those of the forms it extends.
        folders: The folders of the form and of the forms it extends, nearest first: their pictures, and the fonts
            in a folder `fonts` in them, can be used.

    Raises:
        BrokenStyle: It cannot be read, or does what no house style may.
    """
    return _load(style, tuple(folders), tuple(_pictures(folders)))


def _pictures(folders: Sequence[Path]) -> "Iterable[tuple[Path, int]]":
    """The pictures in the folders, with when each was changed."""
    for folder in folders:
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            is_own = file.suffix.lower() in PICTURES and file.resolve().is_relative_to(folder.resolve())
            if is_own and file.is_file() and file.stat().st_size <= MAX_PICTURE:
                yield file, file.stat().st_mtime_ns


@lru_cache(maxsize=16)
def _load(style: bytes, folders: tuple[Path, ...], pictures: tuple[tuple[Path, int], ...]) -> House:
    try:
        text = style.decode()
    except UnicodeDecodeError as fault:
        raise BrokenStyle("it is not saved as UTF-8.") from fault
    _refuse_harm(text)
    source = f"{text}\n{ENGINE.read_text(encoding='utf-8')}"
    files: dict[str, bytes] = {}
    for file, _ in pictures:
        files.setdefault(file.name, file.read_bytes())
    fonts = tuple(folder / "fonts" for folder in folders if (folder / "fonts").is_dir())
    try:
        names, measures = (
            json.loads(found) for found in asked(_PAGES, source, files, fonts, ("<names>", "<measures>"))
        )
    except Refused as fault:
        _tell(fault, source)
    return House(source, frozenset(names), **measures, files=files, fonts=fonts)


def _refuse_harm(text: str) -> None:
    """Refuse what could fetch something from the network while a report is drawn."""
    code = _COMMENT.sub(lambda match: match[0] if match[0].startswith('"') else " ", text)
    for number, line in enumerate(code.split("\n"), 1):
        found = _FORBIDDEN.search(line)
        if found:
            raise BrokenStyle(
                f"“{found[1]}” in `{line.strip()[:80]}` (line {number}) is not allowed there: a house style fetches "
                "nothing. Write what you need into report.typ itself."
            )


def _tell(fault: Refused, source: str) -> NoReturn:
    place = next((place for place in fault.places if place.file == "house.typ"), None)
    line = source.split("\n")[place.line - 1].strip() if place else ""
    raise BrokenStyle(f"{fault.message}{f', in `{line[:100]}`' if line else ''}.") from fault
