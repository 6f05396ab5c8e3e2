"""What the parts of an assessment have in common: an address, and building from plain data.

Building never fails: what is absent, blank, or of the wrong kind, is left empty (`""`, `()`, `None`), and what
only waits to be filled in (an item of a list, a group's row, a question) is left out.
"""

import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from eia.dates import When, when
from eia.findings import Path

_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?\Z")
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True, eq=False)
class Part:
    """A piece of an assessment that knows its address; it is equal to itself only, and is shown by its address."""

    path: Path = ()
    """Where in the document this part stands."""

    def at(self, *keys: str | int) -> Path:
        """The path of something inside this part."""
        return (*self.path, *keys)

    @classmethod
    def build(cls, value: object, path: Path = ()) -> Self:
        """The part that `value` describes; whatever does not fit is left empty."""
        data = value if isinstance(value, dict) else {}
        return cls(
            path=path,
            **{name: convert(data.get(key), (*path, key)) for name, key, convert in _plan(cls)},
        )


def walk(value: object) -> Iterator[Part]:
    """Every part inside `value`, itself first."""
    if isinstance(value, Part):
        yield value
        for name, _, _ in _plan(type(value)):
            yield from walk(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from walk(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from walk(item)


def is_blank(value: object) -> bool:
    """Whether nothing is answered here: nothing, no words, or names and dashes with nothing after any of them."""
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    if isinstance(value, list):
        return all(map(is_blank, value))
    return value is None or (isinstance(value, str) and not value.strip())


Converter = Callable[[object, Path], Any]


def text(value: object, _path: Path) -> str:
    """The words of `value`; a number's digits; nothing for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def texts(value: object, path: Path) -> tuple[str, ...]:
    """The words of each item of a list, blank ones left out."""
    items = value if isinstance(value, list) else []
    return tuple(words for words in (text(item, path) for item in items) if words)


def _when(value: object, path: Path) -> When | None:
    words = text(value, path)
    return when(words) if words else None


def yes_no(value: object, _path: Path) -> bool | None:
    """True for yes, False for no, in any case; None for anything else."""
    if isinstance(value, bool):
        return value
    return _YES_NO.get(value.strip().lower()) if isinstance(value, str) else None


def _whole(value: object, _path: Path) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: object, path: Path) -> float | None:
    words = text(value, path)
    return float(words) if _DECIMAL.match(words) else None


def _answer_words(value: object, path: Path) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(texts(value, path)) if isinstance(value, list) else text(value, path)


def _mapping_of(convert: Converter) -> Converter:
    def build(value: object, path: Path) -> dict[str, Any]:
        data = value if isinstance(value, dict) else {}
        return {
            str(key): convert(item, (*path, str(key))) for key, item in data.items() if not is_blank(item)
        }

    return build


def _tuple_of(part: type[Part]) -> Converter:
    def build(value: object, path: Path) -> tuple[Part, ...]:
        items = value if isinstance(value, list) else []
        return tuple(
            part.build(item, (*path, index))
            for index, item in enumerate(items)
            if isinstance(item, dict) and not is_blank(item)
        )

    return build


_CONVERTERS: dict[object, Converter] = {
    str: text,
    tuple[str, ...]: texts,
    When | None: _when,
    bool | None: yes_no,
    int | None: _whole,
    float | None: _number,
    Mapping[str, str]: _mapping_of(_answer_words),
}


def _converter(hint: object) -> Converter:
    if hint in _CONVERTERS:
        return _CONVERTERS[hint]
    if isinstance(hint, type) and issubclass(hint, Part):
        return hint.build
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return _tuple_of(arguments[0])
    inner = arguments[1]
    if isinstance(inner, types.GenericAlias):
        return _mapping_of(_tuple_of(typing.get_args(inner)[0]))
    return _mapping_of(inner.build)


def written(key: str) -> Any:
    """A text field that is called `key` in the file, where an attribute cannot be (`from`) or means more (`path`)."""
    return field(default="", metadata={"key": key})


def key_of(cls: type[Part], name: str) -> str:
    """What the attribute `name` of a part is called in the file."""
    return next(key for attribute, key, _ in _plan(cls) if attribute == name)


_PLANS: dict[type[Part], tuple[tuple[str, str, Converter], ...]] = {}


def _plan(cls: type[Part]) -> tuple[tuple[str, str, Converter], ...]:
    """The fields of a part: attribute, key in the file, and how it is read; worked out once a class."""
    if cls not in _PLANS:
        hints = typing.get_type_hints(cls)
        _PLANS[cls] = tuple(
            (item.name, item.metadata.get("key", item.name), _converter(hints[item.name]))
            for item in fields(cls)
            if item.name != "path"
        )
    return _PLANS[cls]
