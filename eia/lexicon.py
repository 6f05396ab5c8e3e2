"""Words to look for, made ready so that a text is read once for all the lexicons of a form.

Most texts have no word of most lexicons. Which they may have is told by their words alone: each word of a text is
looked up once, and stands for all lexicons that have it. Only what is made of several words is looked for in the
text itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple, Self

from eia.kept import Kept

_WORD = re.compile(r"\w+")
_SAME_LETTER = str.maketrans({0x131: "i", 0x17F: "s", 0x3BC: "\xb5", 0x1E9B: "\u1e61"})
"""Letters that a search for Latin letters takes for others, whatever the case: `ı` and `ſ`, for one."""
_BRACKET = re.compile(r"[][<>{}]")
_NOT_LATIN = re.compile("[^\\W\x00-\u024f\u1e00-\u1eff]")
TEXTS = 2048
"""Texts of which it is kept what they name: more than an assessment has."""
FEW = 3
"""Texts that have a word of a lexicon, after which all of it is made ready to be found."""
PIECES = 16_384
"""Written words of which it is kept in which lexicons they are: more than a language has in common use."""


def folded(word: str) -> str:
    """The word without the difference between capitals and small letters, as a search that ignores it sees it."""
    if word.isascii():
        return word.lower()
    return word.replace("\u0130", "i").lower().translate(_SAME_LETTER)


def flat(text: str) -> str:
    """The text as lexicons are looked for in it: with the apostrophe that keyboards have."""
    return text.replace("’", "'")


class Lexicon(tuple[str, ...]):
    """Whole words and phrases (a plural `s` is allowed), and beginnings of words, which end in `*`."""

    together: "Index | None"
    """Where it is looked for together with others; None where it is looked for alone."""
    word: int
    """The bit of an index that says that a text has one of the entries."""
    phrase: int
    """The two bits that say together that a text may have one of the entries: it has the two longest words of it."""
    signs: int
    """All three of them: where a text has none, it has none of the entries."""
    _hash: int
    _asked: int
    """How many texts it was looked for in before all of it was made ready."""

    def __new__(cls, entries: Iterable[str], together: "Index | None" = None, number: int = 0) -> Self:
        """The entries, lower case; `number` is the place of the lexicon in its index."""
        self = super().__new__(cls, entries)
        self.together = together
        self.word = 1 << 3 * number
        self.phrase = 6 * self.word
        self.signs = self.word | self.phrase
        self._hash = tuple.__hash__(self)
        self._asked = 0
        return self

    def __contains__(self, entry: object) -> bool:
        return entry in self._entries

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _entries(self) -> frozenset[str]:
        return frozenset(self)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the entries in a `flat` text: at each place the longest, and a beginning with its whole word."""
        return _finding(self)

    def pattern_for(self, text: str) -> re.Pattern[str]:
        """The same for one text; at first for no more than the entries it has, as all take long to make ready."""
        if self._asked == FEW:
            return self.pattern
        self._asked += 1
        return _finding(entry for entry in self if _spelt(entry) in _spaced[text])

    @cached_property
    def _stems(self) -> Mapping[str, tuple[str, ...]]:
        """What must stand in a `_spaced` text that has an entry of which one word does not tell enough.

        Those with the same longest word stand under that word: where it is not, none of them is.
        """
        stems: dict[str, list[str]] = defaultdict(list)
        for entry in filter(None, self):
            if self.together is None or _signs(stem := _stem(entry)) != (stem,):
                spelt = _spelt(entry)
                stems[max(spelt.split(), key=len, default="")].append(spelt)
        return {word if among[1:] else among[0]: tuple(among) for word, among in stems.items()}

    def _may_be_in(self, text: str) -> bool:
        has = _spaced[text].__contains__
        return any(any(map(has, self._stems[word])) for word in filter(has, self._stems))

    @cached_property
    def _rarest(self) -> frozenset[str]:
        return frozenset(_rarest(entry) for entry in filter(None, self))

    def may_stand_in(self, text: str) -> bool:
        """The same of a long text, of which nothing is kept."""
        return any(map(folded(text).__contains__, self._rarest))

    def may_be_in_any(self, texts: "Texts") -> bool:
        """The same of several texts, taken together."""
        if self.together is None:
            return True
        named = texts.named_in(self.together)
        return named & self.word != 0 or named & self.phrase == self.phrase

    def may_be_in(self, text: str) -> bool:
        """Whether the text has any of the entries, or words of them, as far as its words alone tell."""
        if self.together is None:
            return True
        named = self.together.named[text]
        return named & self.word != 0 or named & self.phrase == self.phrase

    def is_in(self, text: str) -> bool:
        """Whether the text has any of the entries."""
        if self.together is not None:
            shown = self.together.named[text] & self.signs
            if not shown:
                return False
            if shown & self.word:
                return True
            if shown & self.phrase != self.phrase:
                return False
        return self._may_be_in(text) and self.pattern_for(text).search(flat(text)) is not None

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """The places of the entries in the `flat` text, in order."""
        if self.together is not None:
            named = self.together.named[text]
            if named & self.word:
                return self.pattern_for(text).finditer(flat(text))
            if named & self.phrase != self.phrase:
                return iter(())
        return self.pattern_for(text).finditer(flat(text)) if self._may_be_in(text) else iter(())


