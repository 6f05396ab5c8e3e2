"""Rules about the questions of the relevance test: that they are answered, and agree with the rest."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Path, Problem, Severity
from eia.form import Form, Question, in_a_sentence
from eia.model import Assessment
from eia.rules import rule
from eia.rules.answers import BOTH_KINDS, admitted, answered
from eia.rules.inequalities import inequalities
from eia.rules.labels import asked, direction_label
from eia.rules.patterns import difference, felt_or_unknown, in_words
from eia.text import quote

CHANGES = ("closure", "service_change", "restructure")
"""The types of activity that change something for somebody, whatever else they are."""


@rule(
    "REL001",
    Severity.ERROR,
    due="submitted",
    basis="Records of how equality was considered: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH_KINDS,
)
def unanswered_relevance_question(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A question of the relevance test is not answered yes or no, or the test has no outcome.

    ## Why it matters
    The relevance test decides whether anybody looks further. A question left blank looks the same as one that
    nobody thought about, and keeping a record of what was considered is one of the six principles in *Brown*.

    ## What to do
    Answer every question `yes` or `no`, with a reason where the answer is not plain from the activity, and say
    what outcome follows.

    ## Flagged
    ```yaml
    relevance:
      answers: # REL001
        impacts_people: yes
        differential: no
        adverse: no
        known_inequality: no
        significant_change: no
      outcome: not_needed
    ```
    ```yaml
    relevance: # REL001
      answers:
        impacts_people: yes
        differential: yes
        adverse: no
        known_inequality: yes
        significant_change: no
        aims: yes
    ```
    ```yaml
    relevance:
      answers:
        impacts_people: yes
        differential: possibly # REL001
        adverse: {answer: not sure, reason: The survey closes in May.} # REL001
        known_inequality: yes
        significant_change: no
        aims: yes
      outcome: full_needed
    ```

    ## Accepted
    ```yaml
    relevance:
      answers:
        impacts_people: yes
        differential:
          answer: yes
          reason: People who cannot use stairs reach the new desk by a longer way round.
        adverse: yes
        known_inequality: yes
        significant_change: no
        aims: yes
      outcome: full_needed
    ```
    """
    relevance = assessment.relevance
    written = {key: answer.answer for key, answer in relevance.answers.items()}
    if not form.questions and assessment.kind != "screening":
        return
    if form.questions and not any(written.get(key) for key in form.questions):
        yield Problem(
            relevance.at("answers"),
            "None of the questions of the relevance test is answered",
            "Answer each question `yes` or `no`, and say what outcome follows.",
        )
        return
    for question in form.questions.values():
        answer = written.get(question.key, "")
        if not answer:
            yield Problem(
                _place(question),
                f"The relevance test leaves {asked(question)} unanswered",
                f"Add `{question.key}: yes` or `{question.key}: no` to the answers.",
            )
        elif answer not in ("yes", "no"):
            yield Problem(
                _place(question),
                f"{quote(answer)} does not answer {asked(question)}",
                "Answer `yes` or `no`; doubts and reasons go beside the answer, as `{answer: yes, reason: …}`.",
            )
    if not relevance.outcome:
        choices = in_a_sentence((f"`{key}`" for key in form.relevance_outcomes), last="or")
        yield Problem(
            relevance.at("outcome"),
            "The relevance test has no outcome" if form.questions else "No screening decision is chosen",
            f"Say what follows from the answers: {choices}.",
        )


