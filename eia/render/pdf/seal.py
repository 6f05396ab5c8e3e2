"""A mark in a PDF of ours by which it is known again: it is lost as soon as anything in the file changes.

The second half of a file's `ID` is there to tell its versions apart (ISO 32000-1, 14.4); ours is made from all the
rest of the file.
"""

import hashlib
import re
from typing import Final

_IDENTITY: Final = re.compile(rb"/ID ?\[ ?<([0-9a-f]+)> ?<([0-9a-f]{32})> ?\]")


def sealed(data: bytes) -> bytes:
    """The file with its mark; nothing else in it changes, and no byte moves."""
    place = _place(data)
    if place is None:
        return data
    return data[: place.start(2)] + _mark(data, place).encode() + data[place.end(2) :]


def is_sealed(data: bytes) -> bool:
    """Whether the file is as it was when it got its mark."""
    place = _place(data)
    return place is not None and place[2] == _mark(data, place).encode()


def _place(data: bytes) -> re.Match[bytes] | None:
    return _IDENTITY.match(data, max(data.rfind(b"/ID"), 0))


def _mark(data: bytes, place: re.Match[bytes]) -> str:
    rest = hashlib.sha256(b"eia")
    rest.update(data[: place.start(2)])
    rest.update(data[place.end(2) :])
    return rest.hexdigest()[:32]
