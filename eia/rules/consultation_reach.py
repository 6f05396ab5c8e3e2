"""Rules about how far a consultation reached: how long it was open, how many came, and who could take part."""

from collections.abc import Iterator
from datetime import date

from eia.dates import in_words
from eia.findings import Path, Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment, Engagement
from eia.rules import rule
from eia.rules.asked import called, is_over, rounds, subjects
from eia.rules.counts import counts
from eia.text import asserted, mentions, quote, without

AGE = "age"
"""The characteristic to which children belong (Equality Act 2010, s.5)."""
DISABILITY = "disability"
"""The characteristic for which section 20 asks for adjustments in advance."""
SLACK = 2
"""Days by which “six weeks” may fall short: many consultations open on a Monday and close on a Friday."""


@rule(
    "CON008",
    Severity.WARNING,
    due="submitted",
    basis="Adequate time to consider and respond: R v Brent LBC, ex parte Gunning (1985) 84 LGR 168",
)
def hurried_consultation(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A public consultation is shorter than the form asks for, and nothing says why.

    ## Why it matters
    *Gunning* asks for adequate time to consider and to respond. Those who need most of it are those the duty is
    about: people who have to find somebody to read to them, to translate, or to sit with whom they care for, and groups
    that meet once a month.

    How long is long enough is for each body to say. This form asks for six weeks (`minimum_weeks`); a form of
    another body may ask for more.

    ## What to do
    Keep the consultation open longer. If it cannot be, say in `method` why the shorter time was enough, and what
    was done for those who need longer.

    ## Flagged
    ```yaml
    engagement:
      - title: Public consultation on the future of the day centres
        start: 2025-09-01
        end: 2025-09-21 # CON008
    ```

    ## Accepted
    ```yaml
    engagement:
      - title: Public consultation on the future of the day centres
        start: 2025-09-01
        end: 2025-10-12
      - title: Public consultation on the bus to the day centres
        method: >-
          Online and on paper, for three weeks because the contract runs out in December; every user was telephoned.
        start: 2025-09-01
        end: 2025-09-21
      - title: Two afternoons with users of the day centres
        start: 2025-09-09
        end: 2025-09-11
    ```
    """
    weeks = form.parameter("CON008", "minimum_weeks")
    for item in rounds(assessment, form):
        days = days_open(item)
        if (
            0 < days < weeks * 7 - SLACK
            and _is_public(item, form)
            and not mentions(item.method, form.lexicon("reasons"))
        ):
            yield Problem(
                item.at("end"),
                f"{called(item)} was open for {in_weeks(days)}; the form asks for {weeks} weeks"
                if is_over(item, today)
                else f"{called(item)} is open for {in_weeks(days)}; the form asks for {weeks} weeks",
                "Keep it open longer, or say in `method` why the shorter time is enough, with a “because”.",
            )


@rule(
    "CON009",
    Severity.WARNING,
    due="submitted",
    basis="A record of what was done: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=("full", "screening", "cumulative"),
)
def outdated_state(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A consultation is planned, open or done, but its dates say otherwise.

    ## Why it matters
    “Planned” with a date in the past means one of two things: people were asked, and what they said has not been written
    down; or they never were. Whoever decides has to know which, and a record that was not kept up does not tell
    (keeping records is one of the six principles in *Brown*).

    ## What to do
    Bring the state up to date. If it took place, set `status: done` and add what people said; if it did not, correct
    the dates, or take it out and say why.

    ## Flagged
    ```yaml
    engagement:
      - title: Evenings with young people
        status: planned # CON009
        start: 2025-05-12
      - title: Survey of members
        status: open # CON009
        start: 2025-09-01
        end: 2025-10-12
      - title: Meeting with the disabled people's forum
        status: done # CON009
        start: 2026-03-03
    ```

    ## Accepted
    ```yaml
    engagement:
      - title: Evenings with young people
        status: planned
        start: 2026-05-12
      - title: Survey of members
        status: open
        start: 2025-12-01
        end: 2026-01-25
      - title: Meeting with the disabled people's forum
        status: done
        start: 2025-09-03
    ```
    """
    for item in rounds(assessment, form):
        otherwise = _contradiction(item, today)
        if otherwise:
            yield Problem(
                item.at("status"),
                f"{called(item)} {otherwise}",
                "Bring the state up to date, and add what people said if it is over; or correct the dates.",
            )


@rule(
    "CON010",
    Severity.INFO,
    due="submitted",
    basis="In substance, with rigour: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
)
def uncounted_participants(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Nothing says how many people took part in a consultation.

    ## Why it matters
    Four people in a room and four hundred answers to a survey are both worth hearing, but they cannot be weighed alike.
    A low number is not a fault; it tells the reader who may still be unheard.

    ## What to do
    Give the number of people who answered or came. If it was not counted, an estimate will do.

    ## Flagged
    ```yaml
    engagement:
      - title: Survey of members # CON010
        status: done
        start: 2025-09
        findings: Members over 60 want the morning hours back.
    ```

    ## Accepted
    ```yaml
    engagement:
      - title: Survey of members
        status: done
        start: 2025-09
        participants: 412
        findings: Members over 60 want the morning hours back.
      - title: Meetings at two branches
        status: done
        start: 2025-10
        findings: Of the 31 people who came, most were worried about the dark car park.
    ```
    """
    counted = form.lexicons_together("people", "replies")
    for item in rounds(assessment, form):
        if item.participants is None and is_over(item, today) and not _has_count(item, counted, form):
            yield Problem(
                item.at("participants"),
                f"{called(item)}: nothing says how many people took part",
                "Add `participants` with the number who answered or came; an estimate will do.",
            )


@rule(
    "CON011",
    Severity.WARNING,
    due="submitted",
    basis="Equality Act 2010, s.20 and s.149(4)",
)
def inaccessible_consultation(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Disabled people are affected, and no consultation was offered in a format they may need.

    ## Why it matters
    Section 20 asks service providers to think of disabled people's needs beforehand, and section 149(4) that meeting
    their needs take account of their disabilities. A survey that is only online, in small print and long sentences, is
    answered by everybody except those it is most about, and its result then looks as if they had no objection.

    ## What to do
    List under `formats` what was offered, such as large print, Easy Read or British Sign Language, or say under `method`
    how people were helped to take part. If nothing was, ask again in a way that reaches them, before the decision.

    ## Flagged
    ```yaml
    engagement:
      - title: Survey of passengers
        method: online survey
        start: 2025-09
        groups: [disability]
        formats: [] # CON011
    impacts:
      disability:
        - direction: negative
          description: Blind passengers lose the spoken announcements at the old stops.
    ```

    ## Accepted
    ```yaml
    engagement:
      - title: Survey of passengers
        method: online, on paper and by telephone
        start: 2025-09
        groups: [disability]
        formats: [audio, Easy Read, large print]
    impacts:
      disability:
        - direction: negative
          description: Blind passengers lose the spoken announcements at the old stops.
    ```
    """
    held = rounds(assessment, form)
    if not held or not any(effect.is_felt for effect in assessment.impacts.get(DISABILITY, ())):
        return
    accessible = form.lexicon("accessible_formats")
    if any(mentions(text, accessible) for item in held for text in (*item.formats, item.method, item.title)):
        return
    listed = next((item for item in held if item.formats), held[0])
    only = in_a_sentence(quote(words) for words in dict.fromkeys(f for item in held for f in item.formats))
    lacks = (
        f"only {only} was offered in consultation" if only else "no consultation lists an accessible format"
    )
    yield Problem(
        listed.at("formats"),
        f"{form.group_label(DISABILITY)} is affected, but {lacks}",
        "List under `formats` what was offered, such as large print, Easy Read or British Sign Language. If nothing was,"
        " ask again in a way that disabled people can answer.",
    )


@rule(
    "CON012",
    Severity.INFO,
    due="submitted",
    basis="Good practice: ask those affected, children included",
)
def unasked_children(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Children or young people are affected, and none of them was asked.

    ## Why it matters
    Children have no vote and seldom write to the council, and adults who speak for them speak as adults: parents know
    what a school is like to choose, pupils what it is like to be in. Age is a protected characteristic at every age.

    ## What to do
    Ask children in a way that suits them: a discussion in class, a school council, a youth council, drawing. Where they
    are too young, or the matter does not touch them closely, leave this note as it is.

    ## Flagged
    ```yaml
    scope:
      affected: About 900 children who walk to the two schools, and their parents.
    engagement:
      - title: Survey of parents # CON012
        audience: Parents of pupils at both schools
        start: 2025-09
        groups: [age]
    ```

    ## Accepted
    ```yaml
    scope:
      affected: About 900 children who walk to the two schools, and their parents.
    engagement:
      - title: Survey of parents
        audience: Parents of pupils at both schools
        start: 2025-09
        groups: [age]
      - title: Walks to school
        audience: Pupils of years 4 and 6, two classes in each school
        start: 2025-10
        groups: [age]
    ```
    """
    held = rounds(assessment, form)
    if not held or any(_asked_children(item, form) for item in held):
        return
    place = next(_children_affected(assessment, form), None)
    if place:
        path, word = place
        yield Problem(
            assessment.at("engagement"),
            f"{quote(form.label(path))} speaks of “{word}”, but no consultation says that children or young people were asked",
            "Ask them in a way that suits them, such as a school council, or say under `audience` that they were asked.",
        )


# What the rules above share


def days_open(item: Engagement) -> int:
    """For how many days a consultation is open at the most; 0 where its dates do not tell."""
    if item.start and item.start.first and item.end and item.end.last:
        return (item.end.last - item.start.first).days + 1
    return 0


def in_weeks(days: int) -> str:
    """A number of days in words: whole weeks where it is some."""
    weeks, rest = divmod(days, 7)
    if rest or not weeks:
        return f"{days} day{'s' if days > 1 else ''}"
    return f"{weeks} week{'s' if weeks > 1 else ''}"


def _is_public(item: Engagement, form: Form) -> bool:
    """Whether it is a consultation, and open to everybody: not a meeting, nor a survey of those who were sent one."""
    what = f"{item.title}\n{item.method}"
    if not mentions(what, form.lexicon("consultations")):
        return False
    whom = without(f"{what}\n{item.audience}", form.lexicon("not_the_public"))
    return mentions(whom, form.lexicon("the_public"))


def _contradiction(item: Engagement, today: date) -> str:
    """How its dates contradict the state of a consultation, as the end of a sentence; empty when they do not."""
    start, end = item.start, item.end
    if end and end.last and end.last < today and item.status in ("planned", "open"):
        return f"is recorded as {item.status}, but its end, {in_words(end)}, is past"
    if start and start.last and start.last < today and item.status == "planned":
        return f"is recorded as planned, but its start, {in_words(start)}, is past"
    if start and start.first and start.first > today and item.status in ("open", "done"):
        return f"is recorded as {item.status}, but its start, {in_words(start)}, is still to come"
    if end and end.first and end.first > today and item.status == "done":
        return f"is recorded as done, but its end, {in_words(end)}, is still to come"
    return ""


def _has_count(item: Engagement, counted: tuple[str, ...], form: Form) -> bool:
    return any(
        counts(text, counted, form) for text in (item.title, item.method, item.audience, item.findings)
    )


def _children_affected(assessment: Assessment, form: Form) -> Iterator[tuple[Path, str]]:
    """The places that say that children are affected, each with the word that does."""
    children, negations = form.lexicon("children"), form.lexicon("negations")
    others = form.lexicons_together("speakers", "adults")
    texts = [(assessment.scope.at("affected"), assessment.scope.affected)]
    for effect in assessment.effects:
        if effect.is_felt:
            texts += [(effect.at("subgroups"), ", ".join(effect.subgroups))]
            texts += [(effect.at("description"), effect.description)]
    for path, text in texts:
        if mentions(text, children):
            for word in asserted(subjects(text, others), children, negations)[:1]:
                yield path, word


def _asked_children(item: Engagement, form: Form) -> bool:
    """Whether children were among those asked: in the words, or by their age where no adults are named."""
    speakers, young = form.lexicon("speakers"), form.lexicons_together("children", "young_voices")
    told = "\n".join((item.audience, item.title, item.method, *item.representative_bodies))
    if mentions(told, young) and mentions(subjects(told, speakers), young):
        return True
    others = form.lexicons_together("speakers", "adults")
    return AGE in item.groups and not mentions(f"{item.audience}\n{item.title}", others)
