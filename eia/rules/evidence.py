"""Rules about the evidence: that there is some, that impacts rest on it, and that a reader can find it."""

import difflib
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from eia.findings import Path, Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment, Effect, Engagement, Evidence
from eia.parts import numbered, placed
from eia.rules import rule
from eia.rules.labels import direction_label
from eia.rules.sources import gap_about, latest_day, sources_about
from eia.text import quote

_LISTED = 6
"""How many references a hint lists; more are no help."""


@rule(
    "EVD001",
    Severity.ERROR,
    due="submitted",
    basis="Duty of inquiry: R (Bracking) v SSWP [2013] EWCA Civ 1345",
)
def assessment_without_evidence(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A full assessment names no evidence.

    ## Why it matters
    Nobody can weigh an effect on people they know nothing about. In *Bracking* the Court of Appeal expected officials
    to be rigorous in enquiring and reporting, and in *Bailey v Brent* that relevant information be gathered. “A wealth
    of data” that nobody names cannot be weighed, checked or brought up to date.

    ## What to do
    Name what you looked at: who uses the service, what the census, surveys, complaints or inspections show. Where
    nothing exists, say so under `evidence_gaps` and name what comes nearest.

    ## Flagged
    ```yaml
    evidence: [] # EVD001
    ```

    ## Accepted
    ```yaml
    evidence:
      - id: members-2025
        title: Library members by age, sex and ward
        publisher: Library service
        date: 2025-06
        groups: [age, sex]
        finding: Of 14,200 members who borrowed in the year, 38% are over 65; 61% are women.
    ```
    """
    if not assessment.evidence:
        yield Problem(
            ("evidence",),
            "No evidence is named",
            "Name at least one source under `evidence`: what it is called, its date, and what it shows about the"
            " groups.",
        )


@rule(
    "EVD002",
    Severity.ERROR,
    due="submitted",
    basis="Duty of inquiry: R (Bracking) v SSWP [2013] EWCA Civ 1345",
)
def unsupported_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A positive or negative impact rests on no evidence, and no gap in the evidence is admitted.

    ## Why it matters
    In *Green v Gloucestershire* and *Rowe v Somerset* there were assessments and there was information, but nobody had
    put the two together, and both councils lost. An impact that points to its source shows the step from what is known
    to what is expected, and lets the next officer check it when the source is renewed.

    ## What to do
    Give the reference of the source or the consultation that the impact rests on. If there is none, that is worth
    knowing too: record it under `evidence_gaps`, naming the group, with what will be done about it.

    ## Flagged
    ```yaml
    evidence:
      - id: members-2025
        title: Library members by age and ward
        date: 2025-06
        groups: [age]
    impacts:
      age:
        - direction: negative
          evidence: [members-2025]
          description: Members over 65, who borrow most, lose the morning hours in which they come.
      sex:
        - direction: positive # EVD002
          description: Women gain a reading group after work.
      race:
        - direction: positive
          evidence: [] # EVD002
          description: Learners of English gain a conversation hour.
    ```

    ## Accepted
    ```yaml
    evidence:
      - id: members-2025
        title: Library members by age and ward
        date: 2025-06
        groups: [age]
    evidence_gaps:
      - groups: [sex]
        description: The reading groups have not been counted by sex.
        plan: The register of the groups asks from April 2026.
    engagement:
      - id: college-talks
        title: Talks with two classes of learners at the college
        start: 2025-10
        groups: [race]
    impacts:
      age:
        - direction: negative
          evidence: [members-2025]
          description: Members over 65, who borrow most, lose the morning hours in which they come.
      sex:
        - direction: positive
          description: Women gain a reading group after work.
      race:
        - direction: positive
          evidence: [college-talks]
          description: Learners of English gain a conversation hour.
    ```
    """
    if not assessment.evidence:
        return
    for effect in assessment.effects:
        if effect.is_felt and not effect.evidence and not gap_about(assessment, form, effect.group):
            yield Problem(
                effect.at("evidence"),
                f"{_effect(effect, form)} rests on no evidence, and no gap about the group is recorded",
                _what_to_cite(assessment, form, effect),
            )


@rule(
    "EVD003",
    Severity.WARNING,
    due="submitted",
    basis="Reasonable enquiry into what is not known: R (Bridges) v South Wales Police [2020] EWCA Civ 1058",
)
def unsupported_no_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A group is said to feel no impact, and nothing is known about it.

    ## Why it matters
    In *Bridges* the police said that they knew of no bias and had not made reasonable enquiry whether there was any;
    not knowing did not help them. “No impact” is a finding like any other, and a group about which there is neither
    a source nor an admitted gap may simply not have been looked at.

    ## What to do
    Cite what shows that nothing changes for the group, or name the group on a source that covers it. If nothing is
    held, record the gap and say whether it is worth filling; where it is not, a short reason is enough.

    ## Flagged
    ```yaml
    evidence:
      - id: members-2025
        title: Library members by age and ward
        date: 2025-06
        groups: [age]
    impacts:
      religion_belief:
        - direction: none # EVD003
          description: The new hours are kept on the same days of the week as before.
    ```

    ## Accepted
    ```yaml
    evidence:
      - id: members-2025
        title: Library members by age and ward
        date: 2025-06
        groups: [age]
      - id: calendar
        title: Calendar of religious festivals in the county
        date: 2025
        groups: [religion_belief]
        finding: No festival kept by a congregation in the town falls on a day whose hours change.
    evidence_gaps:
      - groups: [sexual_orientation]
        description: Members are not asked about their sexual orientation.
        plan: Not worth filling, because the hours are the same in every branch and nobody is asked who they are.
    impacts:
      religion_belief:
        - direction: none
          description: The new hours are kept on the same days of the week as before.
      sexual_orientation:
        - direction: none
          description: The group that meets at the branch keeps its evening and its room.
    ```
    """
    if not assessment.evidence:
        return
    for effect in assessment.effects:
        if (
            effect.direction == "none"
            and not effect.evidence
            and not sources_about(assessment, form, effect.group)
            and not gap_about(assessment, form, effect.group)
        ):
            yield Problem(
                effect.at("evidence"),
                f"{_effect(effect, form)} rests on no evidence, and no gap about the group is recorded",
                _what_to_cite(assessment, form, effect),
            )


@rule(
    "EVD004",
    Severity.ERROR,
    due="submitted",
    basis="Records of how equality was considered: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=("screening", "full"),
)
def untraceable_evidence(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A source has no title, or nothing says when it is from.

    ## Why it matters
    Keeping a record is one of the six principles in *Brown*, and a record that cannot be followed up is none. Without
    a title nobody can find the source; without a date nobody can tell whether it still describes the people affected.

    ## What to do
    Give the title as it stands on the source, and the year or month of publication, or the period its figures cover.
    For figures of your own, the month in which they were drawn will do. A year in the title counts as its date.

    ## Flagged
    ```yaml
    evidence:
      - title: School performance data # EVD004
        finding: Girls are eight points ahead of boys in reading at age eleven.
      - publisher: Office for National Statistics # EVD004
        date: 2021
    ```

    ## Accepted
    ```yaml
    evidence:
      - title: Key stage 2 attainment, local authority tables
        publisher: Department for Education
        period: September 2023 to July 2024
        finding: Girls are eight points ahead of boys in reading at age eleven.
      - title: Census 2021, table TS021
        publisher: Office for National Statistics
    ```
    """
    for number, item in numbered(assessment.evidence):
        if not item.title:
            known = f" by {quote(item.publisher)}" if item.publisher else ""
            yield Problem(
                item.at("title"),
                f"Source {number}{known} has no title",
                "Add the title that stands on it, such as `title: Census 2021, table TS021`.",
            )
        if item.date is None and not item.period and latest_day(item) is None:
            yield Problem(
                item.at("date"),
                f"The source {quote(item.title)} has no date"
                if item.title
                else f"Source {number} has no date",
                "Add the year or month it was published, such as `date: 2025-03`, or the period its figures cover.",
            )


@rule(
    "EVD014",
    Severity.ERROR,
    due="draft",
    basis="A record that can be followed from an impact to its source and its actions",
    kinds=("screening", "full", "cumulative"),
)
def broken_reference(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A reference to a source or an action leads nowhere, or to more than one.

    ## Why it matters
    References carry the reasoning: this impact because of that source, lessened by that action. One that leads nowhere
    is printed as support that does not exist. The usual causes are a slip of the pen and a source that was renamed or
    taken out, so this is told from the first draft on, while somebody remembers.

    ## What to do
    Correct the reference, or add the source or the action that it names. Impacts may rest on a consultation as well as
    on a source. Every source, consultation and action needs a reference of its own.

    ## Flagged
    ```yaml
    evidence:
      - id: members-2025
        title: Library members by age and ward
        date: 2025-06
    impacts:
      age:
        - direction: negative
          evidence: [members-25] # EVD014
          actions: [home-delivery] # EVD014
          description: Members over 65, who borrow most, lose the morning hours in which they come.
    ```
    ```yaml
    actions:
      - id: survey
        description: Ask users of the hall how they travel.
      - id: survey # EVD014
        description: Ask staff which shifts they could work.
    ```

    ## Accepted
    ```yaml
    evidence:
      - id: members-2025
        title: Library members by age and ward
        date: 2025-06
    engagement:
      - id: friends-of-the-library
        title: Two meetings with the friends of the library
        start: 2025-09
    impacts:
      age:
        - direction: negative
          evidence: [members-2025, friends-of-the-library]
          actions: [home-delivery]
          description: Members over 65, who borrow most, lose the morning hours in which they come.
    actions:
      - id: home-delivery
        category: lessen_negative
        description: Offer home delivery to the 240 members over 65 who came only in the mornings.
    ```
    """
    sources: tuple[Evidence | Engagement, ...] = (*assessment.evidence, *assessment.engagement)
    known = {
        "source": {item.id for item in sources if item.id},
        "action": {item.id for item in assessment.actions if item.id},
    }
    for reference in _references(assessment, form, known):
        if reference.id not in known[reference.kind]:
            yield Problem(
                reference.path,
                f"{reference.where} names the {reference.kind} {quote(reference.id)}, which is not there",
                _meant(reference, known),
            )
    for kind, items in (("source", sources), ("action", assessment.actions)):
        seen: set[str] = set()
        for item in items:
            if item.id in seen:
                yield Problem(
                    item.at("id"),
                    f"More than one {kind} has the reference {quote(item.id)}",
                    f"Give this {kind} another reference, so that an impact can say which one it means.",
                )
            seen |= {item.id} - {""}


# What the rules above share


def _effect(effect: Effect, form: Form) -> str:
    return f"{direction_label(form, effect.direction)} on {form.group_label(effect.group)}"


def _what_to_cite(assessment: Assessment, form: Form, effect: Effect) -> str:
    """What to do about an effect without evidence; names the sources that speak of its group, if any."""
    candidates = [f"`{item.id}`" for item in sources_about(assessment, form, effect.group) if item.id]
    group = form.group_label(effect.group)
    if candidates:
        listed = in_a_sentence(candidates[:_LISTED], last="or")
        return f"Under `evidence`, cite what it rests on: {listed} may say something about {group}."
    return f"Cite the source it rests on, or record under `evidence_gaps` what is not known about {group}."


class _Reference(NamedTuple):
    """One place that names a source or an action."""

    path: Path
    kind: str
    """`source` or `action`."""
    id: str
    where: str
    """Who names it, at the start of a sentence."""


def _references(assessment: Assessment, form: Form, known: dict[str, set[str]]) -> Iterator[_Reference]:
    """What is named, without the impacts that name only what is known."""
    for effect in assessment.effects:
        if known["source"].issuperset(effect.evidence) and known["action"].issuperset(effect.actions):
            continue
        where = f"The impact on {form.group_label(effect.group)}"
        for index, name in placed(effect.evidence):
            yield _Reference(effect.at("evidence", index), "source", name, where)
        for index, name in placed(effect.actions):
            yield _Reference(effect.at("actions", index), "action", name, where)
    answer = assessment.socio_economic
    for index, name in placed(answer.evidence):
        yield _Reference(answer.at("evidence", index), "source", name, "The answer on disadvantage")
    for index, name in placed(answer.actions):
        yield _Reference(answer.at("actions", index), "action", name, "The answer on disadvantage")
    for gap in assessment.evidence_gaps:
        if gap.action:
            yield _Reference(gap.at("action"), "action", gap.action, "A gap in the evidence")


def _meant(reference: _Reference, known: dict[str, set[str]]) -> str:
    """What the reference was likely meant to be."""
    own = sorted(known[reference.kind])
    if any(reference.id in ids for ids in known.values()):
        other = "an action" if reference.kind == "source" else "a source"
        where = "`actions`" if reference.kind == "source" else "`evidence`"
        return f"{quote(reference.id)} is {other}: name it under {where} instead."
    near = difflib.get_close_matches(reference.id, own, n=1)
    if near:
        return f"Did you mean `{near[0]}`? Write it as it stands there."
    if not own:
        return f"No {reference.kind} has a reference yet: add `id: {reference.id}` to the one you mean."
    listed = in_a_sentence((f"`{name}`" for name in own[:_LISTED]), last="or")
    return f"Name one that is there, such as {listed}, or add the {reference.kind} you mean."
