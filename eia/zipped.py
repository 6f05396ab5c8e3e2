"""What is packed in a zip, such as a Word file, read safely: it may come from anybody.

Sizes that a zip states can lie, so reading is capped as well. Nothing is ever written to the disk.
"""

import io
import lzma
import zipfile
import zlib
from typing import Final

_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,  # packed in a way that Python does not know
    RuntimeError,
    EOFError,
    ValueError,
    LookupError,
    OSError,
)
"""What reading a broken, locked or odd zip raises."""


class Unreadable(Exception):
    """It is no zip, or it or a part of it is damaged or locked."""


class TooLarge(Exception):
    """It unpacks to more than it may."""


class Zipped:
    """The parts of one zip."""

    def __init__(self, raw: bytes, most: int) -> None:
        """Open a zip; `most` is the bytes that may be unpacked of it in all.

        Raises:
            Unreadable: it is no zip, or damaged.
        """
        self._left = most
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        except _DAMAGE as fault:
            raise Unreadable from fault
        self.names: Final = tuple(dict.fromkeys(entry.filename for entry in entries))
        """What the parts are called, in the order of the file."""

    def read(self, name: str) -> bytes:
        """One part.

        Raises:
            KeyError: there is none of that name.
            Unreadable: it is damaged or locked.
            TooLarge: with it, more would be unpacked than may be.
        """
        entry = self._zip.getinfo(name)
        try:
            with self._zip.open(entry) as stream:
                read = stream.read(self._left + 1)
        except _DAMAGE as fault:
            raise Unreadable from fault
        self._left -= len(read)
        if self._left < 0:
            raise TooLarge
        return read
