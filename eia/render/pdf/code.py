"""Typst code, in which every word of a report is a string literal: nothing anybody wrote is ever read as code."""

import re
from collections.abc import Mapping
from typing import Final

_SPECIAL: Final = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_BYTE_ORDER_MARK, _WORD_JOINER = "\ufeff", "\u2060"


def string(value: str) -> str:
    r"""The text as a string literal (Typst reference, “String”): `"`, `\\` and what ends a line are escaped.

    A byte order mark, which no font has and nobody sees, becomes the word joiner that Unicode puts in its place
    (The Unicode Standard, 23.8).
    """
    return f'"{_SPECIAL.sub(_escaped, value)}"'


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character in '"\\':
        return f"\\{character}"
    return f"\\u{{{ord(_WORD_JOINER if character == _BYTE_ORDER_MARK else character):x}}}"


def strings(values: Mapping[str, str]) -> str:
    """A dictionary of texts."""
    return f"({', '.join(f'{string(name)}: {string(value)}' for name, value in values.items()) or ':'})"
