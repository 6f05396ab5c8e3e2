"""What is known about one strategy: its title, its owner, its status, its days."""

import datetime
from collections.abc import Iterator
from dataclasses import fields

from eia.dates import When
from eia.findings import Problem
from eia.parts import Part, walk
from eia.text import quote, word_count

FEWEST_WORDS = 5
"""Words that a reason must have: “low risk” gives none."""


class Exemption(Part):
    """A recorded decision that a strategy needs no assessment until a day."""

    reason: str = ""
    by: str = ""
    date: When | None = None
    until: When | None = None

    def __bool__(self) -> bool:
        """Whether anything is said at all."""
        return bool(self.reason or self.by or self.date or self.until)

    @property
    def is_reasoned(self) -> bool:
        """Whether the reason is more than a word or two."""
        return word_count(self.reason) >= FEWEST_WORDS

    def is_valid(self, today: datetime.date) -> bool:
        """Whether it is complete, has begun and has not run out."""
        return bool(
            self.is_reasoned
            and self.by
            and self.date
            and self.date.first
            and self.until
            and self.until.last
            and self.date.first <= today <= self.until.last
        )


class Policy(Part):
    """The facts about one strategy, as its front matter or its entry in `eia.yaml` gives them."""

    id: str = ""
    title: str = ""
    type: str = ""
    owner: str = ""
    status: str = ""
    version: str = ""
    assessed_version: str = ""
    adopted_on: When | None = None
    ends_on: When | None = None
    decision_date: When | None = None
    eia_due: When | None = None
    eia_promised: str = ""
    file: str = ""
    exempt: Exemption = Exemption()

    def said(self) -> Iterator[str]:
        """The names of the facts that are given."""
        for item in fields(self):
            if item.name != "path" and getattr(self, item.name):
                yield item.name

    def misdated(self) -> Iterator[Problem]:
        """The days that are in no calendar, which the shape of a date does not tell."""
        for part in walk(self):
            for name, value in vars(part).items():
                if isinstance(value, When) and not value:
                    yield Problem(
                        part.at(name),
                        f"{quote(value.text)} is not a day of the calendar",
                        f"Correct the day after `{name}:`.",
                    )


FACTS = tuple(item.name for item in fields(Policy) if item.name != "path")
"""The names of all facts."""
