"""Bytes into text, and the characters in it that a report cannot hold or a reader cannot see."""

import re
from collections.abc import Iterator

from eia.findings import Finding
from eia.value import Alike

from .document import Lines
from .faults import finding
from .limits import MOST_ALIKE

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (and so Word) cannot hold, and the C1 controls, which nobody types (YAML 1.2, 5.1)."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What changes the direction of text unseen (CVE-2021-42574). The marks U+061C, U+200E and U+200F only guide
it and belong to ordinary Arabic and Hebrew text."""
_SUSPECT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_ORDINARY_HERE = "\x85\u2028\u2029\ufeff"
"""Line breaks in YAML 1.1 but not in 1.2 or in an editor, and the mark on which the two parsers differ."""
_PLAIN = bytes(range(32, 127)) + b"\t\n\r"
_BINARY = re.compile(b"[\x00-\x06\x0e-\x1a]")
REPLACEMENT = "\ufffd"

_NAMES = {
    "\x00": "an empty character",
    "\x08": "a backspace",
    "\x0b": "a line break as Word and PowerPoint write it",
    "\x0c": "a page break",
    "\x1b": "an escape character",
    "\x7f": "a delete character",
}


class Decoded(Alike):
    """What the bytes of a file turned out to be."""

    text: str
    finding: Finding | None = None
    readable: bool = True
    """Whether it is worth reading on."""


def decode(raw: bytes) -> Decoded:
    """The text of `raw`. What is not UTF-8 is a finding, and still text where it can be guessed."""
    for beginning, kind in _KINDS.items():
        if raw.startswith(beginning):
            return _other_kind(kind)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(raw, "utf-16")
    if len(raw) > 3 and raw[0] and raw[2] and not raw[1] and not raw[3]:
        return _utf16(raw, "utf-16-le")
    if len(raw) > 3 and raw[1] and raw[3] and not raw[0] and not raw[2]:
        return _utf16(raw, "utf-16-be")
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error)
    return Decoded(text)


def _utf16(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, "replace")
    return Decoded(
        text,
        finding(
            "SRC002",
            Lines(text).span(0, 0),
            (),
            "The file is saved as UTF-16, not as UTF-8",
            _SAVE_AS_UTF8,
        ),
        readable="\x00" not in text,
    )


_SAVE_AS_UTF8 = (
    "Save it again with the encoding UTF-8. In Notepad: File, Save as, Encoding: UTF-8. "
    "In Visual Studio Code: click the encoding in the bottom bar."
)
_KINDS = {
    b"PK\x03\x04": "a Word, Excel or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich text (RTF) document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
}


def _other_kind(kind: str) -> Decoded:
    return Decoded(
        "",
        finding(
            "SRC002",
            Lines("").span(0, 0),
            (),
            f"The file is {kind}, not text",
            "An assessment is a text file with lines such as `title: Library opening hours`. `eia new` writes one to start from.",
        ),
        readable=False,
    )


def _not_utf8(raw: bytes, error: UnicodeDecodeError) -> Decoded:
    if _BINARY.search(raw):
        return _other_kind("something other than text")
    text = raw.decode(errors="replace")
    lines = Lines(text)
    offset = len(raw[: error.start].decode())
    byte = raw[error.start : error.start + 1]
    guess = byte.decode("cp1252", "ignore")
    shown = f"“{guess}”" if guess.isprintable() and guess else "a character"
    line = lines.number(offset)
    others = {lines.number(found.start()) for found in re.finditer(REPLACEMENT, text)} - {line}
    more = (
        f" {len(others)} more {'line has' if len(others) == 1 else 'lines have'} the same trouble."
        if others
        else ""
    )
    return Decoded(
        text,
        finding(
            "SRC002",
            lines.span(offset, offset + 1),
            (),
            f"Line {line} has {shown} as Windows-1252 saves it; the file must be UTF-8",
            f"{_SAVE_AS_UTF8} Then look at that character again.{more}",
        ),
    )


class Cleaned(Alike):
    """A text that the parser can take, of the same length as the one it came from."""

    text: str
    restore: dict[int, str]
    """Which stand-ins to turn back in what was read."""
    findings: tuple[Finding, ...]


def clean(text: str, lines: Lines) -> Cleaned:
    """The text with U+FFFD for each character that nothing can hold, and a finding for each line that has one."""
    # Most of a text is plain letters; setting them aside first makes the search seven times faster.
    if not _SUSPECT.search(text.encode().translate(None, _PLAIN).decode()):
        return Cleaned(text, {}, ())
    found = tuple(_hidden(text, lines))
    text = UNFIT.sub(REPLACEMENT, text)
    present = [character for character in _ORDINARY_HERE if character in text]
    if not present:
        return Cleaned(text, {}, found)
    used = set(text)
    spare = (private for private in map(chr, range(0xE000, 0xF900)) if private not in used)
    stand_ins = {character: next(spare, REPLACEMENT) for character in present}
    restore = {ord(private): character for character, private in stand_ins.items() if private != REPLACEMENT}
    return Cleaned(text.translate({ord(a): b for a, b in stand_ins.items()}), restore, found)


def _hidden(text: str, lines: Lines) -> Iterator[Finding]:
    for code, pattern in (("SRC005", UNFIT), ("SRC017", TURNING)):
        seen = told_of = 0
        for found in pattern.finditer(text):
            line = lines.number(found.start())
            if line == seen:
                continue
            seen = line
            told_of += 1
            if told_of > MOST_ALIKE + 1:
                break
            span = lines.span(found.start(), found.end())
            yield finding(code, span, (), *told(code, found[0]))


def told(code: str, character: str) -> tuple[str, str]:
    """The message and hint for a hidden character."""
    number = f"U+{ord(character):04X}"
    if code == "SRC017":
        return (
            f"A hidden mark here ({number}) turns the direction of the text after it",
            "Delete it: a reader may see other words than are stored. Arabic, Hebrew and other scripts need no such mark.",
        )
    name = _NAMES.get(character, "a control character")
    return (
        f"A hidden character here ({number}, {name}) cannot stand in a Word report",
        "Delete it, or retype the words on both sides of it; it often comes along with text copied from elsewhere.",
    )
