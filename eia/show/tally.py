"""How many findings there are of each kind, in numbers and in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from eia.findings import Finding, Severity, State
from eia.project import ASSESSMENT, PUBLICATION, Report
from eia.value import Alike


class Tally(Alike):
    """The counts of one check."""

    assessments: int
    errors: int
    warnings: int
    notes: int
    not_yet: int
    waived: int
    strategies: int = 0
    publications: int = 0
    """Word files, pages and PDF files."""

    @classmethod
    def of(cls, found: Iterable[Iterable[Finding]]) -> "Tally":
        """The counts of the findings of several assessments."""
        assessments = 0
        counts: Counter[object] = Counter()
        for findings in found:
            assessments += 1
            counts.update(item.severity if item.state is State.OPEN else item.state for item in findings)
        return cls(
            assessments,
            counts[Severity.ERROR],
            counts[Severity.WARNING],
            counts[Severity.INFO],
            counts[State.NOT_YET],
            counts[State.WAIVED],
        )

    @classmethod
    def of_reports(cls, reports: Iterable[Report]) -> "Tally":
        """The counts of one check, assessments and strategies apart."""
        listed = tuple(reports)
        assessments = sum(report.kind == ASSESSMENT for report in listed)
        tally = cls.of(report.findings for report in listed)
        return replace(
            tally,
            assessments=assessments,
            strategies=sum(report.strategies for report in listed),
            publications=sum(report.kind == PUBLICATION for report in listed),
        )

    @property
    def open(self) -> int:
        """How many findings count now."""
        return self.errors + self.warnings + self.notes

    @property
    def found(self) -> str:
        """What counts now: `2 errors and 1 warning`, `nothing that counts now`."""
        parts = [
            counted(number, noun)
            for number, noun in ((self.errors, "error"), (self.warnings, "warning"), (self.notes, "note"))
            if number
        ]
        return in_a_row(parts) or "nothing that counts now"

    @property
    def told(self) -> str:
        """Everything there is: `2 errors and 1 warning; 3 not due yet; 1 accepted by a waiver`."""
        rest = (
            f"{self.not_yet:,} not due yet" if self.not_yet else "",
            f"{self.waived:,} accepted by a waiver" if self.waived else "",
        )
        return "; ".join([self.found, *filter(None, rest)])

    @property
    def sentence(self) -> str:
        """The whole count: `2 assessments checked: found 1 error.`, or `2 assessments and 1 strategy checked: …`."""
        if self.publications:
            return f"{counted(self.publications, 'file')} checked: found {self.told}."
        strategies = f" and {counted(self.strategies, 'strategy')}" if self.strategies else ""
        return f"{counted(self.assessments, 'assessment')}{strategies} checked: found {self.told}."


def counted(number: int, noun: str) -> str:
    """The number with its noun: `1 error`, `2 errors`."""
    many = f"{noun[:-1]}ies" if noun.endswith("gy") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else many}"


def in_a_row(words: Iterable[str]) -> str:
    """The words as in a sentence: `a, b and c`."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last
