"""Answers in words, one by one with their places, and as one long text for those who look for a word anywhere."""

import re
import string
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from eia.findings import Path
from eia.lexicon import Texts
from eia.parts import Part, placed

_SHAPES = bytes.maketrans(
    (string.ascii_uppercase + string.ascii_lowercase + string.digits).encode(),
    b"A" * 26 + b"a" * 26 + b"0" * 10,
)
BETWEEN = "\n\n"
"""What stands between two answers in the long text: the end of a paragraph, so that no sentence runs on."""


@dataclass(frozen=True, eq=False)
class Prose:
    """Some answers of an assessment; each is itself only, so that what is worked out of it can be kept."""

    items: tuple[tuple[Path, str], ...]
    """Each answer with its place, in the order of the form."""

    @classmethod
    def of(
        cls, parts: Iterable[Part], table: Mapping[str, tuple[str, ...]], order: Mapping[str, int]
    ) -> Self:
        """The answers that the table names, lists and maps item by item, blanks left out.

        Args:
            parts: the parts of an assessment.
            table: the names of a part's answers, by the name of its class.
            order: the place of each part of the file among the others.
        """
        return cls(tuple(sorted(_in_words(parts, table), key=lambda item: order[str(item[0][0])])))

    def __iter__(self) -> Iterator[tuple[Path, str]]:
        """Each answer with its place."""
        return iter(self.items)

    @cached_property
    def texts(self) -> Texts:
        """The answers without their places."""
        return Texts(text for _, text in self.items)

    @cached_property
    def joined(self) -> str:
        """All the answers as one text."""
        return BETWEEN.join(text for _, text in self.items)

    @cached_property
    def lower(self) -> str:
        """The same in small letters, with the same offsets."""
        lower = self.joined.lower()
        if len(lower) == len(self.joined):
            return lower
        return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in self.joined)

    @cached_property
    def line(self) -> str:
        """The same on one line, in small letters and with the same offsets."""
        return self.lower.replace("\n", " ")

    @cached_property
    def shape(self) -> bytes:
        """The same with `A` for each capital, `a` for each small letter, `0` for each figure, and the same offsets.

        A `?` stands for whatever is not ASCII. It takes less time to look for capitals or figures in it.
        """
        return self.joined.encode("ascii", "replace").translate(_SHAPES)

    def matches(self, pattern: re.Pattern[str], shape: re.Pattern[bytes]) -> Iterator[re.Match[str]]:
        """What `pattern.finditer` finds in all the answers, where `shape` begins with what each match begins with."""
        end = 0
        for possible in shape.finditer(self.shape):
            start = possible.start()
            if start >= end and (match := pattern.match(self.joined, start)):
                end = match.end()
                yield match

    @cached_property
    def _starts(self) -> list[int]:
        starts, place = [], 0
        for _, text in self.items:
            starts.append(place)
            place += len(text) + len(BETWEEN)
        return starts

    def around(self, offset: int) -> tuple[Path, str, int]:
        """The answer in which an offset of `joined` falls: its place, its text, and the offset within it."""
        index = bisect_right(self._starts, offset) - 1
        return *self.items[index], offset - self._starts[index]


SENTENCES: Mapping[str, tuple[str, ...]] = {
    "Assessment": ("summary", "evidence_gaps_none_reason", "engagement_none_reason", "answers"),
    "Change": ("summary",),
    "Activity": ("description", "aims", "intended_outcomes"),
    "Constraint": ("note",),
    "Decision": ("reasons",),
    "Approval": ("conditions",),
    "Advice": ("summary",),
    "SocioEconomic": (
        "not_required_reason",
        "affected",
        "finding",
        "description",
        "changes_made",
        "no_change_reason",
    ),
    "Answer": ("reason",),
    "Relevance": ("rationale",),
    "Scope": ("affected", "explanation"),
    "Evidence": ("finding",),
    "EvidenceGap": ("description", "plan"),
    "Engagement": ("findings", "influence"),
    "DutyCell": ("explanation",),
    "Duty": ("not_relevant",),
    "Effect": ("description", "justification"),
    "Intersection": ("description",),
    "Related": ("relation",),
    "Cumulative": ("statement",),
    "Discrimination": ("legitimate_aim", "proportionality", "legal_advice"),
    "Option": ("description", "equality_effect", "reason"),
    "Commissioning": ("contract_measures", "cycle_steps"),
    "Action": ("description", "outcome", "measure", "resources", "note"),
    "PreviousAction": ("action", "result", "further"),
    "Recommendation": ("rationale", "changes_made", "no_change_reason"),
    "Measure": ("indicator", "baseline", "target"),
    "Monitoring": ("statement", "triggers"),
    "Publication": ("reason",),
}
"""The answers in sentences, part by part."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "Person": ("name", "job_title", "organisation"),
    "Activity": ("title", "geography", "delivered_by", "partners"),
    "People": ("service_area", "directorate"),
    "Decision": ("maker", "report_title"),
    "Advice": ("team",),
    "Figure": ("label",),
    "Comparator": ("label",),
    "Evidence": ("title", "publisher", "period", "geography"),
    "Engagement": ("title", "method", "audience", "representative_bodies"),
    "Effect": ("duration", "subgroups"),
    "Option": ("title",),
    "Measure": ("source", "frequency"),
    "Attachment": ("title",),
}
"""The answers that name something, part by part; no choices, references, addresses or numbers, and not `contact`."""


def _in_words(parts: Iterable[Part], table: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Path, str]]:
    for part in parts:
        names = table.get(type(part).__name__)
        if names is None:
            continue
        given, path = vars(part), part.path
        for name in names:
            value = given.get(name)
            if not value:
                continue
            if isinstance(value, str):
                yield (*path, name), value
            else:
                items = value.items() if isinstance(value, Mapping) else placed(value)
                yield from ((part.at(name, key), words) for key, words in items if words)
