"""The form's own guidance, where it was left in an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from eia.findings import Path
from eia.form import Form
from eia.prose import Prose
from eia.rules.vocabulary import vocabulary
from eia.text import sentences, words

SHORTEST = 5
"""Words of the shortest guidance that is looked for: what is shorter, somebody may well have written."""


@dataclass(frozen=True)
class Guidance:
    """One sentence of guidance, or a question of the form."""

    words: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words in a row in a text in small letters, whatever stands between them."""
        first, *others = (re.escape(word).replace("'", "['’]") for word in self.words)
        return re.compile(
            rf"{first}(?<!\w{first})" + "".join(rf"[^\w]+{word}" for word in others) + r"(?!\w)"
        )


def guidance_in(prose: Prose, form: Form) -> dict[Path, str]:
    """The answers in which guidance of the form stands, each with the first of its words that are guidance."""
    present = vocabulary(prose)
    left: dict[Path, str] = {}
    for item in form.kept(_guidance):
        if present.issuperset(item.words):
            for match in item.pattern.finditer(prose.lower):
                path, text, start = prose.around(match.start())
                words = text[start : start + match.end() - match.start()]
                if path not in left or text.index(left[path]) > start:
                    left[path] = words
    return left


def _wording(form: Form) -> Iterator[str]:
    for field in form.fields.values():
        yield field.guidance
        yield field.label
    for question in form.questions.values():
        yield question.guidance
        yield question.text
    yield from (section.guidance for section in form.sections.values())
    yield from (group.definition for group in form.groups.values())
    yield form.texts.get("guidance_note", "")


_ASIDE = re.compile(r"\s*\([^()]*\)")
"""What stands in brackets: the section of an Act is the first thing that an author leaves out."""


def _guidance(form: Form) -> tuple[Guidance, ...]:
    found = {}
    for text in _wording(form):
        for sentence in sentences(_ASIDE.sub("", text)):
            sequence = words(sentence)
            if len(sequence) >= SHORTEST:
                found[sequence] = Guidance(sequence)
    return tuple(found.values())
