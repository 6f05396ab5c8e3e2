"""A file that the register points into: its name, its text, and where in it things stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eia.findings import START, Finding, Path, Problem, Severity, Span
from eia.source import Document


@dataclass(frozen=True)
class Sheet:
    """What findings need of a file, without the rest of it; it can go from one process to another."""

    name: str
    """The file as the reader names it."""
    text: str = ""
    """What it says, for showing a line of it; empty for what is not text."""
    spans: Mapping[Path, Span] = field(default_factory=dict, repr=False)
    """Where the answers stand that the register points at."""
    names: Mapping[Path, Span] = field(default_factory=dict, repr=False)
    """Where their names stand, before the colon."""
    data: Mapping[str, Any] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, document: Document, paths: Iterable[Path] | None = None) -> "Sheet":
        """The sheet of a document, with the places of these paths, or of all there are."""
        wanted = (
            list(document.places) if paths is None else [path for path in paths if path in document.places]
        )
        spans = {path: document.span_of(path) for path in wanted}
        names = {path: document.key_span_of(path) for path in wanted}
        return cls(document.name, document.text, spans, names, document.data)

    def span_of(self, path: Path) -> Span:
        """The place of `path`, or else of the nearest name around it; the start of the file if there is none."""
        if path in self.spans:
            return self.spans[path]
        while path:
            path = path[:-1]
            if path in self.names:
                return self.names[path]
        return START

    def finding(self, code: str, severity: Severity, problem: Problem) -> Finding:
        """The problem as a finding in this file."""
        span = self.span_of(problem.path)
        return Finding(code, severity, span, problem.path, problem.message, problem.hint)
