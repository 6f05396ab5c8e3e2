"""A syntax error of the parser, told in plain words: what is wrong on the line, and what to do about it.

libyaml and PyYAML's pure parser word their errors differently and agree on where they are; only what both
have in common is used, so that the same text gives the same finding with either.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from eia.value import Alike

from .document import Lines
from .limits import DEEPEST

QUOTE_IT = (
    "Put the whole text in quotation marks, or put `|` after the colon and start the text on the next line."
)
TOO_DEEP = (
    f"Blocks stand inside blocks more than {DEEPEST} deep",
    "Write it flatter; no form asks for such a thing. If the brackets belong to a text, put it in quotation marks.",
)
"""What is told, and what to do about it."""
_ESCAPE = re.compile(
    r"""\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0abtnvfreNLP_\t "/\\]|\r\n|\r|\n|(?P<bad>.?))"""
)
_NAMED = re.compile(r"""[ \t]*(?:- +)*(?P<name>"[^"]*"|'[^']*'|[^\s#"'\[{][^#]*?):(?=[ \t])[ \t]*""")
_UNNAMED = re.compile(r"[^:]+")
_NO_SPACE = re.compile(r"(?P<name>[^\W\d]\w*):[^\s/:]")
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)


class Explanation(Alike):
    """What to tell; `start` and `end` are offsets in the text."""

    code: str
    start: int
    end: int
    message: str
    hint: str


