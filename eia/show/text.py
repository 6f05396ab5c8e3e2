"""Findings as text for people: each with its line of the file, then what is not due yet, then the count."""

from collections.abc import Callable, Iterable, Sequence

from eia.findings import START, Finding, State
from eia.project import Report
from eia.rules import STAGES
from eia.show import next_steps
from eia.show.next_steps import Describe, Step, steps, upcoming
from eia.show.paint import Paint
from eia.show.plain import message, plain
from eia.show.snippet import lines_of, underlined
from eia.show.tally import Tally

Basis = Callable[[str], str]
"""What a code rests on, such as a section of an Act; empty when it rests on nothing but the file."""


def report(found: Report, basis: Basis, paint: Paint) -> str:
    """Everything found in one file; empty when nothing was."""
    lines = lines_of(found.document.text)
    open_now = [finding for finding in found.findings if finding.state is State.OPEN]
    name = plain(found.name)
    blocks = [_finding(name, finding, lines, basis, paint) for finding in open_now]
    waived = [finding for finding in found.findings if finding.state is State.WAIVED]
    if waived:
        blocks.append(_listed(f"{name}: accepted for now by a waiver", waived, paint, "  "))
    later = [finding for finding in found.findings if finding.state is State.NOT_YET]
    if later:
        blocks.append(_not_yet(name, later, paint))
    return "\n\n".join(blocks)


def brief(found: Report, paint: Paint) -> str:
    """The findings that count now, one line each; empty when there are none."""
    name = plain(found.name)
    return "\n".join(
        _headline(name, finding, paint) for finding in found.findings if finding.state is State.OPEN
    )


def summary(reports: Sequence[Report], stage: str, describe: Describe, paint: Paint) -> str:
    """How much was found, and what to do next.

    Args:
        reports: what was found, one report a file.
        stage: the status that was asked about; empty for each assessment's own.
        describe: what is known about a code.
        paint: how it looks.
    """
    tally = Tally.of_reports(reports)
    due = "" if tally.open or stage else upcoming(reports)
    listed = steps(reports, describe, due)
    heading = f"What to do before it is {due}" if due else "What to do next"
    what = next_steps.told(listed, len(reports) > 1, heading, paint)
    return "\n".join(filter(None, (paint.bold(tally.sentence), what, _ending(listed, due, tally))))


def _ending(listed: Sequence[Step], due: str, tally: Tally) -> str:
    if due:
        return f"`eia check --for {due}` shows what would block if it were {due} today."
    if listed:
        code = listed[0].code
        blocks = "" if tally.errors else "Nothing blocks. "
        return f"{blocks}`eia explain {code}` says more about {code}."
    return "A check finds faults; whether due regard was had is for people to judge."


def _finding(name: str, finding: Finding, lines: list[str], basis: Basis, paint: Paint) -> str:
    gutter = len(str(finding.span.start.line))
    bar = paint.faint(f"{' ' * gutter} |")
    told = [_headline(name, finding, paint)]
    # What is missing from the whole document has no line of its own: the first one would mislead.
    placed = finding.span != START
    cut = placed and underlined(lines, finding.span, max(paint.width - gutter - 3, 20))
    if cut:
        line, marks = cut
        number = paint.faint(f"{finding.span.start.line} |")
        told += [bar, f"{number} {line}".rstrip(), f"{bar} {paint.severity(marks, finding.severity)}"]
    for label, words in (("why", basis(finding.code)), ("help", finding.hint)):
        if words:
            told.append(_note(label, words, gutter, paint))
    return "\n".join(told)


def _headline(name: str, finding: Finding, paint: Paint) -> str:
    start = finding.span.start
    told = f", {plain(finding.place)}:" if finding.place else f":{start.line}:{start.column}:"
    place = paint.bold(f"{name}{told}")
    weight = paint.severity(f"{finding.severity.word} {finding.code}", finding.severity)
    return f"{place} {weight}: {message(finding.message)}"


def _note(label: str, words: str, gutter: int, paint: Paint) -> str:
    beginning = f"{' ' * gutter} = {label}: "
    told = plain(words)
    if paint.wrap:
        import textwrap

        room = max(paint.width - len(beginning), 30)
        told = textwrap.fill(told, room, break_long_words=False, break_on_hyphens=False)
        told = told.replace("\n", "\n" + " " * len(beginning))
    return paint.faint(beginning) + told


def _not_yet(name: str, findings: Sequence[Finding], paint: Paint) -> str:
    """What will count later, status by status in the order of reading."""
    by_due: dict[str, list[Finding]] = {}
    for finding in findings:
        by_due.setdefault(finding.due, []).append(finding)
    in_order = sorted(by_due.items(), key=lambda item: STAGES.index(item[0]))
    parts = [_listed(f"  before it is {due}", items, paint, "    ") for due, items in in_order]
    return "\n".join([paint.bold(f"{name}: not due yet"), *parts])


def _listed(heading: str, findings: Iterable[Finding], paint: Paint, indent: str) -> str:
    """The findings under a heading, one line each."""
    rows = [
        (f"{finding.span.start.line}:{finding.span.start.column}", finding.code, message(finding.message))
        for finding in findings
    ]
    wide = max(len(place) for place, _, _ in rows)
    return "\n".join(
        [
            paint.bold(heading),
            *(f"{indent}{paint.faint(place.ljust(wide))}  {code}  {words}" for place, code, words in rows),
        ]
    )