class _Together(Lexicon):
    """Several lexicons of one index, taken as one."""

    parts: tuple[Lexicon, ...]

    def _may_be_in(self, text: str) -> bool:
        return any(part.may_be_in(text) for part in self.parts) and super()._may_be_in(text)

    def may_be_in(self, text: str) -> bool:
        """Whether the text has any of the entries, or words of them, as far as its words alone tell."""
        return any(part.may_be_in(text) for part in self.parts)

    def may_be_in_any(self, texts: "Texts") -> bool:
        """The same of several texts, taken together."""
        return any(part.may_be_in_any(texts) for part in self.parts)


def together(lexicons: Iterable[tuple[str, ...]]) -> Lexicon:
    """All entries of some lexicons as one, which is looked for in the index that all of them are in."""
    parts = tuple(part if isinstance(part, Lexicon) else Lexicon(part) for part in lexicons)
    indexes = {part.together for part in parts}
    entries = dict.fromkeys(chain.from_iterable(parts))
    if len(indexes) != 1:
        return Lexicon(entries)
    made = _Together(entries, indexes.pop())
    made.word = reduce(or_, (part.word for part in parts))
    made.phrase = 0
    made.signs = reduce(or_, (part.signs for part in parts))
    made.parts = parts
    return made


class Texts:
    """Several texts, in which a lexicon is looked for in all of them at once; most are in none."""

    def __init__(self, texts: Iterable[str]) -> None:
        """The texts."""
        self._texts = tuple(texts)
        self._named: dict[Index, int] = {}

    def __iter__(self) -> Iterator[str]:
        """Each text."""
        return iter(self._texts)

    def named_in(self, index: "Index") -> int:
        """The lexicons of an index that any of the texts names, as the index tells it."""
        if index not in self._named:
            self._named[index] = reduce(or_, map(index.named.__getitem__, self._texts), 0)
        return self._named[index]


pieces = Kept[str, tuple[str, ...]](lambda text: tuple(text.split()), TEXTS)
"""Text → what stands between its spaces; cut once for all who look it up, because each piece has to be hashed."""

_spaced = Kept[str, str](lambda text: folded(flat(" ".join(pieces[text]))), TEXTS)
"""Text → the same in small letters and with single spaces."""


def _spelt(entry: str) -> str:
    """What stands in a `_spaced` text that has the entry; nothing, which stands in any, where that cannot be told."""
    stem = _stem(entry)
    return "" if _NOT_LATIN.search(stem) else " ".join(stem.split())


