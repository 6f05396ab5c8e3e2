"""White space that nobody sees and nothing means: at the ends of lines, and a last line without an end."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from eia.source.characters import clean
from eia.source.document import LINE_BREAK, Lines
from eia.source.events import parser

from .edits import WHITE_SPACE, Mend

_AT_END = re.compile(r"(?<![ \t\r])[ \t]++(?=[\r\n]|\Z)|(?<=\r)[ \t]++(?=\r|\Z)")
"""Not between a `\\r` and a `\\n`, which would become one line break where there were two."""
_BLANK = re.compile(r"\s*")


def white_space(text: str) -> Iterator[Mend]:
    """The white space that can go, and the line break that can come, without any answer changing.

    Text after `|` or `>` is left as it is: spaces there are part of the answer, and two of them break a line in
    Markdown. So is text in quotation marks that runs over several lines.
    """
    kept = tuple(_kept(text))
    lines = Lines(text)
    end = len(text)
    for found in _AT_END.finditer(text):
        nearest = bisect_right(kept, found.start(), key=itemgetter(0)) - 1
        if nearest < 0 or kept[nearest][1] <= found.start():
            yield Mend(*found.span(), found[0], "", lines.number(found.start()), WHITE_SPACE)
            end = found.start() if found.end() == len(text) else end
    if end and text[end - 1] not in "\r\n" and (not kept or kept[-1][1] < len(text)):
        breaks = LINE_BREAK.findall(text)
        ending = breaks[-1] if breaks else "\n"
        yield Mend(len(text), len(text), "", ending, lines.number(len(text)), WHITE_SPACE)


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """Where white space may mean something: from, and up to."""
    from yaml.events import DocumentStartEvent, ScalarEvent, StreamEndEvent

    get_event = parser(clean(text, Lines(text)).text)
    documents = 0
    while not isinstance(event := get_event(), StreamEndEvent):
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                yield start, len(text) + 1  # what follows was not read, so nobody knows what it means
                return
        elif isinstance(event, ScalarEvent) and event.style and not text[start:end].isspace():
            block = event.style in "|>"
            if block or LINE_BREAK.search(text, start, end):
                # Blank lines below a block belong to it when they are indented far enough.
                blank = _BLANK.match(text, end) if block else None
                yield start, blank.end() if blank else end
