"""How the impact table agrees with the rest: the activity, the scope, and the people named elsewhere."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Path, Problem, Severity
from eia.form import Form
from eia.lexicon import Texts
from eia.model import Assessment
from eia.parts import placed
from eia.prose import Prose
from eia.rules import rule
from eia.text import any_mentions, found, mentioning, mentions, quote, without

_AROUND = 30
"""Characters that are quoted on either side of a word, up to the next whole word."""


@rule(
    "IMP010",
    Severity.WARNING,
    due="submitted",
    basis="R (W) v Birmingham City Council [2011] EWHC 1147",
)
def loss_to_nobody(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Something is closed, ended or cut, and no group is said to lose by it.

    ## Why it matters
    What is saved is usually somebody's service. In R (W) v Birmingham City Council [2011] cuts to adult social care
    fell because the wrong questions had been asked about those who would lose it. A table without one negative
    impact tells the decision maker that nobody will.

    ## What to do
    Ask who uses what is closed or cut, and what they will do instead. If truly nobody in any group loses, say so in
    the summary, with the figures that show it, and waive this finding.

    ## Flagged
    ```yaml
    activity:
      title: Close the day centre in Mill Street
      type: closure
    impacts:
      age: # IMP010
        - {direction: positive, description: Older visitors can use the larger centre in the High Street.}
      disability:
        - {direction: none, description: The other centre has a hoist and an accessible toilet as well.}
    ```

    ## Accepted
    ```yaml
    activity:
      title: Close the day centre in Mill Street
      type: closure
    impacts:
      age:
        - {direction: negative, description: 31 of 58 older visitors have no car and face two buses each way.}
        - {direction: positive, description: Older visitors who drive gain longer hours at the larger centre.}
      disability:
        - {direction: none, description: The other centre has a hoist and an accessible toilet as well.}
    ```
    """
    directions = {effect.direction for effect in assessment.effects if effect.direction}
    loss = _loss(assessment)
    if loss and directions and not directions & {"negative", "unknown"}:
        yield Problem(
            ("impacts",),
            f"{loss}, yet no group is said to lose by it",
            "Ask who uses what is closed or cut and where they will go instead, and record what they lose.",
        )


