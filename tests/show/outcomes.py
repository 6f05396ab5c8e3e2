"""Outcomes made by hand, and words that try to be more than words."""

from datetime import date
from typing import Any

from eia.codes import Code
from eia.project import Report
from eia.show.outcome import Outcome, unchanged
from tests.show.reports import described

TODAY = date(2026, 9, 30)
HOSTILE = (
    "a | b || c",
    "a\\|b \\` `x|y` ``z`` `ok`",
    "first\nsecond\r\nthird\rfourth",
    "::set-output name=x::y",
    "\n::error file=x::y",
    "##[set-env name=x]y",
    "100% of 5%0A, a:b,c",
    "</details><script>alert(1)</script> <!-- & &amp; -->",
    "]]> <![CDATA[ <failure/>",
    "@everyone @org/team #12 !34 owner/repo#5",
    "[press](https://example.org) ![x](y) www.example.org https://example.org <https://example.org>",
    "*bold* _slant_ ~~gone~~ # head $x$ {0} {{ y }}",
    "\x00\x07\x1b[2J\x7f\x85 \u2028 \ufffe",
    "\u202eabc \u2067def \ud800",
    "🧑🏽‍🦽 Cymraeg ŵ – “naïve” עברית العربية",
)


def outcome(*reports: Report, broken: tuple[Report, ...] = (), stage: str = "", **more: Any) -> Outcome:
    return Outcome(
        reports, more.get("describe", described), TODAY, stage, broken, more.get("where", unchanged)
    )


def unknown(code: str) -> Code | None:
    return None
