"""An item with what was read of its assessment: what the rules on packs look at."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from eia.bank_holidays import last_day_before
from eia.editions import Edition, public
from eia.findings import Finding, Severity, State
from eia.form import Form
from eia.model import Assessment
from eia.pack.agenda import Agenda, Item, letter
from eia.project import Report

CLEAR_DAYS = ("PCK001", "clear_days")
"""The rule and its number that say how many clear days papers are open before a meeting."""

KEPT_BACK = "Part of the assessment is not for publication: `eia check` says what was found"


@dataclass(frozen=True, eq=False)
class Paper:
    """One assessment on its way to a meeting."""

    item: Item
    place: int
    """From 0, in the order of the pack."""
    report: Report
    """What was read of it, and found in it."""
    form: Form
    changed: str = ""
    """How its strategy changed since the approval; empty when it did not, or nobody can tell."""

    @cached_property
    def assessment(self) -> Assessment:
        """What the file says."""
        return Assessment.build(self.report.document.data)

    @cached_property
    def public(self) -> Edition:
        """What the public is shown of it: the papers of a meeting are open to everybody (LGA 1972, s.100B)."""
        return public(self.report.document.data, self.form)

    @property
    def name(self) -> str:
        """The file as the reader names it."""
        return self.report.name

    @property
    def title(self) -> str:
        """What the agenda calls it, else the activity's title."""
        own = self.public.assessment
        return self.item.title or own.activity.title or self.form.texts.get("untitled", "") or own.id

    @property
    def letter(self) -> str:
        """The letter of its appendix."""
        return letter(self.place)

    @property
    def open(self) -> tuple[Finding, ...]:
        """What was found in it and counts now: errors and warnings, the heavier first.

        Of an assessment that is not all for publication without the words, which quote it.
        """
        found = (
            replace(finding, message=KEPT_BACK) if self.public.withheld.words else finding
            for finding in self.report.findings
            if finding.state is State.OPEN and finding.severity > Severity.INFO
        )
        return tuple(sorted(found, key=lambda finding: -finding.severity))


@dataclass(frozen=True, eq=False)
class Papers:
    """Everything that goes to one meeting."""

    agenda: Agenda
    papers: tuple[Paper, ...]
    form: Form
    """The form whose house style they are in, which also says how many clear days there must be."""
    goes_out: date
    """The day the papers go out."""
    organisation: str = ""

    @property
    def meeting(self) -> date | None:
        """The day of the meeting."""
        return self.agenda.meeting.first if self.agenda.meeting.is_day else None

    @cached_property
    def clear_days(self) -> int:
        """How many clear days the papers must be open before the meeting."""
        return int(self.form.parameter(*CLEAR_DAYS))

    @cached_property
    def last_day(self) -> date | None:
        """The last day on which the papers could go out in time."""
        if self.meeting is None:
            return None
        return last_day_before(self.meeting, self.clear_days, self.form.jurisdiction)

    @property
    def is_over(self) -> bool:
        """Whether the meeting has been: its papers are put together for the record."""
        return self.meeting is not None and self.goes_out >= self.meeting
