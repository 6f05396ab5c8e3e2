"""Rules about what the evidence is worth: whether it is recent, says something, adds up and covers who it must."""

import re
from collections.abc import Iterator
from datetime import date

from eia.dates import in_words, months_after, when
from eia.findings import Path, Problem, Severity
from eia.form import Form
from eia.model import Assessment, Evidence, Figure
from eia.parts import numbered, placed
from eia.rules import rule
from eia.rules.days import day_of_use
from eia.rules.gaps import gaps_denied
from eia.rules.placeholders import is_placeholder
from eia.rules.sources import finding_about, gap_about, latest_day
from eia.text import mentions, quote

_SHARE = r"(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)"
_COMPARED = re.compile(rf"{_SHARE}\s?\(([^()\d]{{1,40}}){_SHARE}\s?\)")
"""A share beside another in brackets: `66.7% (National 4.4%)`."""


@rule(
    "EVD005",
    Severity.WARNING,
    due="submitted",
    basis="The duty continues: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
)
def outdated_evidence(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A source was old when the decision was made.

    ## Why it matters
    Who lives in a place and who uses a service changes. That the duty continues is one of the six principles in
    *Brown*: regard is owed to the people affected now, and old figures may describe others.

    ## What to do
    Look for a newer edition of the source. If there is none, keep the source, say in its finding what may have
    changed, and record the gap. A source counts as old after five years and a census after twelve, unless your
    form says otherwise.

    ## Flagged
    ```yaml
    decision: {meeting_date: 2025-11-04}
    evidence:
      - title: Survey of library users
        date: 2018-05 # EVD005
        finding: Half of the users came on foot, and one in nine had a disability.
    ```

    ## Accepted
    ```yaml
    decision: {meeting_date: 2025-11-04}
    evidence:
      - title: Survey of library users
        date: 2023-05
        finding: Half of the users came on foot, and one in nine had a disability.
      - title: Census 2021, long-term conditions by ward
        kind: census
        finding: In the three wards around the library, 21% of residents have a long-term condition.
    ```
    """
    reference = day_of_use(assessment, today)
    for number, item in numbered(assessment.evidence):
        years = form.parameter("EVD005", "years")
        if item.kind == "census":
            years = form.parameter("EVD005", "census_years")
        latest = latest_day(item)
        if reference and latest and months_after(latest, 12 * years) < reference:
            dated = in_words(item.date) if item.date else str(latest.year)
            yield Problem(
                item.at("date" if item.date else "period" if item.period else "title"),
                f"{_source(item, number)} is from {dated}: more than {years} years old on"
                f" {in_words(when(reference.isoformat()))}",
                "Look for a newer edition. If there is none, say what may have changed since and record the gap.",
            )


@rule(
    "EVD006",
    Severity.WARNING,
    due="submitted",
    basis="R (Green) v Gloucestershire CC; R (Rowe) v Somerset CC [2011] EWHC 2687 (Admin)",
    kinds=("screening", "full"),
)
def source_without_finding(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A source is listed, but not what it shows.

    ## Why it matters
    In *Green* and *Rowe* the councils held plenty of information and had not analysed it; both lost. A list of titles
    shows that something was on the shelf, not that anybody took it down.

    ## What to do
    Say in a sentence or two what the source tells you about the groups, with its figures. If it tells you nothing,
    leave it out, or record the gap.

    ## Flagged
    ```yaml
    evidence:
      - title: Census 2021 # EVD006
        publisher: Office for National Statistics
    ```

    ## Accepted
    ```yaml
    evidence:
      - title: Census 2021
        publisher: Office for National Statistics
        finding: In the three wards around the library, 21% of residents have a long-term condition; in the town, 16%.
      - title: Members of the library, June 2025
        figures:
          - {label: Members over 65, value: 38, unit: "%", group: age}
    ```
    """
    for number, item in numbered(assessment.evidence):
        if not item.finding and not item.figures:
            yield Problem(
                item.at("finding"),
                f"{_source(item, number)} is listed, but not what it shows",
                "Add `finding:` with what it says about the groups, in a sentence or two with its figures.",
            )


@rule(
    "EVD007",
    Severity.ERROR,
    due="submitted",
    basis="Reasonable enquiry into what is not known: R (Bridges) v South Wales Police [2020] EWCA Civ 1058",
)
def denied_gap(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The evidence is said to have no gaps, but nothing is held about a group.

    ## Why it matters
    *Bridges* is about what an authority did not know and had not made reasonable enquiry into. To say that nothing is
    missing, when no source speaks of a group, is to take silence for an answer.

    ## What to do
    Record the gap: which group, what is not known, and what will be done, or why it is not worth finding out. Or name
    the group on the source that covers it.

    ## Flagged
    ```yaml
    evidence:
      - id: members
        title: Members of the library, June 2025
        groups: [age, disability, pregnancy_maternity, race, sex]
        finding: More women than men borrow, and half of the members are over 55.
    evidence_gaps_none_reason: N/A # EVD007
    ```
    ```yaml
    evidence:
      - id: members
        title: Members of the library, June 2025
        groups: [age, disability, pregnancy_maternity, race, sex]
    evidence_gaps:
      - description: None. # EVD007
    ```

    ## Accepted
    ```yaml
    evidence:
      - id: members
        title: Members of the library, June 2025
        groups: [age, disability, pregnancy_maternity, race, sex]
        finding: More women than men borrow, and half of the members are over 55.
    evidence_gaps:
      - groups: [gender_reassignment, marriage_civil_partnership, religion_belief, sexual_orientation]
        description: Members are not asked about these four.
        plan: Not worth asking, because no branch closes and nobody is asked who they are in order to borrow.
    ```
    """
    answered = gaps_denied(assessment, form)
    if answered is None:
        return
    path, answer, unknown = answered
    yield Problem(
        path,
        f"Gaps in the evidence are answered with {quote(answer)}, but no source speaks of"
        f" {form.group_labels(unknown)}",
        "Record under `evidence_gaps` what is not known about them and what will be done, or name them on the"
        " sources that cover them.",
    )


@rule(
    "EVD008",
    Severity.WARNING,
    due="submitted",
    basis="Duty of inquiry: R (Bracking) v SSWP [2013] EWCA Civ 1345",
)
def gap_without_plan(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A gap in the evidence is admitted, but not what will be done about it.

    ## Why it matters
    To know that something is not known is the first half of the duty of inquiry that *Bracking* describes. The other
    half is to find out, or to have a reason for not doing so.

    ## What to do
    Say how and when the gap will be filled, or point to the action that fills it. If it is not worth filling, say why:
    the effect is small, the question would intrude, or asking would cost more than it tells.

    ## Flagged
    ```yaml
    evidence_gaps:
      - groups: [disability] # EVD008
        description: Nobody has counted how many users of the hall cannot climb the steps.
    ```

    ## Accepted
    ```yaml
    evidence_gaps:
      - groups: [disability]
        description: Nobody has counted how many users of the hall cannot climb the steps.
        action: count-at-the-door
      - groups: [religion_belief]
        description: Users of the hall are not asked for their religion.
        plan: Not worth asking, because bookings for worship are known and keep their hours.
    actions:
      - id: count-at-the-door
        category: evidence
        description: Count users with a stick, a frame, a wheelchair or a pram for two weeks.
    ```
    """
    for gap in assessment.evidence_gaps:
        if gap.description and not gap.plan and not gap.action and not is_placeholder(gap.description, form):
            yield Problem(
                gap.at("plan"),
                f"Nothing says what will be done about the gap {quote(gap.description)}",
                "Add `plan:` with how and when it will be filled or why it is not worth filling, or `action:` with"
                " the action that fills it.",
            )


@rule(
    "EVD009",
    Severity.WARNING,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=("screening", "full"),
)
def implausible_figure(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A percentage cannot be right, or is very far from the number it is compared with.

    ## Why it matters
    Slips happen when figures are copied: a difference lands in the place of a share, or a point is lost. A figure that
    the reader can see is wrong takes the trust from all the others, and regard with rigour (*Brown*) starts with
    numbers that add up.

    ## What to do
    Look up the percentage again, and what it is compared with. If they are right, say in the finding why they are
    so far apart.

    ## Flagged
    ```yaml
    evidence:
      - title: Early years profile 2024
        figures:
          - label: Children with a good level of development
            value: 66.7 # EVD009
            unit: "%"
            comparator: {label: England, value: 4.4}
      - title: Survey of users, May 2025
        figures:
          - {label: Users with a disability, value: 190, unit: "%"} # EVD009
      - title: Attainment 2024
        finding: Since 2015 the share has grown to 66.7% (England 4.4%). # EVD009
    ```

    ## Accepted
    ```yaml
    evidence:
      - title: Early years profile 2024
        figures:
          - label: Children with a good level of development
            value: 66.7
            unit: "%"
            comparator: {label: England, value: 67.7}
          - {label: Increase in applications for free meals, value: 130, unit: "%"}
    ```
    """
    apart = form.parameter("EVD009", "points")
    percent = form.lexicon("percent_units")
    for item in assessment.evidence:
        for figure in item.figures:
            if figure.unit.lower() in percent:
                told = _implausible(figure, form, apart)
                if told:
                    yield Problem(figure.at("value"), told, _LOOK_UP)
        for match in _COMPARED.finditer(item.finding) if "(" in item.finding else ():
            share, label, other = match.groups()
            if abs(float(share) - float(other)) > apart:
                yield Problem(
                    item.at("finding"),
                    f"{share}% is set against {other}% for {quote(label.strip(' :,'))}: more than {apart} points apart",
                    _LOOK_UP,
                    match.group(),
                )


@rule(
    "EVD010",
    Severity.ERROR,
    due="submitted",
    basis="Regard before the decision: R (Kaur and Shah) v Ealing LBC [2008] EWHC 2062 (Admin)",
)
def evidence_after_decision(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A source is dated after the decision that it is meant to inform.

    ## Why it matters
    In *Kaur and Shah v Ealing* the council lost because it turned to equality after it had decided. What was published
    later cannot have been weighed, and an assessment that rests on it was written afterwards or has a wrong date.

    ## What to do
    Correct the date, the source's or the decision's. If the source really is later, take it out, or make a new version
    of the assessment and take it back to the decision maker.

    ## Flagged
    ```yaml
    decision: {maker: Cabinet, meeting_date: 2025-02-11}
    evidence:
      - title: Survey of library users
        date: 2025-05 # EVD010
        finding: Half of the users came on foot, and one in nine had a disability.
    ```

    ## Accepted
    ```yaml
    decision: {maker: Cabinet, meeting_date: 2025-02-11}
    evidence:
      - title: Survey of library users
        date: 2024-05
        finding: Half of the users came on foot, and one in nine had a disability.
      - title: Budget survey
        date: 2025
        finding: Parents of young children named opening hours first.
    ```
    """
    decided = assessment.decision.date
    if not decided or decided.last is None:
        return
    for number, item in numbered(assessment.evidence):
        if item.date and item.date.first and item.date.first > decided.last:
            yield Problem(
                item.at("date"),
                f"{_source(item, number)} is from {in_words(item.date)}, after the decision of {in_words(decided)}",
                "Correct the date that is wrong. If neither is, the source cannot have informed this decision.",
            )


@rule(
    "EVD011",
    Severity.INFO,
    due="submitted",
    basis="Equality and Human Rights Commission guidance: draw on different kinds of evidence",
)
def single_kind_of_evidence(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """All the evidence is of one kind.

    ## Why it matters
    Each kind of evidence is blind somewhere. Counts of users leave out those who stay away; surveys leave out those who
    do not answer; complaints leave out those who have given up. Two kinds show each other's gaps.

    ## What to do
    Add a source of another kind: the people themselves, the staff who meet them, the census for those who do not
    come, research from elsewhere.

    ## Flagged
    ```yaml
    evidence:
      - {title: Survey of library users 2025, kind: survey, finding: Half of the users came on foot.} # EVD011
      - {title: Residents' survey 2024, kind: survey, finding: Three in ten had used a library in the year.}
    ```

    ## Accepted
    ```yaml
    evidence:
      - {title: Survey of library users 2025, kind: survey, finding: Half of the users came on foot.}
      - {title: Census 2021, kind: census, finding: One in five homes around the library has no car.}
    ```
    """
    kinds = {item.kind for item in assessment.evidence}
    if len(assessment.evidence) > 1 and len(kinds) == 1 and "" not in kinds and not assessment.engagement:
        kind = assessment.evidence[0].kind.replace("_", " ")
        yield Problem(
            ("evidence",),
            f"All {len(assessment.evidence)} sources are of one kind, “{kind}”, and nobody was asked",
            "Add a source of another kind, or talk to the people affected: each kind of evidence misses somebody.",
        )


@rule(
    "EVD012",
    Severity.WARNING,
    due="submitted",
    basis="Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017, SI 2017/353, reg 4",
)
def staff_without_evidence(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Staff are affected, and no evidence is about them.

    ## Why it matters
    The duty covers the council as an employer too. Bodies with 150 or more employees publish information about them
    every year under regulation 4 of the 2017 Regulations, so there are figures to look at, and a restructure that
    falls on part-time staff falls mostly on somebody.

    ## What to do
    Add the workforce figures for the posts concerned, as `kind: workforce`: how many, and how they divide by age, sex,
    disability and race as far as numbers this small may be told.

    ## Flagged
    ```yaml
    activity: {type: restructure}
    evidence:
      - {title: Survey of library users 2025, kind: survey, finding: Half of the users came on foot.} # EVD012
    ```

    ## Accepted
    ```yaml
    activity: {type: restructure}
    evidence:
      - title: Workforce profile of the library service, March 2025
        kind: workforce
        finding: Of 64 staff, 51 are women and 40 work part time; nine have told us of a disability.
    ```
    """
    affected = _why_staff_are_affected(assessment)
    is_about_staff = any(
        item.kind == "workforce" or mentions(f"{item.title} {item.finding}", form.lexicon("workforce"))
        for item in assessment.evidence
    )
    if affected and assessment.evidence and not is_about_staff:
        yield Problem(
            ("evidence",),
            f"{affected}, but no source is about the workforce",
            "Add the workforce figures for the posts concerned, with `kind: workforce`.",
        )


@rule(
    "EVD013",
    Severity.WARNING,
    due="submitted",
    basis="Specific regard: R (Meany) v Harlow DC [2009] EWHC 559 (Admin)",
)
def group_without_finding(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A group is said to be affected, but no figure or finding speaks of it.

    ## Why it matters
    *Meany* asks for specific regard, and it starts with something specific to look at. A source that lists a group and
    then says nothing about it leaves the effect on that group a guess.

    ## What to do
    Take from the source what it says about this group and write it in the finding, or as a figure of the group. If it
    says nothing, record the gap.

    ## Flagged
    ```yaml
    evidence:
      - id: results-2025
        title: Results at age eleven, 2025
        groups: [age, sex]
        finding: Results rose by two points, and most of all in the two northern wards.
    impacts:
      sex:
        - direction: positive
          evidence: [results-2025]
          description: Boys catch up in writing. # EVD013
    ```
    ```yaml
    scope:
      groups_affected: [race] # EVD013
    evidence:
      - id: results-2025
        title: Results at age eleven, 2025
        finding: Girls are eight points ahead of boys in writing.
    ```

    ## Accepted
    ```yaml
    scope:
      groups_affected: [sex, race]
    evidence:
      - id: results-2025
        title: Results at age eleven, 2025
        groups: [age, sex]
        finding: Girls are eight points ahead of boys in writing.
    evidence_gaps:
      - groups: [race]
        description: The results are not given by first language.
        plan: Ask the schools for them by June 2026.
    impacts:
      sex:
        - direction: positive
          evidence: [results-2025]
          description: Boys catch up in writing.
    ```
    """
    if not assessment.evidence:
        return
    places = {
        group: assessment.scope.at("groups_affected", index)
        for index, group in placed(assessment.scope.groups_affected)
    }
    told: dict[str, Path] = {}
    for effect in assessment.effects:
        if effect.is_felt and not effect.evidence:
            places.pop(effect.group, None)
        elif effect.is_felt or (effect.description and not effect.direction):
            told.setdefault(effect.group, effect.at("description"))
    places |= told  # what is said of the effect is nearer the fault than a list of groups
    for group, path in places.items():
        known = group in form.groups  # one that is not has IMP014
        if known and not finding_about(assessment, form, group) and not gap_about(assessment, form, group):
            yield Problem(
                path,
                f"{form.group_label(group)} is said to be affected, but no figure or finding speaks of the group",
                "Write what the sources say about this group in their `finding`, or record under `evidence_gaps` that"
                " they say nothing.",
            )


# What the rules above share

_LOOK_UP = "Look both numbers up again; if they are right, say in the finding why they are so far apart."


def _source(item: Evidence, number: int) -> str:
    return quote(item.title) if item.title else f"Source {number}"


def _implausible(figure: Figure, form: Form, apart: int) -> str:
    """Why a percentage cannot be right, in words; empty when it can."""
    value, other = figure.value, figure.comparator.value
    if value is None:
        return ""
    if not 0 <= value <= 100 and not mentions(figure.label, form.lexicon("change_words")):
        return f"{quote(figure.label)} is given as {value:g}%, which no share can be"
    if other is not None and abs(value - other) > apart:
        against = quote(figure.comparator.label) if figure.comparator.label else "the number beside it"
        return f"{quote(figure.label)} is given as {value:g}%, but {against} as {other:g}%: more than {apart} points apart"
    return ""


def _why_staff_are_affected(assessment: Assessment) -> str:
    """What says that staff are affected, at the start of a sentence; empty when nothing does."""
    if assessment.activity.type == "restructure":
        return "The activity is a restructure"
    if "employer" in assessment.activity.capacity:
        return "The council acts as an employer"
    if any(effect.is_felt and effect.population in ("staff", "both") for effect in assessment.effects):
        return "An impact on staff is recorded"
    return "Staff are counted among those affected" if assessment.scope.staff else ""
