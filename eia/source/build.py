"""The parser's events into plain data and places, in one loop without recursion."""

import re
from collections.abc import Callable
from typing import Any, Final, NoReturn

from eia.findings import Finding, Path

from .characters import REPLACEMENT, TURNING, UNFIT, told
from .document import NOTHING_INSIDE, Inside, Lines, Marks, marked
from .faults import finding
from .limits import DEEPEST, MOST_ITEMS, MOST_KEYS, MOST_VALUES
from .syntax import NO_NAME, SECOND_DOCUMENT, TAG, TOO_DEEP, escapes, explain, odd_bracket, percent, shown

_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""The bare words that are not text (YAML 1.2.2, 10.3.2); `yes` and `no` are text."""
_UNFIT_QUOTED = frozenset(("", "<<"))
"""What cannot be a name."""
_UNFIT_NAMES = _UNFIT_QUOTED | {word for word, told in _WORDS.items() if told is None}
"""The same without quotation marks, where it is no text either."""
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DIGITS = frozenset("0123456789")
_HIDDEN = re.compile(f"{UNFIT.pattern}|{TURNING.pattern}")
_LOST = re.compile(r" #(?=[^\W_])")
_UNTOLD: Final = object()
"""What `_WORDS` does not know."""
_NO_KEY: Final = object()
"""The next thing in this block is a key."""
_REFUSED: Final = object()
"""The next thing in this block is the answer to a key that was refused; it is read and left out."""


_START_WITH_NEW = (
    "`eia new` writes a file to start from; each line in it is a name, a colon and a place for the answer."
)


class _StopError(Exception):
    """There is no point in reading on; the finding has been made."""


class Builder:
    """Reads one text; afterwards `data`, `marks` and `findings` say what was in it."""

    def __init__(self, text: str, lines: Lines, restore: dict[int, str]) -> None:
        self.text = text
        self.lines = lines
        self.restore = restore
        self.data: dict[str, Any] | None = None
        self.marks: Marks | None = None
        self.findings: list[Finding] = []

    def read(self, get_event: Callable[[], Any]) -> None:
        """Read all events. What cannot be read on ends with a finding and without data."""
        try:
            self._read(get_event)
        except _StopError:
            self.data = None
            self.marks = None
        else:
            self._find_lost_comments()

    def _read(self, get_event: Callable[[], Any]) -> None:
        # One loop with local names, and rare cases out of the way: this is where the time goes.
        from yaml.error import MarkedYAMLError
        from yaml.events import (
            AliasEvent,
            DocumentEndEvent,
            DocumentStartEvent,
            MappingEndEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceEndEvent,
            SequenceStartEvent,
            StreamEndEvent,
        )

        words, untold, no_key, refused = _WORDS, _UNTOLD, _NO_KEY, _REFUSED
        hidden, is_integer, digits, restore = _HIDDEN.search, _INTEGER.fullmatch, _DIGITS, self.restore
        unfit, unfit_quoted = _UNFIT_NAMES, _UNFIT_QUOTED
        # What is being filled: a dictionary or list, where its answers stand, and in a dictionary the key that waits
        # for its answer.
        node: Any = None
        inside: Inside = {}
        key: Any = None
        in_map = False
        key_event: Any = None
        # The blocks around it, with what is needed to go on there.
        stack: list[Any] = []
        begun: list[Any] = []
        last: Any = None
        event: Any = None
        bare: Any = None
        count = documents = 0
        value: Any
        while True:
            before = event
            try:
                event = get_event()
            except MarkedYAMLError as error:
                self._stop_at_error(error, before, begun, self._here(stack, key, in_map, node))
            kind = type(event)
            if kind is ScalarEvent:
                count += 1
                value = event.value
                style = event.style
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event, self._here(stack, key, in_map, node))
                    style = style or event.tag  # what has a type of its own is kept as text
                if style == '"' and hidden(value):
                    value = self._without_hidden(event, self._here(stack, key, in_map, node))
                if restore:
                    value = value.translate(restore)
                if key is no_key:
                    if value in node or (value in unfit and (not style or value in unfit_quoted)):
                        if not value and not style and (bracket := self._bracket(begun)) is not None:
                            self._stop_at_odd_bracket(bracket, self._path(stack))
                        self._refuse_key(event, value, self._path(stack), inside)
                        key = refused
                        continue
                    if len(node) >= MOST_KEYS:
                        self._stop_at_limit(
                            event,
                            self._path(stack),
                            f"There are more than {MOST_KEYS} names in one block",
                        )
                    key = value
                    key_event = event
                    continue
                if not style:
                    word = words.get(value, untold)
                    if word is not untold:
                        value = word
                    elif value[-1] in digits and is_integer(value):
                        value = int(value)
                last = event
                if in_map:
                    if key is not refused:
                        node[key] = value
                        inside[key] = (key_event, event, event, NOTHING_INSIDE)
                    key = no_key
                elif node is not None:
                    inside[len(node)] = (None, event, event, NOTHING_INSIDE)
                    node.append(value)
                    if len(node) > MOST_ITEMS:
                        self._stop_at_many_items(event, self._path(stack))
                elif style or value is not None:
                    bare = event  # told at the end: a colon may be missing, and then the parser stumbles next
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                count += 1
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event, self._here(stack, key, in_map, node))
                if len(stack) >= DEEPEST:
                    self._stop("SRC012", event, self._here(stack, key, in_map, node), *TOO_DEEP)
                child: Any = {} if kind is MappingStartEvent else []
                if node is None:
                    if kind is SequenceStartEvent:
                        self._stop_without_names(event, "a list")
                    self.data = child
                elif key is no_key:
                    self._add(
                        "SRC011",
                        event,
                        self._path(stack),
                        "A block or list in brackets stands where a name should be",
                        "Write a name before the colon. If the brackets belong to a text, put the whole text in "
                        "quotation marks.",
                    )
                elif not in_map:
                    node.append(child)
                    if len(node) > MOST_ITEMS:
                        self._stop_at_many_items(event, self._path(stack))
                elif key is not refused:
                    node[key] = child
                stack.append((node, inside, key, in_map, key_event))
                begun.append(event)
                node, inside = child, {}
                in_map = kind is MappingStartEvent
                key = no_key if in_map else None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                if event.end_mark.index > event.start_mark.index:
                    last = event  # a closing bracket; a block ends with its last answer
                within = inside
                node, inside, key, in_map, key_event = stack.pop()
                start = begun.pop()
                if not in_map:
                    ended: Marks = (None, start, last, within)
                    if node is None:
                        self.marks = ended
                    else:
                        inside[len(node) - 1] = ended
                elif key is no_key:
                    key = refused
                else:
                    if key is not refused:
                        inside[key] = (key_event, start, last, within)
                    key = no_key
            elif kind is AliasEvent:
                count += 1
                self._add(
                    "SRC009", event, self._here(stack, key, in_map, node), *self._borrowed(event.anchor, "*")
                )
                last = event
                if node is None:
                    raise _StopError
                if key is no_key:
                    key = refused
                elif in_map:
                    if key is not refused:
                        node[key] = None
                        inside[key] = (key_event, event, event, NOTHING_INSIDE)
                    key = no_key
                else:
                    inside[len(node)] = (None, event, event, NOTHING_INSIDE)
                    node.append(None)
                    if len(node) > MOST_ITEMS:
                        self._stop_at_many_items(event, self._path(stack))
            elif kind is DocumentStartEvent:
                documents += 1
                if bare is not None:
                    self._stop_without_names(bare, "running text")
                if documents > 1:
                    self._add_second_document(event)
                    return
                if event.version or event.tags:
                    wrong = percent(event.start_mark.index, self.lines)
                    self._add_told(wrong.code, wrong.start, wrong.end, (), wrong.message, wrong.hint)
                    raise _StopError
            elif kind is DocumentEndEvent:
                event = before  # it says nothing; what came before may explain what follows
            elif kind is StreamEndEvent:
                if bare is not None:
                    self._stop_without_names(bare, "running text")
                if self.data is None:
                    self._add_told("SRC004", 0, 0, (), "There is nothing in the file", _START_WITH_NEW)
                return
            if count > MOST_VALUES:
                self._stop_at_limit(
                    event, self._path(stack), f"There are more than {MOST_VALUES:,} values in the file"
                )

    @staticmethod
    def _path(stack: list[Any]) -> Path:
        """The path of the block that is being filled, or of the nearest one around it that was not refused."""
        keys = (key if in_map else len(node) - 1 for node, _, key, in_map, *_ in stack if node is not None)
        return tuple(key for key in keys if key is not _NO_KEY and key is not _REFUSED)

    @classmethod
    def _here(cls, stack: list[Any], key: Any, in_map: bool, node: Any) -> Path:
        """The path of what comes next; of the block itself where a key is due or was refused."""
        path = cls._path(stack)
        if in_map:
            return path if key is _NO_KEY or key is _REFUSED else (*path, key)
        return path if node is None else (*path, len(node))

    def _bracket(self, begun: list[Any]) -> int | None:
        """Where the innermost open bracket stands."""
        starts = (event.start_mark.index for event in reversed(begun))
        return next((start for start in starts if self.text[start] in "[{"), None)

    def _without_hidden(self, event: Any, path: Path) -> str:
        """The value of a text in double quotation marks, with a finding for each hidden character written as an escape."""
        value: str = event.value
        start, end = event.start_mark.index, event.end_mark.index
        seen = set()
        for found in escapes(self.text, start, end):
            character = found.character
            code = "SRC005" if UNFIT.match(character) else "SRC017" if TURNING.match(character) else ""
            if code and (code, line := self.lines.number(found.start)) not in seen:
                seen.add((code, line))
                self._add_told(code, found.start, found.end, path, *told(code, character))
        return UNFIT.sub(REPLACEMENT, value)

    def _refuse_properties(self, event: Any, path: Path) -> None:
        if event.tag is not None:
            self._add("SRC010", event, path, *TAG)
        if event.anchor is not None:
            self._add("SRC009", event, path, *self._borrowed(event.anchor, "&"))

    @staticmethod
    def _borrowed(name: str, sign: str) -> tuple[str, str]:
        does = "takes an answer from another place" if sign == "*" else "lends this answer to other places"
        return (
            f"{shown(sign + name)} {does} in the file",
            f"Write the answer out where it belongs. If the text only starts with “{sign}”, put it in quotation marks.",
        )

    def _refuse_key(self, event: Any, key: str, path: Path, inside: Inside) -> None:
        if key == "<<":
            self._add(
                "SRC009",
                event,
                path,
                "“<<” takes over a block from another place in the file",
                "Write the answers out where they belong.",
            )
        elif key in inside and key:
            first = inside[key][0]
            line = self.lines.number(first.start_mark.index) if first else 1
            self._add(
                "SRC008",
                event,
                (*path, key),
                f"{shown(key)} is answered twice, here and on line {line}",
                "Keep one of the two. Only the first is checked.",
            )
        else:
            self._add(
                "SRC011",
                event,
                path,
                *NO_NAME,
            )

    def _add_second_document(self, event: Any) -> None:
        start = event.start_mark.index
        self._add_told("SRC013", start, self.lines.end_of(start), (), *SECOND_DOCUMENT)

    def _find_lost_comments(self) -> None:
        candidates = {found.start() for found in _LOST.finditer(self.text)}
        if not candidates:
            return
        # Blocks end with their last answer and come before it, so the answer itself is what remains.
        ends = {
            last.end_mark.index: (path, first.start_mark.index)
            for path, (_, first, last, _) in marked(self.marks)
            if last.end_mark.index in candidates
        }
        for end, (path, begin) in ends.items():
            words = self.text[begin:end]
            if words and (not any(map(str.isalpha, words)) or words in _WORDS or words[0] in "'\"[{|>&!*"):
                continue
            start = end + 1
            lost = self.text[start : self.lines.end_of(start)]
            self._add_told(
                "SRC015",
                start,
                start + len(lost),
                path,
                f"{shown(lost)} is read as a comment and is not part of the answer",
                "If it belongs to the answer, put the whole answer in quotation marks. If it is a comment, put a space "
                "after the `#`.",
            )

    def _add(self, code: str, event: Any, path: Path, message: str, hint: str) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._add_told(code, start, end if end > start else self.lines.end_of(start), path, message, hint)

    def _add_told(self, code: str, start: int, end: int, path: Path, message: str, hint: str) -> None:
        self.findings.append(finding(code, self.lines.span(start, end), path, message, hint))

    def _stop(self, code: str, event: Any, path: Path, message: str, hint: str) -> NoReturn:
        self._add(code, event, path, message, hint)
        raise _StopError

    def _stop_at_limit(self, event: Any, path: Path, message: str) -> NoReturn:
        self._stop(
            "SRC016",
            event,
            path,
            message,
            "Reading stops here. Keep tables of data in files of their own and say in `evidence` where they are.",
        )

    def _stop_at_many_items(self, event: Any, path: Path) -> NoReturn:
        self._stop_at_limit(event, path, f"There are more than {MOST_ITEMS:,} items in one list")

    def _stop_without_names(self, event: Any, what: str) -> NoReturn:
        self._stop(
            "SRC014",
            event,
            (),
            f"The file starts with {what}, not with a name and its answer",
            _START_WITH_NEW,
        )

    def _stop_at_odd_bracket(self, bracket: int, path: Path) -> NoReturn:
        # libyaml skips a token after an empty `?` in brackets; nothing that follows can be trusted.
        wrong = odd_bracket(bracket, self.text, self.lines)
        self._add_told(wrong.code, wrong.start, wrong.end, path, wrong.message, wrong.hint)
        raise _StopError

    def _stop_at_error(self, error: Any, before: Any, begun: list[Any], path: Path) -> NoReturn:
        wrong = explain(error, self.text, self.lines, before, self._bracket(begun))
        self._add_told(wrong.code, wrong.start, wrong.end, path, wrong.message, wrong.hint)
        raise _StopError
