"""What keeps people from reading published files, as text for people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from eia.accessibility.pages import CODES
from eia.project import Report
from eia.show import text
from eia.show.paint import Paint
from eia.show.tally import Tally, counted

MOST = 5
"""Findings of one code that are told of one file; how many more there are is counted."""


def report(found: Report, paint: Paint) -> str:
    """Everything found in one file; empty when nothing was.

    Of each code the first few are told, and only the first with whom it concerns and what to do.
    """
    seen: Counter[str] = Counter()
    hints: set[tuple[str, str]] = set()
    blocks = []
    for finding in found.findings:
        first = (finding.code, finding.hint) not in hints
        hints.add((finding.code, finding.hint))
        seen[finding.code] += 1
        if seen[finding.code] <= MOST:
            one = finding if first else replace(finding, hint="")
            blocks.append(text.report(replace(found, findings=(one,)), _why if first else _nothing, paint))
    blocks += [
        paint.faint(f"{found.name}: {counted(number - MOST, 'more finding')} of {code} {CODES[code].name}")
        for code, number in seen.items()
        if number > MOST
    ]
    return "\n\n".join(filter(None, blocks))


def summary(reports: Sequence[Report], in_browser: bool, paint: Paint) -> str:
    """How much was found, and what a machine cannot see.

    Args:
        reports: what was found, one report a file.
        in_browser: whether pages were looked at in a browser too.
        paint: how it looks.
    """
    tally = Tally.of_reports(reports)
    worst = max(
        (item for found in reports for item in found.findings), key=lambda item: item.severity, default=None
    )
    pages = any(found.name.lower().endswith((".html", ".htm")) for found in reports)
    more = "" if in_browser or not pages else "`--browser` looks at pages in a browser too."
    explain = f"`eia explain {worst.code}` says more about {worst.code}." if worst else ""
    people = (
        "A machine finds only a part: whether alternative texts, headings and links say the right thing is for people"
        " to judge."
    )
    return "\n".join(filter(None, (paint.bold(tally.sentence), explain, more, people)))


def _why(code: str) -> str:
    known = CODES[code]
    return f"{known.why} ({known.basis})"


def _nothing(_code: str) -> str:
    return ""
