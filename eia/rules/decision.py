"""Rules on the recommendation and the decision: whether they follow from what was found."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Choice, Form, in_a_sentence
from eia.model import Assessment
from eia.rules import rule
from eia.rules.claims import claims
from eia.rules.placeholders import is_placeholder
from eia.text import quote, word_count

OUTCOMES = "Equality and Human Rights Commission, the four outcomes of an assessment"


@rule("DEC001", Severity.ERROR, due="approved", basis=OUTCOMES)
def missing_recommendation(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """No recommendation is chosen.

    ## Why it matters
    The assessment exists to tell the decision maker what follows from it. The Commission's guidance knows four
    outcomes: no major change, adjust, continue despite a negative impact, stop. A report that lists effects and
    ticks none of them leaves members to draw the conclusion themselves, or not to draw it.

    ## What to do
    Choose the one outcome that follows from the impacts, and say why. If two seem to fit, the stronger one does:
    an activity that was changed because of the assessment was adjusted.

    ## Flagged
    ```yaml
    recommendation:  # DEC001
      rationale: |
        The strategy should help the groups that are furthest behind. Teachers and parents have asked for it, and
        no group was found to lose by it.
    ```

    ## Accepted
    ```yaml
    recommendation:
      outcome: no_change
      rationale: |
        The strategy should help the groups that are furthest behind. Teachers and parents have asked for it, and
        no group was found to lose by it.
    ```
    """
    recommendation = assessment.recommendation
    if recommendation.outcome or not form.outcomes:
        return
    choices = in_a_sentence((f"`{key}` ({item.label})" for key, item in form.outcomes.items()), last="or")
    yield Problem(
        recommendation.at("outcome"),
        "No recommendation is chosen",
        f"Write under `recommendation` what the assessment leads to, as `outcome:` with one of {choices}.",
    )


@rule("DEC002", Severity.ERROR, due="approved", basis=OUTCOMES)
def no_change_despite_harm(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The recommendation is to change nothing, although a negative impact remains.

    ## Why it matters
    A negative impact does not forbid an activity: the duty is one of regard, not of result (R (Baker) v Secretary of
    State [2008]). But “no major change” tells the decision maker that there is nothing to weigh. Where people
    still lose once the actions are done, that has to be said, and either changed or justified.

    ## What to do
    Say under `residual` if the actions take the negative effect away. If they do not, adjust the activity, or
    recommend that it continue despite the impact and justify it.

    ## Flagged
    ```yaml
    impacts:
      disability:
        - direction: negative
          description: People who use a wheelchair lose the only branch library they can reach by bus.
          actions: [home-delivery]
    recommendation:
      outcome: no_change  # DEC002
    ```

    ## Accepted
    The action removes the effect, and the assessment says so.
    ```yaml
    impacts:
      disability:
        - direction: negative
          description: People who use a wheelchair cannot get into the temporary entrance during the works.
          actions: [ramp]
          residual: {direction: none}
    recommendation:
      outcome: no_change
    ```
    """
    outcome = _outcome(assessment, form, "no_change")
    if outcome and assessment.lasting_negative_effects:
        yield Problem(
            assessment.recommendation.at("outcome"),
            f"The recommendation is {quote(outcome.label)}, but {_lasting(assessment, form)}",
            f"Choose another recommendation{_others(form, 'adjust', 'justify_continue')}, or record under `residual`"
            " that the actions take the impact away.",
        )


