"""The terminal's two streams, made to survive any text, any encoding and any reader that goes away."""

import codecs
import io
import os
import sys
from contextlib import suppress

_ASCII = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "…": "...",
    "→": "->",
    "←": "<-",
    "·": "-",
    "\xa0": " ",
}


def make_forgiving() -> None:
    """Let the streams print what their encoding lacks in the nearest way they can, instead of failing."""
    codecs.register_error("eia", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="eia")


def _nearest(fault: UnicodeError) -> tuple[str, int]:
    """What to print instead of the characters that the encoding lacks (a codecs error handler)."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    missing = fault.object[fault.start : fault.end]
    return "".join(_ASCII.get(character, "?") for character in missing), fault.end


def flush() -> None:
    """Send on everything printed so far.

    Raises:
        OSError: it cannot be sent on: the disk is full, or the reader has gone away.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            stream.flush()


def give_up() -> None:
    """Keep Python from complaining, as it ends, of what could not be printed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(nowhere, stream.fileno())
