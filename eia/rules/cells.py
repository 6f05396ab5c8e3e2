"""Which cells of the table on the equality duty say something."""

from eia.form import Form
from eia.model import Assessment, DutyCell
from eia.rules.placeholders import is_placeholder
from eia.text import quote


def marked(assessment: Assessment, form: Form) -> tuple[DutyCell, ...]:
    """The cells that mark an aim as relevant: with an explanation that is one, or with a part of the aim."""
    return tuple(
        cell
        for cell in assessment.duty.cells
        if cell.limbs or (cell.explanation and not is_placeholder(cell.explanation, form))
    )


def within_the_duty(cell: DutyCell, form: Form) -> bool:
    """Whether the aim protects the group; a mark where it does not is DTY002, and no more can be said of it."""
    group = form.groups.get(cell.group)
    return group is None or cell.aim not in form.aims or cell.aim in group.aims


def aim_label(form: Form, key: str) -> str:
    """What the form calls an aim, in quotation marks."""
    aim = form.aims.get(key)
    return quote(aim.label if aim else key)