@rule("DEC003", Severity.ERROR, due="approved", basis="Equality Act 2010, section 19")
def unjustified_harm(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The recommendation is to continue despite a negative impact that nobody justifies.

    ## Why it matters
    A rule that puts a group at a disadvantage is indirect discrimination unless it is a proportionate means to a
    legitimate aim (section 19 of the Equality Act 2010). “Justification to continue” claims that it is. The
    decision maker can only accept that claim if it is made: which aim, and why nothing less harmful would do.

    ## What to do
    Write a `justification` for every negative effect that remains, group by group. Where there is none to give,
    the recommendation is another one.

    ## Flagged
    ```yaml
    impacts:
      age:
        - direction: negative
          description: Older residents without a computer can no longer renew a permit at the counter.
          actions: [phone-line]
    recommendation:
      outcome: justify_continue  # DEC003
    ```

    ## Accepted
    ```yaml
    impacts:
      age:
        - direction: negative
          description: Older residents without a computer can no longer renew a permit at the counter.
          actions: [phone-line]
          justification: |
            The counter costs as much as two home care posts and served eleven people a week. Renewal by telephone
            and by post stays, and a home visit can be asked for; keeping the counter one day a week was costed and
            would save nothing.
    recommendation:
      outcome: justify_continue
    ```
    """
    outcome = _outcome(assessment, form, "justify_continue")
    bare = {
        effect.group
        for effect in assessment.lasting_negative_effects
        if not effect.justification or is_placeholder(effect.justification, form)
    }
    if outcome and bare:
        yield Problem(
            assessment.recommendation.at("outcome"),
            f"The recommendation is {quote(outcome.label)}, but the negative impact on"
            f" {form.group_labels(bare)} is not justified",
            "Give each of these effects a `justification`: the aim it serves, and why nothing less harmful would do.",
        )


@rule("DEC004", Severity.ERROR, due="approved", basis=OUTCOMES)
def adjustment_without_change(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The recommendation is to adjust the activity, but nothing is adjusted.

    ## Why it matters
    Courts ask whether the duty was met in substance (R (Brown) v Secretary of State for Work and Pensions
    [2008]). An adjustment that names no change is a box ticked: the decision maker cannot tell what would be adopted.

    ## What to do
    List under `changes_made` what in the proposal was changed, and under `actions` what is still to be done.

    ## Flagged
    ```yaml
    recommendation:  # DEC004
      outcome: adjust
      rationale: The opening hours should suit parents of young children better than they did at first.
    ```

    ## Accepted
    ```yaml
    recommendation:
      outcome: adjust
      rationale: The opening hours should suit parents of young children better than they did at first.
      changes_made:
        - The library opens at 9.30 on two mornings, so that parents can come straight from school.
    ```
    """
    recommendation = assessment.recommendation
    outcome = _outcome(assessment, form, "adjust")
    if outcome and not recommendation.changes_made and not assessment.actions:
        yield Problem(
            recommendation.at("changes_made"),
            f"The recommendation is {quote(outcome.label)}, but there is no change and no action",
            "List under `changes_made` what was changed in the proposal, or under `actions` what will be done.",
        )


@rule("DEC005", Severity.ERROR, due="approved", basis=OUTCOMES)
def stopped_but_adopted(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The recommendation is to stop the activity, but it was adopted.

    ## Why it matters
    “Stop” says that the activity would be unlawful discrimination, or that its effect cannot be justified. If it
    went ahead, either the assessment is not the one that was before the decision maker, or the record now says
    that the council did what its own assessment calls unjustified.

    ## What to do
    Assess the activity as it was adopted, and choose the recommendation that fits. If it was adopted unchanged,
    take advice before anything is put into practice.

    ## Flagged
    ```yaml
    recommendation:
      outcome: stop
      rationale: The age limit would shut out disabled adults over 65, and no aim justifies it.
    decision:
      maker: Cabinet
      meeting_date: 2025-11-04
      result: adopted  # DEC005
    ```

    ## Accepted
    ```yaml
    recommendation:
      outcome: stop
      rationale: The age limit would shut out disabled adults over 65, and no aim justifies it.
    decision:
      maker: Cabinet
      meeting_date: 2025-11-04
      result: rejected
      reasons: Cabinet accepted the recommendation and asked for a proposal without an age limit.
    ```
    """
    outcome = _outcome(assessment, form, "stop")
    decision = assessment.decision
    if outcome and decision.is_to_go_ahead:
        how = "adopt it" if decision.result == "adopted" else "adopt it with amendments"
        yield Problem(
            decision.at("result"),
            f"The recommendation is {quote(outcome.label)}, but the decision was to {how}",
            "Assess the activity as it was adopted and choose the recommendation that fits, or correct the result.",
        )


@rule("DEC006", Severity.WARNING, due="approved", basis="Brown principle 6: keep records")
def thin_recommendation(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The reasons for the recommendation are missing, or too short to be reasons.

    ## Why it matters
    The reasons are what members and, if it comes to that, a court will read to see how the outcome follows from
    what was found. R (Brown) [2008] counts keeping such a record among the principles of due regard.

    ## What to do
    Name the effects that weighed most, for and against, and say why they lead to this outcome and not to another.

    ## Flagged
    ```yaml
    recommendation:
      outcome: no_change
      rationale: No issues identified.  # DEC006
    ```

    ## Accepted
    ```yaml
    recommendation:
      outcome: no_change
      rationale: |
        Pupils who are new to English gain most. The one risk, for autistic pupils who change school, is dealt
        with by visits before the move, so nothing was found that calls for a change.
    ```
    """
    recommendation = assessment.recommendation
    fewest = form.parameter("DEC006", "minimum_words")
    written = recommendation.rationale
    if not (recommendation.outcome or written) or is_placeholder(written, form):
        return
    label = quote(form.label(recommendation.at("rationale")))
    hint = (
        f"Say in {fewest} words or more which effects weighed most, and why they lead to this recommendation."
    )
    if not written:
        yield Problem(recommendation.at("rationale"), f"{label} is not answered", hint)
    elif word_count(written) < fewest:
        yield Problem(recommendation.at("rationale"), f"{label} says only {quote(written, limit=80)}", hint)


@rule("DEC007", Severity.ERROR, due="approved", basis="R (Bracking) v SSWP [2013] EWCA Civ 1345")
def rosy_summary(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The summary speaks of no negative, or only of positive impact, and the impacts say otherwise.

    ## Why it matters
    Members may read nothing but the summary. In R (Bracking) [2013] the decision fell because the adverse impact had
    not been put squarely to the Minister. A sentence like “the strategy is positive for all groups” does the
    opposite when a group loses, when the effect on a group is not yet known, or when nobody has looked at it.

    The reasons for the recommendation are read in the same way. A sentence about particular groups is held only
    against those groups, and an effect that the actions take away (`residual`) does not count as negative.

    ## What to do
    Say who loses and what is not known, next to what is gained; or put right the impact table, if that is wrong.

    ## Flagged
    A group loses.
    ```yaml
    impacts:
      age:
        - direction: negative
          description: Older residents who do not drive are cut off from the day centre in the evening.
    summary: The change to the bus route saves £40,000. No negative impact was identified for any group.  # DEC007
    ```
    Only one group has been looked at.
    ```yaml
    impacts:
      race:
        - direction: positive
          description: Pupils new to English are more likely to be helped by somebody who speaks their language.
    summary: |  # DEC007
      The strategy will have a positive effect on protected groups.
    ```

    ## Accepted
    ```yaml
    impacts:
      age:
        - direction: negative
          description: Older residents who do not drive are cut off from the day centre in the evening.
      religion_belief:
        - direction: none
          description: No place of worship lies on the part of the route that is cut, and Sunday buses stay.
    summary: |
      The change to the bus route saves £40,000. No adverse impact was found for religion or belief. About sixty
      older residents who do not drive can no longer get home from the day centre in the evening.
    ```
    """
    for path, written in (
        (assessment.at("summary"), assessment.summary),
        (assessment.recommendation.at("rationale"), assessment.recommendation.rationale),
    ):
        for claim in claims(written, form):
            facts = [*claim.against(assessment, form)]
            if facts:
                yield Problem(
                    path,
                    f"{quote(form.label(path))} says {quote(claim.words, limit=80)}, but {in_a_sentence(facts)}",
                    "Say in the same place who loses and what is not known, or put right the impacts.",
                    claim.words,
                )


@rule("DEC008", Severity.WARNING, due="approved", basis="W v Birmingham [2011] EWHC 1147")
def no_alternative(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A serious negative impact stands, and no other way was considered.

    ## Why it matters
    In W v Birmingham [2011] the council lost, among other things, because no less drastic option had been
    considered. To say that a harm is justified is to say that nothing less harmful would reach the aim; that
    cannot be judged when only one way is on the table.

    A negative impact counts as serious here when it is rated near the top of the form's scale, if the form has
    one, or when the recommendation is to continue despite it.

    ## What to do
    Describe the ways that were weighed, with what each would do to the groups and why it was or was not chosen.

    ## Flagged
    ```yaml
    impacts:
      disability:
        - direction: negative
          level: high
          description: Adults with substantial needs lose two visits a week, and with them help to wash and eat.
          actions: [telephone-checks]
    recommendation:
      outcome: adjust  # DEC008
    ```
    ```yaml
    impacts:
      disability:
        - direction: negative
          description: Adults with substantial needs lose two visits a week.
          justification: The budget has to be balanced.
    recommendation:
      outcome: justify_continue  # DEC008
    ```

    ## Accepted
    ```yaml
    impacts:
      disability:
        - direction: negative
          description: Adults with substantial needs lose two visits a week.
          justification: The council must balance its budget, and the other ways to do it would harm more people.
    options:
      - id: fewer-visits
        title: Fewer visits for substantial needs
        equality_effect: About 90 disabled adults lose two visits a week each.
        chosen: yes
        reason: It is the option that leaves everybody with some care.
      - id: close-centre
        title: Close one day centre
        equality_effect: 140 disabled adults lose their only day out, and their carers lose respite.
        chosen: no
        reason: It would harm more people and carers too.
    recommendation:
      outcome: justify_continue
    ```
    """
    fewest = form.parameter("DEC008", "minimum_options")
    described = sum(bool(option.title or option.description) for option in assessment.options)
    outcome = _outcome(assessment, form, "justify_continue")
    high = {
        effect.group
        for effect in assessment.lasting_negative_effects
        if form.is_high(effect.residual.level or effect.level)
    }
    if described >= fewest or not assessment.lasting_negative_effects or not (outcome or high):
        return
    reason = (
        f"The recommendation is {quote(outcome.label)}"
        if outcome
        else f"The negative impact on {form.group_labels(high)} is rated high"
    )
    number = {0: "no other way is described", 1: "only one way is described"}
    yield Problem(
        assessment.at("options") if assessment.options else assessment.recommendation.at("outcome"),
        f"{reason}, but {number.get(described, f'only {described} ways are described')}",
        f"Describe {fewest} or more ways to reach the aim under `options`, each with its effect on equality.",
    )


@rule("DEC010", Severity.WARNING, due="approved", basis="Fairer Scotland Duty assessment, stage 4: decision")
def silent_on_change(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Nothing says what the assessment changed, or why it changed nothing.

    ## Why it matters
    An assessment is meant to shape the decision, not to follow it. The Fairer Scotland assessment asks outright:
    what changes, and why; and if nothing, why not. The answer shows whether there was an open mind.

    ## What to do
    List what was changed in the proposal, however small, under `changes_made`; or say under `no_change_reason` why
    nothing had to be.

    ## Flagged
    ```yaml
    recommendation:  # DEC010
      outcome: no_change
      rationale: All groups of pupils are likely to gain, and those who are furthest behind most.
    ```

    ## Accepted
    ```yaml
    recommendation:
      outcome: no_change
      rationale: All groups of pupils are likely to gain, and those who are furthest behind most.
      no_change_reason: The strategy was drafted with the Parent Carer Forum, whose changes are in it already.
    ```
    """
    recommendation = assessment.recommendation
    outcome = form.outcomes.get(recommendation.outcome)
    told = recommendation.changes_made or recommendation.no_change_reason
    if outcome is None or told or outcome.role in ("adjust", "stop"):
        return
    yield Problem(
        recommendation.at("no_change_reason"),
        "Nothing says what the assessment changed, or why it changed nothing",
        "List under `changes_made` what was changed in the proposal, or say why nothing was, as `no_change_reason`.",
    )


@rule(
    "DEC011",
    Severity.WARNING,
    due="approved",
    basis="Brown principles 2 and 3: before the decision, an open mind",
)
def recommendation_before_views(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The recommendation is fixed while people are still being asked.

    ## Why it matters
    The duty has to be met before the decision and with an open mind (R (Brown) [2008]). People who are asked once the
    outcome is settled cannot change it, and the assessment goes to the decision maker without what they said.

    ## What to do
    Wait for the consultation, record what people said and what changed, and then recommend. If it is over, set
    `status: done`. If it is about how to carry the decision out, record it under `actions` instead.

    ## Flagged
    ```yaml
    engagement:
      - title: Survey of day centre users
        status: open  # DEC011
        start: 2026-01-05
    recommendation:
      outcome: no_change
    ```

    ## Accepted
    ```yaml
    engagement:
      - title: Survey of day centre users
        status: done
        start: 2025-09-01
        end: 2025-11-28
        findings: Users feared the later bus home; 31 of 48 would stop coming in winter.
        influence: The centre will close half an hour earlier from November to February.
    recommendation:
      outcome: no_change
    ```
    """
    if not assessment.recommendation.outcome:
        return
    for item in assessment.engagement:
        if item.status in ("open", "planned"):
            name = quote(item.title) if item.title else "a consultation"
            still = "still open" if item.status == "open" else "still to come"
            yield Problem(
                item.at("status"),
                f"A recommendation is made, but {name} is {still}",
                "Record what people said and what changed before you recommend, or set `status: done` if it is over.",
            )


def _outcome(assessment: Assessment, form: Form, role: str) -> Choice | None:
    """The outcome chosen, if it means `role`."""
    outcome = form.outcomes.get(assessment.recommendation.outcome)
    return outcome if outcome and outcome.role == role else None


def _others(form: Form, *roles: str) -> str:
    labels = [quote(item.label) for item in form.outcomes.values() if item.role in roles]
    return f", such as {in_a_sentence(labels, last='or')}" if labels else ""


def _lasting(assessment: Assessment, form: Form) -> str:
    groups = {effect.group for effect in assessment.lasting_negative_effects}
    return f"a negative impact remains for {form.group_labels(groups)}"
