"""How an answer is spoken of in a message and written in a hint."""

import re
from collections.abc import Iterable
from typing import Any

from eia.form import in_a_sentence

_PLAIN = re.compile(r"[^\W\d_](?:[^:#\[\]{},\n]*[^:#\[\]{},\s])?\Z")
_READ_AS_SOMETHING_ELSE = frozenset({"true", "false", "null"})
_MARKS = re.compile(r"[?!/,;]")
_SENTENCE = re.compile(r"\S+(?: \S+){6,}|(?:Who|What|Where|Which|Why|How|When)\b")
SHOWN = 60
"""How much of an officer's words a message or a hint repeats, in characters."""


def cut(text: str) -> str:
    """The text on one line, cut at a word when it is long."""
    flat = " ".join(text.split())
    if len(flat) <= SHOWN:
        return flat
    whole = flat[: SHOWN + 1].rsplit(" ", 1)[0]
    return (whole if len(whole) <= SHOWN else whole[:SHOWN]).rstrip(" ,;:.") + "…"


def quoted(value: Any) -> str:
    """The officer's words in quotation marks."""
    if isinstance(value, bool):
        value = "true" if value else "false"
    return f"“{cut(str(value))}”"


def called(label: str) -> str:
    """A label as the subject of a message: in quotation marks when it is a question or a long phrase."""
    return f"“{label}”" if _SENTENCE.match(label) or _MARKS.search(label) else label


def yaml(value: Any) -> str:
    """An answer as it is written in the file, on one line, in quotation marks where it needs them."""
    if isinstance(value, bool | int | float):
        return str(value).lower()
    words = cut(str(value))
    if _PLAIN.match(words) and words.lower() not in _READ_AS_SOMETHING_ELSE:
        return words
    return in_quotes(words)


def in_quotes(value: Any) -> str:
    """An answer as it is written in the file in quotation marks, so that it is read as text."""
    words = ("true" if value else "false") if isinstance(value, bool) else cut(str(value))
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def code(text: str) -> str:
    """Something to be typed as it is."""
    return f"`{text}`" if "`" not in text else f"`` {text} ``"


def choices(keys: Iterable[str], last: str = "or") -> str:
    """Names to be typed, as in a sentence: `a`, `b` or `c`."""
    return in_a_sentence((code(key) for key in keys), last)


def a(noun: str) -> str:
    """The noun with its article, its first letter small: `an action`."""
    lower = noun[:1].lower() + noun[1:]
    return f"{'an' if lower[:1] in 'aeiou' else 'a'} {lower}"
