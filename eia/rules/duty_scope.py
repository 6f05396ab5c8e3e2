"""Rules about how the equality duty meets the impacts, and how the duty is quoted."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from eia.findings import Path, Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment
from eia.rules import rule
from eia.rules.cells import aim_label, marked, within_the_duty
from eia.rules.days import day_of_use
from eia.rules.duty import EQUALITY, MARRIAGE
from eia.rules.labels import direction_label
from eia.rules.narrative import arguments
from eia.text import found, mentioning, mentions, quote


class Exclusion(NamedTuple):
    """What Schedule 18 to the Equality Act 2010 takes out of the duty."""

    sector: str
    groups: tuple[str, ...]
    aims: tuple[str, ...]
    """The aims it takes out; none for the duty as a whole."""
    where: str


EXCLUSIONS = (
    Exclusion("schools", ("age",), (), "education and services for pupils in schools"),
    Exclusion("childrens_homes", ("age",), (), "children's homes"),
    Exclusion("immigration", ("age", "race", "religion_belief"), ("advance",), "immigration functions"),
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n")


@rule(
    "DTY005",
    Severity.INFO,
    due="submitted",
    basis="Equality Act 2010, s.149(3) and (5)",
)
def unnamed_part_of_an_aim(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An aim is marked for groups without saying which part of it is meant.

    ## Why it matters
    Section 149 takes two of its aims apart. To advance equality of opportunity is to remove disadvantage, to meet
    different needs and to encourage people to take part where few do; to foster good relations is to tackle prejudice
    and to promote understanding. Naming the part turns a good intention into something that can be done.

    ## What to do
    Write the cell as an explanation and the parts it is about. One part is enough.

    ## Flagged
    ```yaml
    duty:
      age:
        advance: Older people use the bus most, and without a late one they go out less. # DTY005
      disability:
        advance: Every other bus has no ramp.
    ```

    ## Accepted
    ```yaml
    duty:
      age:
        advance:
          explanation: Older people use the bus most, and without a late one they go out less.
          limbs: [encourage_participation]
      disability:
        eliminate: Two buses without a ramp are taken out of service, so that no wheelchair user is turned away.
        advance:
          explanation: Every other bus has no ramp.
          limbs: [remove_disadvantage, meet_needs]
    ```
    """
    for aim, limbs in form.limbs.items():
        cells = [
            cell
            for cell in marked(assessment, form)
            if cell.aim == aim and not cell.limbs and within_the_duty(cell, form)
        ]
        if limbs and cells:
            groups = form.group_labels(cell.group for cell in cells)
            parts = in_a_sentence((f"`{key}`" for key in limbs), last="or")
            yield Problem(
                cells[0].path,
                f"{aim_label(form, aim)} is marked for {groups} without saying which part of the aim is meant",
                f"Write the cell as `{{explanation: …, limbs: […]}}`; the parts are {parts}.",
            )


