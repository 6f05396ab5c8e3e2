"""Give a problem its place in the text: the one step from a path to a line and a column."""

from typing import Any

from eia.findings import Finding, Path, Problem, Severity, State
from eia.parts import is_blank
from eia.source import Document


def placed(
    document: Document,
    code: str,
    severity: Severity,
    problem: Problem,
    *,
    due: str = "",
    state: State = State.OPEN,
) -> Finding:
    """The problem as a finding: at its words, at its answer, or at the answer's name.

    A question under which nothing is answered is told at its name, whatever waits below it.
    """
    if problem.at_name or _is_waiting(document, problem.path):
        span = document.key_span_of(problem.path)
    else:
        span = document.span_of_words(problem.path, problem.words)
    return Finding(code, severity, span, problem.path, problem.message, problem.hint, state, due)


def _is_waiting(document: Document, path: Path) -> bool:
    """Whether the question at `path` stands in the file with nothing answered under it."""
    if path not in document.places:
        return False
    value: Any = document.data
    for key in path:
        value = value[key]
    return is_blank(value)


def in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings in the order of reading."""
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
