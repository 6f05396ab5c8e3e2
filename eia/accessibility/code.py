"""One code of this family: what it stands for, and what is to be done in each kind of file."""

import re
from dataclasses import dataclass

from eia.findings import Severity

WORD, PAGE, PDF = "word", "page", "pdf"
"""The kinds of file that are looked into."""

_REMEDIES = {WORD: "In Word:", PAGE: "In a page:", PDF: "In a PDF:"}
_OURS = "With eia:"


@dataclass(frozen=True, slots=True)
class Code:
    """One code."""

    code: str
    name: str
    """Names the fault; reads well after “allow”."""
    severity: Severity
    """Error, warning and tip as Microsoft's Accessibility Checker tells them apart; a tip is `info` here."""
    basis: str
    """The success criterion of WCAG 2.2 with its level, or what else it rests on."""
    page: str
    """What `eia explain` shows: a summary, *Why it matters*, *What to do*."""

    @property
    def summary(self) -> str:
        """The first paragraph of the page, on one line."""
        return " ".join(self.page.partition("\n\n")[0].split())

    @property
    def why(self) -> str:
        """For whom it matters, on one line."""
        return " ".join(self._part("Why it matters").split())

    def remedy(self, kind: str, ours: bool = False) -> str:
        """What to do about it in a file of this kind, on one line; more when `eia` wrote the file."""
        told = self._after(_REMEDIES[kind])
        told = f"{_REMEDIES[kind]} {told}" if told else ""
        if ours and (more := self._after(_OURS)):
            told = f"{told} As eia wrote this file: {more}".strip()
        return told

    def _part(self, heading: str) -> str:
        return f"{self.page}\n## ".partition(f"\n## {heading}\n")[2].partition("\n## ")[0]

    def _after(self, label: str) -> str:
        """What stands after `**In Word:**` and the like, up to the next of them."""
        found = re.search(
            rf"\*\*{re.escape(label)}\*\*(.*?)(?=\n\s*\n|\Z)", self._part("What to do"), re.DOTALL
        )
        return " ".join(found[1].split()) if found else ""


TABLE: dict[str, Code] = {}
"""Every code; the modules of `eia.accessibility.pages` fill it."""


def code(number: str, name: str, severity: Severity, basis: str, page: str) -> None:
    """Register a code."""
    TABLE[number] = Code(number, name, severity, basis, page.strip() + "\n")
