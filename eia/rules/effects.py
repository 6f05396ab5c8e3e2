"""What the rules on impacts and actions share: how they speak of an effect, an action and a row."""

from eia.form import Form
from eia.model import Action, Assessment, Effect
from eia.schema.nearest import nearest, plain
from eia.text import quote


def beginning(effect: Effect) -> str:
    """The beginning of the explanation in brackets, which tells one effect of a row from another; or nothing."""
    return f" ({quote(effect.description, 40)})" if effect.description else ""


def groups_meant(key: str, form: Form) -> tuple[str, ...]:
    """The groups that a name the form does not have was meant for: several for `religion_belief_sex`; often none."""
    if key in form.groups:
        return ()
    inside = tuple(group for group in form.groups if f"_{group}_" in f"_{plain(key)}_")
    if inside:
        return inside
    near = nearest(key, {group.key: group.label for group in form.groups.values()}, 0.6)
    return (near,) if near else ()


def called(action: Action) -> str:
    """What a message calls an action: its number, and how it begins."""
    number = f"Action {numbered(action)}"
    return f"{number} ({quote(action.description, 40)})" if action.description else number


def numbered(action: Action) -> int:
    """The place of an action in the list, from 1."""
    return int(action.path[-1]) + 1 if action.path else 1


def is_empty(action: Action) -> bool:
    """Whether an action is only a row of the form: its kind, and nothing in any column."""
    answers = vars(action).items()
    return bool(action.category) and not any(
        answer for name, answer in answers if name not in ("path", "category")
    )


def live_actions(effect: Effect, assessment: Assessment) -> set[str]:
    """The references of the actions on an effect, without those that were dropped."""
    if not effect.actions:
        return set()
    return {*effect.actions} - {action.id for action in assessment.actions if action.status == "dropped"}
