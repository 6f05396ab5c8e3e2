"""Rules on what must not be read in public: numbers so small that they point at somebody, and internal remarks."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from eia.editions.disclosure import given_away
from eia.editions.marking import Mark, is_marked, marks
from eia.findings import Path, Problem, Severity
from eia.form import Form
from eia.model import Assessment, Evidence, Figure
from eia.rules import rule
from eia.rules.pointing import answer_name, pointed
from eia.text import found, mentioning, mentions, quote, without, words

KINDS = ("full", "screening", "cumulative")


@rule(
    "PUB001",
    Severity.ERROR,
    due="published",
    basis="UK GDPR, articles 4(1) and 5(1): nobody can be told from the numbers",
    kinds=KINDS,
)
def revealing_count(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A count of people is so small that somebody could be recognised, or a hidden one can be worked out.

    ## Why it matters
    In a school or a team, “three trans pupils” are three people whom others can name, and article 4(1) of the UK GDPR
    counts whoever can be identified. Hiding one number does not help when the total and all others are shown.

    Looked at are figures counted in people, the number of people reached, of staff and of service users, and
    sentences that say what so many people are or have. The form sets the smallest count that may be shown; most
    councils hide counts under five, some under ten.

    ## What to do
    Mark the figure as `suppressed: yes`, and a second one where it could be worked out; in a sentence, say “fewer than
    five”. Or tell the numbers of several years or schools together.

    ## Flagged
    ```yaml
    evidence:
      - title: Staff survey
        date: 2025
        finding: Three members of staff are pregnant; two trans pupils are taught at home. # PUB001
        figures:
          - {label: Disabled staff, value: 3, unit: people} # PUB001
      - title: School census
        date: 2025
        figures:
          - {label: Pupils in total, value: 210, unit: pupils}
          - {label: Pupils new to English, value: 48, unit: pupils}
          - {label: Pupils with a sign language, value: 4, unit: pupils, suppressed: yes} # PUB001
          - {label: Other pupils, value: 158, unit: pupils}
    impacts:
      disability:
        - direction: negative
          reach: 2 # PUB001
    ```

    ## Accepted
    ```yaml
    evidence:
      - title: Staff survey
        date: 2025
        finding: Fewer than five members of staff are pregnant. Two schools each sent three teachers who are trained.
        figures:
          - {label: Disabled staff, value: 3, unit: people, suppressed: yes}
          - {label: Disabled staff in all services, value: 61, unit: people}
          - {label: Average rating, value: 3, unit: points}
    impacts:
      disability:
        - direction: negative
          reach: 20
    ```
    """
    smallest = form.parameter("PUB001", "smallest")
    withheld = marks(assessment)
    for item in assessment.evidence:
        yield from _small_figures(item, smallest, form, withheld)
    counts = [
        *((effect.at("reach"), effect.reach) for effect in assessment.effects),
        (assessment.scope.at("staff"), assessment.scope.staff),
        (assessment.scope.at("service_users"), assessment.scope.service_users),
    ]
    for path, count in counts:
        if count is not None and 0 < count < smallest and not is_marked(path, withheld):
            yield Problem(
                path,
                f"{answer_name(path, form)} is {count}: so few people could be recognised",
                f"Leave the number out and say “fewer than {_in_words(smallest, form)}” in the text.",
            )
    numbers = (*form.lexicon("small_numbers")[: smallest - 1], *map(str, range(1, smallest)))
    present = frozenset(numbers)
    for path, text in assessment.prose:
        if path[0] in _TELLING and not present.isdisjoint(words(text)) and not is_marked(path, withheld):
            yield from _small_numbers_told(path, text, numbers, form)


