"""Parts as a zip that is the same every time; what many files share is compressed once."""

import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20
"""What it takes to unpack: 2.0, for deflated files."""
_UTF8: Final = 0x800
"""The flag of a name that is not ASCII."""
_DEFLATED: Final = 8
_DATE: Final = 1 << 5 | 1
"""1 January 1980, the first day that a zip can hold, as MS-DOS wrote it; the time is midnight."""
_PRIVATE: Final = 0o600 << 16
"""Who may read the file where a zip says so: what Python's own writer gives."""
_QUICKLY, _TIGHTLY = 3, 9
"""Levels of compression: a text by itself takes 15 % more room than it need, and half the time."""
_SHORT: Final = 40_000
"""Bytes of a part up to which it may be one that many files share."""


class _Packed(NamedTuple):
    data: bytes
    checksum: int
    size: int


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip, in their order.

    Written here and not by `zipfile`, which compresses every part of a house style anew for every report
    (PKWARE's APPNOTE.TXT, 4.3).
    """
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, data in parts.items():
        packed = _shared(data) if len(data) <= _SHORT else _packed(data, _QUICKLY)
        raw = name.encode()
        flags = 0 if raw.isascii() else _UTF8
        about = (flags, _DEFLATED, 0, _DATE, packed.checksum, len(packed.data), packed.size, len(raw), 0)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *about) + raw
        files += [local, packed.data]
        directory += [_CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *about, 0, 0, 0, _PRIVATE, offset), raw]
        offset += len(local) + len(packed.data)
    length = sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), length, offset, 0)
    return b"".join((*files, *directory, end))


@lru_cache(maxsize=64)
def _shared(data: bytes) -> _Packed:
    return _packed(data, _TIGHTLY)


def _packed(data: bytes, level: int) -> _Packed:
    press = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _Packed(press.compress(data) + press.flush(), zlib.crc32(data), len(data))
