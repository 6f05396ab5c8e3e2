"""A text, the plain data read from it, and where in the text each answer stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, Final, Protocol

from eia.findings import START, Finding, Path, Position, Span
from eia.value import Value

LINE_BREAK = re.compile(r"\r\n|\r|\n")
"""What ends a line in an editor. NEL, LS and PS (YAML 1.1's other breaks) do not, as in YAML 1.2, 5.4."""


LONGEST_LOOKED_FOR = 1_000
"""Characters of some words that are looked for in an answer; a longer search would only cost time."""


def split(text: str) -> list[str]:
    """The lines of a text, without what ends them."""
    return LINE_BREAK.split(text) if "\r" in text else text.split("\n")


class Lines:
    """Where the lines of a text begin: turns offsets into lines and columns."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        if "\r" in self.text:
            return [0, *(found.end() for found in LINE_BREAK.finditer(self.text))]
        lengths = map(len, split(self.text)[:-1])
        return list(accumulate(lengths, lambda start, length: start + length + 1, initial=0))

    def number(self, offset: int) -> int:
        """The line of `offset`, from 1."""
        return bisect_right(self.starts, offset)

    def position(self, offset: int) -> Position:
        """The line and column of `offset`, which may be one past the end of the text."""
        offset = min(max(offset, 0), len(self.text))
        starts = self.starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The offset of `position`."""
        return self.starts[position.line - 1] + position.column - 1

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to `end`, which is one past its last character."""
        return Span(self.position(start), self.position(max(start, end)))

    def start_of(self, offset: int) -> int:
        """The offset at which the line of `offset` begins."""
        return self.starts[self.number(offset) - 1]

    def end_of(self, offset: int) -> int:
        """The offset of the end of the line of `offset`, its break and trailing spaces left out."""
        number = self.number(offset)
        until = self.starts[number] if number < len(self.starts) else len(self.text)
        return max(offset, self.starts[number - 1] + len(self.text[self.starts[number - 1] : until].rstrip()))


@lru_cache(maxsize=1)
def lines_of(text: str) -> Lines:
    """The lines of the text that is being looked at, of which many findings may be."""
    return Lines(text)


class Mark(Protocol):
    """The parser's own record of a place."""

    @property
    def index(self) -> int:
        """The offset in the text, in characters."""


class Event(Protocol):
    """What the parser met, as far as its places are asked for."""

    @property
    def start_mark(self) -> Mark:
        """Where it begins."""

    @property
    def end_mark(self) -> Mark:
        """Where it ends."""


Marks = tuple[Event | None, Event, Event, "Inside"]
"""The key, what its value begins with, what that ends with, and what stands inside it. Events, because a place is
seldom asked for and reading it off is left until then."""
Inside = dict[str | int, Marks]
"""The marks of the answers in a block, by their names, or of the items of a list, by their numbers."""
NOTHING_INSIDE: Final[Inside] = {}
"""What stands inside an answer that is neither a block nor a list."""


def marked(marks: Marks | None, path: Path = ()) -> Iterator[tuple[Path, Marks]]:
    """The marks that stand at a path, and those inside them, each with its path, in the order of reading."""
    if marks is not None:
        yield path, marks
        for key, inner in marks[3].items():
            yield from marked(inner, (*path, key))


class Place:
    """Where one answer stands; worked out when it is asked for."""

    __slots__ = ("_lines", "_marks")

    def __init__(self, marks: Marks, lines: Lines) -> None:
        self._marks = marks
        self._lines = lines

    def __eq__(self, other: object) -> bool:
        return (
            (self.key, self.value) == (other.key, other.value) if isinstance(other, Place) else NotImplemented
        )

    def __hash__(self) -> int:
        return hash((self.key, self.value))

    def __repr__(self) -> str:
        return f"Place(key={self.key!r}, value={self.value!r})"

    @property
    def key(self) -> Span | None:
        """The name before the colon; None for a list item and for the whole document."""
        name = self._marks[0]
        if name is None:
            return None
        start, end = name.start_mark.index, name.end_mark.index
        return self._lines.span(start, self._written_end(start, end))

    @property
    def value(self) -> Span:
        """The answer, quotes and brackets included.

        For text after `|` or `>` it is the text itself, from its first line, because that is what a reader wants
        underlined; the bare `|` when no text follows. What is nothing (`title:`) is an empty span after the colon.
        """
        _, first, last, _ = self._marks
        start = first.start_mark.index
        end = self._written_end(start, last.end_mark.index)
        text = self._lines.text
        if text[start : start + 1] in {"|", ">"}:
            body = self._lines.end_of(start)
            body += len(text[body:end]) - len(text[body:end].lstrip())
            start = body if body < end else start
        return self._lines.span(start, end)

    def _written_end(self, start: int, end: int) -> int:
        """The end without the blank lines that the parser counts with a block of text."""
        return start + len(self._lines.text[start:end].rstrip()) if end > start else end


class Places(Mapping[Path, Place]):
    """The place of every path in the data. Built on demand: a clean file never asks."""

    __slots__ = ("_lines", "_marks")

    def __init__(self, marks: Marks | None, lines: Lines) -> None:
        self._marks = marks
        self._lines = lines

    def __getitem__(self, path: Path) -> Place:
        place: Place | None = self.get(path)
        if place is None:
            raise KeyError(path)
        return place

    def get(self, path: object, default: Any = None) -> Any:
        """The place of a path."""
        marks = self._marks_at(path)
        return default if marks is None else Place(marks, self._lines)

    def __iter__(self) -> Iterator[Path]:
        return (path for path, _ in marked(self._marks))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, path: object) -> bool:
        return self._marks_at(path) is not None

    def _marks_at(self, path: Any) -> Marks | None:
        marks = self._marks
        for key in path:
            if marks is None:
                return None
            marks = marks[3].get(key)
        return marks


