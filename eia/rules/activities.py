"""Whether an explanation tells what an organisation does, or what changes for people.

There is no parser of English here: a statement is judged by how it begins, by whom it is about, and by whether a
word of change stands in it. All the words are the form's.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from eia.form import Form
from eia.text import clauses, found, may_mention, mentions, words

OPENING = 4
"""Words at the beginning of a statement in which the one it is about is named."""


class Told(NamedTuple):
    """What an explanation tells that says nothing of what changes for people of the group."""

    activities: tuple[str, ...]
    """The statements that tell what is done: “Continue to support…”, “Our team has been trained…”."""
    total: int
    """How many statements there are, with those that tell neither."""


def told(explanation: str, group: tuple[str, ...], form: Form) -> Told | None:
    """What an explanation tells about the group that these words name; None as soon as it tells what changes."""
    activities, total = [], 0
    for statement in _statements(explanation, form):
        kind = _kind(statement, group, form)
        if kind == "effect":
            return None
        if kind == "activity":
            activities.append(statement)
        total += 1
    return Told(tuple(activities), total)


def _statements(text: str, form: Form) -> Iterator[str]:
    """The text cut into statements; a list that lost its bullets is cut at its verbs: “…key areas Extend…”."""
    tasks = form.kept(_begin_tasks_in_capitals)
    for clause in clauses(text):
        start, pieces = 0, []
        for match in _WORD_IN_CAPITALS.finditer(clause):
            if match[1] in tasks and clause[: match.start()].rsplit(None, 1)[-1:][0][:1].islower():
                pieces.append(clause[start : match.start()])
                start = match.end()
        pieces.append(clause[start:])
        yield from (piece for piece in pieces if len(words(piece)) > 1)


def _begin_tasks(form: Form) -> frozenset[str]:
    """The first words of the verbs that tell what is done."""
    return frozenset(verb.partition(" ")[0] for verb in form.lexicon("activity_verbs"))


def _begin_tasks_in_capitals(form: Form) -> frozenset[str]:
    return frozenset(map(str.capitalize, form.kept(_begin_tasks)))


_WORD_IN_CAPITALS = re.compile(r"\s(?<=[^\W\d_A-Z].)\s*(?=([A-Z]\S*)\s+[a-z])", re.DOTALL)
"""A word with a capital between two in small letters."""


def _kind(statement: str, group: tuple[str, ...], form: Form) -> str:
    """`activity`, `effect`, or empty where it is neither or cannot be told."""
    if _is_task(_after(statement, form.kept(_announcements)), form):
        return "effect" if _has_purpose(statement, group, form) else "activity"
    rest = _after(statement, form.kept(_lead_ins))
    opening = " ".join(rest[:OPENING])
    names_group = may_mention(statement, group)
    if (
        names_group
        and mentions(opening, group)
        and mentions(" ".join(rest[: OPENING + 2]), form.lexicon("people"))
    ):
        return "effect"
    if mentions(statement, form.lexicon("effect_words")):
        return "effect" if names_group and mentions(statement, group) else ""
    if not may_mention(statement, form.lexicon("doers")):
        return ""
    doers, people = found(opening, form.lexicon("doers")), found(opening, group)
    if (
        not doers
        or mentions(opening, form.lexicon("knowing"))
        or any(word in form.lexicon("negations") for word in rest[: 2 * OPENING])
    ):
        return ""
    acts = not people or opening.index(doers[0]) < opening.index(people[0])
    return "activity" if acts and not _has_purpose(statement, group, form) else ""


def _lead_ins(form: Form) -> frozenset[str]:
    return frozenset(form.lexicon("lead_ins"))


def _announcements(form: Form) -> frozenset[str]:
    return form.kept(_lead_ins).union(form.lexicon("announcements"))


def _after(statement: str, lead_ins: frozenset[str]) -> tuple[str, ...]:
    """The words of the statement without those that only lead to it: “in addition, we will…”, “1)”."""
    sequence = words(statement)
    for at, word in enumerate(sequence):
        if word not in lead_ins and not word.isdecimal():
            return sequence[at:]
    return sequence


def _is_task(rest: tuple[str, ...], form: Form) -> bool:
    """Whether a statement begins with a task: “provide…”, “working with…”, not “support for carers ends”."""
    if rest[0] not in form.kept(_begin_tasks):
        return False
    verbs = form.lexicon("activity_verbs")
    if any(" ".join(rest[:length]) in verbs for length in (3, 2)):
        return True
    return rest[0] in verbs and not (len(rest) > 1 and rest[1] in form.lexicon("after_nouns"))


def _has_purpose(statement: str, group: tuple[str, ...], form: Form) -> bool:
    """Whether the statement goes on to say what comes of it for the group: “…, so that deaf users can…”."""
    marks = found(statement, form.lexicon("so_that"))
    return any(mentions(statement.replace("’", "'").partition(mark)[2], group) for mark in marks)
