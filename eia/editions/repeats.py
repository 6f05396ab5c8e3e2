"""Whether what is withheld in one answer is told in another."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from eia import model
from eia.editions.withheld import Withheld, withheld_in
from eia.findings import Path, dotted
from eia.form import Form
from eia.model import Assessment, Figure
from eia.parts import leaves
from eia.text import sentences
from eia.value import Alike


class Repeat(Alike):
    """Words that are withheld in one answer and told in another."""

    withheld: Path
    told: Path
    words: str
    """As they stand in the answer that is told."""


_WORDS_ENOUGH: Final = 5
"""Words from which on a sentence is one that nobody would write twice by chance."""
_LETTERS_ENOUGH: Final = 4
_TELLS_WHO: Final = ("title", "name")
"""What gives a part away wherever it stands; other names, such as a publisher or a post, are those of many things."""


def repeats(assessment: Assessment, form: Form) -> Iterator[Repeat]:
    """Where the public edition would tell, in another answer, what is withheld in one."""
    withheld = withheld_in(assessment, form)
    if not withheld.words:
        return
    shown = [
        (path, value)
        for part in assessment.parts()
        if not isinstance(part, model.Waiver | model.Redaction)
        for path, value in leaves(part)
        if isinstance(value, str) and path[-1] != "email" and not withheld.at(path)
    ]
    for path, words in _to_keep(assessment, withheld):
        yield from _told_again(path, _pattern(words), shown)
    for item in assessment.evidence:
        own = [(path, text) for path, text in shown if path == item.at("finding")]
        for figure in item.figures:
            if withheld.at(figure.at("value")) and figure.value is not None and figure.unit:
                yield from _told_again(figure.at("value"), _counted(figure, form), own)


def _told_again(path: Path, sought: re.Pattern[str], shown: Iterable[tuple[Path, str]]) -> Iterator[Repeat]:
    for place, text in shown:
        found = sought.search(text)
        if found:
            yield Repeat(path, place, " ".join(found.group().split()))
            return


def _to_keep(assessment: Assessment, withheld: Withheld) -> Iterator[tuple[Path, str]]:
    """What must not be told elsewhere: names whole, prose sentence by sentence."""
    for path, text in assessment.names:
        is_telling = path[-1] in _TELLS_WHO or dotted(path) in withheld.words
        if withheld.at(path) and is_telling and len(text) >= _LETTERS_ENOUGH:
            yield path, text
    for path, text in assessment.prose:
        if withheld.at(path):
            for sentence in sentences(text):
                if len(sentence.split()) >= _WORDS_ENOUGH:
                    yield path, sentence


def _pattern(words: str) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(word) for word in words.rstrip(".").split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _counted(figure: Figure, form: Form) -> re.Pattern[str]:
    """How the figure would be told in a sentence: “three disabled pupils”, “3 pupils”."""
    value = figure.value or 0
    names = form.lexicon("small_numbers")
    word = [names[int(value) - 1]] if value == int(value) and 0 < value <= len(names) else []
    number = "|".join([re.escape(f"{value:g}"), re.escape(f"{value:,g}"), *word])
    unit = re.escape(figure.unit.removesuffix("s"))
    between = r"\s*" if figure.unit == "%" else r"\s+(?:[\w’'-]+\s+){0,3}?"
    return re.compile(rf"(?<![\w.,])(?:{number}){between}{unit}(?:s?(?!\w))", re.IGNORECASE)
