"""Python's search for objects that point at each other in circles, put off while next to none are made."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

RARELY = (200_000, 50, 1000)
"""Objects made before garbage is looked for: next to none is made in circles, and looking takes a third of the time."""


@contextmanager
def rarely_looking_for_garbage() -> Iterator[None]:
    """Look for garbage less often for as long as the context lasts."""
    usual = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@cache
def not_at_the_end() -> None:
    """See that Python ends without looking through everything once more, which takes a sixth of a short check."""
    atexit.register(gc.freeze)