@rule(
    "REL002",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010, s.149(1); R (Bridges) v South Wales Police [2020] EWCA Civ 1058",
    kinds=BOTH_KINDS,
)
def denied_difference(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The relevance test says groups are not affected differently, but the assessment treats them differently.

    ## Why it matters
    A policy that looks the same for everybody can still fall harder on some; in *Bridges* the police lost because
    they had not asked whether theirs did. When the test answers no and the pages behind it say that some groups
    gain and others do not, a member who reads only the first page is told the opposite of what was found.

    ## What to do
    Make the relevance test and the impacts agree on whether groups fare differently. If the impacts are right,
    answer yes. If all groups really fare alike, correct the impacts, or the groups named under who is affected.

    ## Flagged
    ```yaml
    relevance:
      answers:
        differential: no # REL002
    impacts:
      age:
        - direction: positive
          description: Older residents, who have the fewest cars, gain a stop within 400 metres of home.
      religion_belief:
        - direction: none
          description: Services at the town's places of worship are served as they are today.
    ```
    ```yaml
    relevance:
      answers: {differential: no} # REL002
    scope:
      groups_affected: [age, disability]
    ```

    ## Accepted
    ```yaml
    relevance:
      answers:
        differential:
          answer: yes
          reason: The new stops help those without a car most; they are mostly older or disabled.
    impacts:
      age:
        - direction: positive
          description: Older residents, who have the fewest cars, gain a stop within 400 metres of home.
      religion_belief:
        - direction: none
          description: Services at the town's places of worship are served as they are today.
    ```
    """
    question = answered(assessment, form, "differential", "no")
    if question is None:
        return
    contradiction = difference(assessment, form)
    if contradiction:
        yield Problem(
            _place(question),
            f"The answer to {asked(question)} is no, but {contradiction}",
            "Answer yes if groups fare differently; otherwise correct what is said about the groups.",
        )


@rule(
    "REL003",
    Severity.ERROR,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH_KINDS,
)
def denied_disadvantage(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The relevance test says no group could be disadvantaged, but a negative impact is recorded.

    ## Why it matters
    The duty is met in substance or not at all (*Brown*). In *Bracking* the decision fell because harm to disabled
    people had not been put plainly to the person deciding. A no here, with a negative impact a few pages on, hides
    it in the same way.

    ## What to do
    Answer yes when anybody could be put at a disadvantage, even if actions will lessen it or it can be justified:
    the question is whether it could happen. If the impact was recorded by mistake, correct the impact.

    ## Flagged
    ```yaml
    relevance:
      answers:
        adverse: no # REL003
    impacts:
      disability:
        - direction: negative
          description: Wheelchair users lose the level entrance while the doors are replaced.
    ```
    ```yaml
    relevance:
      answers: {adverse: no} # REL003
    intersections:
      - groups: [age, disability]
        direction: negative
        description: Older people with poor sight cannot read the new screens, and staff are no longer at the desk.
    ```

    ## Accepted
    ```yaml
    relevance:
      answers:
        adverse:
          answer: yes
          reason: The level entrance closes for six weeks; a ramp at the side door will lessen this.
    impacts:
      disability:
        - direction: negative
          description: Wheelchair users lose the level entrance while the doors are replaced.
    ```
    """
    question = answered(assessment, form, "adverse", "no")
    if question is None:
        return
    groups = {effect.group for effect in assessment.negative_effects}
    crossed = [item for item in assessment.intersections if item.direction == "negative"]
    told = [
        *([f"for {form.group_labels(groups)}"] if groups else []),
        *(f"for people who belong to {form.group_labels(item.groups)} at once" for item in crossed),
    ]
    if told:
        yield Problem(
            _place(question),
            f"The answer to {asked(question)} is no, but the assessment records {direction_label(form, 'negative')}"
            f" {in_a_sentence(told)}",
            "Answer yes when anybody could be put at a disadvantage, even if actions will lessen it.",
        )


@rule(
    "REL004",
    Severity.ERROR,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH_KINDS,
)
def denied_effect(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The relevance test says nobody is affected, but an effect is recorded or another answer admits one.

    ## Why it matters
    This answer ends the matter more often than any other: if no group is affected, nothing more need be asked.
    *Brown* asks for regard in substance, and an answer that the same document contradicts has none.
    An impact that is not yet known counts too, because what is unknown cannot be ruled out.

    ## What to do
    Answer yes if any group gains, loses, or might; otherwise correct the impact or the other answer.

    ## Flagged
    ```yaml
    form: bedford
    relevance:
      answers:
        affects_groups: no # REL004
    impacts:
      age:
        - direction: positive
          description: Children under five are seen by a health visitor six weeks sooner.
    ```
    ```yaml
    relevance:
      answers:
        impacts_people: no # REL004
        adverse: yes
    ```

    ## Accepted
    ```yaml
    form: bedford
    relevance:
      answers:
        affects_groups:
          answer: yes
          reason: Children under five are seen sooner.
    impacts:
      age:
        - direction: positive
          description: Children under five are seen by a health visitor six weeks sooner.
    ```
    """
    role = "affects_groups" if form.question_with_role("affects_groups") else "impacts_people"
    question = answered(assessment, form, role, "no")
    if question is None:
        return
    pattern = felt_or_unknown(assessment)
    other = admitted(assessment, form, "adverse", "differential")
    if pattern:
        contradiction = in_words(form, pattern)
    elif other:
        contradiction = f"the answer to {asked(other)} is yes"
    else:
        return
    yield Problem(
        _place(question),
        f"The answer to {asked(question)} is no, but {contradiction}",
        "Answer yes if any group gains, loses, or might; otherwise correct the other answer.",
    )


@rule(
    "REL005",
    Severity.WARNING,
    due="submitted",
    basis="Reasonable enquiry into what is not known: R (Bridges) v South Wales Police [2020] EWCA Civ 1058",
    kinds=BOTH_KINDS,
)
def denied_inequality(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The relevance test says there are no known inequalities, but the assessment speaks of some.

    ## Why it matters
    Where some groups already fare worse, even a small change can widen the gap, and the aim of advancing equality
    of opportunity is at its most relevant. *Bridges* expects reasonable enquiry; an inequality that the assessment
    itself describes has been found already.

    ## What to do
    Answer yes to the question on known inequalities, and use what you know when you weigh the impacts. If the
    words speak of something else, say it in other words.

    ## Flagged
    ```yaml
    relevance:
      answers:
        known_inequality: no # REL005
    evidence:
      - id: eyfs-2024
        title: Early years foundation stage profile
        date: 2024
        finding: The gap between pupils with special educational needs and other pupils grew to 40 points.
    ```
    ```yaml
    activity:
      description: The plan sets out how the council will reduce health inequalities in the north of the town.
    relevance:
      answers: {known_inequality: no} # REL005
    ```
    ```yaml
    relevance:
      answers: {known_inequality: no} # REL005
    evidence:
      - id: health-survey
        title: Health survey of the county
        date: 2025
        shows_inequality: yes
    ```

    ## Accepted
    ```yaml
    relevance:
      answers:
        known_inequality:
          answer: yes
          reason: Pupils with special educational needs leave school with lower results, here as elsewhere.
    evidence:
      - id: eyfs-2024
        title: Early years foundation stage profile
        date: 2024
        finding: The gap between pupils with special educational needs and other pupils grew to 40 points.
    ```
    ```yaml
    activity:
      description: New software for booking the council's own meeting rooms. The gap between the two leases is a week.
    relevance:
      answers:
        known_inequality:
          answer: no
          reason: Use of the rooms was counted for a year, and there is no inequality between groups of staff.
    ```
    """
    question = answered(assessment, form, "known_inequality", "no")
    if question is None:
        return
    told = next(inequalities(assessment, form), None)
    if told:
        yield Problem(
            _place(question),
            f"The answer to {asked(question)} is no, but {told}",
            "Answer yes, and weigh the impacts with it in mind; or say it in other words if something else is meant.",
        )


@rule(
    "REL006",
    Severity.WARNING,
    due="submitted",
    basis="Relevance and proportionality in the Equality and Human Rights Commission's guidance",
    kinds=BOTH_KINDS,
)
def denied_change(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The relevance test says nothing changes significantly, but the activity is a change by its nature.

    ## Why it matters
    How deep an assessment must go depends on how much changes. A closure, a restructure, a changed service, a new
    strategy or a saving is a change to somebody; a no here lets it through on a short form.

    ## What to do
    Answer yes to the question on significant changes. If the activity only carries on what was decided before,
    say so with `newness: existing`, or correct its type.

    ## Flagged
    ```yaml
    activity:
      type: strategy
      newness: new
    relevance:
      answers:
        significant_change: no # REL006
    ```
    ```yaml
    activity:
      type: budget_proposal
      budget: {saving: 120000}
    relevance:
      answers: {significant_change: no} # REL006
    ```

    ## Accepted
    ```yaml
    activity:
      type: strategy
      newness: new
    relevance:
      answers:
        significant_change:
          answer: yes
          reason: It replaces the advice centres with advice by telephone.
    ```
    ```yaml
    activity:
      type: strategy
      newness: existing
    relevance:
      answers: {significant_change: no}
    ```
    """
    question = answered(assessment, form, "significant_change", "no")
    if question is None:
        return
    change = _change(assessment)
    if change:
        yield Problem(
            _place(question),
            f"The answer to {asked(question)} is no, but {change}",
            "Answer yes; or correct what is said about the activity, if nothing changes for anybody.",
        )


@rule(
    "REL007",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010, s.149(1)",
    kinds=BOTH_KINDS,
)
def denied_aims(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The relevance test and the pages on the equality duty disagree about whether its aims are relevant.

    ## Why it matters
    Section 149(1) names three aims, and regard is owed to each where it is relevant. The relevance test and the
    section on the duty ask the same thing twice, once in brief; two different answers mean that one of them was not
    thought through.

    ## What to do
    Make the relevance test and the pages on the duty agree on whether its aims are relevant. If any group is
    marked under any aim, the answer here is yes. If every aim is explained as not relevant, it is no.

    ## Flagged
    ```yaml
    relevance:
      answers:
        aims: no # REL007
    duty:
      age:
        advance: Older people use buses more than others and go out less since the evening service ended.
    ```
    ```yaml
    relevance:
      answers: {aims: yes} # REL007
    duty:
      not_relevant:
        eliminate: The drains are repaired in the same way wherever they break.
        advance: Nobody's opportunities depend on which drain is repaired first.
        foster: The work brings no people together and keeps none apart.
    ```

    ## Accepted
    ```yaml
    relevance:
      answers: {aims: yes}
    duty:
      age:
        advance: Older people use buses more than others and go out less since the evening service ended.
      not_relevant:
        eliminate: Fares, stops and conduct of drivers stay under the policy of 2024, which was assessed then.
        foster: Timetables neither bring people together nor keep them apart.
    ```
    """
    marked = [cell for cell in assessment.duty.cells if cell.explanation or cell.limbs]
    ruled_out = bool(form.aims) and all(aim in assessment.duty.not_relevant for aim in form.aims)
    if marked and (question := answered(assessment, form, "aims", "no")):
        labels = in_a_sentence(
            quote(aim.label) for aim in form.aims.values() if any(cell.aim == aim.key for cell in marked)
        )
        groups = form.group_labels({cell.group for cell in marked})
        yield Problem(
            _place(question),
            f"The answer to {asked(question)} is no, but the assessment marks {labels} for {groups}",
            "Answer yes, or take away the marks if the aims are not relevant to these groups.",
        )
    elif not marked and ruled_out and (question := answered(assessment, form, "aims", "yes")):
        yield Problem(
            _place(question),
            f"The answer to {asked(question)} is yes, but every aim is explained as not relevant",
            "Answer no, or mark the groups for which an aim is relevant.",
        )


# What the rules above share


def _place(question: Question) -> Path:
    return "relevance", "answers", question.key


def _change(assessment: Assessment) -> str:
    """What makes the activity a change, in words; empty when nothing does."""
    activity = assessment.activity
    saving = activity.budget.saving
    if saving is not None and saving > 0:
        return f"the activity saves £{saving:,.0f}"
    if activity.type in CHANGES:
        return f"the type of activity is “{activity.type.replace('_', ' ')}”"
    if activity.newness == "ending":
        return "the activity is coming to an end"
    if activity.type == "strategy" and activity.newness != "existing":
        return "the type of activity is “strategy”"
    return ""
