"""SCH006: an answer is too long or too short, too large or too small, or says the same thing twice."""

from collections.abc import Callable, Hashable, Iterator, Mapping

from eia.parts import is_blank

from .faults import Fault
from .tree import frozen
from .words import called, code, quoted
from .wrong import Wrong

CODE = "SCH006"


def tell(wrong: Wrong) -> Iterator[Fault]:
    """The fault of an answer that goes beyond a bound of the schema."""
    yield wrong.fault(CODE, *SAYINGS[wrong.keyword](wrong))


def tell_repeated(wrong: Wrong) -> Iterator[Fault]:
    """One fault for each item of a list that stands there a second time."""
    places: dict[Hashable, int] = {}
    waiting = wrong.tree.may_be_blank(wrong.tree.child(wrong.node, 0) or {})
    for index, item in enumerate(wrong.value):
        if waiting and is_blank(item):
            continue
        first = places.setdefault(frozen(item), index)
        if first < index:
            shown = quoted(item) if isinstance(item, str | int) else "the same item"
            message = f"{called(wrong.label)} has {shown} twice, as items {first + 1} and {index + 1}"
            hint = "Delete one of them, or correct the one that was meant to be another."
            yield wrong.at_item(index).fault(CODE, message, hint)


def _too_long(wrong: Wrong) -> tuple[str, str]:
    return (
        f"{called(wrong.label)} has {len(wrong.value)} characters; at most {wrong.limit} fit",
        "Shorten it.",
    )


def _too_short(wrong: Wrong) -> tuple[str, str]:
    if wrong.limit == 1:
        return f"{called(wrong.label)} is empty", "Fill it in, or delete it."
    return f"{called(wrong.label)} has fewer than {wrong.limit} characters", "Write more, or delete the line."


def _too_small(wrong: Wrong) -> tuple[str, str]:
    return (
        f"{called(wrong.label)} cannot be {wrong.value}; the least is {wrong.limit}",
        "Correct the number, or delete the line if it is not known.",
    )


def _too_large(wrong: Wrong) -> tuple[str, str]:
    return (
        f"{called(wrong.label)} cannot be {wrong.value}; the most is {wrong.limit}",
        "Correct the number, or delete the line if it is not known.",
    )


def _too_few(wrong: Wrong) -> tuple[str, str]:
    if not wrong.value:
        return (
            f"{called(wrong.label)} is empty",
            f"Add what belongs there, or delete {code(wrong.key + ':')}.",
        )
    return f"{called(wrong.label)} needs at least {wrong.limit}, and has {len(wrong.value)}", "Add to it."


def _too_many(wrong: Wrong) -> tuple[str, str]:
    return (
        f"{called(wrong.label)} can have at most {wrong.limit}, and has {len(wrong.value)}",
        "Delete some, or bring them together.",
    )


SAYINGS: Mapping[str, Callable[[Wrong], tuple[str, str]]] = {
    "maxLength": _too_long,
    "minLength": _too_short,
    "minimum": _too_small,
    "maximum": _too_large,
    "minItems": _too_few,
    "maxItems": _too_many,
    "minProperties": _too_few,
    "maxProperties": _too_many,
}
"""Each keyword that sets a bound → message and hint."""
