"""What was mended in a file: listed for people, and as a difference between two texts."""

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

import click

from eia.form import in_a_sentence
from eia.mend import WHITE_SPACE, Mend
from eia.show.paint import Paint
from eia.show.plain import message, plain, visible

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_COLOURS = {"-": "red", "+": "green", "@": "cyan"}
_UNFINISHED = "\\ No newline at end of file"


def listed(name: str, mends: Sequence[Mend], paint: Paint, verb: str = "Mended") -> str:
    """What was mended in one file, one line each; white space together on the last.

    Args:
        name: the file as the reader names it.
        mends: at least one, in the order of reading.
        paint: how it looks.
        verb: how the heading begins.
    """
    told = [paint.bold(f"{verb} in {plain(name)}:"), *(_one(mend, paint) for mend in _words(mends))]
    spaces = dict.fromkeys(mend.line for mend in mends if mend.label == WHITE_SPACE and not mend.after)
    if spaces:
        where = f"line{'s' if len(spaces) > 1 else ''} {in_a_sentence(_ranges(list(spaces)), 'and')}"
        told.append(f"  {where}: spaces at the end taken away")
    if any(mend.label == WHITE_SPACE and mend.after for mend in mends):
        told.append(f"  line {mends[-1].line}: a line break added at the end")
    return "\n".join(told)


def _words(mends: Iterable[Mend]) -> Iterator[Mend]:
    return (mend for mend in mends if mend.label != WHITE_SPACE)


def _one(mend: Mend, paint: Paint) -> str:
    colon = ":" if mend.is_name else ""
    before, after = (
        paint.code(f"`{message(words)}{colon}`") for words in (mend.before.strip() or mend.before, mend.after)
    )
    label = "" if mend.is_name else f" ({plain(mend.label)})"
    return f"  line {mend.line}: {before} → {after}{label}"


def _ranges(lines: Sequence[int]) -> list[str]:
    """The numbers with runs drawn together: `3`, `7–9`."""
    runs: list[str] = []
    for _, run in itertools.groupby(enumerate(lines), lambda pair: pair[1] - pair[0]):
        numbers = [line for _, line in run]
        runs.append(f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else str(numbers[0]))
    return runs


def difference(name: str, before: str, after: str, paint: Paint) -> str:
    """The unified difference between a text and what it becomes, with a line break at the end; empty when none.

    A line ends as it does in the file, so that `patch` takes it; what a terminal would obey is made visible.
    """
    shown = plain(name)
    told = difflib.unified_diff(_lines(before), _lines(after), shown, shown)
    printed = [part for line in told for part in line.removesuffix("\n").split("\n")]
    heading = [paint.bold(line) for line in printed[:2]]
    return "".join(f"{line}\n" for line in (*heading, *(_painted(line, paint) for line in printed[2:])))


def _lines(text: str) -> list[str]:
    """The lines of a text, each ready to print; the last one says so when it has no end."""
    lines = []
    for words, ending in _LINE.findall(text):
        shown = "".join(letter if letter == "\t" else visible(letter) for letter in words)
        if ending:
            lines.append(f"{shown}{visible(ending) if ending == chr(13) else ending.removesuffix(chr(10))}\n")
        elif words:
            lines.append(f"{shown}\n{_UNFINISHED}\n")
    return lines


def _painted(line: str, paint: Paint) -> str:
    colour = _COLOURS.get(line[:1]) if paint.colour else None
    return click.style(line, fg=colour) if colour else line
