"""Give a problem its place in the text: the one step from a path to a line and a column."""

from eia.findings import Finding, Problem, Severity
from eia.source import Document


def placed(
    document: Document,
    code: str,
    severity: Severity,
    problem: Problem,
    *,
    at_key: bool = False,
    due: str = "",
) -> Finding:
    """The problem as a finding: at its words, at its answer, or with `at_key` at the answer's name."""
    if at_key:
        span = document.key_span_of(problem.path)
    else:
        span = document.span_of_words(problem.path, problem.words)
    return Finding(code, severity, span, problem.path, problem.message, problem.hint, due=due)


def in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings in the order of reading."""
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