def _find(pieces: list[str], text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the pieces first stand in a row, with nothing but white space between them."""
    first = text.find(pieces[0], start, end)
    while first >= 0:
        place = first + len(pieces[0])
        for piece in pieces[1:]:
            gap = place
            while place < end and text[place].isspace():
                place += 1
            if place == gap or not text.startswith(piece, place, end):
                break
            place += len(piece)
        else:
            return first, place
        first = text.find(pieces[0], first + 1, end)
    return None


class Document(Value):
    """A text as far as it could be read."""

    name: str
    """As the user named the file."""
    text: str
    """The decoded text; empty when there is none to show. Hidden characters are still in it."""
    data: dict[str, Any] | None
    """Dictionaries, lists, text, whole numbers, `True`, `False` and `None`; None when there is nothing usable."""
    places: Mapping[Path, Place]
    """Where each path in `data` stands."""
    findings: tuple[Finding, ...]
    """Everything wrong with the text itself, in the order of reading."""

    def span_of(self, path: Path) -> Span:
        """The place of the answer at `path`.

        Where nothing is written, it is the key, or else that of the nearest ancestor there is: its key, the
        item itself in a list, and the start of the text for the whole document.
        """
        place = self.places.get(path) if path else None
        if place is not None:
            value = place.value
            if value.start < value.end or place.key is None:
                return value
        return self.key_span_of(path)

    def span_of_words(self, path: Path, words: str) -> Span:
        """The place of some words of the answer at `path`; the whole answer where they do not stand as given.

        White space counts as equal, because an answer's lines may be broken and indented in the file. Of very
        long words the beginning is looked for.
        """
        whole = self.span_of(path)
        pieces = words[:LONGEST_LOOKED_FOR].split()
        if not pieces or path not in self.places:
            return whole
        lines = lines_of(self.text)
        start, end = lines.offset(whole.start), lines.offset(whole.end)
        found = _find(pieces, self.text, start, end)
        return lines.span(*found) if found else whole

    def key_span_of(self, path: Path) -> Span:
        """The place of the name that `path` ends in, or else that of the nearest ancestor there is."""
        while path:
            place = self.places.get(path)
            if place is not None:
                return place.key or place.value
            path = path[:-1]
        return START
