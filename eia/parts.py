"""What the parts of an assessment have in common: an address, and building from plain data.

Building never fails: what is absent, blank, or of the wrong kind, is left empty (`""`, `()`, `None`), and what
only waits to be filled in (an item of a list, a group's row, a question) is left out.
"""

import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields
from typing import Any, Self, TypeVar

from eia.dates import When, when
from eia.findings import Path
from eia.value import Value

_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?\Z")
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


class Part(Value):
    """A piece of an assessment that knows its address; it is equal to itself only, and is shown by its address."""

    path: Path = ()
    """Where in the document this part stands."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(path={self.path!r})"

    def at(self, *keys: str | int) -> Path:
        """The path of something inside this part."""
        return (*self.path, *keys)

    @classmethod
    def build(cls, value: object, path: Path = ()) -> Self:
        """The part that `value` describes; whatever does not fit is left empty."""
        plan = _plan(cls)
        made = cls.__new__(cls)
        answers = vars(made)  # filled straight away: there are a hundred parts in an assessment
        answers["path"] = path
        if isinstance(value, dict):
            planned = plan.answers.get
            for key, given in value.items():
                if answer := planned(key):
                    name, make, has_parts = answer
                    answers[name] = make(given, (*path, key)) if has_parts else make(given)
        for name, key, kind in plan.always:
            if name not in answers:
                answers[name] = kind.build(None, (*path, key))
        return made

    @classmethod
    def waits(cls, item: object) -> bool:
        """Whether an item of a list of such parts only waits to be filled in."""
        return is_blank(item)


def walk(value: object) -> Iterator[Part]:
    """Every part inside `value`, itself first."""
    if isinstance(value, Part):
        yield value
        for name in _plan(type(value)).holding:
            yield from walk(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from walk(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from walk(item)


def leaves(part: Part) -> Iterator[tuple[Path, object]]:
    """Every answer that stands in `part` itself, not in a part of it: lists and maps item by item, blanks left out."""
    for key, (name, _, _) in _plan(type(part)).answers.items():
        value = getattr(part, name)
        items: Iterator[tuple[Path, object]]
        if isinstance(value, tuple):
            items = ((part.at(key, place), item) for place, item in enumerate(value))
        elif isinstance(value, Mapping):
            items = ((part.at(key, inner), item) for inner, item in value.items())
        else:
            items = iter([(part.at(key), value)])
        for path, item in items:
            if item is not None and item != "" and not isinstance(item, Part | tuple):
                yield path, item


def dates_of(kind: type[Part]) -> tuple[str, ...]:
    """The attributes of a kind of part that hold a date."""
    return _plan(kind).dates


def is_blank(value: object) -> bool:
    """Whether nothing is answered here: nothing, no words, or names and dashes with nothing after any of them."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    if isinstance(value, list):
        return all(map(is_blank, value))
    return value is None


Reader = Callable[[object], Any]
"""Reads an answer in which no part stands."""
Builder = Callable[[object, Path], Any]
"""Builds the parts that stand in an answer; they know their address."""


def text(value: object) -> str:
    """The words of `value`; a number's digits; nothing for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


class _Texts(tuple[str, ...]):
    """Items of a list in which blank ones stood between: where in the file each one is."""

    places: tuple[int, ...]


def texts(value: object) -> tuple[str, ...]:
    """The words of each item of a list, blank ones left out."""
    items = [text(item) for item in value] if isinstance(value, list) else []
    if all(items):
        return tuple(items)
    made = _Texts(words for words in items if words)
    made.places = tuple(index for index, words in enumerate(items) if words)
    return made


def placed(words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The items of such a list, each with its place in the file."""
    return zip(getattr(words, "places", range(len(words))), words, strict=True)


Numbered = TypeVar("Numbered", bound=Part)


def numbered(items: Iterable[Numbered]) -> Iterator[tuple[int, Numbered]]:
    """The items of a list with the number each has in the file, from 1; blank ones count."""
    return ((int(item.path[-1]) + 1, item) for item in items)


def after(items: Sequence[Part]) -> int:
    """The place in the file of an item that would be added after these."""
    return max((int(item.path[-1]) for item in items), default=-1) + 1


def _when(value: object) -> When | None:
    words = text(value)
    return when(words) if words else None


def yes_no(value: object) -> bool | None:
    """True for yes, False for no, in any case; None for anything else."""
    if isinstance(value, bool):
        return value
    return _YES_NO.get(value.strip().lower()) if isinstance(value, str) else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: object) -> float | None:
    words = text(value)
    return float(words) if _DECIMAL.match(words) else None


def _answer_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(texts(value)) if isinstance(value, list) else text(value)


def _answers_by_name(value: object) -> dict[str, str]:
    data = value if isinstance(value, dict) else {}
    return {str(key): _answer_words(item) for key, item in data.items() if not is_blank(item)}


def _mapping_of(build_item: Builder) -> Builder:
    def build(value: object, path: Path) -> dict[str, Any]:
        data = value if isinstance(value, dict) else {}
        made = {
            str(key): build_item(item, (*path, str(key))) for key, item in data.items() if not is_blank(item)
        }
        return {key: item for key, item in made.items() if item != ()}

    return build


def _tuple_of(part: type[Part]) -> Builder:
    def build(value: object, path: Path) -> tuple[Part, ...]:
        items = value if isinstance(value, list) else []
        return tuple(
            part.build(item, (*path, index))
            for index, item in enumerate(items)
            if isinstance(item, dict) and not part.waits(item)
        )

    return build


_READERS: dict[object, Reader] = {
    str: text,
    tuple[str, ...]: texts,
    When | None: _when,
    bool | None: yes_no,
    int | None: _whole,
    float | None: _number,
    Mapping[str, str]: _answers_by_name,
}


def _builder(hint: object) -> Builder:
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
    key: str = cls.__dataclass_fields__[name].metadata.get("key", name)
    return key


class _Answer(typing.NamedTuple):
    """How one answer comes into a part."""

    name: str
    """The attribute."""
    make: Callable[..., Any]
    """What reads it or builds the parts in it."""
    has_parts: bool
    """Whether parts stand in it, which are told their address."""


class _Plan(typing.NamedTuple):
    """How a kind of part is built."""

    answers: Mapping[str, _Answer]
    """Key in the file → what comes of it."""
    always: tuple[tuple[str, str, type[Part]], ...]
    """The parts it always has, if only to know their address: attribute, key in the file, and kind."""
    holding: tuple[str, ...]
    """The attributes that hold parts."""
    dates: tuple[str, ...]
    """The attributes that hold a date."""


_PLANS: dict[type[Part], _Plan] = {}


def _plan(cls: type[Part]) -> _Plan:
    """How the parts of a kind are built; worked out once."""
    if cls not in _PLANS:
        _PLANS[cls] = _planned(cls)
    return _PLANS[cls]


def _planned(cls: type[Part]) -> _Plan:
    hints: dict[str, Any] = {item.name: item.type for item in fields(cls)}
    names = [name for name in hints if name != "path"]
    return _Plan(
        answers={key_of(cls, name): _answer(name, hints[name]) for name in names},
        always=tuple((name, key_of(cls, name), hints[name]) for name in names if _is_part(hints[name])),
        holding=tuple(name for name in names if hints[name] not in _READERS),
        dates=tuple(name for name in names if hints[name] == When | None),
    )


def _answer(name: str, hint: object) -> _Answer:
    is_plain = hint in _READERS
    return _Answer(name, _READERS[hint] if is_plain else _builder(hint), not is_plain)


def _is_part(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, Part)
