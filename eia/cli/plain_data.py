"""Values into plain data, and back: what is kept of a result is read again by the types it was made of.

Plain data is what JSON holds. Nothing that is read back can be more than a value: no code comes out of a file.
"""

import json
import sys
import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from eia.dates import When, when
from eia.findings import Finding, Path, Position, Severity, Span, State

Turn = Callable[[Any], Any]


def pack(kind: Any, value: Any) -> Any:
    """The value, which is of the type `kind`, as plain data."""
    return _turns(kind)[0](value)


def unpack(kind: Any, data: Any) -> Any:
    """The value of the type `kind` that was packed.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: the data is not what was packed.
    """
    return _turns(kind)[1](data)


def _same(value: Any) -> Any:
    return value


def _pack_span(span: Span) -> list[int]:
    return [span.start.line, span.start.column, span.end.line, span.end.column]


def _unpack_span(data: list[int]) -> Span:
    line, column, last_line, last_column = data
    return Span(Position(line, column), Position(last_line, last_column))


def _pack_findings(found: Sequence[Finding]) -> list[Any]:
    # Like beside like is shorter when it is compressed, and quicker to read back: there are tens of thousands.
    return [
        [item.code for item in found],
        [int(item.severity) for item in found],
        [number for item in found for place in item.span for number in place],
        [_as_text(item.path) for item in found],
        [item.message for item in found],
        [item.hint for item in found],
        [str(item.state) for item in found],
        [item.due for item in found],
    ]


def _unpack_findings(data: list[Any]) -> tuple[Finding, ...]:
    codes, severities, spans, paths, messages, hints, states, dues = data
    number = iter(spans)
    placed = zip(map(Position, number, number), map(Position, number, number), strict=True)
    found = map(
        Finding,
        *(map(_only, codes), map(_SEVERITIES.__getitem__, severities), map(Span._make, placed)),
        *(map(_path, paths), messages, map(_only, hints), map(_STATES.__getitem__, states), map(_only, dues)),
    )
    return tuple(found)


_as_text = lru_cache(maxsize=65_536)(json.dumps)
"""A path as text; worked out once for all findings that have it."""


@lru_cache(maxsize=65_536)
def _path(data: str) -> Path:
    """The path; the same one for all findings that have it, of which there may be very many."""
    return tuple(json.loads(data))


_only = sys.intern
"""The same text for all findings that have it."""


_SEVERITIES = {int(severity): severity for severity in Severity}
_STATES = {state.value: state for state in State}


def _pack_places(places: Mapping[Path, Span]) -> list[Any]:
    return [[path, _pack_span(span)] for path, span in places.items()]


def _unpack_places(data: list[Any]) -> dict[Path, Span]:
    return {tuple(path): _unpack_span(span) for path, span in data}


_KNOWN: Mapping[Any, tuple[Turn, Turn]] = {
    Span: (_pack_span, _unpack_span),
    tuple[Finding, ...]: (_pack_findings, _unpack_findings),
    Severity: (int, _SEVERITIES.__getitem__),
    State: (str, _STATES.__getitem__),
    Mapping[Path, Span]: (_pack_places, _unpack_places),
    When: (lambda moment: moment.text, lru_cache(maxsize=4096)(when)),
    date: (date.isoformat, date.fromisoformat),
    str | int: (_same, _same),
    str: (_same, _same),
    int: (_same, _same),
    float: (_same, _same),
    bool: (_same, _same),
    Any: (_same, _same),
}


@cache
def _turns(kind: Any) -> tuple[Turn, Turn]:
    """How to pack and unpack values of a type."""
    if kind in _KNOWN:
        return _KNOWN[kind]
    if is_dataclass(kind):
        return _of_fields(kind)
    origin, given = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union) and len(given) == 2 and given[1] is types.NoneType:
        return _optional(*_turns(given[0]))
    if origin is tuple and given[1:] == (...,):
        return _many(tuple, *_turns(given[0]))
    if origin is frozenset:
        return _many(frozenset, *_turns(given[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _pairs(_turns(given[0]), _turns(given[1]))
    raise TypeError(f"{kind} cannot be packed")


class Fields:
    """How to pack and unpack some fields of a dataclass."""

    def __init__(self, kind: Any, leaving_out: Collection[str] = ()) -> None:
        """All fields of `kind` but those left out."""
        hints = typing.get_type_hints(kind)
        self._turns = {
            field.name: _turns(hints[field.name]) for field in fields(kind) if field.name not in leaving_out
        }

    def pack(self, value: Any) -> list[Any]:
        """The fields of a value as plain data."""
        return [packer(getattr(value, name)) for name, (packer, _) in self._turns.items()]

    def unpack(self, data: Any) -> dict[str, Any]:
        """The fields that were packed, by their names."""
        return {
            name: unpacker(item)
            for (name, (_, unpacker)), item in zip(self._turns.items(), data, strict=True)
        }


def _of_fields(kind: Any) -> tuple[Turn, Turn]:
    own = Fields(kind)
    return own.pack, lambda data: kind(**own.unpack(data))


def _optional(packer: Turn, unpacker: Turn) -> tuple[Turn, Turn]:
    return (
        lambda value: None if value is None else packer(value),
        lambda data: None if data is None else unpacker(data),
    )


def _many(made: Turn, packer: Turn, unpacker: Turn) -> tuple[Turn, Turn]:
    order = sorted if made is frozenset else _same
    plain = packer is _same
    return (
        lambda values: [packer(value) for value in order(values)],
        made if plain else lambda data: made([unpacker(item) for item in data]),
    )


def _pairs(key: tuple[Turn, Turn], value: tuple[Turn, Turn]) -> tuple[Turn, Turn]:
    return (
        lambda mapping: [[key[0](name), value[0](item)] for name, item in mapping.items()],
        lambda data: {key[1](name): value[1](item) for name, item in data},
    )