class Trouble(Alike):
    """What the parser said, and what it had read just before."""

    problem: str
    context: str
    at: int
    """Where the parser stopped."""
    opened: int
    """Where that began which the parser was reading."""
    text: str
    lines: Lines
    last: Any
    """The event before the error, or None."""
    bracket: int | None
    """Where the innermost bracket stands that is still open."""

    @property
    def character(self) -> str:
        """The character the parser stopped at; empty at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        """The offset of the line the parser stopped in."""
        return self.lines.start_of(self.at)

    @property
    def first_on_line(self) -> bool:
        """Whether only spaces stand before the place."""
        return not self.text[self.line_start : self.at].strip(" ")

    def to_end_of_line(self, start: int) -> str:
        """The rest of the line from `start`."""
        return self.lines.text[start : self.lines.end_of(start)]


def shown(words: str, most: int = 60) -> str:
    """The words in quotation marks, on one line and cut to a readable length."""
    words = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(words.split()))
    return f"“{words[: most - 1].rstrip()}…”" if len(words) > most else f"“{words}”"


def explain(error: Any, text: str, lines: Lines, last: Any, bracket: int | None) -> Explanation:
    """What `error`, a `yaml.error.MarkedYAMLError`, means to the writer of `text`."""
    at = min(error.problem_mark.index, len(text)) if error.problem_mark else 0
    opened = error.context_mark.index if error.context_mark else at
    trouble = Trouble(error.problem or "", error.context or "", at, opened, text, lines, last, bracket)
    for explanation in _EXPLANATIONS:
        for told in explanation(trouble):
            return told
    raise AssertionError(trouble)  # the last explanation always has something to say


def _conflict(t: Trouble) -> Iterator[Explanation]:
    found = _CONFLICT.search(t.text)
    if found:
        yield Explanation(
            "SRC006",
            found.start(),
            t.lines.end_of(found.start()),
            "Two versions of the file were put together here, and nobody has chosen between them",
            "Between the lines that start with `<<<<<<<` and `>>>>>>>`, keep one of the two versions, and delete these "
            "lines and the line `=======`.",
        )


def _percent(t: Trouble) -> Iterator[Explanation]:
    start = t.line_start
    if t.text[start : start + 1] == "%" and "quoted" not in t.context:
        yield percent(start, t.lines)


def percent(start: int, lines: Lines) -> Explanation:
    """What to tell about a line that starts with a per cent sign."""
    return Explanation("SRC006", start, lines.end_of(start), "A line cannot start with “%”", QUOTE_IT)


def _too_deep(t: Trouble) -> Iterator[Explanation]:
    if "nesting depth" in t.problem:  # libyaml 0.2.6 and later looks ahead, and gives up at a thousand
        yield Explanation("SRC012", t.at, t.at + 1, *TOO_DEEP)


def _tab(t: Trouble) -> Iterator[Explanation]:
    if t.character != "\t" or "quoted" in t.context:
        return
    others = len(re.findall(r"^ *\t", t.text, re.MULTILINE)) - 1
    more = (
        f" {others} more {'line starts' if others == 1 else 'lines start'} with a tab." if others > 0 else ""
    )
    yield Explanation(
        "SRC007",
        t.at,
        t.at + 1,
        "A tab stands here where only spaces count",
        f"Replace the tab with spaces, two for each step; most editors can do so for the whole file.{more}",
    )


class Escape(Alike):
    """A character written as a backslash and a code inside double quotation marks."""

    start: int
    end: int
    written: str
    character: str
    """What it stands for, where that matters: for numbers, and for the few hidden characters with a letter; empty for
    what stands for nothing."""


_LETTERS = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b"}


def escapes(text: str, start: int, end: int) -> Iterator[Escape]:
    """The escapes in the double-quoted text that opens at `start`."""
    for found in _ESCAPE.finditer(text, start + 1, end):
        written = found[0]
        if found["bad"] is not None:
            character = ""
        elif written[1] in "xuU":
            number = int(written[2:], 16)
            character = chr(number) if number <= 0x10FFFF else "\ud800"
        else:
            character = _LETTERS.get(written[1], " ")
        yield Escape(found.start(), found.end(), written, character)


def _escape(t: Trouble) -> Iterator[Explanation]:
    if t.text[t.opened : t.opened + 1] != '"' or "quoted" not in t.context:
        return
    for escape in escapes(t.text, t.opened, len(t.text)):
        if escape.start > t.at:
            return
        if not escape.character:
            yield Explanation(
                "SRC006",
                escape.start,
                escape.end,
                f"“{escape.written.strip()}” means nothing inside double quotation marks",
                "Inside double quotation marks a backslash starts a special sign. Put the text in single quotation "
                "marks, or write the backslash twice.",
            )
            return
        if "\ud800" <= escape.character <= "\udfff":
            yield Explanation(
                "SRC005",
                escape.start,
                escape.end,
                f"“{escape.written}” is only half a character, or none",
                "Write the character itself instead of its number; an assessment may hold any character, emoji too.",
            )
            return


def _quotation(t: Trouble) -> Iterator[Explanation]:
    if "quoted" in t.context:
        yield Explanation(
            "SRC006",
            t.opened,
            t.lines.end_of(t.opened),
            "The quotation mark that opens here is never closed",
            "Put the same mark where the text ends. If the text has such marks of its own, use `|` after the "
            "colon and start the text on the next line.",
        )


def _colon(t: Trouble) -> Iterator[Explanation]:
    if "mapping values are not allowed" not in t.problem:
        return
    named = _NAMED.match(t.text, t.line_start)
    if named and named.end() <= t.at and named.end() > t.line_start:
        yield Explanation(
            "SRC006",
            named.end(),
            t.lines.end_of(t.at),
            f"The answer to {shown(named['name'])} holds another colon followed by a space, which makes it look like a name",
            QUOTE_IT,
        )
        return
    above = _line_above(t)
    if above is None:
        yield Explanation("SRC006", t.at, t.lines.end_of(t.at), "A colon cannot stand here", QUOTE_IT)
        return
    start, line = above
    indent = len(line) - len(line.lstrip(" "))
    if _NO_SPACE.match(line, indent):
        yield _no_space(start + indent, start + len(line), line)
        return
    if _UNNAMED.fullmatch(line.strip()) and not line.lstrip().startswith("- "):
        yield _unnamed(start + indent, start + len(line), line.strip())
        return
    begin = t.line_start + len(t.to_end_of_line(t.line_start)) - len(t.to_end_of_line(t.line_start).lstrip())
    yield Explanation(
        "SRC006",
        begin,
        t.lines.end_of(t.at),
        "This line is indented as if it went on with the answer above, yet has a name of its own",
        "Give it the same number of spaces as the name above. If it belongs to that answer, put `|` after the "
        "colon there and start the text on the next line.",
    )


def _after_dots(t: Trouble) -> Iterator[Explanation]:
    above = _line_above(t)
    if not t.context and "<document start>" in t.problem and above is not None and above[1].startswith("..."):
        yield Explanation("SRC013", t.at, t.lines.end_of(t.at), *SECOND_DOCUMENT)


SECOND_DOCUMENT = (
    "Another document starts here; a file holds one assessment",
    "Delete the line of hyphens or dots if the assessment goes on below it; put another assessment in a file of its own.",
)


def _bare(t: Trouble) -> Iterator[Explanation]:
    # Text without a name at the top, and then something else: most likely its colon is missing.
    if (
        not t.context
        and "<document start>" in t.problem
        and type(t.last).__name__ == "ScalarEvent"
        and not t.last.style
    ):
        start, end = t.last.start_mark.index, t.last.end_mark.index
        line = t.lines.text[start : min(end, t.lines.end_of(start))]
        yield _no_space(start, end, line) if _NO_SPACE.match(line) else _unnamed(start, end, line)


def _unnamed(start: int, end: int, line: str) -> Explanation:
    return Explanation(
        "SRC006",
        start,
        end,
        f"{shown(line)} has no colon after its name",
        "Write the name, a colon, a space and the answer, such as `title: Library opening hours`. If the line goes "
        "on with the answer above it, indent it further than that answer's name.",
    )


def _no_space(start: int, end: int, line: str) -> Explanation:
    return Explanation(
        "SRC006",
        start,
        end,
        f"{shown(line)} has no space after the colon",
        "Put a space after the colon, such as `title: Library opening hours`.",
    )


def _line_above(t: Trouble) -> tuple[int, str] | None:
    number = t.lines.number(t.at) - 1
    while number > 0:
        start = t.lines.starts[number - 1]
        line = t.to_end_of_line(start)
        if line.strip() and not line.lstrip().startswith("#"):
            return start, line
        number -= 1
    return None


def _sign_first(t: Trouble) -> Iterator[Explanation]:
    start = t.opened if "could not find expected ':'" in t.problem else t.at
    if t.text[t.lines.start_of(start) : start].strip(" "):
        return
    if t.text[start : start + 1] in CLOSING:
        yield odd_bracket(start, t.text, t.lines)
    elif t.text[start : start + 1] in {"!", "&", "*"}:
        yield _cannot_start(t, start)


def _no_colon(t: Trouble) -> Iterator[Explanation]:
    if "could not find expected ':'" not in t.problem:
        return
    line = t.to_end_of_line(t.opened)
    end = t.opened + len(line)
    yield _no_space(t.opened, end, line) if _NO_SPACE.match(line) else _unnamed(t.opened, end, line)


def _first_sign(t: Trouble) -> Iterator[Explanation]:
    if "cannot start any token" in t.problem:
        yield _cannot_start(t, t.at)
    elif "block scalar" in t.context:
        if t.text[t.opened] == "|":
            yield Explanation(
                "SRC006",
                t.opened,
                t.lines.end_of(t.opened),
                "Text cannot follow “|” on the same line",
                "Start the text on the next line, indented by two more spaces; or leave out “|”.",
            )
        else:
            yield _cannot_start(t, t.opened)
    elif "scanning an alias" in t.context or "scanning an anchor" in t.context:
        yield _cannot_start(t, t.opened)
    elif "mapping keys are not allowed" in t.problem:
        yield _cannot_start(t, t.at)


def _cannot_start(t: Trouble, offset: int) -> Explanation:
    sign = t.text[offset]
    hint = QUOTE_IT
    if sign == "*":
        hint += " An item of a list starts with a hyphen and a space."
    return Explanation(
        "SRC006",
        offset,
        t.lines.end_of(offset),
        f"Text cannot start with “{sign}” unless it is in quotation marks",
        hint,
    )


def _tag(t: Trouble) -> Iterator[Explanation]:
    if t.context in {"while scanning a tag", "while parsing a tag"} or "undefined tag handle" in t.problem:
        yield Explanation("SRC010", t.opened, t.lines.end_of(t.opened), *TAG)


TAG = (
    "An answer that starts with “!” must be in quotation marks",
    "Put the whole text in quotation marks. Types such as `!!str` are not used: quotation marks make anything text.",
)


def _list_here(t: Trouble) -> Iterator[Explanation]:
    if "sequence entries are not allowed" in t.problem:
        yield Explanation(
            "SRC006",
            t.at,
            t.lines.end_of(t.at),
            "A list cannot start on the same line as its name",
            "Start each item on a line of its own with a hyphen and a space. If this is text, put it in quotation marks.",
        )


def _bracket(t: Trouble) -> Iterator[Explanation]:
    flow = "flow" in t.context
    opened = t.opened if flow and t.text[t.opened : t.opened + 1] in {"[", "{"} else t.bracket
    if opened is None or not (flow or t.bracket is not None):
        return
    sign = t.text[opened]
    close = CLOSING[sign]
    if not t.text[t.at :].strip() or t.lines.number(t.at) > t.lines.number(opened):
        yield odd_bracket(opened, t.text, t.lines)
        return
    yield Explanation(
        "SRC006",
        t.at,
        t.lines.end_of(t.at),
        f"{shown(t.to_end_of_line(t.at), 20)} cannot stand here between “{sign}” and “{close}”",
        f"Put a comma between two items, and quotation marks round a text that holds a comma, a colon or a bracket; "
        f"close with “{close}”.",
    )


CLOSING = {"[": "]", "{": "}"}


def odd_bracket(opened: int, text: str, lines: Lines) -> Explanation:
    """What to tell about a bracket whose content cannot be read."""
    sign = text[opened]
    return Explanation(
        "SRC006",
        opened,
        lines.end_of(opened),
        f"The bracket “{sign}” that opens here is not closed, or cannot stand here",
        f"Close it with “{CLOSING[sign]}”, with commas between the items. If the bracket belongs to a text, put the "
        "whole text in quotation marks.",
    )


def _after_closing(t: Trouble) -> Iterator[Explanation]:
    if t.last is None or t.text[t.last.end_mark.index : t.at].strip(" \t"):
        return
    kind = type(t.last).__name__
    start, end = t.last.start_mark.index, t.last.end_mark.index
    if kind == "ScalarEvent" and t.last.style in {"'", '"'}:
        if t.lines.number(start) != t.lines.number(end):
            yield Explanation(
                "SRC006",
                start,
                t.lines.end_of(start),
                f"The quotation mark that opens here is closed only on line {t.lines.number(end)}",
                "Close it where the text ends. If the text has such marks of its own, put `|` after the colon and "
                "start the text on the next line.",
            )
            return
        yield Explanation(
            "SRC006",
            t.at,
            t.lines.end_of(t.at),
            f"{shown(t.to_end_of_line(t.at), 30)} follows a closing quotation mark",
            "Put the whole text in quotation marks, not a part of it. If it has quotation marks of its own, put `|` after the "
            "colon and start the text on the next line.",
        )
    elif kind in {"SequenceEndEvent", "MappingEndEvent"} and end > start and not t.first_on_line:
        yield Explanation(
            "SRC006",
            t.at,
            t.lines.end_of(t.at),
            f"{shown(t.to_end_of_line(t.at), 30)} follows a closing bracket",
            "If the bracket belongs to the text, put the whole text in quotation marks.",
        )


def _closes_nothing(t: Trouble) -> Iterator[Explanation]:
    if t.character in {"]", "}", ","}:
        yield Explanation(
            "SRC006",
            t.at,
            t.lines.end_of(t.at),
            f"Text cannot start with “{t.character}” unless it is in quotation marks",
            QUOTE_IT,
        )


def _no_name(t: Trouble) -> Iterator[Explanation]:
    if t.first_on_line and re.match(r":(?=\s|$)", t.text[t.at : t.at + 2]):
        yield Explanation("SRC011", t.at, t.lines.end_of(t.at), *NO_NAME)


NO_NAME = (
    "An answer has no name before its colon",
    "Write the name before the colon, such as `title: Library opening hours`.",
)


def _indentation(t: Trouble) -> Iterator[Explanation]:
    if t.first_on_line:
        yield Explanation(
            "SRC006",
            t.at,
            t.lines.end_of(t.at),
            "This line is not indented like the lines it belongs to",
            "Give lines that belong together the same number of spaces at the start, and two more to what belongs to "
            "the name above. In a list each item starts with a hyphen and a space.",
        )


def _otherwise(t: Trouble) -> Iterator[Explanation]:
    yield Explanation(
        "SRC006",
        t.at,
        t.lines.end_of(t.at),
        f"{shown(t.to_end_of_line(t.at), 30)} cannot stand here"
        if t.character.strip()
        else "Something is missing here",
        QUOTE_IT,
    )


_EXPLANATIONS: tuple[Callable[[Trouble], Iterator[Explanation]], ...] = (
    _conflict,
    _percent,
    _too_deep,
    _tag,
    _tab,
    _escape,
    _quotation,
    _colon,
    _after_dots,
    _bare,
    _sign_first,
    _no_colon,
    _first_sign,
    _list_here,
    _bracket,
    _after_closing,
    _closes_nothing,
    _no_name,
    _indentation,
    _otherwise,
)
"""In order; the first that has something to say is told."""
