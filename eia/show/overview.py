"""Many files at a glance: one line a file, and how often each code was found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from eia.findings import START, Finding, Severity, State
from eia.project import Report
from eia.show.next_steps import Describe, steps
from eia.show.paint import Paint
from eia.show.plain import message, plain
from eia.show.tally import Tally


@dataclass(frozen=True, slots=True)
class Row:
    """How often one code was found, among what counts now."""

    code: str
    name: str
    counts: Counter[Severity]
    files: int
    """How many files it was found in."""

    @property
    def total(self) -> int:
        """How often in all."""
        return self.counts.total()


def a_line_each(reports: Sequence[Report], describe: Describe, paint: Paint) -> str:
    """One line a file: its name, its status, how much was found, and the finding that matters most."""
    names = [plain(report.name) for report in reports]
    statuses = [status(report) for report in reports]
    wide = max(map(len, names), default=0)
    widest = max(map(len, statuses), default=0)
    return "\n".join(
        f"{paint.bold(name.ljust(wide))}  {word.ljust(widest)}  {_told(report, describe, paint)}"
        for name, word, report in zip(names, statuses, reports, strict=True)
    )


def status(report: Report) -> str:
    """The status as it stands in the file; `-` when it could not be read."""
    word = (report.document.data or {}).get("status")
    return plain(word)[:20] if isinstance(word, str) and word.strip() else "-"


def _told(report: Report, describe: Describe, paint: Paint) -> str:
    told = Tally.of([report.findings]).told
    first = worst(report, describe)
    if first is None:
        return told
    line = "" if first.span == START else f", line {first.span.start.line}"
    return f"{told}: {message(first.message)} ({paint.severity(first.code, first.severity)}{line})"


def worst(report: Report, describe: Describe) -> Finding | None:
    """The finding that matters most among those that count now, or None."""
    return next((step.findings[0][1] for step in steps([report], describe)), None)


def rows(reports: Iterable[Report], describe: Describe) -> tuple[Row, ...]:
    """How often each code was found, most often first; what is not due yet or was accepted is left out."""
    found = sorted(
        (finding.code, number, finding.severity)
        for number, report in enumerate(reports)
        for finding in report.findings
        if finding.state is State.OPEN
    )
    counted = (_row(code, list(same), describe) for code, same in groupby(found, key=lambda item: item[0]))
    return tuple(sorted(counted, key=lambda row: (-row.total, row.code)))


def _row(code: str, found: list[tuple[str, int, Severity]], describe: Describe) -> Row:
    known = describe(code)
    severities = Counter(severity for _, _, severity in found)
    return Row(code, known.name if known else "", severities, len({number for _, number, _ in found}))


_HEAD = ("Code", "Name", "Errors", "Warnings", "Notes", "Files")
_WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def statistics(reports: Sequence[Report], describe: Describe, paint: Paint) -> str:
    """A table of how often each code was found, with the totals, and how much there is besides."""
    counted = rows(reports, describe)
    tally = Tally.of_reports(reports)
    files = sum(any(item.state is State.OPEN for item in report.findings) for report in reports)
    cells = [
        _HEAD,
        *((row.code, row.name, *_numbers(row.counts), f"{row.files:,}") for row in counted),
        ("Total", "", f"{tally.errors:,}", f"{tally.warnings:,}", f"{tally.notes:,}", f"{files:,}"),
    ]
    head, *body, total = _columns(cells)
    return "\n".join([paint.bold(head), *body, paint.bold(total), "", tally.sentence])


def _numbers(counts: Counter[Severity]) -> Iterator[str]:
    """The counts, with nothing where there is none, so that the eye finds the errors."""
    return (f"{counts[weight]:,}" if counts[weight] else "" for weight in _WEIGHTS)


def _columns(cells: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The rows with their columns aligned: words to the left, numbers to the right."""
    wide = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        words = [cell.ljust(width) for cell, width in zip(row[:2], wide[:2], strict=True)]
        numbers = [cell.rjust(width) for cell, width in zip(row[2:], wide[2:], strict=True)]
        yield "  ".join([*words, *numbers]).rstrip()
