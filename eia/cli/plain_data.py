"""Values into plain data, and back: what is kept of a result is read again by the types it was made of.

Plain data is what JSON holds. Nothing that is read back can be more than a value: no code comes out of a file.
"""

import json
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
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


def _pack_finding(found: Finding) -> list[Any]:
    text = found.code, found.message, found.hint, found.due, json.dumps(found.path)
    return [*text, int(found.severity), found.state.value, *_pack_span(found.span)]


def _unpack_finding(data: list[Any]) -> Finding:
    # By hand: there are tens of thousands of them.
    code, message, hint, due, path, severity, state, *span = data
    return Finding(
        *(_only(code), _SEVERITIES[severity], _unpack_span(span), _path(path), message, _only(hint)),
        *(_STATES[state], _only(due)),
    )


@lru_cache(maxsize=65_536)
def _path(data: str) -> Path:
    """The path; the same one for all findings that have it, of which there may be very many."""
    return tuple(json.loads(data))


_only = sys.intern
"""The same text for all findings that have it."""


_SEVERITIES = {int(severity): severity for severity in Severity}
_STATES = {state.value: state for state in State}


class Places(Mapping[Path, Span]):
    """Where answers stand, unpacked only when somebody asks: most files have nothing to point at."""

    def __init__(self, packed: str) -> None:
        """`packed` is what `pack` made of them: a list in JSON of each path with the four numbers of its span."""
        self._packed = packed

    @cached_property
    def _places(self) -> dict[Path, Span]:
        return {tuple(path): _unpack_span(span) for path, span in json.loads(self._packed)}

    def __getitem__(self, path: Path) -> Span:
        return self._places[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __eq__(self, other: object) -> bool:
        return self._places == dict(other) if isinstance(other, Mapping) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


def _pack_places(places: Mapping[Path, Span]) -> str:
    return json.dumps([[path, _pack_span(span)] for path, span in places.items()], separators=(",", ":"))


_KNOWN: Mapping[Any, tuple[Turn, Turn]] = {
    Span: (_pack_span, _unpack_span),
    Finding: (_pack_finding, _unpack_finding),
    Severity: (int, _SEVERITIES.__getitem__),
    State: (str, _STATES.__getitem__),
    Mapping[Path, Span]: (_pack_places, Places),
    When: (lambda moment: moment.text, lru_cache(maxsize=4096)(when)),
    date: (date.isoformat, date.fromisoformat),
    str | int: (_same, _same),
    str: (_same, _same),
    int: (_same, _same),
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


def _of_fields(kind: Any) -> tuple[Turn, Turn]:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    inside = [_turns(hints[name]) for name in names]
    packers = [(name, packer) for name, (packer, _) in zip(names, inside, strict=True)]
    unpackers = [unpacker for _, unpacker in inside]

    def packed(value: Any) -> list[Any]:
        return [packer(getattr(value, name)) for name, packer in packers]

    def unpacked(data: Any) -> Any:
        return kind(*[turn(item) for turn, item in zip(unpackers, data, strict=True)])

    return packed, unpacked


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