def _rarest(entry: str) -> str:
    """What stands in small letters wherever the entry does: a bracket that it has, or else its longest word.

    Nothing, which stands anywhere, where that cannot be told.
    """
    stem = _stem(entry)
    if bracket := _BRACKET.search(stem):
        return bracket.group()
    return "" if _NOT_LATIN.search(stem) else max(_WORD.findall(stem), key=len, default="")


def _finding(lexicon: Iterable[str]) -> re.Pattern[str]:
    """An expression that finds the entries of a lexicon."""
    entries = sorted({entry.lower() for entry in lexicon if entry})
    return re.compile(rf"(?<!\w){_one_of(entries)}(?!\w)" if entries else r"(?!)", re.IGNORECASE)


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


class _Words(NamedTuple):
    """For words, folded, the lexicons that they show, each a bit."""

    whole: Mapping[str, int]
    beginnings: Mapping[str, int]
    lengths: tuple[int, ...]
    """How many letters the beginnings have."""
    wordless: int
    """The lexicons with an entry that has no word, such as `?`, which any text may have."""


class Index:
    """Lexicons that are looked for together."""

    def __init__(self) -> None:
        """No lexicons yet."""
        self._lexicons: list[Lexicon] = []
        self.named = Kept(self._named_in, TEXTS)
        """Text → the lexicons it names, as bits: for each one that says that it has a word of the lexicon, and
        two that say that it may have a phrase."""
        self._shown = Kept(self._shown_by, PIECES)

    def add(self, entries: Iterable[str]) -> Lexicon:
        """A lexicon that is looked for together with the others; all are added before the first is looked for."""
        lexicon = Lexicon(entries, self, len(self._lexicons))
        self._lexicons.append(lexicon)
        return lexicon

    def _named_in(self, text: str) -> int:
        shown = filter(None, map(self._shown.__getitem__, pieces[text]))
        return reduce(or_, shown, self._words.wordless)

    def _shown_by(self, piece: str) -> int:
        """The lexicons shown by the words of what stands between two spaces.

        The parts of a `snake_case` word show nothing, but somebody may go on to look at them one by one.
        """
        shown = self._shown_by_words(piece)
        if "_" in piece:
            parts = self._shown_by_words(piece.replace("_", " "))
            entries = parts & self._every_word
            shown |= parts ^ entries | 6 * entries
        return shown

    def _shown_by_words(self, piece: str) -> int:
        whole, beginnings, lengths, _ = self._words
        shown = 0
        for word in _WORD.findall(folded(piece)):
            shown |= whole.get(word, 0)
            for length in lengths:
                shown |= beginnings.get(word[:length], 0)
        return shown

    @cached_property
    def _every_word(self) -> int:
        """The bits of words of all lexicons."""
        return sum(lexicon.word for lexicon in self._lexicons)

    @cached_property
    def _words(self) -> _Words:
        whole: dict[str, int] = defaultdict(int)
        beginnings: dict[str, int] = defaultdict(int)
        wordless = 0
        for lexicon in self._lexicons:
            for entry in filter(None, lexicon):
                stem = _stem(entry)
                signs = _signs(stem)
                bits = (lexicon.word,) if signs == (stem,) else (2 * lexicon.word, 4 * lexicon.word)
                if not signs:
                    wordless |= lexicon.phrase
                for word, bit in zip((*signs, *signs), bits, strict=False):
                    if entry.endswith("*") and stem.endswith(word):
                        beginnings[word] |= bit
                    else:
                        whole[word] |= bit
                        whole[f"{word}s"] |= bit
        return _Words(dict(whole), dict(beginnings), tuple(sorted({*map(len, beginnings)})), wordless)


def _stem(entry: str) -> str:
    """The entry, folded, without the mark of a beginning."""
    return folded(entry.removesuffix("*"))


def _signs(stem: str) -> tuple[str, ...]:
    """The two longest words of an entry, by which it is known; none where there are none that can be looked up."""
    if stem.isascii() and stem.isalpha():
        return (stem,)
    words = () if _NOT_LATIN.search(stem) else dict.fromkeys(_WORD.findall(stem))
    return tuple(sorted(words, key=len, reverse=True)[:2])
