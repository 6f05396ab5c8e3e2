"""How messages speak of one effect."""

from eia.model import Effect
from eia.text import quote


def beginning(effect: Effect) -> str:
    """The beginning of the explanation in brackets, which tells one effect of a row from another; or nothing."""
    return f" ({quote(effect.description, 40)})" if effect.description else ""