@rule(
    "DTY006",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010, s.149(1)",
)
def effect_outside_the_aims(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A protected group gains or loses, but no aim of the duty is marked for it.

    ## Why it matters
    Section 149(1) asks for regard to the three aims for everybody who shares a protected characteristic. A group that
    gains or loses concerns at least one of them; if none is marked, the effect was found and the duty was not
    thought of, or the other way round.

    ## What to do
    Mark the aim that the effect helps or hinders, and say why. If there is no effect after all, correct the impact.

    ## Flagged
    ```yaml
    duty:
      age:
        advance: Older people use the bus most, and without a late one they go out less.
    impacts:
      age:
        - direction: negative
          description: Older residents can no longer come home from the theatre by bus.
      sex:
        - direction: negative # DTY006
          description: Women, who feel less safe on foot at night, lose the bus that stopped at their street.
    ```

    ## Accepted
    ```yaml
    duty:
      age:
        advance: Older people use the bus most, and without a late one they go out less.
      sex:
        advance: Women drive less and feel less safe on foot at night than men.
    impacts:
      age:
        - direction: negative
          description: Older residents can no longer come home from the theatre by bus.
      sex:
        - direction: negative
          description: Women, who feel less safe on foot at night, lose the bus that stopped at their street.
      race:
        - direction: none
          description: The estates where most residents of minority ethnic groups live keep their late bus.
    ```
    """
    cells = marked(assessment, form)
    if not cells and not assessment.duty.not_relevant:
        return
    considered = {cell.group for cell in cells}
    for key in assessment.impacts:
        group = form.groups.get(key)
        effect = next(
            (
                effect
                for effect in assessment.impacts[key]
                if effect.is_felt and (key != MARRIAGE or effect.population in ("staff", "both"))
            ),
            None,
        )
        if effect and group and group.is_statutory and key not in considered:
            yield Problem(
                effect.at("direction"),
                f"{direction_label(form, effect.direction)} is recorded for {group.label}, but no aim of the equality"
                " duty is marked for it",
                f"Under `duty`, mark the aim that this helps or hinders for {group.label}, and say why.",
            )


@rule(
    "DTY007",
    Severity.WARNING,
    due="submitted",
    basis="Equality Act 2010, s.149(1)",
)
def aim_without_effect(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An aim is marked as relevant for a group on which there is said to be no impact.

    ## Why it matters
    If an aim of section 149(1) is relevant for a group, something about the activity can help or hinder it. “No impact”
    then means either that an opportunity is left unused, which is worth knowing, or that one of the two answers was
    not thought through.

    ## What to do
    Say what the activity does for the aim, as an impact on the group; or take the mark away.

    ## Flagged
    ```yaml
    duty:
      race:
        foster: The two halves of the estate hardly meet. # DTY007
    impacts:
      race:
        - direction: none
          description: The hall is let to anybody, on the same terms as before.
    ```

    ## Accepted
    ```yaml
    duty:
      race:
        foster: The two halves of the estate hardly meet.
    impacts:
      race:
        - direction: positive
          description: A shared kitchen on Saturdays brings together families who let the hall on different days.
    ```
    """
    for cell in marked(assessment, form):
        if assessment.directions(cell.group) == {"none"} and within_the_duty(cell, form):
            yield Problem(
                cell.path,
                f"{form.group_label(cell.group)} is marked under {aim_label(form, cell.aim)}, but the impact recorded"
                f" for it is {direction_label(form, 'none')}",
                "Say under `impacts` what the activity does for this aim, or take the mark away.",
            )


@rule(
    "DTY008",
    Severity.INFO,
    due="submitted",
    basis="Equality Act 2010, Schedule 18",
)
def exception_to_the_duty(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The duty is applied where Schedule 18 makes an exception, and the assessment does not say so.

    ## Why it matters
    Schedule 18 takes age out of the duty for what schools provide to their pupils and for children's homes, and takes
    the second aim out of it for age, race and religion or belief in immigration functions. It is lawful and often
    sensible to look at the effect all the same, but members should know that the law does not ask for it there. Race
    means nationality and ethnic or national origins in that exception, not colour.

    ## What to do
    Keep the answer, mention Schedule 18, and say what the exception leaves: staff, families, children under school age.

    ## Flagged
    ```yaml
    activity:
      sectors: [schools]
    duty:
      age:
        advance: The youngest pupils of a year start behind the oldest. # DTY008
    ```
    ```yaml
    activity:
      sectors: [immigration]
    duty:
      race:
        advance: Applicants from some countries wait longer. # DTY008
    ```

    ## Accepted
    ```yaml
    activity:
      sectors: [schools]
    duty:
      age:
        advance: |
          The youngest pupils of a year start behind the oldest. For pupils in school this falls under the exception in
          Schedule 18; nursery classes and families, who are helped as well, do not.
    ```
    """
    for exclusion in EXCLUSIONS:
        if exclusion.sector not in assessment.activity.sectors:
            continue
        for group in exclusion.groups:
            claims = tuple(_claims(assessment, form, exclusion, group))
            if claims and not any(mentions(words, form.lexicon("schedule_18")) for _, words in claims):
                aims = in_a_sentence(aim_label(form, aim) for aim in exclusion.aims)
                what = f"{aims} in the equality duty does" if aims else "The equality duty does"
                yield Problem(
                    claims[0][0],
                    f"{what} not apply to {form.group_label(group)} in {exclusion.where} (Schedule 18)",
                    "Keep the answer if it is useful, mention Schedule 18, and say whom the exception leaves.",
                )


@rule(
    "DTY009",
    Severity.WARNING,
    due="submitted",
    basis="Equality Act 2010, s.149(1)",
    kinds=("screening", "full", "cumulative"),
)
def misquoted_duty(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The equality duty is quoted wrongly: “due consideration”, or a list without harassment and victimisation.

    ## Why it matters
    Members and courts look first at whether the right question was asked. Section 149(1) asks for due regard, which
    is more than consideration, to the need to eliminate discrimination, harassment, victimisation and other prohibited
    conduct. The first of the six principles in *Brown* is that those who decide are aware of the duty; a wrong
    quotation tells them of another.

    ## What to do
    Quote the duty in the words of the Act, or leave the quotation to the statement that the report prints by itself.

    ## Flagged
    ```yaml
    summary: |
      The plan helps older residents most.
      Due consideration was given to the equality duty in section 149. # DTY009
    ```
    ```yaml
    summary: |
      The plan will help to eliminate discrimination, advance equality of opportunity and foster good relations. # DTY009
    ```

    ## Accepted
    ```yaml
    summary: |
      Due regard was had to the need to eliminate discrimination, harassment and victimisation, to advance equality of
      opportunity and to foster good relations (section 149). The plan helps older residents most.
    ```
    """
    aims = form.lexicon("duty_aims")
    answers = arguments(assessment)
    for path, answer in mentioning(answers, form.lexicon("not_regard")):
        for sentence in _sentences(answer, form.lexicon("not_regard")):
            if mentions(sentence, form.lexicon("duty_names")):
                regard = found(sentence, form.lexicon("not_regard"))[0]
                yield Problem(
                    path,
                    f"{quote(form.label(path), limit=80)} says {quote(regard)} where the Act says “due regard”",
                    "Write “due regard”, which is what section 149 asks for.",
                    regard,
                )
    for path, answer in mentioning(answers, aims):
        for sentence in _sentences(answer, aims):
            missing = [word for word in form.lexicon("duty_conduct") if not mentions(sentence, (word,))]
            if missing and all(mentions(sentence, (word,)) for word in aims):
                yield Problem(
                    path,
                    f"{quote(form.label(path), limit=80)} lists the aims of the duty without {in_a_sentence(missing)}",
                    "Name all that the first aim names: discrimination, harassment and victimisation.",
                    found(sentence, aims[:1])[0],
                )


@rule(
    "DTY010",
    Severity.WARNING,
    due="submitted",
    basis="Equality Act 2010, s.149, in force from 5 April 2011",
    kinds=("screening", "full", "cumulative"),
)
def repealed_duty(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A law that the Equality Act 2010 replaced is cited as if it still applied.

    ## Why it matters
    Since 5 April 2011 there has been one equality duty in Great Britain, with nine characteristics and three aims. The
    earlier ones knew race, disability and gender only. A text that cites them was copied from an older assessment, and
    so, probably, was its thinking.

    ## What to do
    Cite the Equality Act 2010, and look again at the groups that the older law left out. Where an old law is mentioned
    as history, say that it was replaced.

    ## Flagged
    ```yaml
    activity:
      description: All entrances will be DDA compliant by 2027. # DTY010
    ```

    ## Accepted
    ```yaml
    activity:
      description: |
        All entrances will be accessible by 2027, as the duty to make adjustments in the Equality Act 2010 requires. The
        survey of 2009 was made under the Disability Discrimination Act, which has since been replaced.
    ```
    """
    day = day_of_use(assessment, today)
    if day is None or form.duty_on(EQUALITY, day) is None:
        return
    for path, answer in mentioning(arguments(assessment), form.lexicon("repealed_duties")):
        for sentence in _sentences(answer, form.lexicon("repealed_duties")):
            if not mentions(sentence, form.lexicon("history")):
                cited = found(sentence, form.lexicon("repealed_duties"))[0]
                yield Problem(
                    path,
                    f"{quote(form.label(path), limit=80)} cites {quote(cited)}, which the Equality Act 2010 replaced",
                    "Cite the Equality Act 2010, or say that the older law has been replaced.",
                    cited,
                )


# What the rules above share


def _sentences(text: str, lexicon: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences of an answer that have a word of the lexicon."""
    return tuple(sentence for sentence in _SENTENCE_END.split(text) if mentions(sentence, lexicon))


def _claims(
    assessment: Assessment, form: Form, exclusion: Exclusion, group: str
) -> Iterator[tuple[Path, str]]:
    """Where the assessment applies the duty to a group in spite of an exclusion: places and words."""
    for cell in marked(assessment, form):
        if cell.group == group and (not exclusion.aims or cell.aim in exclusion.aims):
            yield cell.path, cell.explanation
    for effect in assessment.impacts.get(group, ()):
        if effect.is_felt and not exclusion.aims:
            yield effect.at("description"), f"{effect.description} {effect.justification}"
