"""Words that are better not used of people: where a text has them, unless they are right there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from eia.findings import Path
from eia.form import Form, Term
from eia.prose import Prose
from eia.rules.vocabulary import may_have, rarest
from eia.text import mentions, sentences, without

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’\n]*’(?!\w)")


@dataclass(frozen=True)
class Watched:
    """A term with what it takes to find it."""

    term: Term

    @cached_property
    def key(self) -> str:
        """The word by which it is looked for first."""
        return rarest(self.term.words)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds it: no part of a longer word, and no part of words with a hyphen."""
        words = self.term.words
        literal = re.escape(words.removesuffix("*").lower()).replace(r"\ ", r"\s+")
        ending = r"[\w’'-]*" if words.endswith("*") else r"(?:['’]?s)?"
        return re.compile(rf"(?<![\w-]){literal}{ending}(?![\w-])", re.IGNORECASE)

    @property
    def is_a_label(self) -> bool:
        """Whether it makes a noun of people, as in “the disabled”; with a noun after it, it is something else."""
        return self.term.words.startswith("the ")

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases in which the word is right."""
        return tuple(entry for entry in self.term.unless if self.term.words in entry)

    @property
    def company(self) -> tuple[str, ...]:
        """The words beside which it is right."""
        return tuple(entry for entry in self.term.unless if self.term.words not in entry)


def _watched(form: Form) -> tuple[Watched, ...]:
    return tuple(Watched(term) for term in form.terms.values())


def watched(prose: Prose, form: Form) -> Iterator[tuple[Watched, list[tuple[Path, str]]]]:
    """The terms of the form that the answers have, each with the answers that have it."""
    for item in form.kept(_watched):
        if may_have(prose, item.key):
            answers = dict(prose.around(place)[:2] for place in _places(item, prose))
            if answers:
                yield item, list(answers.items())


def _places(item: Watched, prose: Prose) -> Iterator[int]:
    """Where the answers may have the term."""
    beginning = item.term.words.removesuffix("*").lower()
    place = prose.line.find(beginning)
    while place >= 0:
        yield place
        place = prose.line.find(beginning, place + 1)


def used(item: Watched, text: str, form: Form) -> re.Match[str] | None:
    """Where a text first uses the term of people, in its own words and not in a quotation or a title; or None."""
    if not item.pattern.search(text):
        return None
    plain = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    for match in item.pattern.finditer(plain):
        if not _is_a_title(plain, match) and not (item.is_a_label and _has_a_noun(plain, match, form)):
            sentence = next((one for one in sentences(plain) if match.group() in one), plain)
            rest = without(sentence, item.phrases)
            if item.pattern.search(rest) and not mentions(rest, item.company):
                return match
    return None


def _is_a_title(text: str, match: re.Match[str]) -> bool:
    """Whether the words have capitals as a name has: “Elderly Persons Act”, but not “Elderly people …”."""
    words = match.group()
    if words == words.lower():
        return False
    before = text[: match.start()].rstrip(" *_")
    begins = not before or before[-1] in ".!?:;\n•-–*"
    after = re.match(r"\s+(\w)", text[match.end() :])
    return words[1:] != words[1:].lower() or not begins or bool(after and after.group(1).isupper())


def _has_a_noun(text: str, match: re.Match[str], form: Form) -> bool:
    """Whether something follows that “the …” belongs to: “the disabled parking bay”."""
    after = re.match(r"\s+([\w’'-]+)(?:\s+([\w’'-]+))?", text[match.end() :])
    if after is None:
        return False
    following, next_one = after.group(1).lower(), (after.group(2) or "").lower()
    if following in ("and", "or"):
        return next_one not in ("the", "those", "others", "people", "their", "")
    return following not in form.lexicon("after_people")
