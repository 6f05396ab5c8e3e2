"""What rules ask of prose: its words, whether it speaks of something, and how far two texts are the same."""

import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from eia.findings import Path
from eia.kept import Kept
from eia.lexicon import TEXTS, Lexicon, Texts, flat, pieces
from eia.prose import Prose

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SHINGLE = 8
"""Words in one shingle: long enough that sharing one is copying, not coincidence."""


_PIECES = 16_384
"""Pieces of text of which it is kept what words they are: more than a language has words in common use."""
_words_of_piece = Kept[str, tuple[str, ...]](lambda piece: tuple(_WORD.findall(flat(piece.lower()))), _PIECES)


_words = Kept[str, tuple[str, ...]](
    lambda text: tuple(chain.from_iterable(map(_words_of_piece.__getitem__, pieces[text]))), TEXTS
)


def words(text: str) -> tuple[str, ...]:
    """The words of a text, lower case, without punctuation or Markdown marks."""
    return _words[text]


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Every word that some texts have, lower case."""
    return frozenset(chain.from_iterable(map(_words.__getitem__, texts)))


def has_words(text: str) -> bool:
    """Whether a text has any word at all, and not only dots, dashes or question marks."""
    return text[:1].isalnum() or _WORD.search(text) is not None


_LETTERS = (string.ascii_letters + string.digits).encode()


def may_have_more_words(text: str, number: int) -> bool:
    """Whether a text may have more than so many words: there is something between any two, and no is sure."""
    return len(text.encode(errors="replace").translate(None, _LETTERS)) >= number


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(_words[text])


_alone = lru_cache(maxsize=256)(Lexicon)


def _ready(entries: tuple[str, ...]) -> Lexicon:
    """The lexicon, as a form has it; entries that stand in no form are looked for by themselves."""
    return entries if isinstance(entries, Lexicon) else _alone(entries)


def found(text: str, lexicon: tuple[str, ...]) -> tuple[str, ...]:
    """The words of `text` that the lexicon names, as written, each once, in order.

    An entry is a whole word or phrase (a plural `s` is allowed), or the beginning of a word if it ends in `*`.
    """
    ready = _ready(lexicon)
    if not ready.may_be_in(text):
        return ()
    return tuple(dict.fromkeys(match.group() for match in ready.matches(text)))


def mentions(text: str, lexicon: tuple[str, ...]) -> bool:
    """Whether `text` has any word of the lexicon."""
    return _ready(lexicon).is_in(text)


def any_mentions(texts: Texts, lexicon: tuple[str, ...]) -> bool:
    """Whether any of the texts has a word of the lexicon."""
    ready = _ready(lexicon)
    return ready.may_be_in_any(texts) and any(map(ready.is_in, texts))


def may_mention(text: str, lexicon: tuple[str, ...]) -> bool:
    """Whether `text` may have a word of the lexicon: no is sure, of the text and of whatever is made of its words."""
    return _ready(lexicon).may_be_in(text)


def may_mention_anywhere(text: str, lexicon: tuple[str, ...]) -> bool:
    """The same of a long text that is looked at once."""
    return _ready(lexicon).may_stand_in(text)


def mentioning(prose: Prose, lexicon: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """The answers that have a word of the lexicon, each with its place."""
    ready = _ready(lexicon)
    if not ready.may_be_in_any(prose.texts):
        return iter(())
    if ready.together is None:
        return (answer for answer in prose if ready.is_in(answer[1]))
    named, signs = ready.together.named, ready.signs
    return (answer for answer in prose if named[answer[1]] & signs and ready.is_in(answer[1]))


def without(text: str, lexicon: tuple[str, ...]) -> str:
    """The text with what the lexicon names left out."""
    ready = _ready(lexicon)
    return ready.pattern_for(text).sub(" ", flat(text)) if ready.is_in(text) else text


def consists_of(text: str, lexicon: tuple[str, ...]) -> bool:
    """Whether a text has words, and every one of them is named by the lexicon."""
    return mentions(text, lexicon) and has_words(text) and not has_words(without(text, lexicon))


_NEAR = 80
"""Characters in which the three words before a place are looked for."""


def _before(text: str, place: int) -> list[str]:
    """The three words before a place, lower case."""
    return [match.group().lower() for match in _WORD.finditer(text, max(0, place - _NEAR), place)][-3:]


def asserted(text: str, lexicon: tuple[str, ...], negations: tuple[str, ...]) -> tuple[str, ...]:
    """As `found`, without what one of the three words before it denies: “no known gaps” asserts no gap."""
    kept = (
        match.group()
        for match in _ready(lexicon).matches(text)
        if not any(word in negations for word in _before(match.string, match.start()))
    )
    return tuple(dict.fromkeys(kept))


def cut_at(text: str, lexicon: tuple[str, ...]) -> tuple[str, ...]:
    """The pieces of `text` between the words that the lexicon names."""
    ends = [0, *(place for match in _ready(lexicon).matches(text) for place in match.span()), len(text)]
    pieces = (text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))
    return tuple(piece.strip(" ,;") for piece in pieces if has_words(piece))


Runs = frozenset[int]
"""The runs of eight words in a text, by which it is compared with others: each as a number that only it has.

