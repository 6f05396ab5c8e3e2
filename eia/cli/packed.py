"""What was found in a file, packed: it takes a tenth of the room, and what was found in thousands of files is held at a time.

It is unpacked whenever somebody asks; of as many files as a small run has, what was unpacked is held.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from eia.cli.plain_data import pack, unpack
from eia.findings import Finding
from eia.placing import in_order
from eia.project import Report
from eia.source import Document

_FINDINGS = tuple[Finding, ...]
HELD = 1_000
"""Files of which what was unpacked is held."""
_QUICKLY = 1
"""How hard to compress: more takes three times as long and saves a tenth."""


class Packed(Report):
    """A report that lies packed."""

    _blocks: bool = False
    """Whether any of the packed findings blocks."""
    _findings: bytes = b""
    _document: bytes = b""
    _more: tuple[Finding, ...] = ()
    """What was found besides."""

    def __init__(
        self, name: str, blocks: bool, findings: bytes, document: bytes, more: tuple[Finding, ...] = ()
    ) -> None:
        vars(self).update(name=name, _blocks=blocks, _findings=findings, _document=document, _more=more)

    @property  # type: ignore[misc]  # to whoever reads it, an attribute like any other
    def findings(self) -> tuple[Finding, ...]:
        """Everything found in the file."""
        found = _findings(self._findings)
        return in_order((*found, *self._more)) if self._more else found

    @property  # type: ignore[misc]  # the same
    def document(self) -> Document:
        """The file, without the places of its answers."""
        text, data = _document(self._document)
        return Document(self.name, text, data, {}, ())

    @property
    def blocks(self) -> bool:
        """Whether anything found makes the check fail."""
        return self._blocks or any(finding.blocks for finding in self._more)

    def with_more(self, findings: Sequence[Finding]) -> Report:
        """The report with other findings besides."""
        return Packed(self.name, self._blocks, self._findings, self._document, (*self._more, *findings))


def packed(report: Report) -> bytes:
    """What was found; of the document the text and the answers are kept."""
    findings = compressed(pack(_FINDINGS, report.findings))
    return joined([report.blocks], findings, compressed([report.document.text, report.document.data]))


def unpacked(raw: bytes, name: str) -> Report:
    """What was found in the file that is called so.

    Raises:
        ValueError, TypeError: the bytes are not what was packed.
    """
    (blocks,), (findings, document) = apart(raw)
    return Packed(name, bool(blocks), findings, document)


@lru_cache(maxsize=HELD)
def _findings(raw: bytes) -> tuple[Finding, ...]:
    found: tuple[Finding, ...] = unpack(_FINDINGS, loaded(raw))
    return found


@lru_cache(maxsize=HELD)
def _document(raw: bytes) -> tuple[str, dict[str, Any] | None]:
    text, data = loaded(raw)
    return text, data


def joined(head: Sequence[Any], *parts: bytes) -> bytes:
    """Some parts as one, with what is known of them at their head: plain data that is read without unpacking them."""
    return b"".join([plain([head, [len(part) for part in parts]]), b"\n", *parts])


def apart(raw: bytes) -> tuple[list[Any], tuple[bytes, ...]]:
    """The head and the parts that were joined.

    Raises:
        ValueError, TypeError: the bytes are not what was joined.
    """
    first, _, rest = raw.partition(b"\n")
    head, sizes = json.loads(first)
    if not isinstance(head, list) or sum(sizes) != len(rest):
        raise ValueError("not as it was written")
    return head, tuple(_cut(rest, sizes))


def _cut(rest: bytes, sizes: Sequence[int]) -> Iterator[bytes]:
    start = 0
    for size in sizes:
        yield rest[start : start + size]
        start += size


def plain(data: Any) -> bytes:
    """Plain data as JSON on one line."""
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def compressed(data: Any) -> bytes:
    """Plain data as few bytes."""
    return zlib.compress(plain(data), _QUICKLY)


def loaded(raw: bytes) -> Any:
    """The plain data that was compressed."""
    return json.loads(zlib.decompress(raw))
