"""A class in a template is the name of a style in reference.docx."""

import difflib
from collections.abc import Sequence
from typing import Final

from lxml.etree import _Element as Element

from eia.render.subset import shown, wrong
from eia.render.word.reference import Kind, Reference, normal

_FOR: Final[dict[Kind, str]] = {"paragraph": "paragraphs", "character": "words in a line", "table": "tables"}


def style_named(
    reference: Reference, kind: Kind, element: Element, names: Sequence[str], template: str
) -> str:
    """The id of the style that the element's class names.

    Raises:
        UnknownElement: The house style has none of that name and kind, or there are two classes.
    """
    found = reference.style(kind, names[0])
    if len(names) == 1 and found is not None:
        return found
    raise wrong(element, _reason(reference, kind, element, names), template)


def _reason(reference: Reference, kind: Kind, element: Element, names: Sequence[str]) -> str:
    """Why the element cannot have a style, and what to do."""
    if len(names) > 1:
        return (
            f"{shown(element)} has {len(names)} classes. Word gives a thing one style, so keep one of "
            f"{', '.join(names)} (names that start with “layout-” are for the page only)."
        )
    wanted = normal(names[0])
    for other in _FOR:
        identity = reference.style(other, wanted)
        if identity is not None:
            return (
                f"The style “{reference.names[identity]}” in reference.docx is for {_FOR[other]}, "
                f"so {shown(element)} cannot have it."
            )
    near = difflib.get_close_matches(
        wanted, [name for of_kind, name in reference.styles if of_kind == kind], 1
    )
    hint = f" Did you mean `{near[0].replace(' ', '-')}`?" if near else ""
    return (
        f"reference.docx has no style for {_FOR[kind]} called “{wanted.capitalize()}”, which {shown(element)} "
        f"asks for. Add it in Word, or use a class that has a style.{hint}"
    )
