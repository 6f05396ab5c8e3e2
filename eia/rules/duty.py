"""Rules about the general equality duty: that each of its aims is settled, for the groups it protects."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Choice, Form, Group, in_a_sentence
from eia.model import Assessment, DutyCell
from eia.rules import rule
from eia.rules.cells import aim_label, marked
from eia.rules.days import day_of_use
from eia.rules.placeholders import is_placeholder
from eia.text import quote, words

EQUALITY = "equality"
"""What a form calls the general duty, which has the day from which it took the place of those before it."""
MARRIAGE = "marriage_civil_partnership"
"""Marriage and civil partnership (Equality Act 2010, s.8), which the Act protects at work and not elsewhere."""


@rule(
    "DTY001",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010, s.149(1); R (Meany) v Harlow DC [2009] EWHC 559 (Admin)",
)
def unsettled_aim(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An aim of the equality duty is neither marked for any group nor explained as not relevant, or is both.

    ## Why it matters
    Section 149(1) names three aims, and *Meany* shows that regard must be paid to each: the council lost because
    its attention to equality was general and not to what the statute lists. An aim that nobody mentions looks like
    one that nobody thought of.

    ## What to do
    For each aim, mark the groups for which it is relevant and say why. If it is relevant for no group, give the
    reason under `not_relevant`. One or the other, not both.

    ## Flagged
    ```yaml
    duty: # DTY001
      age:
        advance: Older people use the bus most, and without a late one they go out less.
    ```
    ```yaml
    duty:
      race:
        foster: N/A
      not_relevant: # DTY001
        eliminate: The new timetable changes when buses run; conduct on them stays under the policy of 2024.
        advance: Every stop keeps the same number of buses a day, in the same hours as now.
    ```
    ```yaml
    duty:
      age:
        eliminate: Drivers will be trained to wait until older passengers are seated.
        advance: Older people use the bus most, and without a late one they go out less.
        foster: Pupils and older passengers complain of each other on the 15:40 bus, which is split in two.
      not_relevant:
        foster: Timetables neither bring people together nor keep them apart. # DTY001
    ```

    ## Accepted
    ```yaml
    duty:
      age:
        advance: Older people use the bus most, and without a late one they go out less.
      disability:
        eliminate: Two buses without a ramp are taken out of service, so that no wheelchair user is turned away.
        advance: Wheelchair users will be able to rely on every bus, and not only on every other one.
      not_relevant:
        foster: Timetables neither bring people together nor keep them apart.
    ```
    """
    duty = form.duties.get(EQUALITY)
    if duty and not duty.applies(day_of_use(assessment, today)):
        return
    found = {cell.aim for cell in marked(assessment, form)}
    explained = {
        aim for aim, reason in assessment.duty.not_relevant.items() if not is_placeholder(reason, form)
    }
    if form.aims and not form.aims.keys() & (found | explained):
        listed = in_a_sentence(quote(aim.label) for aim in form.aims.values())
        yield Problem(
            assessment.duty.path,
            f"Nothing is said about the aims of the equality duty: {listed}",
            "For each aim, mark the groups for which it is relevant and say why, or explain under `not_relevant` why"
            " it is relevant for none.",
        )
        return
    for aim in form.aims.values():
        if aim.key in found and aim.key in explained:
            groups = form.group_labels(cell.group for cell in marked(assessment, form) if cell.aim == aim.key)
            yield Problem(
                assessment.duty.at("not_relevant", aim.key),
                f"{quote(aim.label)} is explained as not relevant, but it is marked for {groups}",
                "Keep one of the two: the marks, or the reason why the aim is not relevant for any group.",
            )
        elif aim.key not in found and aim.key not in explained:
            yield Problem(
                assessment.duty.at("not_relevant", aim.key),
                f"{quote(aim.label)} is marked for no group, and nothing says why it is not relevant",
                f"Mark the groups for which it is relevant with `{aim.key}:` and the reason, or explain it under"
                " `not_relevant`.",
            )


