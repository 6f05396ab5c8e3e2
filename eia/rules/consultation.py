"""Rules about consultation: that the people affected were asked in time, and that what they said is told."""

from collections.abc import Iterator
from datetime import date

from eia.dates import in_words
from eia.findings import Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment, Engagement
from eia.rules import rule
from eia.rules.asked import called, groups_asked, is_dated, is_over, rounds
from eia.rules.said import tells_only_of_contact, tells_only_of_regard, tells_only_that_nobody_was_asked
from eia.text import quote

_SAY_FINDINGS = "Say under `findings` what people said, group by group where they differed."
_SAY_INFLUENCE = "Say under `influence` what was changed because of it; if nothing was, say so and why."


@rule(
    "CON001",
    Severity.ERROR,
    due="submitted",
    basis="In substance, with rigour: R (Brown) v SSWP [2008] EWHC 3158 (Admin); in Wales, WSI 2011/1064, reg 5",
)
def unexplained_silence(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Nobody was consulted, and nothing says why not.

    ## Why it matters
    Regard in substance (*Brown*) starts with knowing what a change means to people, and they know it first. In
    *Rahman v Birmingham* there had been no proper consultation, and the assessment passed over what users would lose.
    Not every activity calls for consultation; but then a reader should learn the reason, because silence looks the
    same whether it was thought about or forgotten. In Wales, people who represent those with protected
    characteristics have to be involved.

    ## What to do
    Record who was asked, when, what they said and what changed. If nobody was, give the reason under
    `engagement_none_reason`: what makes it unnecessary, or what is known already and from where. That none took place,
    or none was needed, is not a reason.

    ## Flagged
    ```yaml
    engagement: [] # CON001
    ```
    ```yaml
    engagement_none_reason: No consultation was carried out, as it was not considered necessary. # CON001
    ```

    ## Accepted
    ```yaml
    engagement_none_reason: The law fixes the fee and who pays it; the council has no choice that views could change.
    ```
    ```yaml
    engagement:
      - title: Talks at the three day centres
        start: 2025-09-08
        end: 2025-09-19
        groups: [age, disability]
        participants: 61
        findings: Most would rather have lunch later than lose the afternoon bus.
        influence: The bus stays; lunch is at one o'clock.
    ```
    """
    reason = assessment.engagement_none_reason
    if rounds(assessment, form):
        return
    if not reason:
        yield Problem(
            assessment.at("engagement"),
            "Nobody was consulted, and no reason is given",
            "Record who was asked, when, and what they said; or give the reason under `engagement_none_reason`.",
        )
    elif tells_only_that_nobody_was_asked(reason, form):
        yield Problem(
            assessment.at("engagement_none_reason"),
            f"{quote(reason)} says that nobody was consulted, not why",
            "Say what makes consultation unnecessary here, or what people said when they were last asked.",
        )


@rule(
    "CON002",
    Severity.WARNING,
    due="submitted",
    basis="R (Rahman) v Birmingham City Council [2011] EWHC 944 (Admin)",
)
def unheard_loss(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A group is expected to lose, and nobody in it was asked.

    ## Why it matters
    In *Rahman* the council lost: there had been no proper consultation, and the assessment passed over what users would
    lose. Those who lose know how much, and what would make it bearable. Asking others, even those who care for them,
    does not replace asking them.

    ## What to do
    Ask people in the group, or a body that speaks for them, before the decision. If they were among those asked, name
    the group under that consultation.

    ## Flagged
    ```yaml
    engagement:
      - title: Survey of unpaid carers
        audience: Carers of disabled people
        start: 2025-09
    impacts:
      disability:
        - direction: negative # CON002
          description: Disabled people who need a hoist lose the only pool that has one.
    ```

    ## Accepted
    ```yaml
    engagement:
      - title: Swimming with a hoist
        audience: Swimmers who use the hoist, and the disabled people's forum
        start: 2025-09
        groups: [disability]
        representative_bodies: [Disabled people's forum]
    impacts:
      disability:
        - direction: negative
          description: Disabled people who need a hoist lose the only pool that has one.
    ```
    """
    if not assessment.negative_effects or not rounds(assessment, form):
        return
    heard = set(groups_asked(assessment, form))
    for effect in assessment.negative_effects:
        if effect.group not in heard:
            heard.add(effect.group)
            yield Problem(
                effect.at("direction"),
                f"{form.group_label(effect.group)} is expected to lose, but no consultation names the group",
                "Ask people in the group, or those who speak for them, before the decision. If they were asked, add"
                f" `{effect.group}` to the `groups` of that consultation.",
            )


@rule(
    "CON003",
    Severity.WARNING,
    due="submitted",
    basis="Before and at the time of the decision: R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
)
def undated_consultation(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Nothing says when a consultation took place.

    ## Why it matters
    The duty has to be met before the decision and while it is taken (*Brown*). Without a date nobody can tell whether
    people were asked about this proposal or about an earlier one, and whether what they said came in time. “Regular
    consultation” may have ended years ago.

    ## What to do
    Give `start` and `end`; a month is enough. For meetings that go on all the time, give those at which this was
    discussed. A year in the title counts as a date.

    ## Flagged
    ```yaml
    engagement:
      - title: Regular consultation with branch staff # CON003
        findings: Staff want to keep the early shift.
    ```

    ## Accepted
    ```yaml
    engagement:
      - title: Meetings with branch staff
        start: 2025-09
        end: 2025-11
        findings: Staff want to keep the early shift.
      - title: Residents' survey 2025
        findings: Half of those under 30 come after work.
    ```
    """
    for item in rounds(assessment, form):
        if not is_dated(item):
            yield Problem(
                item.at("start"),
                f"{called(item)} has no dates",
                "Add `start` and `end`, such as `start: 2025-03`. Something regular has them too: give the meetings at"
                " which this was discussed.",
            )


@rule(
    "CON004",
    Severity.WARNING,
    due="submitted",
    basis="Views conscientiously taken into account: R v Brent LBC, ex parte Gunning (1985) 84 LGR 168",
)
def consultation_without_result(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A consultation is over, and nothing tells what people said or what changed because of it.

    ## Why it matters
    The fourth of the *Gunning* principles is that what people say is conscientiously taken into account. The record
    shows it by telling what was said, and what was changed or why nothing was. “The survey enabled us to reach
    families” tells who was met; a member who reads it learns nothing about families.

    ## What to do
    Under `findings`, say what people said, group by group where they differed, and what they disagreed on. Under
    `influence`, say what was changed because of it. If nothing was, say so and why.

    ## Flagged
    ```yaml
    engagement:
      - title: Families' survey
        status: done
        start: 2025-05
        findings: The survey enabled us to reach families across the borough. # CON004
        influence: The leaflet is now in plain English.
      - title: Day centre forum # CON004
        status: done
        start: 2025-06
      - title: Meetings with users of the day centre
        status: done
        start: 2025-06
        findings: Users fear the later bus; 31 of 48 would stop coming in winter.
        influence: Their feedback was taken into account in developing the proposals. # CON004
    ```

    ## Accepted
    ```yaml
    engagement:
      - title: Meetings with users of the day centre
        status: done
        start: 2025-06
        findings: Users fear the later bus; 31 of 48 would stop coming in winter.
        influence: From November to February the centre will close half an hour earlier.
      - title: Survey of staff
        status: done
        start: 2025-06
        findings: Staff asked for a second lift, so that wheelchair users need not wait for each other.
        influence: Nothing was changed, because the building cannot hold one; the waiting room moves downstairs instead.
      - title: Online consultation on the new hours
        status: open
        start: 2026-01-05
    ```
    """
    for item in rounds(assessment, form):
        if is_over(item, today) and item.participants != 0:
            yield from _without_result(item, form)


@rule(
    "CON005",
    Severity.ERROR,
    due="submitted",
    basis="Consultation while proposals can still change: R v Brent LBC, ex parte Gunning (1985) 84 LGR 168;"
    " R (Brown) v SSWP [2008] EWHC 3158 (Admin)",
    kinds=("full", "screening", "cumulative"),
)
def consultation_after_decision(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A consultation ends after the decision that it is meant to inform.

    ## Why it matters
    *Gunning* asks that people be consulted while proposals are still being formed, and *Brown* that the duty be met
    before the decision, with an open mind. What arrives after the decision cannot have been weighed in it, and whoever
    answers on the last day has been misled about what the answer could do.

    ## What to do
    Move the decision, or end the consultation in time for the answers to be read. If a date is wrong, correct it. What
    will be asked after the decision, about how to carry it out, belongs under `actions`.

    ## Flagged
    ```yaml
    decision:
      maker: Cabinet
      meeting_date: 2026-02-10
    engagement:
      - title: Consultation on the future of the youth centre
        start: 2026-01-05
        end: 2026-02-23 # CON005
    ```

    ## Accepted
    ```yaml
    decision:
      maker: Cabinet
      meeting_date: 2026-03-24
    engagement:
      - title: Consultation on the future of the youth centre
        start: 2026-01-05
        end: 2026-02-23
    ```
    """
    decision = assessment.decision
    if decision.date is None or decision.date.last is None or decision.result in ("deferred", "rejected"):
        return
    for item in rounds(assessment, form):
        moment = item.end or item.start
        if moment and moment.first and moment.first > decision.date.last:
            key, does = ("end", "ends") if item.end else ("start", "starts")
            when = f"{'on' if moment.is_day else 'in'} {in_words(moment)}"
            yield Problem(
                item.at(key),
                f"{called(item)} {does} {when}, after the decision of {in_words(decision.date)}",
                "Decide when the answers have been weighed, or correct the date. What is to be asked later, about how to"
                " carry the decision out, belongs under `actions`.",
            )


@rule(
    "CON006",
    Severity.WARNING,
    due="submitted",
    basis="Wales: WSI 2011/1064, reg 5, on involving people; good practice elsewhere",
)
def consultation_with_nobody_affected(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """No consultation names a group whose people were asked: only bodies, staff or people in general were.

    ## Why it matters
    Partners know a service from the side of those who run it. They cannot tell what it is like to need it, and
    a survey of everybody drowns the few it falls on. The Welsh regulations ask for the involvement of people who
    represent those with protected characteristics; elsewhere it is what makes the difference between asking about
    equality and asking about the proposal.

    ## What to do
    Name under `groups` those whose people, or bodies that speak for them, were asked. If there were none, ask them.

    ## Flagged
    ```yaml
    engagement:
      - title: Partnership board # CON006
        audience: Schools, the university and health services
        start: 2025-05
      - title: Staff briefing
        audience: Staff of the youth service
        start: 2025-06
    ```

    ## Accepted
    ```yaml
    engagement:
      - title: Partnership board
        audience: Schools, the university and health services
        start: 2025-05
      - title: Evenings at the youth centres
        audience: Members of the girls' group and of the evening for autistic young people
        start: 2025-06
        groups: [age, disability, sex]
    ```
    """
    held = rounds(assessment, form)
    if held and not groups_asked(assessment, form):
        yield Problem(
            held[0].at("groups"),
            "No consultation names a group whose people were asked",
            "Name under `groups` those whose people, or bodies that speak for them, took part. If only partners and"
            " staff were asked, ask the people affected too.",
        )


# What the rules above share


def _without_result(item: Engagement, form: Form) -> Iterator[Problem]:
    """What a finished consultation leaves untold."""
    answers = ("what people said", item.findings), ("what changed because of it", item.influence)
    untold = [what for what, answer in answers if not answer]
    if untold:
        yield Problem(
            item.at("influence" if item.findings else "findings"),
            f"{called(item)}: nothing says {in_a_sentence(untold, last='or')}",
            _SAY_INFLUENCE if item.findings else _SAY_FINDINGS,
        )
    if tells_only_of_contact(item.findings, form):
        yield Problem(
            item.at("findings"),
            f"{quote(item.findings)} says that people were reached, not what they said",
            _SAY_FINDINGS,
        )
    if tells_only_of_regard(item.influence, form):
        yield Problem(
            item.at("influence"),
            f"{quote(item.influence)} says that views were considered, not what changed because of them",
            _SAY_INFLUENCE,
        )
