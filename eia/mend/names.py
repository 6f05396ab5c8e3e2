"""The known name that a misspelt one must be: near enough to only one, and no word of its own."""

import re
from collections.abc import Collection, Iterable

from eia.schema.nearest import LONGEST

_BETWEEN = re.compile(r"[\s_-]+")
SHORT = 6
"""Letters below which a name is mended only when two neighbours changed places: `term` is not `team`."""
LONG = 9
"""Letters from which two slips may be mended, not one."""
APART = 2
"""How many more slips away the next likely name must be."""


def flat(words: str) -> str:
    """The words without regard to capitals, and with `_` for what stands between: `No change` is `no_change`."""
    return _BETWEEN.sub("_", words.strip().lower())


def same(written: str, known: Iterable[str]) -> str:
    """The one known word that differs only in capitals, spaces, hyphens and underscores; or nothing."""
    if len(written) > LONGEST:
        return ""
    found = [name for name in known if flat(name) == flat(written)]
    return found[0] if len(found) == 1 else ""


def certain(written: str, known: Collection[str], elsewhere: Collection[str]) -> str:
    """The one known name that was meant beyond doubt; or nothing.

    Args:
        written: the name as it stands in the file; it is none of the known ones.
        known: the names that fit there.
        elsewhere: names that have a meaning somewhere else, and so may be misplaced rather than misspelt.
    """
    alike = same(written, known)
    if alike or len(written) > LONGEST or flat(written) in elsewhere:
        return alike
    word = flat(written)
    most = 2 if len(word) >= LONG else 1
    far = [(slips(word, name, most + APART), name) for name in known]
    close = sorted(pair for pair in far if pair[0] <= most + APART - 1)
    if not close or close[0][0] > most or (len(close) > 1 and close[1][0] < close[0][0] + APART):
        return ""
    return close[0][1] if _is_slip(word, close[0][1]) else ""


def _is_slip(word: str, name: str) -> bool:
    """Whether only letters inside the word changed: another beginning (`unmitigated`) or number means another thing."""
    if word[:1] != name[:1] or re.findall(r"\d", word) != re.findall(r"\d", name):
        return False
    return min(len(word), len(name)) >= SHORT or sorted(word) == sorted(name)


def slips(one: str, other: str, most: int) -> int:
    """How many letters were added, left out, changed, or swapped with their neighbour; `most` when more.

    The optimal string alignment distance, as spelling checkers count it.
    """
    if abs(len(one) - len(other)) >= most:
        return most
    before: list[int] = []
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        before, above, row = row, before, [index]
        for column, against in enumerate(other, 1):
            cost = min(before[column] + 1, row[column - 1] + 1, before[column - 1] + (letter != against))
            if index > 1 and column > 1 and letter == other[column - 2] and one[index - 2] == against:
                cost = min(cost, above[column - 2] + 1)
            row.append(cost)
    return min(row[-1], most)
