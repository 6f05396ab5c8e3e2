"""The fingerprint of the document that an assessment is about: the same however it was saved.

A text counts by its words; of the facts in its front matter only those that say what the strategy is. A Word
file counts by the words in it, so that opening and saving it changes nothing. Any other file counts byte by byte.
"""

import re
import stat
from pathlib import Path
from typing import Final

from eia import source
from eia.kept import Known, anew
from eia.substance import of_bytes, of_text, words

LARGEST_FILE: Final = 100_000_000
"""Bytes of a file; a larger one has no fingerprint."""
MOST: Final = 50_000_000
"""Bytes of text inside a Word file once unpacked; a file with more counts byte by byte."""
FACTS: Final = ("title", "type", "ends_on")
"""The facts in front matter that say what the strategy is; the others say how far it has got, and whose it is."""
_PARTS: Final = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
"""What holds the words of a Word file (ECMA-376 part 1, 11.3)."""
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_APART: Final = frozenset({"p", "br", "tab", "cr"})
"""The elements before which a word ends."""
_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def fingerprint(file: Path, known: Known = anew) -> str:
    """The fingerprint of a strategy's file; empty when there is no such file, or nobody may read it.

    Args:
        file: the file.
        known: gives the fingerprint, where it is known.
    """
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
            return ""
        raw = file.read_bytes()
    except (OSError, ValueError):
        return ""
    return known(str, ("fingerprint", raw), lambda: of(raw))


def of(raw: bytes) -> str:
    """The fingerprint of a strategy, from the bytes of its file."""
    if raw.startswith(b"PK"):
        told = _packed(raw)
        return of_bytes(raw) if told is None else of_text(told)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return of_bytes(raw)
    return of_bytes(raw) if "\0" in text or text.startswith("%PDF") else of_text(_without_record(text))


def _without_record(text: str) -> str:
    """The text with the facts that count in front of it, instead of its front matter."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    if not front:
        return text
    data = source.parse(front[1].encode(errors="surrogatepass"), "").data
    if data is None:
        return text
    facts = (f"{name}: {words(data.get(name))}" for name in FACTS if words(data.get(name)))
    return "\n\n".join([*facts, text[front.end() :]])


def _packed(raw: bytes) -> str | None:
    """The words in a Word file; None when it is none, or cannot be read."""
    from eia.zipped import TooLarge, Unreadable, Zipped

    try:
        zipped = Zipped(raw, MOST)
        there = [name for name in _PARTS if name in zipped.names]
        return "\n".join(_words_in(zipped.read(name)) for name in there) if _PARTS[0] in there else None
    except (Unreadable, TooLarge, SyntaxError, ValueError):
        return None


def _words_in(part: bytes) -> str:
    """The text of a part; what was deleted with changes tracked, and the codes of fields, are no `t` and left out.

    Raises:
        SyntaxError: it is not XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    pieces: list[str] = []
    for element in etree.fromstring(part, parser).iter(f"{_WORD}*"):
        name = str(element.tag).removeprefix(_WORD)
        if name == "t":
            pieces.append(element.text or "")
        elif name in _APART:
            pieces.append(" ")
    return "".join(pieces)
