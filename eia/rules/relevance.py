"""Rules about the relevance test: whether its answers are given, agree with the rest, and are explained."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from eia.findings import Path, Problem, Severity
from eia.form import Form, Question, in_a_sentence
from eia.model import Assessment
from eia.rules import rule
from eia.text import asserted, clauses, found, mentions, quote, word_count

BOTH = ("screening", "full")
"""The kinds of assessment that have a relevance test."""
SETTLED = ("full_needed", "not_needed")
"""The outcomes that settle whether a full assessment is needed; the others put it off or point elsewhere."""
CHANGES = ("closure", "service_change", "restructure")
"""The types of activity that change something for somebody, whatever else they are."""


@rule(
    "REL001",
    Severity.ERROR,
    due="submitted",
    basis="Records of how equality was considered: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH,
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
    if not form.questions:
        return
    relevance = assessment.relevance
    written = {key: answer.answer for key, answer in relevance.answers.items()}
    if not any(written.get(key) for key in form.questions):
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
                f"The relevance test leaves {_asked(question)} unanswered",
                f"Add `{question.key}: yes` or `{question.key}: no` to the answers.",
            )
        elif answer not in ("yes", "no"):
            yield Problem(
                _place(question),
                f"{quote(answer)} does not answer {_asked(question)}",
                "Answer `yes` or `no`; doubts and reasons go beside the answer, as `{answer: yes, reason: …}`.",
            )
    if not relevance.outcome:
        choices = in_a_sentence((f"`{key}`" for key in form.relevance_outcomes), last="or")
        yield Problem(
            relevance.at("outcome"),
            "The relevance test has no outcome",
            f"Say what follows from the answers: {choices}.",
        )


@rule(
    "REL002",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010, s.149(1); R (Bridges) v South Wales Police [2020] EWCA Civ 1058",
    kinds=BOTH,
)
def denied_difference(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The relevance test says groups are not affected differently, but the assessment treats them differently.

    ## Why it matters
    A policy that looks the same for everybody can still fall harder on some; in *Bridges* the police lost because
    they had not asked whether theirs did. When the test answers no and the pages behind it say that some groups
    gain and others do not, a member who reads only the first page is told the opposite of what was found.

    ## What to do
    Read the two together. If the impacts are right, answer yes. If all groups really fare alike, correct the
    impacts, or the groups named under who is affected.

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
    question = _answered(assessment, form, "differential", "no")
    if question is None:
        return
    difference = _difference(assessment, form)
    if difference:
        yield Problem(
            _place(question),
            f"The answer to {_asked(question)} is no, but {difference}",
            "Answer yes if groups fare differently; otherwise correct what is said about the groups.",
        )


@rule(
    "REL003",
    Severity.ERROR,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH,
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
    question = _answered(assessment, form, "adverse", "no")
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
            f"The answer to {_asked(question)} is no, but the assessment records {_direction(form, 'negative')}"
            f" {in_a_sentence(told)}",
            "Answer yes when anybody could be put at a disadvantage, even if actions will lessen it.",
        )


@rule(
    "REL004",
    Severity.ERROR,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH,
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
    question = _answered(assessment, form, role, "no")
    if question is None:
        return
    patterns = _patterns(assessment)
    admitted = [
        other for name in ("adverse", "differential") if (other := _answered(assessment, form, name, "yes"))
    ]
    if patterns:
        contradiction = _recorded(form, patterns)
    elif admitted:
        contradiction = f"the answer to {_asked(admitted[0])} is yes"
    else:
        return
    yield Problem(
        _place(question),
        f"The answer to {_asked(question)} is no, but {contradiction}",
        "Answer yes if any group gains, loses, or might; otherwise correct the other answer.",
    )


@rule(
    "REL005",
    Severity.WARNING,
    due="submitted",
    basis="Reasonable enquiry into what is not known: R (Bridges) v South Wales Police [2020] EWCA Civ 1058",
    kinds=BOTH,
)
def denied_inequality(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The relevance test says there are no known inequalities, but the assessment speaks of some.

    ## Why it matters
    Where some groups already fare worse, even a small change can widen the gap, and the aim of advancing equality
    of opportunity is at its most relevant. *Bridges* expects reasonable enquiry; an inequality that the assessment
    itself describes has been found already.

    ## What to do
    Answer yes, and use what you know when you weigh the impacts. If the words speak of something else, say it
    in other words.

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
    question = _answered(assessment, form, "known_inequality", "no")
    if question is None:
        return
    told = next(_inequalities(assessment, form), None)
    if told:
        yield Problem(
            _place(question),
            f"The answer to {_asked(question)} is no, but {told}",
            "Answer yes, and weigh the impacts with it in mind; or say it in other words if something else is meant.",
        )


@rule(
    "REL006",
    Severity.WARNING,
    due="submitted",
    basis="Relevance and proportionality in the Equality and Human Rights Commission's guidance",
    kinds=BOTH,
)
def denied_change(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The relevance test says nothing changes significantly, but the activity is a change by its nature.

    ## Why it matters
    How deep an assessment must go depends on how much changes. A closure, a restructure, a changed service, a new
    strategy or a saving is a change to somebody; a no here lets it through on a short form.

    ## What to do
    Answer yes. If the activity only carries on what was decided before, say so with `newness: existing`, or correct
    its type.

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
    question = _answered(assessment, form, "significant_change", "no")
    if question is None:
        return
    change = _change(assessment)
    if change:
        yield Problem(
            _place(question),
            f"The answer to {_asked(question)} is no, but {change}",
            "Answer yes; or correct what is said about the activity, if nothing changes for anybody.",
        )


@rule(
    "REL007",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010, s.149(1)",
    kinds=BOTH,
)
def denied_aims(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The relevance test and the pages on the equality duty disagree about whether its aims are relevant.

    ## Why it matters
    Section 149(1) names three aims, and regard is owed to each where it is relevant. The relevance test and the
    section on the duty ask the same thing twice, once in brief; two different answers mean that one of them was not
    thought through.

    ## What to do
    Decide which is right. If any group is marked under any aim, the answer here is yes. If every aim is explained
    as not relevant, it is no.

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
    if marked and (question := _answered(assessment, form, "aims", "no")):
        labels = in_a_sentence(
            quote(aim.label) for aim in form.aims.values() if any(cell.aim == aim.key for cell in marked)
        )
        groups = form.group_labels({cell.group for cell in marked})
        yield Problem(
            _place(question),
            f"The answer to {_asked(question)} is no, but {groups} is marked under {labels}",
            "Answer yes, or take away the marks if the aims are not relevant to these groups.",
        )
    elif not marked and ruled_out and (question := _answered(assessment, form, "aims", "yes")):
        yield Problem(
            _place(question),
            f"The answer to {_asked(question)} is yes, but every aim is explained as not relevant",
            "Answer no, or mark the groups for which an aim is relevant.",
        )


@rule(
    "REL008",
    Severity.ERROR,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH,
)
def outcome_against_answers(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The outcome of the relevance test is not the one that its answers lead to.

    ## Why it matters
    The form says which answers lead to a full assessment, so that the decision does not depend on who fills it in.
    An outcome that goes the other way is the kind of box-ticking that *Brown* warns against: the
    questions were asked and then set aside.

    ## What to do
    Change the outcome to the one that follows, or correct the answer if it was wrong. That the need is met by
    another assessment (`covered_by`) or later (`needed_later`) agrees with either.

    ## Flagged
    ```yaml
    relevance:
      answers:
        adverse: yes
      outcome: not_needed # REL008
    ```
    ```yaml
    form: bedford
    relevance:
      answers: {adverse: no, required: no}
      outcome: full_needed # REL008
    ```

    ## Accepted
    ```yaml
    relevance:
      answers:
        adverse: yes
      outcome: full_needed
    ```
    ```yaml
    relevance:
      answers:
        adverse: yes
      outcome: covered_by
      covered_by: customer-access-2025
    ```
    """
    outcome = assessment.relevance.outcome
    if outcome not in SETTLED:
        return
    against = [
        (question, answer.answer, required)
        for question in form.questions.values()
        if (answer := assessment.relevance.answers.get(question.key))
        and (required := {"yes": question.when_yes, "no": question.when_no}.get(answer.answer))
        and required != outcome
    ]
    if against:
        question, given, required = against[0]
        yield Problem(
            assessment.relevance.at("outcome"),
            f"The outcome is {_outcome(form, outcome)}, but answering {given} to {_asked(question)} leads to"
            f" {_outcome(form, required)}",
            f"Write `outcome: {required}`, or correct the answer if it was wrong.",
        )


