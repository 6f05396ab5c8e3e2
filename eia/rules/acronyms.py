"""Acronyms: which there are, and whether they are written out anywhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eia.form import Form
from eia.prose import Prose

_ACRONYM = re.compile(
    r"[A-Z](?<![\w@\\.].)(?<![A-Z0-9]-.)[a-z]?(?:&?[A-Z])+\d?s?(?![\w@\\+]|-\d|/\d|\.\w|\s\d[A-Z]{2}\b)"
)
"""Two capitals or more, as in SEN, DfE, A&E, KS2 and EHCPs; no part of a reference, an address or a postcode."""
_CAPITALS = re.compile(rb"A(?=a?&?A)")
"""The shape that each of them begins with."""
_ROMAN = re.compile(r"[IVX]+")
_IN_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:[ ,&]+[A-Z]{2,}\b){2,}")
"""Three or more words in capitals in a row: a heading, or a text typed in capitals."""
LONGEST = 8
"""Letters of the longest acronym: what is longer is a word in capitals."""
SMALL_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with")
)
"""Words that give no letter to an acronym."""
REACH = 5
"""Words before or after an acronym that it may stand for besides one for each letter (Schwartz and Hearst, 2003)."""


@dataclass(frozen=True)
class Use:
    """Where an acronym stands."""

    acronym: str
    """As written, without the s of a plural: `KS2`, `EHCP`."""
    start: int
    end: int


def unexplained(prose: Prose, names: Prose, form: Form) -> Iterator[Use]:
    """The first use of each acronym that is written out nowhere, neither in the answers nor in names and titles."""
    known = {*form.lexicon("well_known"), *form.lexicon("in_capitals")}
    first: dict[str, Use] = {}
    for match in prose.matches(_ACRONYM, _CAPITALS):
        acronym = match.group().rstrip("s").rstrip("0123456789")
        if acronym.lower() not in known and acronym not in first and _is_one(acronym, match, prose):
            first[acronym] = Use(match.group().rstrip("s"), match.start(), match.end())
    if not first:
        return
    whole = f"{prose.joined}\n\n{names.joined}"
    left = {acronym: use for acronym, use in first.items() if not _in_brackets(acronym, whole)}
    if left:
        spelled_out = _SpelledOut(whole)
        yield from (use for acronym, use in left.items() if acronym not in spelled_out)


def _is_one(acronym: str, match: re.Match[str], prose: Prose) -> bool:
    """Whether it is no numeral, no ordinary word or heading in capitals, and no part of an address."""
    if len(acronym) < 2 or len(acronym) > LONGEST or _ROMAN.fullmatch(acronym):
        return False
    text = prose.joined
    start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)]
    if " " in line.strip() and line == line.upper():
        return False
    if any(
        run.start() <= match.start() - start and match.end() - start <= run.end()
        for run in _IN_CAPITALS.finditer(line)
    ):
        return False
    around = text[text.rfind(" ", start, match.start()) + 1 : match.end()]
    if "://" in around or "www." in around or "@" in around:
        return False
    if acronym != acronym.upper():
        return True
    return not re.search(rf"\b{re.escape(acronym.lower())}s?\b", text)


def _in_brackets(acronym: str, text: str) -> bool:
    """Whether the acronym stands in brackets after what it stands for, or what it stands for in brackets after it."""
    if acronym not in text:
        return False
    name = re.escape(acronym)
    for match in re.finditer(rf"\(\W?{name}\d?s?\b", text):
        before = " ".join(
            text[max(0, match.start() - 160) : match.start()].split()[-(len(acronym) + REACH) :]
        )
        if _spells(acronym, before):
            return True
    return any(
        _spells(acronym, match.group(1))
        for match in re.finditer(rf"\b{name}\d?s?\s*\(([^()]{{3,160}})\)", text)
    )


def _spells(acronym: str, long: str) -> bool:
    """Whether the letters of an acronym occur in order in words, the first of them at the beginning of a word.

    Schwartz and Hearst, “A simple algorithm for identifying abbreviation definitions in biomedical text” (2003).
    """
    place = len(long)
    for index, letter in reversed(list(enumerate(acronym.lower()))):
        if not letter.isalnum():
            continue
        place -= 1
        while place >= 0 and (
            long[place].lower() != letter or (index == 0 and place > 0 and long[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return False
    return " " in long[place:].strip() or "-" in long[place:].strip()


class _SpelledOut:
    """Whether the words that an acronym stands for occur in a text, in a row."""

    def __init__(self, text: str) -> None:
        every = [
            word.lstrip("(“‘\"'*_[")
            for word in text.replace("-", " ").replace("/", " ").replace("–", " – ").split()
        ]
        self._every = [word for word in every if word]
        weighty = [place for place, word in enumerate(self._every) if word.lower() not in SMALL_WORDS]
        self._readings = [
            (places, "".join(self._every[place][0].lower() for place in places))
            for places in (weighty, range(len(self._every)))
        ]
        """The places of the words that may give a letter, and these letters: without the small words, and with."""

    def __contains__(self, acronym: str) -> bool:
        letters = "".join(letter for letter in acronym if letter.isupper()).lower()
        return any(
            self._reads_as_one(first, last)
            and (self._is_a_name(first, last, len(letters)) or self._is_beside(acronym, first, last))
            for places, initials in self._readings
            for first, last in _runs(letters, places, initials)
        )

    def _reads_as_one(self, first: int, last: int) -> bool:
        return not any(self._every[place].endswith((".", ";", ":", "!", "?")) for place in range(first, last))

    def _is_a_name(self, first: int, last: int, letters: int) -> bool:
        """Whether the words are the name itself, not others that begin alike: short ones must have capitals."""
        if letters > 3:
            return True
        if letters == 3:
            return self._every[first][0].isupper()
        return self._every[first][0].isupper() and self._every[last][0].isupper()

    def _is_beside(self, acronym: str, first: int, last: int) -> bool:
        beside = [*self._every[max(0, first - 3) : first], *self._every[last + 1 : last + 4]]
        return any(word.startswith(acronym) for word in beside)


def _runs(letters: str, places: Sequence[int], initials: str) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of words that begin with the letters."""
    at = initials.find(letters)
    while at >= 0:
        yield places[at], places[at + len(letters) - 1]
        at = initials.find(letters, at + 1)
