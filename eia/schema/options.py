"""SCH004: an answer is not one of the choices."""

from collections.abc import Iterator

from eia.form import in_a_sentence

from . import kinds
from .faults import Fault
from .guess import labels
from .nearest import nearest
from .words import called, code, quoted, yaml
from .wrong import Wrong

CODE = "SCH004"
SURE = 0.85
"""How alike an answer must be to a choice (difflib's ratio) for a hint to offer it alone…"""
UNSURE = 0.6
"""…and to offer it beside the others, since a choice can change what the assessment says."""
LISTED = 20
"""How many choices a hint lists before it leaves the rest to the editor."""


def tell(wrong: Wrong) -> Iterator[Fault]:
    """The fault of an answer outside the choices (`enum`, or `const` for a single one)."""
    if wrong.value is None or isinstance(wrong.value, list | dict) or wrong.value == "":
        yield from kinds.tell(wrong)
        return
    known = {yaml(wrong.limit): ""} if wrong.keyword == "const" else labels(wrong.tree, wrong.node)
    if len(known) == 1:
        (only,) = known
        message = f"{called(wrong.label)} should be {code(only)}, not {quoted(wrong.value)}"
        quotes = ", without quotes" if only.strip('"') == str(wrong.value) else ""
        yield wrong.fault(CODE, message, f"Write {wrong.line(only)}{quotes}.")
        return
    meant = _meant(wrong.value, known, SURE)
    unsure = _meant(wrong.value, known, UNSURE)
    if meant:
        offer = f"Write {wrong.line(meant)}."
    elif unsure:
        offer = f"Did you mean {code(unsure)}? The choices are {_listed(known, 'and')}."
    else:
        offer = f"Choose {_listed(known, 'or')}."
    yield wrong.fault(CODE, f"{called(wrong.label)} has no choice {quoted(wrong.value)}", offer)


def _meant(written: object, known: dict[str, str], cutoff: float) -> str:
    if isinstance(written, bool):
        word = "yes" if written else "no"
        return word if word in known else ""
    return nearest(str(written), known, cutoff)


def _listed(known: dict[str, str], last: str) -> str:
    shown = [
        f"{code(key)} ({label})" if label and len(known) <= 8 else code(key) for key, label in known.items()
    ]
    if len(shown) > LISTED:
        return f"{', '.join(shown[:LISTED])} {last} others that the editor offers"
    return in_a_sentence(shown, last)