@rule(
    "REL009",
    Severity.ERROR,
    due="submitted",
    basis="Records of how equality was considered: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH,
)
def unexplained_screening_out(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The outcome is that no full assessment is needed, and hardly a word says why.

    ## Why it matters
    After this outcome nobody looks again. If the decision is challenged, the explanation is all there is to show
    that the duty was thought of at the time; keeping such a record is one of the six principles in *Brown*.

    ## What to do
    Say which groups you thought of, what you looked at, and why nothing changes for them. Reasons given with the
    answers count as well.

    ## Flagged
    ```yaml
    relevance:
      outcome: not_needed
      rationale: No impact on any group. # REL009
    ```
    ```yaml
    relevance: # REL009
      outcome: not_needed
    ```

    ## Accepted
    ```yaml
    relevance:
      outcome: not_needed
      rationale: |
        The new contract is for the same stationery from another supplier. The nine groups were gone through with
        the two officers who order it; large-print and high-contrast labels stay on the list.
    ```
    ```yaml
    relevance:
      answers:
        differential: {answer: no, reason: The stationery ordered is the same as before for every team.}
        adverse: {answer: no, reason: The two officers who order it were asked; large-print labels stay on the list.}
      outcome: not_needed
    ```
    """
    relevance = assessment.relevance
    if relevance.outcome != "not_needed":
        return
    given = word_count(relevance.rationale) + sum(
        word_count(item.reason) for item in relevance.answers.values()
    )
    minimum = form.parameter("REL009", "minimum_words")
    if given >= minimum:
        return
    told = f"is explained in only {given} word{'s' if given > 1 else ''}" if given else "is not explained"
    yield Problem(
        relevance.at("rationale"),
        f"The outcome {_outcome(form, 'not_needed')} {told}",
        f"In {minimum} words or more, say which groups you thought of, what you looked at, and why nothing changes"
        " for them.",
    )


@rule(
    "REL010",
    Severity.ERROR,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH,
)
def outcome_against_impacts(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The outcome of the relevance test does not fit the rest: impacts where none was needed, or the reverse.

    ## Why it matters
    The outcome tells a reader whether to look for an analysis. Where it says that none is needed and impacts follow
    all the same, the test was answered without them; where it says that one is needed and nothing follows, the
    assessment stopped at the first page. Either way the record does not show regard in substance (*Brown*).

    ## What to do
    If a group gains, loses or might, the outcome is `full_needed`: assess every group. If nothing changes for
    anybody, keep `not_needed`, make the assessment a `screening`, and leave the impacts out.

    ## Flagged
    ```yaml
    relevance:
      outcome: not_needed # REL010
    impacts:
      sex:
        - direction: negative
          description: Women, who use the crèche at the centre most, lose it on Saturdays.
    ```
    ```yaml
    kind: full
    relevance:
      outcome: not_needed # REL010
    ```
    ```yaml
    kind: full
    relevance:
      outcome: full_needed # REL010
    impacts: {}
    ```

    ## Accepted
    ```yaml
    kind: full
    relevance:
      outcome: full_needed
    impacts:
      sex:
        - direction: negative
          description: Women, who use the crèche at the centre most, lose it on Saturdays.
    ```
    ```yaml
    kind: screening
    relevance:
      outcome: full_needed
    ```
    """
    outcome = assessment.relevance.outcome
    patterns = _patterns(assessment)
    if outcome == "not_needed" and patterns:
        contradiction = _recorded(form, patterns)
        hint = "Write `outcome: full_needed` and assess every group, or correct the impacts."
    elif outcome == "not_needed" and assessment.is_full:
        contradiction = "this is a full assessment"
        hint = "Write `kind: screening` if nothing changes for anybody; otherwise correct the outcome."
    elif outcome == "full_needed" and assessment.is_full and not assessment.effects:
        contradiction = "no impact on any group is recorded"
        hint = "Go through the groups one by one under `impacts`; where nothing changes, say so and say why."
    else:
        return
    yield Problem(
        assessment.relevance.at("outcome"),
        f"The outcome is {_outcome(form, outcome)}, but {contradiction}",
        hint,
    )


@rule(
    "REL011",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010, s.149(1)",
    kinds=BOTH,
)
def denied_relevance(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The statement of no relevance is made, but the test itself says that the duty is relevant.

    ## Why it matters
    The statement says that the activity has nothing to do with the three aims in section 149(1). It is printed in
    full on the report, and contradicts any answer or outcome that lets the aims in.

    ## What to do
    Take the statement away (`no_relevance_statement: no`) unless every answer bears it out.

    ## Flagged
    ```yaml
    relevance:
      outcome: full_needed
      no_relevance_statement: yes # REL011
    ```
    ```yaml
    relevance:
      answers: {differential: yes}
      outcome: not_needed
      no_relevance_statement: yes # REL011
    ```

    ## Accepted
    ```yaml
    relevance:
      answers: {differential: no, adverse: no, aims: no}
      outcome: not_needed
      rationale: |
        The council's two standby generators are replaced with quieter ones of the same size in the same locked
        yard. Nobody works there or passes by, and nothing that people use is switched off meanwhile.
      no_relevance_statement: yes
    ```
    """
    relevance = assessment.relevance
    if not relevance.no_relevance_statement:
        return
    admitted = next(
        (
            question
            for role in ("aims", "affects_groups", "adverse", "differential")
            if (question := _answered(assessment, form, role, "yes"))
        ),
        None,
    )
    if relevance.outcome in ("full_needed", "needed_later"):
        contradiction = f"the outcome is {_outcome(form, relevance.outcome)}"
    elif admitted:
        contradiction = f"the answer to {_asked(admitted)} is yes"
    else:
        return
    yield Problem(
        relevance.at("no_relevance_statement"),
        f"It is stated that the activity has no relevance to the duty, but {contradiction}",
        "Write `no_relevance_statement: no`, or correct the rest if the duty really is not relevant.",
    )


@rule(
    "REL012",
    Severity.WARNING,
    due="submitted",
    basis="R (Bridges) v South Wales Police [2020] EWCA Civ 1058",
    kinds=BOTH,
)
def same_for_everyone(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The explanation says only that everybody is treated alike.

    ## Why it matters
    Treating everybody alike is where the question starts, not where it ends: steps in front of a door are the same
    for everybody. In *Bridges* a policy that was neutral on its face was not enough, because nobody had found out
    whether it worked out worse for some.

    ## What to do
    Say how people in different groups use the service and why the same rule leaves none of them worse off, and what
    you looked at to know.

    ## Flagged
    ```yaml
    relevance:
      outcome: not_needed
      rationale: The policy treats everyone the same. # REL012
    ```
    ```yaml
    relevance:
      answers:
        differential: {answer: no, reason: Fees are the same for all customers.} # REL012
    ```

    ## Accepted
    ```yaml
    relevance:
      outcome: not_needed
      rationale: |
        The charge is the same for everyone, so we looked at who pays it: of 412 permits sold last year, blue badge
        holders and carers hold none because theirs are free, and the price of the others does not change.
    ```
    """
    relevance = assessment.relevance
    explanations = [
        (relevance.at("rationale"), relevance.rationale),
        *((item.at("reason"), item.reason) for item in relevance.answers.values() if item.answer == "no"),
    ]
    for path, explanation in explanations:
        alike = [clause for clause in clauses(explanation) if mentions(clause, form.lexicon("same_for_all"))]
        if alike and _said_besides(explanation, alike, form) < form.parameter("REL012", "minimum_words"):
            yield Problem(
                path,
                f"The explanation says only that everybody is treated alike: {quote(alike[0])}",
                "Say why the same rule leaves no group worse off, and what you looked at to know.",
            )


@rule(
    "REL013",
    Severity.WARNING,
    due="submitted",
    basis="Duty of inquiry: R (Bracking) v SSWP [2013] EWCA Civ 1345",
    kinds=("screening",),
)
def screened_out_without_evidence(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The outcome is that no full assessment is needed, and no evidence is named.

    ## Why it matters
    *Bracking* expects those who advise a decision maker to find out before they report. Screening out is a decision
    too. Without a source, a reader cannot tell whether nobody is affected or nobody looked.

    ## What to do
    Name at least one source that shows who uses the service or works in it, and what it says. A count of users or a
    conversation with the staff who run it will do for a small matter.

    ## Flagged
    ```yaml
    relevance:
      outcome: not_needed # REL013
    ```

    ## Accepted
    ```yaml
    relevance:
      outcome: not_needed
    evidence:
      - id: bookings
        title: Bookings of the council's meeting rooms
        date: 2025-11
        finding: All 1,240 bookings in a year were made by staff; 31 asked for a hearing loop, which stays.
    ```
    """
    if assessment.relevance.outcome == "not_needed" and not assessment.evidence:
        yield Problem(
            assessment.relevance.at("outcome"),
            f"The outcome is {_outcome(form, 'not_needed')}, but no evidence is named",
            "Under `evidence`, name what shows who is concerned and what it says, with its date.",
        )


@rule(
    "REL014",
    Severity.WARNING,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH,
)
def uncovered_activity(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Another assessment is said to cover the activity, but none is named, or it names itself.

    ## Why it matters
    Relying on an assessment made before is sound only if anybody can open it and see that it deals with this
    activity. Without its reference nobody can, and the regard that *Brown* asks for is nowhere to be seen.

    ## What to do
    Give the other assessment's reference, its `id`. If there is none yet, the outcome is `needed_later` or
    `full_needed`.

    ## Flagged
    ```yaml
    relevance: # REL014
      outcome: covered_by
    ```
    ```yaml
    id: winter-opening
    relevance:
      outcome: covered_by
      covered_by: winter-opening # REL014
    ```

    ## Accepted
    ```yaml
    id: winter-opening
    relevance:
      outcome: covered_by
      covered_by: library-hours-2025
    ```
    """
    relevance = assessment.relevance
    if relevance.outcome != "covered_by":
        return
    if not relevance.covered_by:
        message = f"The outcome is {_outcome(form, 'covered_by')}, but that assessment is not named"
    elif relevance.covered_by == assessment.id:
        message = "Another assessment is said to cover the activity, but the one named is this one"
    else:
        return
    yield Problem(
        relevance.at("covered_by"),
        message,
        "Give the reference of the other assessment, such as `covered_by: library-hours-2025`, or change the outcome.",
    )


# What the rules above share


def _answered(assessment: Assessment, form: Form, role: str, answer: str) -> Question | None:
    """The question with this role, when this is the answer to it."""
    question = form.question_with_role(role)
    given = assessment.relevance.answers.get(question.key) if question else None
    return question if given and given.answer == answer else None


def _place(question: Question) -> Path:
    return "relevance", "answers", question.key


def _asked(question: Question) -> str:
    return quote(question.text, limit=80)


def _outcome(form: Form, key: str) -> str:
    choice = form.relevance_outcomes.get(key)
    return quote(choice.label if choice else key)


def _direction(form: Form, key: str) -> str:
    choice = form.directions.get(key)
    return quote(choice.label if choice else key)


Patterns = Mapping[str, Collection[str]]
"""Group → the directions recorded for it; none when nothing was."""


def _patterns(assessment: Assessment) -> Patterns:
    """The groups for which something other than no impact is recorded, with those directions."""
    recorded = {group: assessment.directions(group) - {"none"} for group in assessment.impacts}
    return {group: directions for group, directions in recorded.items() if directions}


def _recorded(form: Form, patterns: Patterns) -> str:
    """The patterns in words: the assessment records “Positive impact” for Age and nothing for Sex."""
    alike: dict[str, list[str]] = {}
    for group, directions in patterns.items():
        labels = " with ".join(_direction(form, key) for key in sorted(directions))
        alike.setdefault(labels or "nothing", []).append(group)
    blank = alike.pop("nothing", [])
    told = [f"{labels} for {form.group_labels(groups)}" for labels, groups in alike.items()]
    if blank:
        told.append(f"nothing for {form.group_labels(blank) if len(blank) < 4 else f'{len(blank)} groups'}")
    return f"the assessment records {in_a_sentence(told)}"


def _difference(assessment: Assessment, form: Form) -> str:
    """How groups are treated differently, in words; empty when they are not.

    What is not yet known says nothing about a difference. A group left blank beside one that gains or loses does:
    as it stands, the assessment treats the two differently.
    """
    recorded = {group: assessment.directions(group) - {"unknown"} for group in assessment.impacts}
    patterns: dict[str, frozenset[str]] = {
        group: directions for group, directions in recorded.items() if directions
    }
    if assessment.felt_groups:
        blank = [group.key for group in form.required_groups if not assessment.directions(group.key)]
        patterns.update(dict.fromkeys(blank, frozenset()))
        return _recorded(form, patterns) if len(set(patterns.values())) > 1 else ""
    named = assessment.scope.groups_affected
    if named and any(group.key not in named for group in form.required_groups):
        label = quote(form.label(assessment.scope.at("groups_affected")), limit=80)
        return f"{label} names only {form.group_labels(named)}"
    return ""


def _inequalities(assessment: Assessment, form: Form) -> Iterator[str]:
    """Where the assessment speaks of an inequality between groups, in words."""
    for item in assessment.evidence:
        if item.shows_inequality:
            yield f"{quote(item.title) if item.title else 'a source'} is marked as showing an inequality"
    group_words = tuple(word for group in form.groups.values() for word in group.lexicon)
    negations = form.lexicon("negations")
    for path, answer, about_a_group in _accounts(assessment):
        for clause in clauses(answer):
            words = asserted(clause, form.lexicon("inequality"), negations)
            if not words and (about_a_group or mentions(clause, group_words)):
                words = asserted(clause, form.lexicon("gap"), negations)
            if words:
                yield f"{quote(form.label(path))} speaks of “{words[0]}”: {quote(clause, limit=80)}"


def _accounts(assessment: Assessment) -> Iterator[tuple[Path, str, bool]]:
    """The answers that describe how people fare: place, words, and whether a group is named by the place itself."""
    yield assessment.activity.at("description"), assessment.activity.description, False
    yield assessment.scope.at("explanation"), assessment.scope.explanation, False
    for item in assessment.evidence:
        yield item.at("finding"), item.finding, bool(item.groups)
    for cell in assessment.duty.cells:
        yield cell.path, cell.explanation, True
    for effect in assessment.effects:
        yield effect.at("description"), effect.description, True


def _said_besides(explanation: str, alike: list[str], form: Form) -> int:
    """How many words stand outside the clauses that speak of treating all alike, or after a “because” in them."""
    outside = word_count(explanation) - sum(map(word_count, alike))
    reasons = form.lexicon("reasons")
    return outside + sum(
        word_count(clause.partition(words[0])[2]) for clause in alike if (words := found(clause, reasons))
    )


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
