"""The formats for programs, each a module of its own that is loaded when it is asked for."""

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eia.show.outcome import Outcome

FORMATS: Mapping[str, str] = {
    "json": "one document, as schemas/findings.schema.json describes it",
    "jsonl": "the same findings, each on a line of its own",
    "github": "annotations in GitHub Actions",
    "gitlab": "a Code Quality report for GitLab",
    "sarif": "SARIF 2.1.0, for code scanning",
    "junit": "a JUnit report, for Jenkins, GitLab and Azure",
    "markdown": "a summary to read in CI",
}
"""Each format with what it is for; its module in `eia/show/` has its name."""


def document(shape: str, outcome: "Outcome") -> str:
    """The outcome of a check in one of `FORMATS`, without a line break at the end."""
    written: str = importlib.import_module(f"eia.show.{shape}").document(outcome)
    return written
