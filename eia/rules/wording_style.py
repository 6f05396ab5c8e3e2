"""Rules on style: what is promised, how people are called, and whether a reader can follow."""

import re
from collections.abc import Iterator
from datetime import date

from eia.findings import Path, Problem, Severity
from eia.form import Form
from eia.model import Assessment
from eia.rules import rule
from eia.rules.acronyms import unexplained
from eia.rules.pointing import answer_name, pointed
from eia.rules.terms import Watched, used, watched
from eia.text import (
    asserted,
    may_have_long_sentences,
    may_have_more_words,
    mentions,
    quote,
    sentences,
    word_count,
)

KINDS = ("full", "screening", "cumulative")
PLAIN = "plain English: members and residents read it; GOV.UK style guide"


@rule(
    "TXT005",
    Severity.INFO,
    due="submitted",
    basis="R (Hurley and Moore) v BIS [2012] EWHC 201 (Admin): not box-ticking; rigorous reporting",
    kinds=KINDS,
)
def unsupported_absolute(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An answer promises something to everybody, and nothing shows that it is so.

    ## Why it matters
    “Fully accessible” and “will ensure equal access for all” are what every assessment would like to say. Without a
    fact behind them they tell the person who decides nothing, and hide those for whom they are not true.

    An explanation of an impact may say it when evidence is named for it; any other answer when the same sentence says
    what it rests on, such as a number or a survey. What was found elsewhere, what people said, and what the activity
    or an action aims at may be as sweeping as it likes.

    ## What to do
    Say for whom it is so and how you know, or what is being done so that it will be.

    ## Flagged
    ```yaml
    impacts:
      disability:
        - direction: positive
          description: The new desk is fully accessible, so wheelchair users can return books themselves. # TXT005
    summary: |
      Older residents lose an hour in the morning.
      The change will ensure equal access for all groups. # TXT005
    ```

    ## Accepted
    ```yaml
    evidence:
      - id: access-audit
        title: Access audit of the branches
        date: 2025-10
        finding: All desks but the one at Tidmarsh can be used from a wheelchair.
    impacts:
      disability:
        - direction: positive
          description: The new desk is fully accessible, so wheelchair users can return books themselves.
          evidence: [access-audit]
    summary: |
      Older residents lose an hour in the morning. Eleven of the 12 branches are fully accessible; Tidmarsh will be
      when its ramp is built in May.
    ```
    """
    absolutes, negations = form.lexicon("absolutes"), form.lexicon("negations")
    supported = {effect.path for effect in assessment.effects if effect.evidence}
    for path, text in assessment.prose:
        if _is_no_claim(path) or path[:3] in supported or not mentions(text, absolutes):
            continue
        for sentence in sentences(text):
            words = asserted(sentence, absolutes, negations)
            if words and not _has_grounds(sentence, path, form):
                yield Problem(
                    path,
                    f"{answer_name(path, form)} says “{words[0]}”, and nothing shows that it is so",
                    "Say for whom it is so and how you know, or name the evidence.",
                    words[0],
                )
                break


@rule(
    "TXT006",
    Severity.INFO,
    due="submitted",
    basis="Cabinet Office, Inclusive language: words to use and avoid; Equality Act 2010, s.4: the names of the characteristics",
    kinds=KINDS,
)
def discouraged_term(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A word is used of people that they, or the Act, do not use.

    ## Why it matters
    “Disabled” is a description, not a group of people, says the government's guidance on words to use and avoid; the
    people whom an assessment is about read it too. And the Act protects sex and gender reassignment as two
    characteristics: where “gender” stands for either, nobody can tell which was thought of.

    The form has the list, with what to say instead. Words inside quotation marks, names with capitals (an Act, a
    survey, a charity) and phrases in which the word is right, such as “gender pay gap”, are left alone. A word is
    told once, at its first use.

    ## What to do
    Use the other word. Where somebody is quoted, put quotation marks.

    ## Flagged
    ```yaml
    scope:
      explanation: Those who gain are the disabled, and parents with pushchairs. # TXT006
    evidence:
      - title: Visitor count
        date: 2025
        finding: Visits were counted by gender, and those of the disabled apart. # TXT006
    ```

    ## Accepted
    ```yaml
    scope:
      explanation: Those who gain are disabled people, who asked for more of the disabled parking bays.
    evidence:
      - title: Visitor count
        date: 2025
        finding: |
          Visits were counted by sex. One in fifty visitors said that their gender identity differs from their sex at
          birth. A visitor wrote that “the elderly are forgotten”. The Disability Discrimination Act was in force when
          the building was let.
    ```
    """
    for item, answers in watched(assessment.prose, form):
        uses = [
            (path, text, match)
            for path, text in answers
            if not _is_about_those(path, item, form) and (match := used(item, text, form))
        ]
        if uses:
            path, text, match = uses[0]
            more = (
                f", and in {len(uses) - 1} more {'answer' if len(uses) == 2 else 'answers'}"
                if uses[1:]
                else ""
            )
            words = " ".join(match.group().split())
            yield Problem(
                path,
                f"{quote(words)} in {answer_name(path, form)}{more}: better “{item.term.say}”",
                "Use the other word; where somebody is quoted, put quotation marks.",
                pointed(text, match.start(), match.end()),
            )


@rule("TXT007", Severity.INFO, due="submitted", basis=PLAIN, kinds=KINDS)
def long_sentence(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A sentence is too long to follow, or all the sentences of an answer are long.

    ## Why it matters
    The members who decide, and the residents who may want to object, read this once. The government's style for
    the web asks authors to look again at every sentence of more than 25 words; over 40, most readers go back to its
    beginning. Often the stop was lost when a list was pasted in.

    An answer is told once, with its longest sentence, or with the average where no one sentence is over the limit.
    Items of a list count by themselves, quoted words not at all. The form sets the limits.

    ## What to do
    Make two sentences of it. Make a list of what is one: a new line with `-` for each item.

    ## Flagged
    ```yaml
    activity:
      description: | # TXT007
        Four libraries would open an hour later in the morning and close an hour later in the evening from April 2027
        so that parents who bring small children after work and pupils who have nowhere quiet to study at home can
        use them while the number of hours and of staff stays as it is today.
    ```

    ## Accepted
    ```yaml
    activity:
      description: |
        Four libraries would open and close an hour later from April 2027. The number of hours stays the same. Two
        groups asked for it:

        - parents who bring small children after work, e.g. from the nursery in Queen's Park;
        - pupils who have nowhere quiet to study at home, about 60 of them.
    ```
    """
    longest = form.parameter("TXT007", "longest_words")
    average = form.parameter("TXT007", "average_words")
    fewest = form.parameter("TXT007", "minimum_sentences")
    shortest = min(longest, average * fewest)
    aims = form.lexicon("duty_aims")
    for path, text in assessment.prose:
        if word_count(text) <= shortest or not may_have_long_sentences(text, longest, average):
            continue
        written = sentences(text)
        counts = [
            _length(sentence, longest, aims) if may_have_more_words(sentence, longest) else 0
            for sentence in written
        ]
        most = max(counts, default=0)
        if most > longest:
            yield Problem(
                path,
                f"{answer_name(path, form)} has a sentence of {most} words: {quote(written[counts.index(most)])}",
                "Make two or more sentences of it, or a list with one line for each item.",
                written[counts.index(most)],
            )
        elif len(written) >= fewest and (mean := word_count(text) / len(written)) > average:
            yield Problem(
                path,
                f"The sentences of {answer_name(path, form)} have {mean:.0f} words on average",
                f"Cut them to {average} words or fewer: one thought in each.",
            )


@rule("TXT008", Severity.INFO, due="submitted", basis=PLAIN, kinds=KINDS)
def unexplained_acronym(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An acronym is never written out.

    ## Why it matters
    Whoever works in the service knows what RSC and ASP are; the member who decides and the parent who reads along do
    not. The style guide of GOV.UK asks for the words in full at the first use, unless everybody knows the short form.

    An acronym is told once, at its first use. It counts as written out when the words stand anywhere in the
    assessment: before it in brackets, after it in brackets, or as a name in full. The form has the list of those that
    everybody knows, such as UK, NHS and GP; capitals in references, numerals and headings are left alone.

    ## What to do
    Write it out where it first stands, with the short form in brackets: “Special Educational Needs (SEN)”. If it is
    used only once or twice, leave the short form out.

    ## Flagged
    ```yaml
    activity:
      description: Schools are challenged once a year by the RSC about what pupils with an EHCP achieve. # TXT008
    ```

    ## Accepted
    ```yaml
    activity:
      description: |
        Schools are challenged once a year by the Regional Schools Commissioner (RSC) about what pupils with an EHCP
        (education, health and care plan) achieve. The RSC reports to the DfE, whose Annex II sets out how. NHS staff
        take part.
    evidence:
      - title: Statistical release on plans
        publisher: Department for Education
        date: 2025
        finding: Of pupils with EHCPs, 8% reached the expected standard.
    ```
    """
    if assessment.language not in ("", "en"):
        return
    for use in unexplained(assessment.prose, assessment.names, form):
        path, text, start = assessment.prose.around(use.start)
        yield Problem(
            path,
            f"“{use.acronym}” in {answer_name(path, form)} is not written out anywhere",
            f"Write it out where it first stands, with “{use.acronym}” in brackets after it.",
            pointed(text, start, start + use.end - use.start),
        )


_NO_CLAIMS = (
    *("evidence", "engagement", "change_log", "decision", "approvals", "advice_sought", "actions"),
    *("previous_actions", "publication"),
)
"""Parts in which others are reported, or wishes told."""
_NUMBER = re.compile(r"\d")


def _is_no_claim(path: Path) -> bool:
    return (
        path[0] in _NO_CLAIMS
        or path[-1] in ("indicator", "target")
        or path[1:2] in (("aims",), ("intended_outcomes",))
    )


def _has_grounds(sentence: str, path: Path, form: Form) -> bool:
    """Whether a sentence says what it rests on, or is held against the impacts by another rule."""
    if _NUMBER.search(sentence) or mentions(sentence, form.lexicon("grounds")):
        return True
    return mentions(sentence, form.lexicon("no_negative")) or (
        path == ("summary",) and mentions(sentence, form.lexicon("positive"))
    )


def _is_about_those(path: Path, item: Watched, form: Form) -> bool:
    """Whether the answer is about a group of whom the word is right, such as “gender” of trans people."""
    return (
        len(path) > 1
        and path[0] in ("impacts", "duty")
        and not frozenset(form.group_words(str(path[1]))).isdisjoint(item.company)
    )


_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def _length(sentence: str, longest: int, aims: tuple[str, ...]) -> int:
    """The author's own words in a sentence; none when it recites the aims of the duty."""
    own = _QUOTED.sub(" ", sentence)
    length = word_count(own)
    return 0 if length > longest and all(mentions(own, (aim,)) for aim in aims) else length
