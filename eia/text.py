"""What rules ask of prose: its words, whether it speaks of something, and how far two texts are the same."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SHINGLE = 8
"""Words in one shingle: long enough that sharing one is copying, not coincidence."""


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, without punctuation or Markdown marks."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def has_words(text: str) -> bool:
    """Whether a text has any word at all, and not only dots, dashes or question marks."""
    return _WORD.search(text) is not None


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(words(text))


@lru_cache(maxsize=256)
def _pattern(lexicon: tuple[str, ...]) -> re.Pattern[str] | None:
    entries = sorted({entry.lower() for entry in lexicon if entry})
    return re.compile(rf"(?<!\w){_one_of(entries)}(?!\w)", re.IGNORECASE) if entries else None


def _one_of(entries: list[str]) -> str:
    """An expression for any of the entries that tries each beginning once, and the longest end first."""
    branches: dict[str, list[str]] = {}
    for entry in entries:
        if entry not in ("", "*"):
            branches.setdefault(entry[0], []).append(entry[1:])
    ways = [
        (r"\s+" if first == " " else re.escape(first)) + _one_of(rest) for first, rest in branches.items()
    ]
    ways += [r"[\w'-]*"] * ("*" in entries) + [r"(?:'?s)?"] * ("" in entries)
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


_PART = re.compile(r"\w+")
_HEAD = 3
"""Letters at the beginning of a word by which a text that cannot have it is told at once."""
_BEGINNING = re.compile(rf"(?<!\w)\w{{1,{_HEAD}}}")


@lru_cache(maxsize=4096)
def _heads(text: str) -> frozenset[str]:
    """The first letters of every word of a text."""
    return frozenset(_BEGINNING.findall(text.lower()))


@lru_cache(maxsize=256)
def _heads_of_entries(lexicon: tuple[str, ...]) -> frozenset[str] | None:
    """The first letters of every entry; None where an entry has too few to tell by."""
    heads: set[str] = set()
    for entry in lexicon:
        first = _PART.match(entry.lower())
        if first is None or (len(first.group()) < _HEAD and entry == f"{first.group()}*"):
            return None
        heads.add(first.group()[:_HEAD])
        if len(first.group()) < _HEAD:
            heads.add(f"{first.group()}s")
    return frozenset(heads)


def _may_name(text: str, lexicon: tuple[str, ...]) -> bool:
    """Whether a word of the text begins as one of the lexicon does: most do not, and need no closer look."""
    heads = _heads_of_entries(lexicon)
    return bool(text) and (heads is None or not heads.isdisjoint(_heads(text)))


@lru_cache(maxsize=8192)
def found(text: str, lexicon: tuple[str, ...]) -> tuple[str, ...]:
    """The words of `text` that the lexicon names, as written, each once, in order.

    An entry is a whole word or phrase (a plural `s` is allowed), or the beginning of a word if it ends in `*`.
    """
    pattern = _pattern(lexicon) if _may_name(text, lexicon) else None
    if pattern is None:
        return ()
    return tuple(dict.fromkeys(match.group() for match in pattern.finditer(text.replace("’", "'"))))


def mentions(text: str, lexicon: tuple[str, ...]) -> bool:
    """Whether `text` has any word of the lexicon."""
    return bool(found(text, lexicon))


def without(text: str, lexicon: tuple[str, ...]) -> str:
    """The text with what the lexicon names left out."""
    pattern = _pattern(lexicon) if _may_name(text, lexicon) else None
    return pattern.sub(" ", text.replace("’", "'")) if pattern else text


@lru_cache(maxsize=64)
def _heads_of_all(lexicon: tuple[str, ...]) -> frozenset[str]:
    """The first letters of every word of every entry, a short one with its plural too."""
    parts = [match.group()[:_HEAD] for entry in lexicon for match in _PART.finditer(entry.lower())]
    return frozenset([*parts, *(f"{part}s" for part in parts if len(part) < _HEAD)])


def consists_of(text: str, lexicon: tuple[str, ...]) -> bool:
    """Whether a text has words, and every one of them is named by the lexicon, which has no short beginnings."""
    return (
        _heads(text) <= _heads_of_all(lexicon) and has_words(text) and not has_words(without(text, lexicon))
    )


_NEAR = 80
"""Characters in which the three words before a place are looked for."""


def _before(text: str, place: int) -> list[str]:
    """The three words before a place, lower case."""
    return [match.group().lower() for match in _WORD.finditer(text, max(0, place - _NEAR), place)][-3:]


@lru_cache(maxsize=4096)
def asserted(text: str, lexicon: tuple[str, ...], negations: tuple[str, ...]) -> tuple[str, ...]:
    """As `found`, without what one of the three words before it denies: “no known gaps” asserts no gap."""
    pattern = _pattern(lexicon)
    if pattern is None or not text:
        return ()
    flat = text.replace("’", "'")
    denials = frozenset(negations)
    kept = (
        match.group() for match in pattern.finditer(flat) if denials.isdisjoint(_before(flat, match.start()))
    )
    return tuple(dict.fromkeys(kept))


def cut_at(text: str, lexicon: tuple[str, ...]) -> tuple[str, ...]:
    """The pieces of `text` between the words that the lexicon names."""
    pattern = _pattern(lexicon)
    matches = pattern.finditer(text.replace("’", "'")) if pattern else ()
    ends = [0, *(place for match in matches for place in match.span()), len(text)]
    pieces = (text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))
    return tuple(piece.strip(" ,;") for piece in pieces if has_words(piece))


@lru_cache(maxsize=2048)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of eight words in the text; the whole text when it is shorter (Broder, 1997)."""
    sequence = words(text)
    if len(sequence) <= SHINGLE:
        return frozenset([sequence] if sequence else [])
    return frozenset(sequence[start : start + SHINGLE] for start in range(len(sequence) - SHINGLE + 1))


