"""Rules that follow from the law of one nation: what its regulations ask for and those of the others do not."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Choice, Form, Group, in_a_sentence
from eia.model import Assessment, Effect
from eia.rules import Where, rule
from eia.rules.asked import rounds
from eia.rules.days import day_of_use
from eia.text import quote

GOOD_RELATIONS = "good_relations"
"""The role of the aim in section 75(2) of the Northern Ireland Act 1998."""
_KINDS = ("screening", "full")

WITH_GOOD_RELATIONS = Where(
    "has a duty of its own to promote good relations",
    lambda form: form.asks_each_aim and any(aim.role == GOOD_RELATIONS for aim in form.aims.values()),
)
WITH_EACH_AIM = Where("asks about each aim of the duty by itself", lambda form: form.asks_each_aim)
WITH_BODIES = Where(
    "asks for people who represent the groups to be involved",
    lambda form: form.parameter("NAT004", "minimum_bodies") > 0,
)


@rule(
    "NAT002",
    Severity.ERROR,
    due="submitted",
    basis="Northern Ireland Act 1998, s.75(2)",
    kinds=_KINDS,
    only=WITH_GOOD_RELATIONS,
)
def unanswered_good_relations(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Nothing is said about good relations for a category to which that duty applies.

    ## Why it matters
    Section 75(2) is a duty of its own: regard to the desirability of promoting good relations between persons of
    different religious belief, political opinion or racial group. An answer on equality of opportunity does not answer
    it. A policy that treats everybody alike can still keep two communities apart, or bring them together.

    ## What to do
    Add for each of the three categories an impact with `aim: good_relations`: which way it goes, how large it is, and
    why. Where there is none, say so with `direction: none` and the reason.

    ## Flagged
    ```yaml
    form: northern_ireland
    kind: screening
    impacts:
      religion_belief: # NAT002
        - aim: equality_of_opportunity
          direction: none
          description: The leisure centre is used by both main communities, and both keep their hours.
      race:
        - aim: good_relations
          direction: none
          description: Clubs of newcomers keep the evenings they share with the older clubs of the town.
      political_opinion:
        - aim: good_relations
          direction: positive
          level: minor
          description: Supporters of both parties' youth clubs meet in the same sports hall for the first time.
    ```

    ## Accepted
    ```yaml
    form: northern_ireland
    kind: screening
    impacts:
      religion_belief:
        - aim: good_relations
          direction: positive
          level: minor
          description: Schools of both traditions share the pool on two mornings and travel there on one bus.
      race:
        - aim: good_relations
          direction: none
          description: Clubs of newcomers keep the evenings they share with the older clubs of the town.
      political_opinion:
        - aim: good_relations
          direction: none
          description: No group of any political opinion hires the halls, and the rules on flags stay as they are.
    ```
    """
    for aim in form.aims.values():
        if aim.role == GOOD_RELATIONS:
            yield from _unanswered(assessment, form, aim, today)


