"""Checks of the pictures and other objects of a Word file."""

from collections.abc import Iterator

from eia.accessibility.fault import Fault, quote
from eia.accessibility.word.model import FOOTER, HEADER, Paragraph, Thing, Word
from eia.accessibility.wording import is_by_machine, says_nothing

_TEXT_INSIDE = ("text box", "watermark")
"""What is announced by the words in it."""


def alternatives(word: Word) -> Iterator[Fault]:
    """What is said about each object. Headers and footers are not read aloud, so theirs are passed over."""
    for paragraph, thing in _things(word):
        if paragraph.story in (HEADER, FOOTER) or thing.decorative or thing.kind in _TEXT_INSIDE:
            continue
        said = thing.alternative or thing.titled
        named = _a(thing.kind)
        if not said:
            yield Fault("ACC040", paragraph.place, f"{named} has no alternative text{_near(paragraph)}")
        elif says_nothing(said):
            yield Fault(
                "ACC041",
                paragraph.place,
                f"{named} has the alternative text {quote(said)}, which says nothing of it",
            )
        elif is_by_machine(said):
            yield Fault(
                "ACC042",
                paragraph.place,
                f"{named} has an alternative text that a machine wrote: {quote(said)}",
            )


def floating(word: Word) -> Iterator[Fault]:
    """Objects with text around them; those that only decorate can be anywhere."""
    for paragraph, thing in _things(word):
        if (
            thing.floating
            and not thing.decorative
            and thing.kind not in _TEXT_INSIDE
            and paragraph.story not in (HEADER, FOOTER)
        ):
            said = thing.alternative or thing.titled
            words = f" ({quote(said, 40)})" if said else ""
            yield Fault("ACC043", paragraph.place, f"{_a(thing.kind)}{words} floats, with text around it")


def text_boxes(word: Word) -> Iterator[Fault]:
    """Text in a drawing, wherever it stands."""
    for paragraph, thing in _things(word):
        if (
            thing.kind != "watermark"
            and thing.text
            and thing.kind in ("text box", "shape", "group of shapes", "drawing")
        ):
            yield Fault("ACC044", paragraph.place, f"{quote(thing.text)} stands in a {thing.kind}")


def watermarks(word: Word) -> Iterator[Fault]:
    """Something behind the text of every page; told once."""
    for paragraph, thing in _things(word):
        if thing.kind == "watermark":
            words = f" that says {quote(thing.text)}" if thing.text else ""
            yield Fault("ACC045", paragraph.place, f"There is a watermark{words} behind the text")
            return


def _things(word: Word) -> Iterator[tuple[Paragraph, Thing]]:
    for paragraph in word.everywhere:
        for thing in paragraph.things:
            yield paragraph, thing


def _a(kind: str) -> str:
    return f"An {kind}" if kind[0] in "aeio" else f"A {kind}"


def _near(paragraph: Paragraph) -> str:
    return f", near {quote(paragraph.text, 40)}" if paragraph.text.strip() else ""


CHECKS = (alternatives, floating, text_boxes, watermarks)
