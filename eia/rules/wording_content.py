"""Rules on what answers hold: enough to be an answer, in the officer's own words, and said once."""

import re
from collections.abc import Iterator
from datetime import date

from eia.findings import Path, Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment
from eia.rules import rule
from eia.rules.guidance import guidance_in
from eia.rules.placeholders import is_placeholder
from eia.rules.pointing import answer_name
from eia.text import found, mentioning, mentions, overlap, quote, repeated, shingles, word_count

KINDS = ("full", "screening", "cumulative")
SUBSTANCE = "Brown principle 3: in substance, with rigour"


@rule("TXT002", Severity.WARNING, due="submitted", basis=SUBSTANCE, kinds=KINDS)
def answer_of_few_words(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The description, the summary or the explanation of an impact is too short to say anything.

    ## Why it matters
    The duty is met in substance or not at all (R (Brown) v SSWP [2008]). Who reads “Positive” beside a group knows
    that a box was filled in, but not who gains, or how anybody knows.

    The form sets how many words are too few; an explanation that names what is gained or lost may have half as many.
    What is said of a group without an impact, of a screening that ends
    early and of the recommendation has rules of its own: IMP003, REL009 and DEC006.

    ## What to do
    Description: what is proposed, why, and what changes from today. Explanation: who gains or loses, what, and how
    you know. Summary: the good and the bad, and what is not known.

    ## Flagged
    ```yaml
    activity:
      description: New opening hours. # TXT002
    impacts:
      age:
        - direction: positive
          description: Positive for older people # TXT002
    summary: All groups were considered. # TXT002
    ```

    ## Accepted
    ```yaml
    activity:
      description: Four libraries would open and close an hour later from April 2027.
    impacts:
      age:
        - direction: negative
          description: Residents over 75, 71 of 96 early visitors, lose the quiet first hour.
      sex:
        - direction: positive
          description: Women gain a reading group after work.
    summary: |
      Parents gain an hour in the evening. About 70 older residents a week lose one in the morning.
    ```
    """
    fewest = form.parameter("TXT002", "minimum_words")
    answers = [(assessment.activity.at("description"), assessment.activity.description)]
    if assessment.kind != "screening":
        answers.append((assessment.at("summary"), assessment.summary))
    for path, text in answers:
        if _is_short(text, fewest, form):
            yield _short(path, text, fewest, form)
    fewest = form.parameter("TXT002", "impact_words")
    for effect in assessment.effects:
        if effect.direction in ("none", "unknown") or not _is_short(effect.description, fewest, form):
            continue
        tells_an_effect = mentions(effect.description, form.lexicon("effect_words"))
        if not tells_an_effect or word_count(effect.description) * 2 < fewest:
            yield _short(effect.at("description"), effect.description, fewest, form)


@rule("TXT003", Severity.WARNING, due="submitted", basis=SUBSTANCE, kinds=KINDS)
def guidance_left_in(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The form's guidance, or its question, was left in an answer.

    ## Why it matters
    What the form says to the author is not what the author says to the reader. Left in an answer it makes the
    answer look longer than it is, and in print it looks as if nobody had read it.

    Found are whole sentences of the form's guidance, its longer questions, its definitions of the groups, and phrases
    that only forms use, such as “delete as appropriate”.

    ## What to do
    Delete it, and see whether what is left answers the question.

    ## Flagged
    ```yaml
    activity:
      description: |
        What is proposed, why, and what changes from today. # TXT003
        Four libraries would open and close an hour later from April 2027.
    impacts:
      race:
        - direction: none
          description: People of a particular colour, nationality, or ethnic or national origin. # TXT003
    monitoring:
      statement: Monthly / quarterly / yearly (delete as appropriate), by the library manager. # TXT003
    ```

    ## Accepted
    ```yaml
    activity:
      description: Four libraries would open and close an hour later from April 2027, as visitors asked for.
    impacts:
      race:
        - direction: none
          description: Visits by people of each ethnic group were spread over the day as those of others were.
    monitoring:
      statement: The library manager looks at visits by age each quarter.
    ```
    """
    marks = form.lexicon("guidance_marks")
    marked = {path: found(text, marks)[0] for path, text in mentioning(assessment.prose, marks)}
    for path, words in {**marked, **guidance_in(assessment.prose, form)}.items():
        yield Problem(
            path,
            f"{answer_name(path, form)} has words of the form in it: {quote(words, 80)}",
            "Delete them, and see whether what is left answers the question.",
            words,
        )


@rule("TXT004", Severity.WARNING, due="submitted", basis=SUBSTANCE, kinds=KINDS)
def paragraph_said_twice(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A paragraph stands in two answers.

    ## Why it matters
    Each question of the form asks something else. A paragraph that was pasted under two of them answers at most one,
    and the reader has to find out which.

    Paragraphs are compared by the runs of eight words they share; short ones are left alone, and so is the wording of
    the duty itself. The form sets both limits. Repetition among the explanations of impacts, the actions, the
    reasons for the duty and the monitoring statement has rules of its own: IMP008, ACT005, ACT006, DTY004 and MON007.

    ## What to do
    Say it where it belongs. In the other answer say what that question asks for; if it is the same thing, point to
    it in a few words.

    ## Flagged
    ```yaml
    commissioning:
      cycle_steps: |
        Schools are visited each term and asked about the progress of protected groups and the help they get. Where a
        gap widens, the adviser and the head teacher agree within a month what will be done about it.
    actions:
      - description: | # TXT004
          Schools are visited each term and asked about the progress of protected groups and the help they get. Where a
          gap widens, the adviser and the head teacher agree within a month what will be done about it.
    ```

    ## Accepted
    ```yaml
    commissioning:
      cycle_steps: |
        Schools are visited each term and asked about the progress of protected groups and the help they get. Where a
        gap widens, the adviser and the head teacher agree within a month what will be done about it.
    actions:
      - description: Write the visits each term, and what is asked, into the contract from September 2026.
    ```
    """
    most = form.parameter("TXT004", "overlap_percent")
    fewest = form.parameter("TXT004", "minimum_words")
    seen: set[int] = set()
    earlier: list[tuple[Path, str]] = []
    for path, text in assessment.prose:
        if word_count(text) < fewest:
            continue
        marks = shingles(text)
        unlike = len(seen) + len(marks)
        seen |= marks
        if len(seen) < unlike:
            copies = [
                (other, run)
                for other, written in earlier
                if not _told_elsewhere(path, other) and (run := _shared(text, written, most, fewest, form))
            ]
            if copies:
                places = in_a_sentence(answer_name(other, form) for other, _ in copies)
                run = max((run for _, run in copies), key=len)
                yield Problem(
                    path,
                    f"{answer_name(path, form)} repeats a paragraph of {places}: {quote(run)}",
                    "Say it where it belongs, and here what this question asks for.",
                    run,
                )
        earlier.append((path, text))


def _is_short(text: str, fewest: int, form: Form) -> bool:
    return bool(text) and word_count(text) < fewest and not is_placeholder(text, form)


def _short(path: Path, text: str, fewest: int, form: Form) -> Problem:
    count = word_count(text)
    return Problem(
        path,
        f"{answer_name(path, form)} has only {count} {'word' if count == 1 else 'words'} ({quote(text)})",
        f"Say who gains or loses, what, and how you know; {fewest} words are the least."
        if path[0] == "impacts"
        else f"Say it so that somebody who does not know the service understands; {fewest} words are the least.",
    )


_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")


def _shared(text: str, other: str, most: int, fewest: int, form: Form) -> str:
    """The longest run of words in a paragraph that both texts have; empty when they have none."""
    if shingles(text).isdisjoint(shingles(other)):
        return ""
    for paragraph in _paragraphs(text, fewest, form):
        for written in _paragraphs(other, fewest, form):
            if overlap(paragraph, written) * 100 >= most:
                return repeated(paragraph, written)[1]
    return ""


def _paragraphs(text: str, fewest: int, form: Form) -> Iterator[str]:
    """The paragraphs that are long enough, and do not only recite the duty."""
    for paragraph in _PARAGRAPH_END.split(text):
        aims = {words.lower() for words in found(paragraph, form.lexicon("duty_aims"))}
        if word_count(paragraph) >= fewest and len(aims) < len(form.lexicon("duty_aims")):
            yield paragraph


_PASTED = {
    frozenset(pair)
    for pair in (
        ("impacts", "impacts"),
        ("duty", "duty"),
        ("actions", "actions"),
        ("actions", "impacts"),
        ("actions", "activity"),
        *(
            ("monitoring", other)
            for other in (
                *("activity", "commissioning", "recommendation", "summary"),
                *("actions", "engagement", "impacts"),
            )
        ),
    )
}
"""The parts between which other rules look for what was pasted."""


def _told_elsewhere(path: Path, other: Path) -> bool:
    return frozenset((str(path[0]), str(other[0]))) in _PASTED
