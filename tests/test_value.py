"""Values that are quick to define behave as frozen dataclasses do."""

import pickle
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, field, replace

import pytest

from eia.value import Alike, Value


def shout(words: str) -> str:
    return f"{words}!"


class Thing(Alike):
    name: str
    size: int = 1
    say: Callable[[str], str] = shout
    parts: Mapping[str, int] = field(default_factory=dict)
    note: str = field(default="", compare=False)


class Other(Alike):
    name: str


class Lone(Value):
    name: str


def test_what_is_not_given_is_the_default() -> None:
    thing = Thing("lamp")
    assert (thing.name, thing.size, thing.parts, thing.note) == ("lamp", 1, {}, "")


def test_a_function_that_is_a_default_is_called_as_one_that_is_given() -> None:
    assert Thing("lamp").say("on") == Thing("lamp", say=shout).say("on") == "on!"


def test_values_are_alike_when_what_is_compared_in_them_is() -> None:
    assert Thing("lamp", note="old") == Thing(name="lamp", size=1)
    assert Thing("lamp") != Thing("lamp", 2)
    assert Thing("lamp") != Other("lamp")
    assert len({Other("lamp"), Other("lamp"), Other("bulb")}) == 2
    assert Lone("lamp") != Lone("lamp")


def test_a_value_cannot_be_changed_but_replaced() -> None:
    thing = Thing("lamp", note="old")
    with pytest.raises(FrozenInstanceError):
        thing.size = 2  # type: ignore[misc]  # it is what is tried
    assert replace(thing, size=2) == Thing("lamp", 2)
    assert replace(thing, size=2).note == "old"
    assert replace(thing, size=2).say("on") == "on!"


def test_a_value_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Thing("lamp", 2))) == Thing("lamp", 2)
