"""What stays the same about a finding when the lines around it move: to compare checks, and to follow it over time."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator

from eia.findings import Finding

Likeness = Callable[[Finding], Hashable]
"""What of a finding has to be the same for two to be taken for one."""

_NUMBER = re.compile(r"\d+(?:[,.]\d+)*")


def exact(finding: Finding) -> Hashable:
    """The same words about the same answer."""
    return finding.code, finding.path, finding.message


def moved(finding: Finding) -> Hashable:
    """The same words about an answer of the same name, whichever item of its list it is in by now."""
    return finding.code, _names(finding), finding.message


def alike(finding: Finding) -> Hashable:
    """The same but for numbers in the words: `12 days late` is `13 days late` a day on."""
    return finding.code, _names(finding), _NUMBER.sub("0", finding.message)


LIKENESSES: tuple[Likeness, ...] = (exact, moved, alike)
"""From the strictest to the loosest: the order in which findings of two checks are to be paired."""


def fingerprints(found: Iterable[tuple[str, Finding]]) -> Iterator[str]:
    """A fingerprint for each finding, given with its file's name: 32 hexadecimal digits, each different.

    It stays as it is when lines move, when items change places and when only numbers in the words change;
    findings that are the same in all this are told apart by their order.
    """
    seen: Counter[Hashable] = Counter()
    for name, finding in found:
        same = name, alike(finding)
        seen[same] += 1
        told = repr((*same, seen[same]))
        yield hashlib.sha256(told.encode(errors="backslashreplace")).hexdigest()[:32]


def _names(finding: Finding) -> tuple[str, ...]:
    """The path without the numbers of items."""
    return tuple(part for part in finding.path if isinstance(part, str))