@rule(
    "PUB002",
    Severity.ERROR,
    due="published",
    basis="UK GDPR, article 5(1); Local Government Act 1972, Schedule 12A, for legal advice and other exempt matter",
    kinds=KINDS,
)
def internal_remark(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An answer that will be public has a remark meant for officers only.

    ## Why it matters
    “Not for publication” inside a published answer tells the reader that there is something to find, and then what.
    Legal advice loses its protection once it is published.

    An officer's e-mail address under `email:` is never printed, and is left alone. So are answers listed under
    `redactions`, and an assessment that is not published.

    ## What to do
    Take the remark out, and what it refers to; keep them in the file of the case. If the answer must stay, list it
    under `redactions` with the reason.

    ## Flagged
    ```yaml
    discrimination:
      legal_advice: "Not for publication: counsel thinks the criterion is hard to defend." # PUB002
    ```

    ## Accepted
    ```yaml
    discrimination:
      legal_advice: Advice was taken in May 2025, and the criterion was changed because of it.
    ```
    """
    if assessment.publication.publish == "no":
        return
    withheld = marks(assessment)
    remarks = form.lexicon("internal_marks")
    for prose in (assessment.prose, assessment.names):
        for path, text in mentioning(prose, remarks):
            if not is_marked(path, withheld):
                mark = found(text, remarks)[0]
                yield Problem(
                    path,
                    f"{answer_name(path, form)} has a remark that is not for the public: {quote(mark)}",
                    "Take it out, with what it refers to; or list the answer under `redactions` with the reason.",
                    mark,
                )


_TELLING = (
    "evidence",
    "evidence_gaps",
    "engagement",
    "scope",
    "impacts",
    "intersections",
    "summary",
    "relevance",
)
"""The parts in which people are counted as they are, not as they are meant to be."""


def _small_figures(
    item: Evidence, smallest: int, form: Form, withheld: tuple[Mark, ...]
) -> Iterator[Problem]:
    counted = [figure for figure in item.figures if _counts_people(figure, form)]
    for figure in counted:
        path = figure.at("value")
        if not figure.suppressed and _is_small(figure.value, smallest) and not is_marked(path, withheld):
            yield Problem(
                path,
                f"{quote(figure.label) if figure.label else 'The figure'} counts {figure.value:g} {figure.unit}: so few"
                " people could be recognised",
                "Add `suppressed: yes`, and to a second figure where this one could be worked out from a total.",
            )
    hidden = {
        figure.path for figure in item.figures if figure.suppressed or is_marked(figure.at("value"), withheld)
    }
    for giveaway in given_away(item.figures, hidden, form) if not is_marked(item.path, withheld) else ():
        figure = giveaway.hidden
        yield Problem(
            figure.at("suppressed") if figure.suppressed else figure.path,
            f"{quote(figure.label) if figure.label else 'The figure'} is hidden, but can be worked out from the total"
            " and the others",
            "Hide a second figure, or leave out the total; until then the public edition hides one itself.",
        )
        return


def _counts_people(figure: Figure, form: Form) -> bool:
    people = form.lexicons_together("people", "workforce")
    return bool(figure.unit) and mentions(figure.unit, people)


def _is_small(value: float | None, smallest: int) -> bool:
    return value is not None and value == int(value) and 0 < value < smallest


def _small_numbers_told(path: Path, text: str, numbers: tuple[str, ...], form: Form) -> Iterator[Problem]:
    """Where a sentence tells what so few people are or have: “three pupils are trans”, “two deaf tenants live …”."""
    people = form.lexicons_together("people", "workforce")
    no_kind = form.lexicons_together("belonging", "prepositions")
    groups = form.words_of_statutory_groups
    for match in _told(numbers, people).finditer(text):
        before = text[max(0, match.start() - 25) : match.start()]
        after = _CLAUSE_END.split(text[match.end() : match.end() + 80])[0].split()
        if mentions(" ".join((before, match.group(), *after)), form.lexicon("shares")):
            continue
        if _is_a_label(match.group(), before, form) or mentions(match.group("kind"), no_kind):
            continue
        said = after[:5] if mentions(" ".join(after[:1]), form.lexicon("belonging")) else []
        if mentions(" ".join((without(match.group("kind"), people), *said)), groups):
            yield Problem(
                path,
                f"{answer_name(path, form)} tells of {quote(match.group())}: so few people could be recognised",
                f"Say “fewer than {_in_words(form.parameter('PUB001', 'smallest'), form)}”, or leave the number out.",
                pointed(text, *match.span()),
            )
            return


def _is_a_label(counted: str, before: str, form: Form) -> bool:
    """Whether the figure belongs to the word before it: “Key Stage 2 pupils”, “Year 3 pupils”."""
    previous = re.search(r"([\w’'-]+)\s+$", before)
    return (
        counted[0].isdigit()
        and previous is not None
        and previous[1].lower() not in form.lexicon("after_people")
    )


_CLAUSE_END = re.compile(r"[.;:!?]\s|\n\s*\n")


@lru_cache(maxsize=8)
def _told(numbers: tuple[str, ...], people: tuple[str, ...]) -> re.Pattern[str]:
    """How a small number of people is told."""
    nouns = "|".join(
        re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "s?") for word in people
    )
    # Each number by its first character and the rest: so only these characters are looked at twice.
    told = "|".join(rf"(?<=[{number[0]}{number[0].upper()}]){re.escape(number[1:])}" for number in numbers)
    first = "".join(number[0] + number[0].upper() for number in numbers)
    return re.compile(
        rf"[{first}](?<![\w.,£/-].)(?:{told})\s+(?P<kind>(?:[\w’'-]+\s+){{0,2}}?)(?:{nouns})(?:\s+of\s+staff)?(?![\w-])",
        re.IGNORECASE,
    )


def _in_words(number: int, form: Form) -> str:
    numbers = form.lexicon("small_numbers")
    return numbers[number - 1] if 0 < number <= len(numbers) else str(number)
