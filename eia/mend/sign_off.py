"""Write a sign-off into an assessment's file, and change no other character of it but the status."""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from eia.findings import Path, Span
from eia.parts import is_blank
from eia.source import Document, parse
from eia.source.document import LINE_BREAK, Lines

from .edits import Mend, splice
from .mender import Unsafe

_MARK = b"\xef\xbb\xbf"
_PLAIN = re.compile(r"[^\W\d_](?:[\w '’.()/–-]*[\w'’.)])?|\d{4}-\d{2}-\d{2}|v\d+:[0-9a-f]{64}", re.ASCII)
_NOT_TEXT = frozenset({"true", "false", "null"})
_BEFORE = ("dates", "decision", "people", "activity")
"""What a first sign-off is written below: whichever of these stands last."""

Sign = Mapping[str, Any]
"""A sign-off as it is written: texts, and `person` with texts."""


def with_sign_off(raw: bytes, document: Document, sign: Sign, status: str = "") -> bytes:
    """The bytes of the file with one more sign-off, and with another status if one is given.

    A sign-off that waits to be filled in, as `eia new` sets it out, is filled in; else a new one is added below
    the others, set in as they are. Comments, order, line endings and the byte order mark stay.

    Args:
        raw: the bytes of the file.
        document: what was read from them.
        sign: what to write.
        status: the status to write; empty to leave it.

    Raises:
        Unsafe: read again, the file would say anything else than before with the sign-off added.
    """
    mark = _MARK if raw.startswith(_MARK) else b""
    if document.data is None or mark + document.text.encode(errors="replace") != raw:
        raise Unsafe(document.name)
    data = deepcopy(document.data)
    writer = _Writer(document)
    mends = list(writer.add(data, sign))
    if status and data.get("status") != status:
        if "status" not in data:
            raise Unsafe(document.name)
        mends.append(writer.replaced(("status",), status))
        data["status"] = status
    made = mark + splice(document.text, mends).encode()
    again = parse(made, document.name)
    if _flat(again.data) != _flat(data) or _codes(again) != _codes(document):
        raise Unsafe(document.name)
    return made


def _flat(data: Any) -> str:
    return json.dumps(data, sort_keys=True)


