"""Semantic HTML into a page: one file with its style inside, and no script."""

from html.parser import HTMLParser
from typing import Final

_POLICY: Final = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">"
)
"""Nothing runs and nothing is fetched, whatever the page holds (Content Security Policy Level 3)."""

_VOID: Final = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})


def to_page(html: str, css: str) -> str:
    """The report as one file that can go on a website as it is.

    What is marked `data-only="word"` is left out. Everything else is kept as the template wrote it.
    """
    shown = _without_word_only(html) if 'data-only="word"' in html else html
    style = css.strip().replace("</", "<\\/")
    return shown.replace("</head>", f"{_POLICY}\n<style>\n{style}\n</style>\n</head>", 1)


def _without_word_only(html: str) -> str:
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return "".join(reader.kept())


class _Reader(HTMLParser):
    """Finds where the elements for Word only start and end."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._html = html
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._open: list[str] = []
        self._from = -1
        self._gaps: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._offset()
        end = start + len(self.get_starttag_text() or "")
        if self._open:
            if tag not in _VOID:
                self._open.append(tag)
        elif ("data-only", "word") in attrs:
            if tag in _VOID:
                self._gaps.append((start, end))
            else:
                self._from = start
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag in self._open:
            while self._open.pop() != tag:
                pass
            if not self._open:
                self._gaps.append((self._from, self._html.index(">", self._offset()) + 1))

    def kept(self) -> list[str]:
        """The stretches of the page that are not for Word only."""
        starts = [0, *(end for _, end in self._gaps)]
        ends = [*(start for start, _ in self._gaps), len(self._html)]
        return [self._html[start:end] for start, end in zip(starts, ends, strict=True)]

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
