"""Find what can be mended, mend it, and read the result again to see that nothing else changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eia.form import Form
from eia.source import Document, parse

from .answers import Answers, Wants
from .edits import Mend, splice
from .white_space import white_space

_MARK = b"\xef\xbb\xbf"
"""What some editors write before UTF-8; it stays if it is there."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file once mended."""

    raw: bytes
    """All of its bytes; the old ones when there was nothing to mend."""
    text: str
    """The same as text, as in `Document.text`."""
    mends: tuple[Mend, ...]
    """What was changed, in the order of reading."""


class Unsafe(Exception):
    """Read again, the mended text would say something else than was meant; nothing is to be written."""


def mend(raw: bytes, document: Document, form: Form, schema: Mapping[str, Any], wants: Wants) -> Mended:
    """The file with its misspelt dates, names and choices put right, and white space at the ends of lines gone.

    Only what cannot change the meaning is touched, and of it only the characters that are wrong: comments, order,
    quotation marks, line endings and the byte order mark stay. A file that cannot be read to the end, or that is
    not UTF-8, stays as it is.

    Args:
        raw: the bytes of the file.
        document: what was read from them.
        form: the form it is made on.
        schema: the form's schema (`Library.schema`).
        wants: whether findings with a code are to be mended; asked with `""` for white space.

    Raises:
        Unsafe: read again, the mended text would differ in more than what was mended.
    """
    mark = _MARK if raw.startswith(_MARK) else b""
    if document.data is None or mark + document.text.encode(errors="replace") != raw:
        return Mended(raw, document.text, ())
    answers = Answers(document, form, schema, wants)
    data = answers.mended()
    mends = [*answers.mends, *(white_space(document.text) if wants("") else ())]
    if not mends:
        return Mended(raw, document.text, ())
    text = splice(document.text, mends)
    made = mark + text.encode()
    again = parse(made, document.name)
    if not _is_same(again.data, data) or _troubles(again) != _troubles(document):
        raise Unsafe(document.name)
    return Mended(made, text, tuple(sorted(mends, key=lambda mend: (mend.line, mend.start))))


def _is_same(one: Any, other: Any) -> bool:
    """Whether two pieces of data are the same, the order of names and the kinds of numbers included."""
    return json.dumps(one) == json.dumps(other)


def _troubles(document: Document) -> list[tuple[str, int]]:
    """What is wrong with a text, and on which lines."""
    return [(found.code, found.span.start.line) for found in document.findings]