@rule(
    "NAT003",
    Severity.ERROR,
    due="submitted",
    basis="SSI 2012/162, regulation 5, in Scotland; Northern Ireland Act 1998, s.75(1)",
    kinds=_KINDS,
    only=WITH_EACH_AIM,
)
def unanswered_need(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A group has an answer for one need of the duty and none for another.

    ## Why it matters
    Regulation 5 in Scotland asks what applying the policy would do “against the needs” in section 149(1), and there are
    three. A new service may help disabled people to take part and do nothing against harassment; an answer that says
    “positive” without saying at what hides that. For marriage and civil partnership only the first need counts.

    ## What to do
    Add an impact for each need, with `aim:` and the direction. Where nothing changes, choose `none` and say why.

    ## Flagged
    ```yaml
    form: scotland
    impacts:
      disability: # NAT003
        - aim: eliminate
          direction: positive
          description: Stewards trained to deal with abuse of disabled passengers will be on the late trains.
        - aim: advance
          direction: positive
          description: Passengers who use a wheelchair can board without having to book the day before.
    ```
    ```yaml
    form: scotland
    impacts:
      marriage_civil_partnership:
        - direction: none # NAT003
          description: Staff who are married and staff who are not apply for the same leave in the same way.
    ```

    ## Accepted
    ```yaml
    form: scotland
    impacts:
      disability:
        - aim: eliminate
          direction: positive
          description: Stewards trained to deal with abuse of disabled passengers will be on the late trains.
        - aim: advance
          direction: positive
          description: Passengers who use a wheelchair can board without having to book the day before.
        - aim: foster
          direction: none
          description: The new trains seat disabled passengers and others where they sat in the old ones.
      marriage_civil_partnership:
        - aim: eliminate
          direction: none
          description: Staff who are married and staff who are not apply for the same leave in the same way.
    ```
    """
    for effect in assessment.effects:
        if not effect.aim and effect.group in form.groups and form.groups[effect.group].aims:
            aims = in_a_sentence((f"`{key}`" for key in form.groups[effect.group].aims), last="or")
            yield Problem(
                effect.at("aim"),
                f"{form.group_label(effect.group)}: an impact does not say which need of the duty it is about",
                f"Add `aim:` with {aims} to it. An impact on two of them is two impacts, each with its own reasons.",
            )
    for aim in form.aims.values():
        if aim.role != GOOD_RELATIONS:
            yield from _unanswered(assessment, form, aim, today)


@rule(
    "NAT004",
    Severity.ERROR,
    due="submitted",
    basis="WSI 2011/1064, regulations 5 and 8, in Wales",
    only=WITH_BODIES,
)
def uninvolved_representatives(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Nobody who represents people with protected characteristics was involved.

    ## Why it matters
    In Wales it is not enough to ask the public. Regulation 5 says that an authority must involve such persons as it
    considers represent the interests of people who share a protected characteristic and have an interest in how it
    works, and regulation 8 applies that to an assessment. A form on a web page involves nobody.

    ## What to do
    Name who was involved under `representative_bodies` of the consultation: a disabled people's organisation, an
    access group, a faith forum, a youth council. If nobody was, do it before the decision.

    ## Flagged
    ```yaml
    form: wales
    engagement: # NAT004
      - title: Survey on the library's website
        start: 2025-09-01
        end: 2025-10-12
        participants: 211
    ```

    ## Accepted
    ```yaml
    form: wales
    engagement:
      - title: Meetings about the library's new hours
        start: 2025-09-01
        end: 2025-10-12
        groups: [disability, age]
        representative_bodies: [Access Group, Fifty Plus Forum]
        participants: 34
    ```
    """
    minimum = form.parameter("NAT004", "minimum_bodies")
    held = rounds(assessment, form)
    named = {body.casefold() for item in held for body in item.representative_bodies}
    if not held or len(named) >= minimum:
        return
    told = (
        f"only {len(named)} of the {minimum} that the form asks for are named" if named else "none is named"
    )
    yield Problem(
        assessment.at("engagement"),
        f"People who represent the groups must be involved, and {told}",
        "Name them under `representative_bodies` of the consultation they took part in. If none was involved, do it"
        " before the decision.",
        at_name=True,
    )


# What the rules above share


def _unanswered(assessment: Assessment, form: Form, aim: Choice, today: date) -> Iterator[Problem]:
    """The groups that have some answer, but none for this aim, though it applies to them.

    A group without any answer is IMP001's.
    """
    for group in form.groups_required_on(day_of_use(assessment, today)):
        row = assessment.impacts.get(group.key, ())
        if aim.key in group.aims and row and not _answers(row, group, aim):
            yield Problem(
                assessment.at("impacts", group.key),
                f"{group.label}: nothing is recorded for {quote(aim.label)}",
                f"Add an impact with `aim: {aim.key}` and its direction; where nothing changes, `direction: none` and"
                " the reason.",
                at_name=True,
            )


def _answers(row: tuple[Effect, ...], group: Group, aim: Choice) -> bool:
    """Whether an impact is about the aim, or may be: one that names none is told by itself."""
    return any(effect.aim == aim.key or not effect.aim for effect in row)
