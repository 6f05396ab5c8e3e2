"""Rules about the outcome of the relevance test: that it follows from the answers, fits the rest, and is explained."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import SCREENED_OUT, Assessment
from eia.rules import rule
from eia.rules.answers import BOTH_KINDS, admitted
from eia.rules.labels import asked, outcome_label
from eia.rules.patterns import felt_or_unknown, in_words
from eia.text import clauses, found, mentions, quote, word_count

SETTLED = ("full_needed", "not_needed")
"""The outcomes that settle whether a full assessment is needed; the others put it off or point elsewhere."""


@rule(
    "REL008",
    Severity.ERROR,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH_KINDS,
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
            f"The outcome is {outcome_label(form, outcome)}, but answering {given} to {asked(question)} leads to"
            f" {outcome_label(form, required)}",
            f"Write `outcome: {required}`, or correct the answer if it was wrong.",
        )


@rule(
    "REL009",
    Severity.ERROR,
    due="submitted",
    basis="Records of how equality was considered: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH_KINDS,
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
    if relevance.outcome not in SCREENED_OUT:
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
        f"The outcome {outcome_label(form, relevance.outcome)} {told}",
        f"In {minimum} words or more, say which groups you thought of, what you looked at, and why nothing changes"
        " for them.",
    )


@rule(
    "REL010",
    Severity.ERROR,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH_KINDS,
)
def outcome_against_impacts(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The outcome of the relevance test does not fit the rest: impacts where none was needed, or the reverse.

    ## Why it matters
    The outcome tells a reader whether to look for an analysis. Where it says that none is needed and impacts follow
    all the same, the test was answered without them; where it says that one is needed and nothing follows, the
    assessment stopped at the first page. Either way the record does not show regard in substance (*Brown*).

    ## What to do
    Make the outcome of the relevance test and the impacts agree. If a group gains, loses or might, the outcome is
    `full_needed`: assess every group. If nothing changes for anybody, keep `not_needed`, make the assessment a
    `screening`, and leave the impacts out.

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
    pattern = felt_or_unknown(assessment)
    if outcome == "not_needed" and pattern and not form.screens_impacts:
        contradiction = in_words(form, pattern)
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
        f"The outcome is {outcome_label(form, outcome)}, but {contradiction}",
        hint,
    )


@rule(
    "REL011",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010, s.149(1)",
    kinds=BOTH_KINDS,
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
    other = admitted(assessment, form, "aims", "affects_groups", "adverse", "differential")
    if relevance.outcome in ("full_needed", "needed_later"):
        contradiction = f"the outcome is {outcome_label(form, relevance.outcome)}"
    elif other:
        contradiction = f"the answer to {asked(other)} is yes"
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
    kinds=BOTH_KINDS,
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
                alike[0],
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
    if assessment.relevance.outcome in SCREENED_OUT and not assessment.evidence:
        yield Problem(
            assessment.relevance.at("outcome"),
            f"The outcome is {outcome_label(form, assessment.relevance.outcome)}, but no evidence is named",
            "Under `evidence`, name what shows who is concerned and what it says, with its date.",
        )


@rule(
    "REL014",
    Severity.WARNING,
    due="submitted",
    basis="Regard in substance, with rigour and an open mind: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=BOTH_KINDS,
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
        message = f"The outcome is {outcome_label(form, 'covered_by')}, but that assessment is not named"
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


def _said_besides(explanation: str, alike: list[str], form: Form) -> int:
    """How many words stand outside the clauses that speak of treating all alike, or after a “because” in them."""
    outside = word_count(explanation) - sum(map(word_count, alike))
    reasons = form.lexicon("reasons")
    return outside + sum(
        word_count(clause.partition(words[0])[2]) for clause in alike if (words := found(clause, reasons))
    )