@rule(
    "DTY002",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010, s.149(7)",
)
def aim_outside_the_duty(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An aim of the duty is marked for a group that it does not protect.

    ## Why it matters
    The duty to advance equality of opportunity and to foster good relations covers eight characteristics: section
    149(7) leaves out marriage and civil partnership, for which only the first aim applies. Groups that a council adds
    of its own accord, such as carers, are not in section 149 at all. A wrong mark tells members that the law asks for
    something it does not.

    ## What to do
    Take away the mark for a group that the aim does not protect. If there is an effect on the group, it belongs
    with the impacts, where any group can stand.

    ## Flagged
    ```yaml
    duty:
      marriage_civil_partnership:
        eliminate: Married staff were left out of the relocation offer until last year.
        foster: Couples of different backgrounds will meet at the open day. # DTY002
    ```
    ```yaml
    impacts:
      marriage_civil_partnership:
        - direction: positive
          aim: advance # DTY002
          description: Married staff gain the relocation offer from which they were left out.
    ```
    ```yaml
    form: bedford
    duty:
      other:
        advance: Carers can rarely leave home in the evening. # DTY002
    ```

    ## Accepted
    ```yaml
    duty:
      marriage_civil_partnership:
        eliminate: Married staff were left out of the relocation offer until last year.
      religion_belief:
        foster: People of different faiths will meet at the open day.
    ```
    """
    asked = [(cell.path, cell.group, cell.aim) for cell in marked(assessment, form)]
    asked += [(effect.at("aim"), effect.group, effect.aim) for effect in assessment.effects if effect.aim]
    for path, key, name in asked:
        group, aim = form.groups.get(key), form.aims.get(name)
        if group and aim and name not in group.aims:
            yield Problem(
                path,
                _not_protected(group, aim, form),
                "Take it away here; say any effect on the group under `impacts`.",
            )


@rule(
    "DTY003",
    Severity.INFO,
    due="submitted",
    basis="Equality Act 2010, s.28(1)",
)
def marriage_outside_work(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An effect on marriage and civil partnership is recorded for something other than work.

    ## Why it matters
    The Act protects people for being married or in a civil partnership at work. The part about services and public
    functions does not cover the characteristic (section 28(1)), so an effect on those who use a service is seldom a
    matter of the equality duty. Often it is about families or women, and hides under the wrong heading.

    ## What to do
    Say that staff are affected with `population: staff`, or name `employer` as the capacity in which the council
    acts. If not, see whether the effect is really one on sex, on pregnancy and maternity, or on another group.

    ## Flagged
    ```yaml
    activity:
      type: service_change
      capacity: [service_provider]
    impacts:
      marriage_civil_partnership:
        - direction: positive # DTY003
          description: Couples save on a joint library card.
    ```

    ## Accepted
    ```yaml
    impacts:
      marriage_civil_partnership:
        - direction: negative
          population: staff
          description: The allowance for a second home is paid to single staff only, as the scheme is drafted.
    ```
    ```yaml
    activity:
      capacity: [employer]
    impacts:
      marriage_civil_partnership:
        - direction: positive
          description: Leave to care for a partner's parents is granted as for one's own.
    ```
    """
    group = form.groups.get(MARRIAGE)
    if group is None or "employer" in assessment.activity.capacity:
        return
    for effect in assessment.impacts.get(MARRIAGE, ()):
        if effect.is_felt and effect.population not in ("staff", "both"):
            yield Problem(
                effect.at("direction"),
                f"An effect on {group.label} is recorded, but nothing says that it concerns people at work",
                "If staff are affected, add `population: staff`. Otherwise see which other group the effect is on.",
            )


@rule(
    "DTY004",
    Severity.WARNING,
    due="submitted",
    basis="Specific regard to each aim: R (Meany) v Harlow DC [2009] EWHC 559 (Admin)",
)
def copied_reason(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The same explanation stands in several cells of the table on the equality duty.

    ## Why it matters
    The table asks why each aim matters for each group. One sentence for all of them answers for none; *Meany* asks for
    regard to the particular needs that the statute lists, and general good will does not meet them.

    ## What to do
    Write for each group what is different for it: who is behind or left out, and what the activity does about that. If
    you have nothing to say about a group, leave its cell empty.

    ## Flagged
    ```yaml
    duty:
      age:
        advance: Raise achievement and close gaps.
      disability:
        advance: Raise achievement and close gaps. # DTY004
      race:
        advance: Raise achievement, and close gaps! # DTY004
    ```

    ## Accepted
    ```yaml
    duty:
      age:
        advance: Children under five in the two northern wards start school with fewer words than others.
      disability:
        advance: Four in ten pupils on special needs support reach the expected standard; of others, seven.
      race:
        advance: Pupils who come from abroad in their last two years leave without the results they are capable of.
    ```
    """
    alike: dict[tuple[str, ...], list[DutyCell]] = {}
    for cell in marked(assessment, form):
        if cell.explanation:
            alike.setdefault(words(cell.explanation), []).append(cell)
    for first, *copies in alike.values():
        count = len(copies) + 1
        for cell in copies if count >= form.parameter("DTY004", "minimum_cells") else ():
            yield Problem(
                cell.path,
                f"{_cell(cell, form)} has the same explanation as {_cell(first, form)}, as have {count} cells in all:"
                f" {quote(cell.explanation)}",
                "Say what is different for this group, or leave the cell empty.",
            )


# What the rules above share


def _cell(cell: DutyCell, form: Form) -> str:
    return f"{form.group_label(cell.group)} under {aim_label(form, cell.aim)}"


def _not_protected(group: Group, aim: Choice, form: Form) -> str:
    if not group.aims:
        return f"{group.label} is marked under {quote(aim.label)}, but the equality duty does not cover it"
    covered = in_a_sentence(quote(form.aims[key].label) for key in group.aims if key in form.aims)
    return f"{group.label} is marked under {quote(aim.label)}, but the duty covers it only for {covered}"
