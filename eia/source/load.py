"""Read a file or its bytes into a `Document`; whatever is wrong with it is a finding, never an exception."""

import errno
import gc
import os
import pathlib
import stat
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from eia.findings import START, Finding

from . import events
from .build import Builder
from .characters import clean, decode
from .document import Document, Lines, Marks, Places, lines_of, marked
from .faults import finding
from .limits import LARGEST_FILE, MOST_ALIKE


def parse(raw: bytes, name: str, parser: Callable[[str], Callable[[], Any]] = events.parser) -> Document:
    """The document that `raw` holds; never raises.

    After a repeated name, a hidden character and the like, reading goes on, so that one check shows everything. After a
    syntax error, or at a limit, there is no data.
    """
    if len(raw) > LARGEST_FILE:
        return _too_large(name)
    decoded = decode(raw)
    found = [] if decoded.finding is None else [decoded.finding]
    text = decoded.text
    if not decoded.readable:
        return Document(name, text, None, {}, tuple(found))
    lines = lines_of(text)
    cleaned = clean(text, lines)
    builder = Builder(cleaned.text, lines, cleaned.restore)
    collecting = gc.isenabled()
    gc.disable()  # nothing here makes cycles, and the collector takes a tenth of the time
    try:
        builder.read(parser(cleaned.text))
    finally:
        if collecting:
            gc.enable()
    found += _with_paths(cleaned.findings, builder.marks, lines)
    found += builder.findings
    return Document(name, text, builder.data, Places(builder.marks, lines), _fewer(found))


def read(file: pathlib.Path, name: str | None = None) -> Document:
    """The document in `file`, which is called `name` in findings; never raises and never writes."""
    name = shown(str(file) if name is None else name)
    held = contents(file, name)
    return parse(held, name) if isinstance(held, bytes) else held


def contents(file: pathlib.Path, name: str) -> bytes | Document:
    """The bytes in `file`; a document that says why there are none to be had, or too many. Never raises."""
    try:
        # Ask first: merely opening a device or a pipe can do something, or wait for ever.
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
            return _unreadable(
                name, f"This is {kind}, not a file", "Give the name of a file that holds an assessment."
            )
        if status.st_size > LARGEST_FILE:
            return _too_large(name)
        with open(file, "rb", opener=_open_without_waiting) as opened:
            return opened.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        return _unreadable(name, *_reason(error))


def shown(name: str) -> str:
    """A file's name as it can be printed: one that is not UTF-8 must not stop the one who prints it."""
    return name.encode(errors="surrogateescape").decode(errors="replace")


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _reason(error: OSError | ValueError) -> tuple[str, str]:
    number = error.errno if isinstance(error, OSError) else errno.ENOENT
    if number in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}:
        return (
            "There is no file of this name",
            "Look at the spelling, and at the folder the name starts from.",
        )
    if number in {errno.EACCES, errno.EPERM}:
        return "You may not read this file", "Ask its owner for the right to read it."
    if number == errno.ELOOP:
        return "This is a link that leads back to itself", "Give the name of the file itself."
    return (
        f"The file cannot be read: {os.strerror(number or 0)}",
        "Try again; if it stays so, copy the file elsewhere.",
    )


def _unreadable(name: str, message: str, hint: str) -> Document:
    return Document(name, "", None, {}, (finding("SRC001", START, (), message, hint),))


def _too_large(name: str) -> Document:
    told = finding(
        "SRC003",
        START,
        (),
        f"The file is larger than {LARGEST_FILE:,} bytes",
        "An assessment is a text of some pages. Keep data and pictures in files of their own and say in `evidence` where they are.",
    )
    return Document(name, "", None, {}, (told,))


def _with_paths(found: Iterable[Finding], marks: Marks | None, lines: Lines) -> list[Finding]:
    """The findings, each with the path of the answer it stands in."""
    told = list(found)
    offsets = [lines.offset(one.span.start) for one in told]
    order = sorted(range(len(told)), key=offsets.__getitem__)
    offsets.sort()
    for path, (_, begins, ends, _) in marked(marks) if told else ():
        first = bisect_left(offsets, begins.start_mark.index)
        for index in order[first : bisect_left(offsets, ends.end_mark.index, first)]:
            told[index] = replace(told[index], path=path)
    return told


def _fewer(found: list[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of reading, at most `MOST_ALIKE` of each code."""
    kept: list[Finding] = []
    counted: Counter[str] = Counter()
    for one in sorted(found, key=lambda one: one.sort_key):
        counted[one.code] += 1
        if counted[one.code] <= MOST_ALIKE:
            kept.append(one)
        elif counted[one.code] == MOST_ALIKE + 1:
            last = max(index for index, other in enumerate(kept) if other.code == one.code)
            kept[last] = replace(kept[last], hint=f"{kept[last].hint} There are more of these further down.")
    return tuple(kept)