A number of 64 bits, so that two runs have the same by chance once in a million million assessments; and other numbers
in another process.
"""


def runs(sequence: tuple[str, ...]) -> Runs:
    """Every run of eight among some words; all of them when they are fewer (Broder, 1997)."""
    if len(sequence) <= SHINGLE:
        return frozenset([hash(sequence)] if sequence else [])
    return frozenset(map(hash, zip(*(sequence[start:] for start in range(SHINGLE)), strict=False)))


_shingles = Kept[str, Runs](lambda text: runs(_words[text]), TEXTS)


def shingles(text: str) -> Runs:
    """Every run of eight words in the text; the whole text when it is shorter."""
    return _shingles[text]


def overlap(one: str, other: str) -> float:
    """How far the shorter of two texts stands in the longer: shared shingles over the smaller set, 0 to 1."""
    return share(shingles(one), shingles(other))


def share(first: Runs, second: Runs) -> float:
    """How far the shorter of two texts stands in the longer, by their runs of words: 0 to 1."""
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def repeated(text: str, other: str) -> tuple[int, str]:
    """How many words of `text` stand in runs of eight or more that `other` has too, and the longest run as written."""
    matches = tuple(_WORD.finditer(text))
    sequence = tuple(match.group().lower().replace("’", "'") for match in matches)
    there = shingles(other)
    marked = bytearray(len(sequence))
    for start in range(len(sequence) - SHINGLE + 1):
        if hash(sequence[start : start + SHINGLE]) in there:
            marked[start : start + SHINGLE] = b"\1" * SHINGLE
    longest = max(re.finditer(b"\1+", bytes(marked)), key=lambda run: run.end() - run.start(), default=None)
    if longest is None:
        return 0, ""
    return sum(marked), text[matches[longest.start()].start() : matches[longest.end() - 1].end()]


def percent(share: float) -> str:
    """A share of 1 as people say it: `0.89` is `89%`."""
    return f"{share * 100:.0f}%"


_NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def numeral(value: int) -> str:
    """A number as it stands in a sentence: in words up to ten, else in digits."""
    return _NUMERALS[value] if 0 <= value < len(_NUMERALS) else f"{value:,}"


def same(one: str, other: str) -> bool:
    """Whether two texts say the same words, whatever their case and punctuation."""
    return words(one) == words(other) != ()


_FIRST_ITEM = re.compile(r"\s*(?:[-*•·]|\d+[.)])\s+")
_CLAUSE_END = re.compile(
    r"""\s (?:
        (?<=\n) (?: \s*(?:[-*•·]|\d+[.)])\s+ | [^\S\n]*\n\s* )
      | (?<=[.;:!?].) \s*
      | [•·]\s+
    )""",
    re.VERBOSE | re.DOTALL,
)
"""Where a clause ends. Every way begins with a space, so that nothing is tried where there is none."""


@lru_cache(maxsize=TEXTS)
def clauses(text: str) -> tuple[str, ...]:
    """The text cut at sentence ends, semicolons, list items and blank lines, blank pieces left out.

    The end of a line alone cuts nothing: as in Markdown, a paragraph may run over several lines.
    """
    item = _FIRST_ITEM.match(text)
    cut = _CLAUSE_END.split(text[item.end() :] if item else text)
    return tuple(piece.strip(" \t\n-*•·") for piece in cut if has_words(piece))


_SHORT = (
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"
    " e.g i.e c.f cf v vs viz approx incl c ca al esp Mr mr Mrs mrs Ms Dr Prof Rev Hon Cllr Sir St Mt Rd Ave"
    " No Nos no p pp para paras s ss reg regs Sch sch Art art Arts arts Ch ch Fig fig Figs figs Vol vol Ext ext"
    " Tel tel Ltd Co Inc Dept Govt govt Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)
_ABBREVIATIONS = frozenset(_SHORT.split())
"""What a stop may follow within a sentence; not “etc.”, which mostly ends one."""
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))
_LAST = re.compile(r"[^\s(\"“‘\[]*\Z")
_MARKER = r"(?:[-*•·–]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,4})[.)])[^\S\n]+"
_STOP = re.compile(
    r"""[.!?…;:,\n] (?:
        (?<=[.!?…]) ( [)\]"'”’*_]* ) (?: [^\S\n]*\n\s*(?:MARKER)? | [^\S\n]+ )
      | (?<=[;:,])\n [^\S\n]* (?: \n\s*(?:MARKER)? | [|#]+ | MARKER )
      | (?<=\n) [^\S\n]* (?: \n\s*(?:MARKER)? | [|#]+ | MARKER )
      | (?<=[;:])\n
    )""".replace("MARKER", _MARKER),
    re.VERBOSE,
)
"""Where a sentence may end: a stop and a space, a blank line, the beginning of a list item, a row or a heading."""
_FIRST_MARKER = re.compile(rf"\s*(?:{_MARKER})?")
_MARKED = re.compile(_MARKER)


def _is_a_new_line(between: str) -> bool:
    """Whether what stands between two words makes a new paragraph or list item, not only a new line."""
    return between.count("\n") > 1 or bool(between.strip())


def _is_abbreviated(text: str, start: int, place: int) -> bool:
    """Whether the full stop at a place, in a sentence that begins at `start`, only marks an abbreviation."""
    before = text[max(start, place - _LONGEST_ABBREVIATION - 1) : place]
    last = before.rpartition(" ")[2]
    if not last.isalpha():
        found = _LAST.search(before)
        last = found[0] if found else ""
    return last in _ABBREVIATIONS


@lru_cache(maxsize=TEXTS)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; list items and paragraphs are sentences of their own.

    A stop ends none after an abbreviation (“e.g.”, “No. 5”, “St. Peter”) or an initial, or before a small letter.
    """
    marker = _FIRST_MARKER.match(text)
    start = marker.end() if marker else 0
    cut = []
    for match in _STOP.finditer(text, start):
        place, end = match.span()
        stop = match.end(1)
        if stop < 0:
            stop = place
        elif (
            (mark := text[place]) in ".…"
            and ((between := text[stop:end]) == " " or not _is_a_new_line(between))
            and (text[end : end + 1].islower() or (mark == "." and _is_abbreviated(text, start, place)))
        ):
            continue
        cut.append(text[start:stop])
        start = end
    cut.append(text[start:])
    return tuple(piece.strip() for piece in cut if has_words(piece))


_LIKE_WORDS = [word for word in _SHORT.split() if re.search("[a-z]{3}$", word)]
_NO_ABBREVIATION = "".join(
    rf"(?<!(?:{'|'.join(word for word in _LIKE_WORDS if len(word) == length)})\.)"
    for length in sorted({*map(len, _LIKE_WORDS)})
)
_PLAIN_STOP = re.compile(rf"\.(?<=[a-z]{{3}}\.){_NO_ABBREVIATION}\**\s+(?:[-*]\s+\**)?(?=[A-Z][^.)])")
"""A stop that surely ends a sentence: after an ordinary word, and before one with a capital letter."""


def may_have_long_sentences(text: str, longest: int, average: int) -> bool:
    """Whether a text may have a sentence of more than `longest` words, or more than `average` in each: no is sure.

    It is cut at the plainest stops only, which is quick: a sentence has no more words than the piece it stands in, and
    there are no fewer sentences than pieces.
    """
    if "\0" in text or not text[:1].isalnum() or _MARKED.match(text):
        return True
    pieces = _PLAIN_STOP.sub("\0", text).encode(errors="replace").translate(None, _LETTERS).split(b"\0")
    return max(map(len, pieces)) >= longest or word_count(text) > average * len(pieces)


def quote(text: str, limit: int = 60) -> str:
    """The text in quotation marks, cut at a word after about `limit` characters."""
    flat = " ".join(text.split())
    if len(flat) > limit:
        flat = flat[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return f"“{flat}”"
