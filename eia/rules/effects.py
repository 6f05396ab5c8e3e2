"""What the rules on impacts share: how they speak of an effect, and which group a row is meant for."""

from eia.form import Form
from eia.model import Effect
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
