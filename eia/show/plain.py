"""Words from a file, made safe to print: one line, and nothing that a terminal would obey."""

import re

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
LONGEST = 500
"""Characters of one message: more than any rule says, less than a pasted page."""


def visible(character: str) -> str:
    """The character, or a sign that stands for it when printing it would do something or show nothing.

    Control characters come out as their pictures (U+2400 to U+2421), so that an escape sequence in a file
    cannot reach the terminal; marks that turn the direction of text, and halves of characters, as U+FFFD.
    """
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "\u2421"
    return "\ufffd" if _UNSEEN.match(character) else character


def plain(text: str) -> str:
    """The text on one line: breaks and runs of spaces as one space, everything unseen made visible."""
    flat = " ".join(text.split())
    return flat if flat.isprintable() else _UNSEEN.sub(lambda found: visible(found[0]), flat)


def message(text: str) -> str:
    """The text on one line, cut where it goes on too long."""
    flat = plain(text)
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
