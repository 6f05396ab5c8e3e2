"""The facts at the head of a text: front matter between two lines of `---`, read as strictly as an assessment."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from eia import resources, source
from eia.findings import Finding, Severity
from eia.placing import placed
from eia.schema import Checker
from eia.source import Document

TEXTS = frozenset({".md", ".markdown", ".mdx", ".qmd", ".txt", ".rst", ".adoc"})
"""The endings of files that can have front matter."""
_BLOCK = re.compile(rb"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


@dataclass(frozen=True)
class FrontMatter:
    """What a text says about itself."""

    document: Document
    """The front matter with the lines it has in the file; its `text` is the whole text of the file."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with it."""
    heading: str = ""
    """The first heading of the text, for want of a title."""


def read(raw: bytes, name: str) -> FrontMatter:
    """The front matter of a text; never raises.

    Args:
        raw: the file, or as much of it as is looked at.
        name: what it is called in findings.
    """
    raw = raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = raw.decode(errors="replace")
    block = _BLOCK.match(raw)
    found = _HEADING.search(text)
    heading = found[1].strip() if found else ""
    if block is None or not block[1].strip():
        return FrontMatter(Document(name, text, {}, {}, ()), heading=heading)
    # One empty line stands for the first `---`, so that lines keep their numbers.
    parsed = source.parse(b"\n" + block[1], name)
    document = Document(name, text, parsed.data, parsed.places, ())
    faults = _checker().faults(parsed.data) if parsed.data is not None else ()
    told = (placed(document, item.code, Severity.ERROR, item.problem) for item in faults)
    return FrontMatter(document, (*parsed.findings, *told), heading)


@cache
def _checker() -> Checker:
    """What tells where front matter does not fit; what a website or a wiki puts there besides is let be."""
    project: dict[str, Any] = resources.schema("project")
    policy = dict(project["$defs"]["policy"])
    del policy["required"]
    return Checker({**policy, "additionalProperties": True, "title": "Front matter"})
