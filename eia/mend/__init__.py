"""Mend in a text what is misspelt beyond doubt, and nothing else: the rest of its characters stay as they are."""

from .edits import WHITE_SPACE, Mend
from .mender import Mended, Unsafe, mend

__all__ = ["WHITE_SPACE", "Mend", "Mended", "Unsafe", "mend"]