def overlap(one: str, other: str) -> float:
    """How far the shorter of two texts stands in the longer: shared shingles over the smaller set, 0 to 1."""
    first, second = shingles(one), shingles(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def repeated(text: str, other: str) -> tuple[int, str]:
    """How many words of `text` stand in runs of eight or more that `other` has too, and the longest run as written."""
    matches = tuple(_WORD.finditer(text))
    sequence = tuple(match.group().lower().replace("’", "'") for match in matches)
    there = shingles(other)
    marked = bytearray(len(sequence))
    for start in range(len(sequence) - SHINGLE + 1):
        if sequence[start : start + SHINGLE] in there:
            marked[start : start + SHINGLE] = b"\1" * SHINGLE
    longest = max(re.finditer(b"\1+", bytes(marked)), key=lambda run: run.end() - run.start(), default=None)
    if longest is None:
        return 0, ""
    return sum(marked), text[matches[longest.start()].start() : matches[longest.end() - 1].end()]


def percent(share: float) -> str:
    """A share of 1 as people say it: `0.89` is `89%`."""
    return f"{share * 100:.0f}%"


def same(one: str, other: str) -> bool:
    """Whether two texts say the same words, whatever their case and punctuation."""
    return words(one) == words(other) != ()


_CLAUSE_END = re.compile(r"(?:\A|\n)\s*(?:[-*•·]|\d+[.)])\s+|\n[^\S\n]*\n\s*|(?<=[.;:!?])\s+|\s[•·]\s+")


def clauses(text: str) -> tuple[str, ...]:
    """The text cut at sentence ends, semicolons, list items and blank lines, blank pieces left out.

    The end of a line alone cuts nothing: as in Markdown, a paragraph may run over several lines.
    """
    pieces = _CLAUSE_END.split(text)
    return tuple(piece.strip(" \t\n-*•·") for piece in pieces if word_count(piece))


_ABBREVIATED = re.compile(
    r"""(?:^|[\s("“‘\[])
    (?: [A-Z] | e\.g | i\.e | c\.f | cf | vs? | viz | approx | incl | c | ca | etc | al | esp
      | [Mm]rs? | Ms | Dr | Prof | Rev | Hon | Cllr | Sir | St | Mt | Rd | Ave
      | Nos? | no | pp? | paras? | ss? | regs? | [Ss]ch | [Aa]rts? | [Cc]h | [Ff]igs? | [Vv]ol | [Ee]xt | [Tt]el
      | Ltd | Co | Inc | Dept | [Gg]ovt | Jan | Feb | Mar | Apr | Jun | Jul | Aug | Sept? | Oct | Nov | Dec )
    \.$""",
    re.VERBOSE,
)
_MARKER = r"(?:[-*•·–]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,4})[.)])[^\S\n]+"
_STOP = re.compile(
    r"""(?P<stop> [.!?…][)\]"'”’*_]* ) (?: [^\S\n]*\n\s*(?:MARKER)? | [^\S\n]+ )
      | [;:,]?\n[^\S\n]* (?: \n\s*(?:MARKER)? | [|#]+ | MARKER ) | [;:]\n""".replace("MARKER", _MARKER),
    re.VERBOSE,
)
"""Where a sentence may end: a stop and a space, a blank line, the beginning of a list item, a row or a heading."""
_FIRST_MARKER = re.compile(rf"\s*(?:{_MARKER})?")


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; list items and paragraphs are sentences of their own.

    A stop ends none after an abbreviation (“e.g.”, “No. 5”, “St. Peter”) or an initial, or before a small letter.
    """
    marker = _FIRST_MARKER.match(text)
    start = marker.end() if marker else 0
    pieces = []
    for match in _STOP.finditer(text, start):
        if match.group("stop") and "\n\n" not in match.group():
            following = text[match.end() : match.end() + 1]
            before = text[max(start, match.start() - 8) : match.start() + 1]
            if text[match.start()] in ".…" and (
                following.islower() or (_ABBREVIATED.search(before) and before[-4:] != "etc.")
            ):
                continue
        pieces.append(text[start : match.end("stop") if match.group("stop") else match.start()])
        start = match.end()
    pieces.append(text[start:])
    return tuple(piece.strip() for piece in pieces if has_words(piece))


def quote(text: str, limit: int = 60) -> str:
    """The text in quotation marks, cut at a word after about `limit` characters."""
    flat = " ".join(text.split())
    if len(flat) > limit:
        flat = flat[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return f"“{flat}”"


LONGEST_PLACEHOLDER = 120
"""Characters that are looked at: what is longer says more than that an answer is to come."""


def is_placeholder(text: str, placeholders: Collection[str], beginnings: Iterable[str] = ()) -> bool:
    """Whether the text only stands in for an answer: “TBC”, “N/A”, “to follow”."""
    flat = " ".join(text[:LONGEST_PLACEHOLDER].split()).strip(" .!*_").lower()
    if flat.startswith(tuple(beginnings)):
        return True
    return len(text) <= LONGEST_PLACEHOLDER and flat in placeholders
