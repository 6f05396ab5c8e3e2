"""The register as a value: strategies, assessments, and which belong together."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from eia.kept import Known, anew
from eia.register.records import APPROVED, Record
from eia.register.sheets import Sheet
from eia.register.standing import Digest, Standing, standing
from eia.register.strategies import Found, Strategy, normal

Written = Callable[[Record], bytes]
"""What the file of an assessment holds; empty if it is not to be had."""


def _nothing(_: Record) -> bytes:
    return b""


@dataclass(frozen=True)
class Register:
    """Every strategy and every assessment of an organisation, on one day."""

    found: Found
    records: tuple[Record, ...]
    """The assessments, by the names of their files."""
    today: date
    digest: Digest
    """What makes the fingerprint of a strategy's file."""
    written: Written = _nothing
    """What reads an assessment again."""
    known: Known = anew
    """What gives how much one assessment has of another, where it is known."""

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        """Every strategy."""
        return self.found.strategies

    @property
    def settings(self) -> Sheet:
        """The `eia.yaml`."""
        return self.found.settings

    @property
    def is_kept(self) -> bool:
        """Whether the organisation says where its strategies are, so that one can be missed."""
        data = self.settings.data or {}
        return bool(data.get("strategies") or data.get("policies"))

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """How each strategy stands, in their order."""
        return tuple(
            standing(
                strategy, self.by_strategy.get(strategy.name, ()), self.is_replaced, self.today, self.digest
            )
            for strategy in self.strategies
        )

    @cached_property
    def by_strategy(self) -> Mapping[str, tuple[Record, ...]]:
        """Strategy → the assessments that name it."""
        gathered: defaultdict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            strategy = self.named(record.policy)
            if strategy is not None:
                gathered[strategy.name].append(record)
        return {name: tuple(records) for name, records in gathered.items()}

    def named(self, words: str) -> Strategy | None:
        """The strategy that an assessment names: by its path from the project's folder, or by its `id`."""
        if not words:
            return None
        return self._names.get(unicodedata.normalize("NFC", words)) or self._names.get(normal(words))

    @cached_property
    def unattached(self) -> tuple[Record, ...]:
        """The assessments that are of no strategy in the register."""
        return tuple(record for record in self.records if self.named(record.policy) is None)

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """Each assessment by its `id`; the first where several have the same."""
        return {record.id: record for record in reversed(self.records) if record.id}

    @cached_property
    def replacing(self) -> Mapping[str, tuple[Record, ...]]:
        """The `id` of an assessment → those that replace it."""
        gathered: defaultdict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            if record.supersedes:
                gathered[record.supersedes].append(record)
        return {name: tuple(records) for name, records in gathered.items()}

    def is_replaced(self, record: Record) -> bool:
        """Whether an assessment that was approved has taken this one's place; a draft of the next has not."""
        later = self.replacing.get(record.id, ()) if record.id else ()
        return any(item.status in (*APPROVED, "superseded") for item in later)

    @cached_property
    def by_file_name(self) -> Mapping[str, tuple[str, ...]]:
        """The last part of a strategy's path → the paths that end so: what is likely meant after a move."""
        gathered: defaultdict[str, list[str]] = defaultdict(list)
        for strategy in self.strategies:
            gathered[PurePosixPath(strategy.name).name.casefold()].append(strategy.name)
        return {name: tuple(paths) for name, paths in gathered.items()}

    @cached_property
    def _names(self) -> Mapping[str, Strategy]:
        names: dict[str, Strategy] = {}
        for strategy in self.strategies:
            names.setdefault(unicodedata.normalize("NFC", strategy.name), strategy)
        for strategy in self.strategies:
            if strategy.facts.id:
                names.setdefault(strategy.facts.id, strategy)
        return names


def build(
    found: Found,
    records: Iterable[Record],
    today: date,
    digest: Digest,
    written: Written = _nothing,
    known: Known = anew,
) -> Register:
    """The register of these strategies and assessments on a day."""
    in_order = tuple(sorted(records, key=lambda record: record.name))
    return Register(found, in_order, today, digest, written, known)
