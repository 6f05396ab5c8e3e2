"""One file of any kind, checked: what it is, and everything wrong with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from eia.accessibility.code import PAGE, PDF, WORD
from eia.accessibility.fault import CannotCheck, Fault, Place
from eia.accessibility.pages import CODES
from eia.findings import START, Finding, Position, Span

if TYPE_CHECKING:
    from eia.accessibility.word.model import Word

LARGEST_FILE: Final = 200_000_000
"""Bytes of a file; one with more pictures than that cannot be sent to anybody."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Word 97–2003 files begin, and Office files with a password (MS-CFB)."""
_MARKED: Final = re.compile(
    r"<(?:!doctype|html|head|body|main|p|h[1-6]|table|ul|ol|div|section|article)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Checked:
    """One file."""

    kind: str
    """What it is: `word`, `page` or `pdf`; what it seems to be when it cannot be looked into."""
    findings: tuple[Finding, ...]
    """What was found, in the order of reading."""
    text: str = ""
    """The text of a page, in which findings have their lines; empty for other files."""
    is_ours: bool = False
    """Whether `eia` wrote it."""


def check(raw: bytes) -> Checked:
    """Everything that is wrong with a file, of which these are the bytes; never raises."""
    kind = PAGE
    try:
        kind = kind_of(raw)
        if kind == WORD:
            return _word(raw)
        return _pdf(raw) if kind == PDF else _page(raw)
    except CannotCheck as fault:
        return Checked(_seeming(raw), (_finding(fault.fault, _seeming(raw), False),))


def kind_of(raw: bytes) -> str:
    """What a file is, by what is in it.

    Raises:
        CannotCheck: it is nothing that can be looked into.
    """
    if len(raw) > LARGEST_FILE:
        raise CannotCheck("ACC001", f"The file is larger than {LARGEST_FILE // 1_000_000} MB")
    if raw.startswith(b"PK"):
        return WORD
    if raw.startswith(_OLE):
        raise _of_ole(raw)
    if raw.startswith(b"{\\rtf"):
        raise CannotCheck("ACC003", "This is a rich text file (.rtf)")
    if raw.lstrip()[:5] == b"%PDF-":
        return PDF
    if not raw.strip():
        raise CannotCheck("ACC001", "The file is empty")
    if _MARKED.search(
        raw[:20_000].decode(
            "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", errors="replace"
        )
    ):
        return PAGE
    raise CannotCheck(
        "ACC001",
        "This is neither a Word file nor a page nor a PDF file",
        "Name the file that people are to read.",
    )


def _of_ole(raw: bytes) -> CannotCheck:
    """What a file of the older kind is, by the names in its directory (MS-CFB 2.6.1)."""
    names = {
        name: name.encode("utf-16-le") in raw
        for name in ("EncryptedPackage", "WordDocument", "DRMEncrypted", "Workbook")
    }
    if names["DRMEncrypted"]:
        return CannotCheck("ACC002", "Only people who were given the rights to it can open this file")
    if names["EncryptedPackage"]:
        return CannotCheck("ACC002", "The file is protected by a password")
    if names["WordDocument"]:
        return CannotCheck("ACC003", "This is a Word 97–2003 file (.doc)")
    return CannotCheck(
        "ACC001",
        "This is a file of an older Office program, and no Word file",
        "Name the file that people are to read.",
    )


def _seeming(raw: bytes) -> str:
    if raw.startswith((b"PK", _OLE, b"{\\rtf")):
        return WORD
    return PDF if raw.lstrip()[:5] == b"%PDF-" else PAGE


def _word(raw: bytes) -> Checked:
    from eia.accessibility import word

    document = word.opened(raw)
    ours = document.is_ours
    order = _order(document)
    found = sorted(word.faults(document), key=lambda fault: order.get(fault.place, -1))
    return Checked(WORD, findings(found, WORD, ours), is_ours=ours)


def _order(document: "Word") -> dict[Place, int]:
    """Where each place comes in the order of reading; a table with its first paragraph."""
    from eia.accessibility.word.model import paragraphs

    order: dict[Place, int] = {}
    for index, paragraph in enumerate(document.everywhere):
        order.setdefault(paragraph.place, index)
    for table in document.tables:
        first = next(paragraphs((table,)), None)
        order[table.place] = order[first.place] if first else 0
    return order


def _page(raw: bytes) -> Checked:
    from eia.accessibility import page

    read = page.Page(raw)
    ours = '<meta name="generator" content="eia' in read.text
    found = sorted(page.faults(read), key=lambda fault: (fault.place.line, fault.code))
    return Checked(PAGE, tuple(map(partial(_placed, lines=read.lines, ours=ours), found)), read.text, ours)


def _pdf(raw: bytes) -> Checked:
    from eia.accessibility import pdf

    return Checked(PDF, findings(pdf.faults(raw), PDF))


def findings(faults: Iterable[Fault], kind: str, ours: bool = False) -> tuple[Finding, ...]:
    """The findings of some faults in a file without lines."""
    return tuple(_finding(fault, kind, ours) for fault in faults)


def _placed(fault: Fault, lines: list[str], ours: bool) -> Finding:
    line = fault.place.line
    if not 1 <= line <= len(lines):
        return _finding(fault, PAGE, ours)
    text = lines[line - 1]
    start = len(text) - len(text.lstrip()) + 1
    span = Span(Position(line, start), Position(line, max(len(text.rstrip()), start) + 1))
    return _finding(fault, PAGE, ours, span)


def _finding(fault: Fault, kind: str, ours: bool, span: Span = START) -> Finding:
    known = CODES[fault.code]
    hint = fault.hint if fault.settled else " ".join(filter(None, (fault.hint, known.remedy(kind, ours))))
    place = "" if span != START else fault.place.words or "the whole file"
    return Finding(fault.code, known.severity, span, fault.place.path, fault.message, hint, place=place)
