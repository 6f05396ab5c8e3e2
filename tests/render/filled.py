"""An assessment in which every answer that the model knows has a word of its own."""

import typing
from collections.abc import Mapping
from dataclasses import fields
from itertools import count
from typing import Any

from eia import model
from eia.dates import When, in_words, when
from eia.parts import Part, key_of
from eia.render.answers import NOT_PRINTED, number

GROUPS = ("age", "religion_belief", "unheardof")
"""Two groups of every form here, and one that no form knows."""


class Filler:
    """Makes plain data for a part, and keeps what should be read in the report."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.expected: dict[str, str] = {}
        """Dotted path → what must be printed."""
        self.secret: dict[str, str] = {}
        """Dotted path → what must not."""

    def part(self, cls: type[Part], path: str = "") -> dict[str, Any]:
        """Data for a part with every answer given."""
        hints = typing.get_type_hints(cls)
        data: dict[str, Any] = {}
        for name in (field.name for field in fields(cls) if field.name != "path"):
            key = key_of(cls, name)
            where = f"{path}.{key}" if path else key
            book = self.secret if (cls, name) in NOT_PRINTED else self.expected
            data[key] = self._value(hints[name], where, book)
        return data

    def _value(self, hint: Any, path: str, book: dict[str, str]) -> Any:
        special = {
            "impacts": self._impacts,
            "duty": self._duty,
            "relevance.answers": self._relevance,
            "answers": self._answers,
            "publication.translations": self._translations,
        }
        if path in special:
            return special[path]()
        if hint is str:
            return self._word(path, book)
        if hint == When | None:
            moment = f"{2000 + next(self._numbers) % 900}-03-07"
            book[path] = in_words(when(moment))
            return moment
        if hint == bool | None:
            return "no"
        if hint in (int | None, float | None):
            value = 100_000 + next(self._numbers)
            book[path] = number(value)
            return value
        if hint == tuple[str, ...]:
            return [self._word(f"{path}.{place}", book) for place in range(2)]
        if isinstance(hint, type) and issubclass(hint, Part):
            return self._nested(hint, path, book)
        (item, *_) = typing.get_args(hint)
        return [self._nested(item, f"{path}.{place}", book) for place in range(2)]

    def _nested(self, cls: type[Part], path: str, book: dict[str, str]) -> dict[str, Any]:
        data = self.part(cls, path)
        if book is self.secret:
            for place in [place for place in self.expected if place.startswith(f"{path}.")]:
                self.secret[place] = self.expected.pop(place)
        return data

    def _word(self, path: str, book: dict[str, str]) -> str:
        book[path] = f"word{next(self._numbers)}x"
        return book[path]

    def _impacts(self) -> dict[str, Any]:
        return {
            group: [self.part(model.Effect, f"impacts.{group}.{place}") for place in range(2)]
            for group in GROUPS
        }

    def _duty(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for group in GROUPS:
            data[group] = {}
            for aim in ("eliminate", "foster", "unheardof"):
                path = f"duty.{group}.{aim}"
                data[group][aim] = {
                    "explanation": self._word(path, self.expected),
                    "limbs": [self._word(f"{path}.limbs.0", self.expected)],
                }
        data["not_relevant"] = {"advance": self._word("duty.not_relevant.advance", self.expected)}
        return data

    def _relevance(self) -> dict[str, Any]:
        return {
            key: {
                "answer": self._word(f"relevance.answers.{key}", self.expected),
                "reason": self._word(f"relevance.answers.{key}.reason", self.expected),
            }
            for key in ("differential", "adverse", "unheardof")
        }

    def _translations(self) -> dict[str, Any]:
        return {
            language: self.part(model.Translation, f"publication.translations.{language}")
            for language in ("cy", "gd")
        }

    def _answers(self) -> dict[str, Any]:
        return {key: self._word(f"answers.{key}", self.expected) for key in ("welsh", "health")}


def filled(**top: str) -> tuple[dict[str, Any], Mapping[str, str], Mapping[str, str]]:
    """Data with every answer given, what its report must print, and what it must not; `top` sets plain answers."""
    filler = Filler()
    data = filler.part(model.Assessment)
    for name, value in top.items():
        data[name] = value
        filler.expected.pop(name, None)
    for item in data["evidence"]:
        for place, figure in enumerate(item["figures"]):
            figure["suppressed"] = "no" if place else "yes"
    for path in [path for path in filler.expected if ".figures.0." in path]:
        if any(part in path for part in ("value", "unit", "comparator")):
            filler.secret[path] = filler.expected.pop(path)
    return data, filler.expected, filler.secret
