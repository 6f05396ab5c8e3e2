"""All that a check brought to light: what every format for programs is made from."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from eia.findings import Finding, State
from eia.project import Report
from eia.show.next_steps import Describe
from eia.value import Alike


def unchanged(name: str) -> str:
    """The name itself: for files that are named from the top of their repository already."""
    return name


class Outcome(Alike):
    """One check of some files."""

    reports: Sequence[Report]
    """What was found, one report a file."""
    describe: Describe
    """What is known about a code."""
    today: date
    """The day the check was made for."""
    stage: str = ""
    """The status it was made for; empty for each assessment's own."""
    broken: Sequence[Report] = ()
    """What is wrong with the forms that some of the files need: those files could not be checked."""
    where: Callable[[str], str] = unchanged
    """Where a file lies from the top of its repository, for services that know only the repository."""

    @property
    def everything(self) -> tuple[Report, ...]:
        """The reports on assessments, then those on forms."""
        return *self.reports, *self.broken

    def found(self, state: State = State.OPEN) -> tuple[tuple[Report, Finding], ...]:
        """The findings of one state in assessments and forms, each with its report, the heaviest first."""
        return heaviest_first(self.everything, state)


def heaviest_first(
    reports: Iterable[Report], state: State = State.OPEN
) -> tuple[tuple[Report, Finding], ...]:
    """The findings of one state, each with its report; those of one weight in the order of reading."""
    listed = (
        (report, finding) for report in reports for finding in report.findings if finding.state is state
    )
    return tuple(sorted(listed, key=lambda item: -item[1].severity))
