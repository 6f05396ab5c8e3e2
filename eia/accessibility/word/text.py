"""Checks of how the text of a Word file looks: contrast, size, capitals, underlines, justified lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from eia.accessibility.fault import Fault, quote, times
from eia.accessibility.word.model import BODY, Paragraph, Run, Word
from eia.accessibility.wording import flat, is_capitals, words
from eia.colour import contrast, needed, told

Key = TypeVar("Key")
SMALLEST = 10.0
"""Points below which text is small."""
JUSTIFIED = 15
"""Words from which justified text has lines with gaps."""


@dataclass
class _Seen:
    """How often something was seen, and where first."""

    paragraph: Paragraph
    text: str
    words: int = 0
    places: int = 0


def low_contrast(word: Word) -> Iterator[Fault]:
    """Text whose colour is too near to that behind it; told once for each pair of colours."""
    seen: dict[tuple[str, str, float], _Seen] = {}
    ratios: dict[tuple[str, str, float], float] = {}
    for paragraph in word.everywhere:
        for run in _shown(paragraph):
            if run.look.colour is None or paragraph.in_box:
                continue
            needs = needed(run.look.points, run.look.bold)
            ratio = contrast(run.look.colour, run.back)
            if ratio < needs:
                key = (run.look.colour.hex, run.back.hex, needs)
                ratios[key] = ratio
                _count(seen, key, paragraph, run.text)
    for key, found in seen.items():
        text, back, needs = key
        yield Fault(
            "ACC060",
            found.paragraph.place,
            f"{quote(found.text, 40)} is in {text} on {back}: a contrast of {told(ratios[key])}, where {needs:g} to 1 is needed{_more(found)}",
        )


def small(word: Word) -> Iterator[Fault]:
    """Words below 10 points in the body; told once."""
    seen: dict[str, _Seen] = {}
    sizes: set[float] = set()
    for paragraph in word.paragraphs:
        for run in _shown(paragraph):
            if run.look.points < SMALLEST and not run.look.raised:
                sizes.add(run.look.points)
                _count(seen, "", paragraph, run.text)
    for found in seen.values():
        if found.words >= 3:
            yield Fault(
                "ACC065",
                found.paragraph.place,
                f"{quote(found.text, 40)} is in {min(sizes):g} point{_more(found)}",
            )


def capitals(word: Word) -> Iterator[Fault]:
    """Lines in capitals, typed or set; told once."""
    seen: dict[str, _Seen] = {}
    for paragraph in word.paragraphs:
        runs = tuple(_shown(paragraph))
        text = "".join(run.text.upper() if run.look.caps else run.text for run in runs)
        if is_capitals(text):
            _count(seen, "", paragraph, text)
    for found in seen.values():
        yield Fault("ACC066", found.paragraph.place, f"{quote(found.text)} is in capitals only{_more(found)}")


def underlined(word: Word) -> Iterator[Fault]:
    """Words underlined that are no link; told once."""
    seen: dict[str, _Seen] = {}
    for paragraph in word.paragraphs:
        text = "".join(run.text for run in _shown(paragraph) if run.look.underline and not run.link)
        if words(text):
            _count(seen, "", paragraph, text)
    for found in seen.values():
        yield Fault(
            "ACC067", found.paragraph.place, f"{quote(found.text)} is underlined but is no link{_more(found)}"
        )


def justified(word: Word) -> Iterator[Fault]:
    """Paragraphs flush on both sides; told once."""
    seen: dict[str, _Seen] = {}
    for paragraph in word.paragraphs:
        if paragraph.align in ("both", "distribute") and len(words(paragraph.text)) >= JUSTIFIED:
            _count(seen, "", paragraph, paragraph.text)
    for found in seen.values():
        yield Fault("ACC068", found.paragraph.place, f"{quote(found.text, 40)} is justified{_more(found)}")


def _shown(paragraph: Paragraph) -> Iterator[Run]:
    if paragraph.story == BODY or paragraph.text.strip():
        yield from (run for run in paragraph.runs if run.text.strip() and not run.look.hidden)


def _count(seen: dict[Key, _Seen], key: Key, paragraph: Paragraph, text: str) -> None:
    found = seen.setdefault(key, _Seen(paragraph, flat(text)))
    found.words += len(words(text))
    found.places += 1


def _more(found: _Seen) -> str:
    more = found.places - 1
    return f"; so {'is' if more == 1 else 'are'} {times(more, 'more passage')}" if more else ""


CHECKS = (low_contrast, small, capitals, underlined, justified)