def _codes(document: Document) -> list[str]:
    return [found.code for found in document.findings]


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lines = Lines(document.text)
        found = LINE_BREAK.search(document.text)
        self.newline = found[0] if found else "\n"

    def add(self, data: dict[str, Any], sign: Sign) -> Iterator[Mend]:
        """What to change in the text; `data` becomes what the text will say."""
        approvals = data.get("approvals")
        place = self._waiting(approvals, sign)
        if isinstance(approvals, list) and place is not None:
            yield from self._filled(approvals[place], ("approvals", place), sign)
            return
        if "approvals" not in data:
            data["approvals"] = [dict(sign)]
            yield self._first(sign)
        elif not approvals:
            data["approvals"] = [dict(sign)]
            yield from self._in_blank(sign)
        elif isinstance(approvals, list):
            yield self._appended(len(approvals), sign)
            approvals.append(dict(sign))
        else:
            raise Unsafe(self.document.name)

    def replaced(self, path: Path, words: str) -> Mend:
        """An answer with other words in its stead; one that is blank is filled in."""
        span = self.document.places[path].value
        start, end = self.lines.offset(span.start), self.lines.offset(span.end)
        after = scalar(words) if start < end else f" {scalar(words)}"
        return Mend(start, end, self.text[start:end], after, span.start.line)

    # Where nothing is yet

    def _first(self, sign: Sign) -> Mend:
        assert self.document.data is not None  # noqa: S101 - asked before; this tells the type checker
        keys = list(self.document.data)
        if self._is_flow(()):
            end = self.lines.offset(self.document.places[()].value.end) - 1
            return self._inserted(self._last_word(end), f', "approvals": [{in_brackets(sign)}]')
        known = [key for key in keys if key in _BEFORE] or keys
        end = self._line_end(self._end((known[-1],)))
        return self._inserted(end, self._block(["approvals:", *_item(sign, 2)]))

    def _in_blank(self, sign: Sign) -> Iterator[Mend]:
        place = self.document.places[("approvals",)]
        if self._is_flow(()):
            yield self._over(place.value, f"[{in_brackets(sign)}]")
            return
        if place.value.start < place.value.end:
            yield self._over(place.value, "")
        at = self._line_end(self.lines.offset((place.key or place.value).end))
        yield self._inserted(at, self._block(_item(sign, 2)))

    # After others

    def _appended(self, number: int, sign: Sign) -> Mend:
        if self._is_flow(("approvals",)):
            return self._inserted(self._end(("approvals", number - 1)), f", {in_brackets(sign)}")
        first = self.lines.offset(self.document.places[("approvals", 0)].value.start)
        dash = self.text.rindex("-", self.lines.start_of(first), first) - self.lines.start_of(first)
        end = self._line_end(self._end(("approvals", number - 1)))
        return self._inserted(end, self._block(_item(sign, dash)))

    # A sign-off that waits to be filled in

    def _waiting(self, approvals: Any, sign: Sign) -> int | None:
        """The place of a sign-off that says nothing but what this one says, as far as it says anything; or None."""
        for place, item in enumerate(approvals if isinstance(approvals, list) else ()):
            path = ("approvals", place)
            if not isinstance(item, dict) or not item or self._is_flow(path) or self._is_flow(("approvals",)):
                continue
            if _says_no_more(item, sign) and self._has_room(item, path, sign):
                return place
        return None

    def _has_room(self, item: Mapping[str, Any], path: Path, sign: Sign) -> bool:
        """Whether there is a line for everything about the person, or none at all."""
        person = item.get("person")
        if isinstance(person, dict) and person:
            return person.keys() >= sign["person"].keys() or not self._is_flow((*path, "person"))
        return person is None

    def _filled(self, item: dict[str, Any], path: Path, sign: Sign) -> Iterator[Mend]:
        first = self.document.places[(*path, next(iter(item)))].key
        assert first is not None  # noqa: S101 - an item of a block has keys; this tells the type checker
        column = first.start.column - 1
        filled: list[Mend] = []
        missing: dict[str, Any] = {}
        for name, value in sign.items():
            here = (*path, name)
            if isinstance(item.get(name), dict):
                for inner, words in value.items():
                    if inner in item[name] and item[name][inner] != words:
                        filled.append(self.replaced((*here, inner), words))
                absent = {inner: words for inner, words in value.items() if inner not in item[name]}
                if absent:
                    filled.append(self._below(here, absent))
                item[name] |= value
                continue
            if name not in item or isinstance(value, Mapping):
                missing[name] = value
            elif item[name] != value:
                filled.append(self.replaced(here, value))
            item[name] = value
        # Of two changes at one place, the first to come is the last to stand there: see `splice`.
        if "person" in missing and (*path, "person") in self.document.places:
            place = self.document.places[(*path, "person")]
            key = place.key or first
            if place.value.start < place.value.end:
                yield self._over(place.value, "")
            below = self._block(_pairs(missing.pop("person"), column + 2))
            if missing:
                yield self._inserted(self._line_end(self._end(path)), self._block(_pairs(missing, column)))
            yield self._inserted(self._line_end(self.lines.offset(key.end)), below)
        elif missing:
            yield self._inserted(self._line_end(self._end(path)), self._block(_pairs(missing, column)))
        yield from filled

    def _below(self, path: Path, absent: Mapping[str, str]) -> Mend:
        """More lines for a part that has some."""
        value: Any = self.document.data
        for key in path:
            value = value[key]
        key_span = self.document.places[(*path, next(iter(value)))].key
        assert key_span is not None  # noqa: S101 - as above
        return self._inserted(
            self._line_end(self._end(path)), self._block(_pairs(absent, key_span.start.column - 1))
        )

    # Places

    def _end(self, path: Path) -> int:
        """One past the last character of the answer at `path`, comments below it left out."""
        place = self.document.places[path]
        value: Any = self.document.data
        for key in path:
            value = value[key]
        if isinstance(value, dict | list) and value and not self._is_flow(path):
            keys = value if isinstance(value, dict) else range(len(value))
            return max(self._end((*path, key)) for key in keys)
        span: Span = place.value if place.value.start < place.value.end or place.key is None else place.key
        return self.lines.offset(span.end)

    def _is_flow(self, path: Path) -> bool:
        return self.text[self.lines.offset(self.document.places[path].value.start) :][:1] in ("{", "[")

    def _line_end(self, offset: int) -> int:
        found = LINE_BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    def _last_word(self, offset: int) -> int:
        return len(self.text[:offset].rstrip())

    def _block(self, lines: list[str]) -> str:
        return "".join(f"{self.newline}{line}" for line in lines)

    def _inserted(self, offset: int, words: str) -> Mend:
        return Mend(offset, offset, "", words, self.lines.number(offset))

    def _over(self, span: Span, words: str) -> Mend:
        start, end = self.lines.offset(span.start), self.lines.offset(span.end)
        return Mend(start, end, self.text[start:end], words, span.start.line)


def _says_no_more(item: Mapping[str, Any], sign: Sign) -> bool:
    """Whether every answer in a sign-off is blank or the same in another, and it has a name for no other."""
    for name, value in item.items():
        if (
            is_blank(value)
            and name in sign
            and (not isinstance(value, dict) or value.keys() <= sign[name].keys())
        ):
            continue
        if isinstance(value, dict) and isinstance(sign.get(name), Mapping):
            if not _says_no_more(value, sign[name]):
                return False
        elif is_blank(value) or value != sign.get(name):
            return False
    return True


def scalar(words: str) -> str:
    """A text as an answer: as it is where that is safe, else in quotation marks (YAML 1.2.2, 7.3.1)."""
    if _PLAIN.fullmatch(words) and words.lower() not in _NOT_TEXT:
        return words
    return json.dumps(words, ensure_ascii=False)


def in_brackets(sign: Sign) -> str:
    """A sign-off between braces, on one line."""
    return json.dumps(sign, ensure_ascii=False)


def _item(sign: Sign, indent: int) -> list[str]:
    """The lines of a sign-off with its dash."""
    lines = _pairs(sign, indent + 2)
    return [f"{' ' * indent}- {lines[0].lstrip()}", *lines[1:]]


def _pairs(values: Mapping[str, Any], indent: int) -> list[str]:
    lines: list[str] = []
    for name, value in values.items():
        if isinstance(value, Mapping):
            lines += [f"{' ' * indent}{name}:", *_pairs(value, indent + 2)]
        else:
            lines.append(f"{' ' * indent}{name}: {scalar(value)}")
    return lines
