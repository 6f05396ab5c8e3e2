"""An item with what was read of its assessment: what the rules on packs look at."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from eia.bank_holidays import last_day_before
from eia.editions import Edition, hides, members, public
from eia.findings import Finding, Severity, State
from eia.form import Form
from eia.model import Assessment
from eia.pack.agenda import Agenda, Item, letter
from eia.project import Report

CLEAR_DAYS = ("PCK001", "clear_days")
"""The rule and its number that say how many clear days papers are open before a meeting."""


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
    is_public: bool = True
    """Whether it goes to everybody (LGA 1972, s.100B), so that what is not for publication is left out."""

    @cached_property
    def assessment(self) -> Assessment:
        """All that the file says, for the rules."""
        return Assessment.build(self.report.document.data)

    @cached_property
    def edition(self) -> Edition:
        """What these papers may say of it."""
        return (public if self.is_public else members)(self.report.document.data, self.form)

    @property
    def shown(self) -> Assessment:
        """What these papers say of it."""
        return self.edition.assessment

    @property
    def withholds(self) -> bool:
        """Whether these papers keep anything of it back, which a finding might quote."""
        return bool(self.edition.withheld.words)

    @cached_property
    def hides(self) -> bool:
        """Whether the public is shown less of it than members are."""
        return hides(self.assessment, self.form)

    @property
    def name(self) -> str:
        """The file as the reader names it."""
        return self.report.name

    @property
    def title(self) -> str:
        """What the agenda calls it, else the activity's title."""
        own = self.shown
        return self.item.title or own.activity.title or self.form.texts.get("untitled", "") or own.id

    @property
    def letter(self) -> str:
        """The letter of its appendix."""
        return letter(self.place)

    @property
    def open(self) -> tuple[Finding, ...]:
        """What was found in it and counts now: errors and warnings, the heavier first."""
        found = (
            finding
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
    is_public: bool = True
    """Whether they are for everybody; otherwise for members only."""

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
