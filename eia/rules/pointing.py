"""How a message shows where words stand."""

from eia.findings import Path
from eia.form import Form
from eia.text import quote


def pointed(text: str, start: int, end: int) -> str:
    """The words from `start` to `end`, with as many before them as it takes to be found there and nowhere earlier."""
    while text.find(text[start:end]) < start:
        before = text[:start].rstrip()
        cut = max(before.rfind(" "), before.rfind("\n")) + 1
        if cut >= start:
            break
        start = cut
    return text[start:end]


def answer_name(path: Path, form: Form) -> str:
    """What the form calls the answer, in quotation marks, with its number where there are several."""
    number = path[1] if len(path) > 2 and isinstance(path[1], int) else None
    return quote(form.label(path), limit=80) + (f" (number {number + 1})" if number is not None else "")
