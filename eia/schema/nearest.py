"""Did you mean: the known word that an officer most likely had in mind."""

import difflib
import re
from collections.abc import Iterable, Mapping

_BETWEEN = re.compile(r"[\s_\-./&,]+")
LONGEST = 200
"""Beyond this many characters nothing was misspelt: it is prose, and comparing it takes long."""
CLOSE = 0.72
"""How alike two words must be (difflib's ratio) for one to be offered in place of the other."""


def plain(words: str) -> str:
    """The words without regard to case and to what stands between them: `Full needed` is `full_needed`."""
    return _BETWEEN.sub("_", words.strip().strip("?!:\"'“”").lower()).strip("_")


def nearest(written: str, known: Mapping[str, str] | Iterable[str], cutoff: float = CLOSE) -> str:
    """The known word nearest to what was written, or nothing.

    Args:
        written: what the officer wrote.
        known: the words, or word → what people call it; either can be what the officer meant.
        cutoff: how alike they must be, 0 to 1.
    """
    if len(written) > LONGEST:
        return ""
    called = known if isinstance(known, Mapping) else dict.fromkeys(known, "")
    spoken: dict[str, str] = {}
    for key, label in called.items():
        spoken.setdefault(plain(label), key)
    spoken.update({plain(key): key for key in called})
    spoken.pop("", None)
    close = difflib.get_close_matches(plain(written), spoken, n=1, cutoff=cutoff)
    return spoken[close[0]] if close else ""
