"""Findings as Markdown: the summary of a job in CI, or a comment on a change (GitHub Flavored Markdown).

Words from a file can do nothing here: they neither make links, tables, headings or HTML, nor call people by name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from eia.findings import START, Finding, State
from eia.project import Report
from eia.show import overview
from eia.show.next_steps import steps
from eia.show.outcome import Outcome, heaviest_first
from eia.show.plain import message, plain
from eia.show.tally import Tally, counted

ROWS = 100
"""Rows of one table; a summary on GitHub holds a megabyte at most."""
_SIGNS = re.compile(r"[\\`*_{}\[\]<>|~$^=]")
_CALLS = re.compile(r"(?<=[@#!])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where words would call a person (`@`), link an issue (`#`, `!`) or become an address."""
_CODE = re.compile(r"((?<!`)`[^`|\\]+`(?!`))")
_NOTHING = "<!-- -->"
"""Shows nothing, and keeps a service from seeing what stands on either side of it as one word."""

Row = tuple[str, ...]


def document(outcome: Outcome) -> str:
    """The summary: what blocks first, what else was found folded away."""
    tally = Tally.of_reports(outcome.reports)
    subject = "Accessibility of files" if tally.publications else "Equality impact assessments"
    parts = [f"## {subject}: {_verdict(outcome)}", tally.sentence, *_next(outcome)]
    if outcome.broken:
        parts += ["### Forms that cannot be used", _findings(heaviest_first(outcome.broken))]
    found = heaviest_first(outcome.reports)
    blocking = [item for item in found if item[1].blocks]
    if blocking:
        parts += ["### What blocks", _findings(blocking)]
    others = [item for item in found if not item[1].blocks]
    waived = heaviest_first(outcome.reports, State.WAIVED)
    for heading, listed in (("counts, but does not block", others), ("was accepted by a waiver", waived)):
        if listed:
            parts += _folded(f"What {heading} ({len(listed):,})", _findings(listed))
    if len(outcome.reports) > 1:
        parts += _folded(f"All files ({len(outcome.reports):,})", _files(outcome.reports))
    return "\n\n".join(parts)


def escaped(text: str) -> str:
    """Words from a file as Markdown that shows just these words, in one line; `code` stays code, which is inert."""
    parts = _CODE.split(plain(text))
    return "".join(part if index % 2 else _quiet(part) for index, part in enumerate(parts))


def _quiet(words: str) -> str:
    pieces = (_SIGNS.sub(r"\\\g<0>", piece.replace("&", "&amp;")) for piece in _CALLS.split(words))
    return _NOTHING.join(pieces)


def _verdict(outcome: Outcome) -> str:
    if outcome.broken:
        return "some could not be checked"
    number = sum(finding.blocks for _, finding in outcome.found())
    return f"{counted(number, 'finding')} block{'s' if number == 1 else ''}" if number else "nothing blocks"


def _next(outcome: Outcome) -> Iterator[str]:
    listed = steps(outcome.reports, outcome.describe)
    if listed:
        yield "### What to do next"
        yield "\n".join(
            f"{number}. {escaped(message(step.what))} ({step.code}, {counted(len(step.findings), 'time')})"
            for number, step in enumerate(listed, 1)
        )


def _findings(found: Sequence[tuple[Report, Finding]]) -> str:
    return _table(
        ("Where", "Code", "What is wrong", "What to do"),
        (
            (_place(report, finding), finding.code, escaped(message(finding.message)), escaped(finding.hint))
            for report, finding in found[:ROWS]
        ),
        len(found),
    )


def _place(report: Report, finding: Finding) -> str:
    name = escaped(report.name)
    if finding.place:
        return f"{name}, {escaped(finding.place)}"
    return name if finding.span == START else f"{name}, line {finding.span.start.line}"


def _files(reports: Sequence[Report]) -> str:
    return _table(
        ("File", "Status", "Errors", "Warnings", "Notes", "Not due yet", "Accepted"),
        (_file(report) for report in reports[:ROWS]),
        len(reports),
    )


def _file(report: Report) -> Row:
    tally = Tally.of([report.findings])
    numbers = (tally.errors, tally.warnings, tally.notes, tally.not_yet, tally.waived)
    told = (f"{number:,}" if number else "" for number in numbers)
    return escaped(report.name), escaped(overview.status(report)), *told


def _table(head: Row, rows: Iterable[Row], number: int) -> str:
    """A table, and how many of its rows are left out."""
    lines = [head, tuple("---" for _ in head), *rows]
    drawn = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    left = number - ROWS
    return f"{drawn}\n\nand {left:,} more." if left > 0 else drawn


def _folded(heading: str, body: str) -> tuple[str, ...]:
    return "<details>", f"<summary>{heading}</summary>", body, "</details>"
