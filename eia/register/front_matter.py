"""The facts at the head of a text: front matter between two lines of `---`, read as strictly as an assessment."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from eia import resources, source
from eia.findings import Finding, Severity
from eia.placing import placed
from eia.register.sheets import Sheet
from eia.schema import Checker

TEXTS = frozenset({".md", ".markdown", ".mdx", ".qmd", ".txt", ".rst", ".adoc"})
"""The endings of files that can have front matter."""
_BLOCK = re.compile(rb"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


@dataclass(frozen=True)
class FrontMatter:
    """What a text says about itself."""

    sheet: Sheet
    """Where the facts stand in the file, without the text of it."""
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
    raw = _with_plain_breaks(raw)
    block = _BLOCK.match(raw)
    found = _HEADING.search(raw.decode(errors="replace"))
    heading = found[1].strip() if found else ""
    if block is None or not block[1].strip():
        return FrontMatter(Sheet(name, data={}), heading=heading)
    # One empty line stands for the first `---`, so that lines keep their numbers.
    parsed = source.parse(b"\n" + block[1], name)
    document = replace(parsed, text="", findings=())
    faults = _checker().faults(parsed.data) if parsed.data is not None else ()
    told = (placed(document, item.code, Severity.ERROR, item.problem) for item in faults)
    return FrontMatter(Sheet.of(document), (*parsed.findings, *told), heading)


def text_of(raw: bytes) -> str:
    """The whole text, with the lines that places in its front matter count."""
    return _with_plain_breaks(raw).decode(errors="replace")


def _with_plain_breaks(raw: bytes) -> bytes:
    return raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


@cache
def _checker() -> Checker:
    """What tells where front matter does not fit; what a website or a wiki puts there besides is let be."""
    project: dict[str, Any] = resources.schema("project")
    policy = dict(project["$defs"]["policy"])
    del policy["required"]
    return Checker({**policy, "additionalProperties": True, "title": "Front matter"})