@rule("IMP019", Severity.WARNING, due="submitted", basis="Brown principle 6: records that can be relied on")
def scope_and_impacts_disagree(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The groups said to be affected are not those with an impact.

    ## Why it matters
    The scope decides whose evidence is gathered and who is asked. A group that turns up only in the impact table was
    most likely in neither; one that was in scope and shows no impact leaves the reader to guess which is right.

    ## What to do
    Bring together the groups named as affected and those with an impact. If a group came to light later, add it
    to the scope and see that there is evidence about it; if one dropped out, take it out of the scope.

    ## Flagged
    ```yaml
    scope:
      groups_affected: [age, race] # IMP019
    impacts:
      age: [{direction: positive, description: Children under five gain a story time on Saturdays.}]
      race: [{direction: none, description: The reading group for people learning English keeps its day.}]
      sex: [{direction: negative, description: Women are two thirds of those who come in the evening.}]
    ```

    ## Accepted
    ```yaml
    scope:
      groups_affected: [age, sex]
    impacts:
      age: [{direction: positive, description: Children under five gain a story time on Saturdays.}]
      race: [{direction: none, description: The reading group for people learning English keeps its day.}]
      sex: [{direction: negative, description: Women are two thirds of those who come in the evening.}]
    ```
    """
    scope = assessment.scope
    if not scope.groups_affected:
        return
    label = quote(form.label(scope.at("groups_affected")), 90)
    for index, group in placed(scope.groups_affected):
        row = assessment.impacts.get(group, ())
        if row and all(effect.direction == "none" for effect in row):
            says = f"says {quote(form.direction_label('none'))}"
        elif not row and assessment.effects and group in form.groups and not form.groups[group].required:
            says = "has no row for this group"
        else:
            continue
        yield Problem(
            scope.at("groups_affected", index),
            f"{label} names {form.group_label(group)}, but the impact table {says}",
            "Take the group out of the scope, or say in the table what the impact on it is.",
        )
    affected = {
        effect.group
        for effect in assessment.effects
        if effect.is_felt or (effect.description and not effect.direction)
    }
    left_out = (affected & form.groups.keys()) - set(scope.groups_affected)
    if left_out:
        yield Problem(
            scope.at("groups_affected"),
            f"{label} leaves out {form.group_labels(left_out)}, which the impact table finds affected",
            "Add what is missing to the scope, and see that there is evidence about it and that the people were asked.",
        )


@rule(
    "IMP020",
    Severity.INFO,
    due="submitted",
    basis="Equality and Human Rights Commission and Equality Commission for Northern Ireland: multiple identities",
)
def unconsidered_intersection(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Several groups lose, and nothing is said about people who belong to more than one of them.

    ## Why it matters
    People do not come one characteristic at a time. Two losses that are bearable each may be too much together, for
    an older disabled woman, say. Both Equality Commissions ask for people with several characteristics to be thought
    of.

    ## What to do
    Say under `intersections:` which combinations you looked at and what happens to these people, or that the effects
    do not add up, and why.

    ## Flagged
    ```yaml
    impacts: # IMP020
      age: [{direction: negative, description: Residents over 75 lose the late evening.}]
      disability: [{direction: negative, description: Blind users lose the hour in which staff read to them.}]
    ```

    ## Accepted
    ```yaml
    impacts:
      age: [{direction: negative, description: Residents over 75 lose the late evening.}]
      disability: [{direction: negative, description: Blind users lose the hour in which staff read to them.}]
    intersections:
      - groups: [age, disability]
        direction: negative
        description: Nine of the 14 blind users are over 75 and lose both; the volunteers will ring them first.
    ```
    """
    losing = {effect.group for effect in assessment.negative_effects}
    if len(losing) >= 2 and not assessment.intersections:
        yield Problem(
            ("intersections",),
            f"{form.group_labels(losing)} {'both' if len(losing) == 2 else 'all'} have a negative impact, but nothing"
            " is said about people who belong to more than one of them",
            "Say under `intersections:` what happens to people in several of these groups, or why the effects do not"
            " add up.",
        )


@rule(
    "IMP021",
    Severity.WARNING,
    due="submitted",
    basis="Forms ask about other relevant groups besides the protected characteristics",
)
def people_named_and_then_forgotten(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """People named elsewhere in the assessment, such as carers or Travellers, appear in no row of the table.

    ## Why it matters
    If the scope, the evidence or the summary names carers, care leavers, Travellers or families on low incomes, the
    author thought of them. When no row of the impact table speaks of them, a reader cannot tell whether they gain,
    lose or were forgotten on the way.

    ## What to do
    Say what happens to them, in the row for other groups or in the row of the characteristic they belong to (Gypsies,
    Roma and Irish Travellers under race). “Parents and carers” of children are not taken for carers.

    ## Flagged
    ```yaml
    scope:
      explanation: Mostly pupils new to the area, among them children of Travellers. # IMP021
    impacts:
      age: [{direction: positive, description: Children who change school get a visit before they start.}]
      race: [{direction: none, description: Pupils of all ethnic groups are placed by the same distance rule.}]
    ```

    ## Accepted
    ```yaml
    scope:
      explanation: Mostly pupils new to the area, among them children of Travellers.
    impacts:
      age: [{direction: positive, description: Children who change school get a visit before they start.}]
      race:
        - direction: negative
          description: Gypsy, Roma and Traveller pupils, who change school most, wait longest for a place.
    ```
    """
    if not assessment.effects:
        return
    rows = Texts(
        (
            *(part for effect in assessment.effects for part in (effect.description, *effect.subgroups)),
            *(part.description for part in assessment.intersections),
        )
    )
    narrative = Prose(tuple(answer for answer in _narrative(assessment) if answer[1]))
    for kind in _kinds_of_people(form):
        if any_mentions(rows, kind):
            continue
        for path, answer in mentioning(narrative, kind):
            text = without(answer, form.lexicon("not_people_apart"))
            named = found(text, kind)
            if named:
                yield Problem(
                    path,
                    f"{quote(form.label(path), 90)} names people of whom no row of the impact table speaks:"
                    f" {_in_context(text, named[0])}",
                    _where_to_put(form),
                )
                break


@rule("IMP023", Severity.WARNING, due="submitted", basis="SI 2017/353 reg 4: the authority's own employees")
def forgotten_staff(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The organisation acts as an employer, and no impact is on staff.

    ## Why it matters
    The duty is owed to employees as well as to the public; public authorities publish information about both
    (regulation 4 of SI 2017/353). In a restructure the staff are the people affected.

    ## What to do
    Mark the effects on staff with `population: staff`, or `both`. If the activity does not touch staff, take
    `employer` out of the capacity.

    ## Flagged
    ```yaml
    activity:
      title: Restructure of the housing service
      capacity: [employer, service_provider]
    impacts:
      sex: # IMP023
        - {direction: none, description: Tenants of either sex keep the same housing officer., population: public}
    ```

    ## Accepted
    ```yaml
    activity:
      title: Restructure of the housing service
      capacity: [employer, service_provider]
    impacts:
      sex:
        - {direction: none, description: Tenants of either sex keep the same housing officer., population: public}
        - {direction: negative, description: 18 of the 22 posts that go are held by women., population: staff}
    ```
    """
    workforce = form.lexicon("workforce")
    if "employer" not in assessment.activity.capacity or not assessment.effects:
        return
    for effect in assessment.effects:
        if effect.population in ("staff", "both"):
            return
        if not effect.population and mentions(effect.description, workforce):
            return
    yield Problem(
        ("impacts",),
        f"{quote(form.label(('activity', 'capacity')))} includes being an employer, but no impact is on staff",
        "Say what changes for staff in each group, and mark it `population: staff`; or take `employer` out.",
    )


def _loss(assessment: Assessment) -> str:
    """What is taken away, at the start of a sentence; empty when nothing is."""
    activity = assessment.activity
    if activity.type == "closure":
        return "The activity is a closure"
    if activity.newness == "ending":
        return "The activity is coming to an end"
    if activity.budget.saving is not None and activity.budget.saving > 0:
        return f"The activity saves £{activity.budget.saving:,.0f}"
    return ""


def _kinds_of_people(form: Form) -> tuple[tuple[str, ...], ...]:
    """For each kind of people besides the protected characteristics, the words that name them."""
    return (
        form.lexicon("travellers"),
        form.lexicon("new_to_english"),
        form.lexicon("refugees"),
        form.lexicon("carers"),
        form.lexicon("in_care"),
        form.lexicon("low_income"),
        form.lexicon("homeless"),
        form.lexicon("armed_forces"),
    )


def _narrative(assessment: Assessment) -> Iterator[tuple[Path, str]]:
    """The answers in which people affected are named, in the order of the form."""
    yield assessment.activity.at("description"), assessment.activity.description
    yield assessment.relevance.at("rationale"), assessment.relevance.rationale
    yield assessment.scope.at("affected"), assessment.scope.affected
    yield assessment.scope.at("explanation"), assessment.scope.explanation
    for item in assessment.evidence:
        yield item.at("finding"), item.finding
    for gap in assessment.evidence_gaps:
        yield gap.at("description"), gap.description
    for round_ in assessment.engagement:
        yield round_.at("findings"), round_.findings
    for cell in assessment.duty.cells:
        yield cell.path, cell.explanation
    yield ("summary",), assessment.summary


def _in_context(text: str, words: str) -> str:
    """The words, in quotation marks, with a little of what stands around them."""
    flat, wanted = " ".join(text.split()), " ".join(words.split())
    at = flat.index(wanted)
    start = flat.rfind(" ", 0, max(at - _AROUND, 0)) + 1
    end = flat.find(" ", at + len(wanted) + _AROUND)
    end = len(flat) if end < 0 else end
    return f"“{'…' if start else ''}{flat[start:end]}{'…' if end < len(flat) else ''}”"


def _where_to_put(form: Form) -> str:
    local = [group.label for group in form.groups.values() if not group.is_statutory]
    where = f"under {quote(local[0])}" if len(local) == 1 else "in a row of the table"
    return f"Say {where}, or in the row of the characteristic they belong to, what happens to them."
