"""What changed between two versions of an assessment, answer by answer: the same thing is found wherever it stands now.

Answers are compared by what they say (`eia.substance.words`), so another setting out is no change. The items of a
list are the same by their `id`; else, where they have most of their words in common.
"""

import enum
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, Final

from eia.findings import Path
from eia.parts import is_blank
from eia.substance import canonical, counts, is_unordered, spelt_out, tree, within, words
from eia.value import Alike

ALIKE: Final = 0.4
"""The share of words in common from which two items are taken for the same; an answer less or more is usual."""
RENAMED: Final = 0.7
"""The same for items with different `id`s: more is asked, since somebody thought them different."""
MOST_COMPARED: Final = 200
"""Items on each side of a list up to which each is held against each; more are paired in order."""
LONG: Final = 800
"""Words, or sentences, up to which two texts are compared one by one: the time grows with the square."""
_SAME_SORT: Final = ("direction", "role", "rule", "team", "version")
"""Answers that say what sort of thing an item is: sharing one makes two items more alike."""


class Kind(enum.StrEnum):
    """What happened to an answer."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    """The items of a list stand in another order."""


class Change(Alike):
    """One answer, or one item of a list, that is not what it was."""

    kind: Kind
    path: Path
    """Where it stands now; where it would stand, if it was removed."""
    before: Any = None
    """What was written; None if nothing was."""
    after: Any = None
    """What is written now; None if nothing is."""
    old_path: Path = ()
    """Where it stood before; the same as `path` unless it moved or was removed."""

    @property
    def is_of_substance(self) -> bool:
        """Whether it belongs to what is signed for."""
        before, after = within(self.before, self.path), within(self.after, self.path)
        return counts(self.path) and bool(before or after) and before != after


def differences(old: object, new: object) -> tuple[Change, ...]:
    """Every difference between two assessments, in the order of the newer one's answers.

    Args:
        old: what was read from the older file (`Document.data`), or the substance kept of it.
        new: the same of the newer.
    """
    return tuple(_compared(old, new, (), ()))


def of_substance(old: object, new: object) -> tuple[Change, ...]:
    """The differences that a sign-off does not outlive."""
    return tuple(change for change in differences(old, new) if change.is_of_substance)


def _compared(old: Any, new: Any, was: Path, path: Path) -> Iterator[Change]:
    name = spelt_out(path)
    if name:
        old, new = (
            value if isinstance(value, dict) or is_blank(value) else {name: value} for value in (old, new)
        )
    old, new = (None if is_blank(value) else value for value in (old, new))
    if old is None and new is None:
        return
    if _is_one_of(dict, old, new):
        yield from _named(old or {}, new or {}, was, path)
    elif _is_one_of(list, old, new):
        yield from _listed(old or [], new or [], was, path)
    elif old is None:
        yield Change(Kind.ADDED, path, None, new, was)
    elif new is None:
        yield Change(Kind.REMOVED, path, old, None, was)
    elif not _same(old, new):
        yield Change(Kind.CHANGED, path, old, new, was)


def _is_one_of(kind: type, old: Any, new: Any) -> bool:
    return isinstance(old if new is None else new, kind) and isinstance(new if old is None else old, kind)


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, dict | list) or isinstance(new, dict | list):
        return False
    return words(old) == words(new)


def _named(old: Mapping[str, Any], new: Mapping[str, Any], was: Path, path: Path) -> Iterator[Change]:
    for key in dict.fromkeys([*new, *old]):
        yield from _compared(old.get(key), new.get(key), (*was, key), (*path, key))


Item = tuple[int, Any]
"""An item of a list with its place."""


def _listed(old: list[Any], new: list[Any], was: Path, path: Path) -> Iterator[Change]:
    before, after = (
        [(place, item) for place, item in enumerate(side) if not is_blank(item)] for side in (old, new)
    )
    told = [words(item) for _, item in (*before, *after) if not isinstance(item, dict | list)]
    if len(told) == len(before) + len(after) and is_unordered(path, told):
        if sorted(words(item) for _, item in before) != sorted(words(item) for _, item in after):
            kind = Kind.CHANGED if before and after else Kind.ADDED if after else Kind.REMOVED
            yield Change(kind, path, old or None, new or None, was)
        return
    pairs = _paired([*before], [*after], is_row=len(path) == 2 and path[0] == "impacts")
    places = {place: pair for pair in pairs for place in [pair[1][0]]}
    for place, item in after:
        if place in places:
            (old_place, old_item), _ = places[place]
            yield from _compared(old_item, item, (*was, old_place), (*path, place))
        else:
            yield Change(Kind.ADDED, (*path, place), None, item, (*was, place))
    gone = {old_place for (old_place, _), _ in pairs}
    for place, item in before:
        if place not in gone:
            yield Change(Kind.REMOVED, (*path, len(new)), item, None, (*was, place))
    order = [place for (_, _), (place, _) in sorted(pairs, key=lambda pair: pair[0][0])]
    if order != sorted(order):
        yield Change(Kind.MOVED, path, old, new, was)


def _paired(before: list[Item], after: list[Item], *, is_row: bool) -> list[tuple[Item, Item]]:
    """Each item with what it was before; those that are new or gone are left out."""
    pairs: list[tuple[Item, Item]] = []
    for same in (_id, _whole):
        pairs += _taken(before, after, same)
    if len(before) > MOST_COMPARED or len(after) > MOST_COMPARED:
        pairs += zip(before, after, strict=False)
        return pairs
    bags = {id(item): _bag(item) for _, item in (*before, *after)}
    likely = sorted(
        (
            (-_alike(one, other, bags), abs(place - now), place, now)
            for place, one in before
            for now, other in after
        ),
    )
    old, new = dict(before), dict(after)
    for score, _, place, now in likely:
        if place in old and now in new and -score >= _enough(old[place], new[now]):
            pairs.append(((place, old.pop(place)), (now, new.pop(now))))
    if is_row and len(old) == len(new) == 1:
        pairs.append((old.popitem(), new.popitem()))
    return pairs


def _taken(before: list[Item], after: list[Item], same: Callable[[Any], str]) -> list[tuple[Item, Item]]:
    """The pairs of items of which `same` says the same; they are taken out of both lists."""
    known = Counter(same(item) for _, item in before), Counter(same(item) for _, item in after)
    waiting: dict[str, list[Item]] = {}
    for pair in before:
        waiting.setdefault(same(pair[1]), []).append(pair)
    pairs = []
    for pair in after:
        name = same(pair[1])
        if name and waiting.get(name) and (same is _whole or known[0][name] == known[1][name] == 1):
            pairs.append((waiting[name].pop(0), pair))
    gone = {one for (one, _), _ in pairs}, {other for _, (other, _) in pairs}
    before[:] = [pair for pair in before if pair[0] not in gone[0]]
    after[:] = [pair for pair in after if pair[0] not in gone[1]]
    return pairs


def _id(item: Any) -> str:
    return words(item.get("id")) if isinstance(item, dict) and isinstance(item.get("id"), str | int) else ""


def _whole(item: Any) -> str:
    return canonical(tree({"item": item}))


def _bag(item: Any) -> Counter[str]:
    """The words in an item, how often each."""
    if isinstance(item, dict):
        return sum((_bag(inner) for inner in item.values()), Counter())
    if isinstance(item, list):
        return sum(map(_bag, item), Counter())
    return Counter(words(item).lower().split())


def _alike(one: Any, other: Any, bags: Mapping[int, Counter[str]]) -> float:
    first, second = bags[id(one)], bags[id(other)]
    total = first.total() + second.total()
    share = 2 * (first & second).total() / total if total else 0.0
    if isinstance(one, dict) and isinstance(other, dict):
        share += sum(0.2 for name in _SAME_SORT if one.get(name) and one.get(name) == other.get(name))
    return share


def _enough(one: Any, other: Any) -> float:
    return RENAMED if _id(one) and _id(other) else ALIKE


class Rewording(Alike):
    """How one text became another."""

    changed: int
    """How many words went, came, or stand for others."""
    total: int
    """How many words there are in both together, those that stayed counted once."""
    pieces: tuple[tuple[str, str], ...]
    """The words that went with those that came in their stead; one of the two may be empty."""


def rewording(old: str, new: str) -> Rewording:
    """How one text became another, word by word; typography is no change.

    Long texts are first compared sentence by sentence; what of them is still long was written anew.
    """
    before, after = _tokens(old), _tokens(new)
    if max(len(before), len(after)) <= LONG:
        blocks = [(before, after)]
    else:
        blocks = list(_blocks(_sentences(before), _sentences(after)))
    stayed = 0
    pieces: list[tuple[Tokens, Tokens]] = []
    for one, other in blocks:
        if one is other:
            stayed += len(one)
            continue
        for tag, piece, instead in _words_compared(one, other):
            if tag == "equal":
                stayed += len(piece)
            else:
                pieces.append((piece, instead))
    changed = sum(max(len(piece), len(instead)) for piece, instead in pieces)
    return Rewording(changed, stayed + changed, tuple((_written(one), _written(two)) for one, two in pieces))


Tokens = list[tuple[str, str]]
"""The words of a text, each as it is compared and as it is written."""


def _words_compared(old: Tokens, new: Tokens) -> Iterator[tuple[str, Tokens, Tokens]]:
    if max(len(old), len(new)) > LONG:
        yield "replace", old, new
        return
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    for tag, start, end, now, until in matcher.get_opcodes():
        yield tag, old[start:end], new[now:until]


def _blocks(old: list[Tokens], new: list[Tokens]) -> Iterator[tuple[Tokens, Tokens]]:
    """Runs of sentences with what stands for them now: the very same list where they stayed."""
    if max(len(old), len(new)) > LONG:
        yield _together(old), _together(new)
        return
    matcher = SequenceMatcher(None, [*map(_keys, old)], [*map(_keys, new)], autojunk=False)
    for tag, start, end, now, until in matcher.get_opcodes():
        kept = _together(old[start:end])
        yield kept, kept if tag == "equal" else _together(new[now:until])


def _sentences(tokens: Tokens) -> list[Tokens]:
    made: list[Tokens] = [[]]
    for token in tokens:
        made[-1].append(token)
        if token[1].endswith((".", "?", "!", ":")):
            made.append([])
    return made


def _together(sentences: Iterable[Tokens]) -> Tokens:
    return [token for sentence in sentences for token in sentence]


def _keys(tokens: Tokens) -> tuple[str, ...]:
    return tuple(key for key, _ in tokens)


def _tokens(text: str) -> Tokens:
    return [(key, word) for word in text.split() if (key := words(word))]


def _written(tokens: Tokens) -> str:
    return " ".join(word for _, word in tokens)
