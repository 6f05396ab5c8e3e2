"""What an assessment says, apart from how it is written down: what a sign-off is given for, and its fingerprint.

Two files have the same substance when every answer has the same words, numbers and dates. How the file is set
out (order of names, comments, quotation marks around answers, line breaks), typography (curly or straight
quotation marks, kinds of dashes, spaces, marks of lists and of emphasis, a last full stop) and what is only
recorded after the sign-off (`NOT_SUBSTANCE`) make no difference. Capitals do: Deaf people and deaf people are
not the same people.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from eia.findings import Path

VERSION: Final = "v1"
"""How the fingerprint is made. It changes with anything here that changes the fingerprint of any file."""
FINGERPRINT: Final = re.compile(rf"{VERSION}:[0-9a-f]{{64}}")
"""A fingerprint that this version can compare."""

NOT_SUBSTANCE: Final[Mapping[str, str]] = {
    "eia": "the version of the file format says nothing about the activity",
    "id": "a handle for files and references; renaming a file is not a change of view",
    "reference": "the council's number, often given only after the sign-off",
    "status": "what the sign-off itself changes",
    "version": "counts what the other answers show",
    "change_log": "tells of changes; the changes themselves count",
    "approvals": "the sign-offs are about the rest; a second must not undo the first",
    "waivers": "each is signed for by itself, with a reason and an end, and says nothing about the activity",
    "dates.published": "is known only after the sign-off",
    "decision.taken_on": "is known only after the sign-off",
    "decision.result": "is known only after the sign-off",
    "decision.reasons": "are the decision maker's, and known only after the sign-off",
    "decision.minute_ref": "is known only after the sign-off",
    "decision.report_url": "the papers have an address only once they are out",
    "publication.url": "the assessment has an address only once it is out",
    "actions.*.status": "progress: doing what was promised must not undo the promise",
    "actions.*.done_on": "progress, as the status is",
    "actions.*.note": "where progress is told; what was promised stands in the other answers",
    "**.email": "an address for reminders, which no report prints",
}
"""The answers that are not substance, each with the reason. `*` is any item, `**.` is anywhere."""

UNORDERED: Final = frozenset(
    {"actions", "capacity", "evidence", "groups", "groups_affected", "limbs", "sectors"}
)
"""The names of lists of choices and references, whose order says nothing; elsewhere the order counts."""

Tree = dict[str, Any]
"""Substance: the file's shape with nothing but words in it, blanks left out."""

_ANYWHERE = frozenset(name.removeprefix("**.") for name in NOT_SUBSTANCE if name.startswith("**."))
_EXACTLY = frozenset(tuple(name.split(".")) for name in NOT_SUBSTANCE if not name.startswith("**."))
_FIRST = frozenset(name[0] for name in _EXACTLY)

_ALIKE = str.maketrans(
    {
        **dict.fromkeys('“”„‟«»‘’‚‛‹›"`´′″', "'"),
        **dict.fromkeys("‐‑‒−", "-"),
        **dict.fromkeys("—―•‣◦·▪●", " "),
        "–": "-",
        "…": "...",
        "ﬁ": "fi",
        "ﬂ": "fl",
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
    }
)
_DASH = re.compile(r"-(?!\d)|(?<=[^\W_])-|-(?=-)")
"""A hyphen, unless it makes a number negative."""
_MARK = re.compile(r"^[ \t]*(?:[*+]|#{1,6})[ \t]+", re.MULTILINE)
"""What Markdown starts the item of a list or a heading with, apart from dashes."""
_EMPHASIS = re.compile(r"(?<![\w*])[*_]+(?=[^\s*_])|(?<=[^\s*_])[*_]+(?![\w*])")
_MARKS = re.compile(r"[*_#+]")
_YES_NO = frozenset({"yes", "no", "true", "false"})


def counts(path: Path) -> bool:
    """Whether the answer at `path` belongs to what is signed for."""
    if not _ANYWHERE.isdisjoint(path):
        return False
    if not path or path[0] not in _FIRST:
        return True
    pattern = tuple("*" if isinstance(key, int) else str(key) for key in path)
    return not any(pattern[:length] in _EXACTLY for length in range(1, len(pattern) + 1))


def words(value: object) -> str:
    """What an answer says: its words without typography; nothing for what is blank."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _plain(value) if isinstance(value, str) else "" if value is None else str(value)


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    if text.isascii():  # most are, and then only these have another spelling
        flat = text.replace('"', "'").replace("`", "'")
    else:
        flat = unicodedata.normalize("NFC", text).translate(_ALIKE)
    before = ""
    while flat != before:  # a mark may stand behind another
        before = flat
        marked = _MARKS.search(flat)
        if marked:
            flat = _EMPHASIS.sub("", _MARK.sub("", flat))
        if "-" in flat:
            flat = _DASH.sub(" ", flat)
        flat = " ".join(flat.split()).rstrip(" .")
        if not marked and "-" not in flat:
            break
    lower = flat.lower()
    return lower if lower in _YES_NO else flat


def tree(data: object) -> Tree:
    """The substance of an assessment.

    Args:
        data: what was read from its file (`Document.data`), or the substance kept of one.
    """
    kept = within(data, ())
    return kept if isinstance(kept, dict) else {}


def as_written(data: object) -> Tree:
    """What an assessment says in the words that were written: its substance before typography is taken away."""
    kept = _as_written(data, ())
    return kept if isinstance(kept, dict) else {}


def _as_written(value: object, path: Path) -> Any:
    if isinstance(value, dict):
        inner = {str(key): item for key, item in value.items() if counts((*path, str(key)))}
        return {
            key: kept for key, item in inner.items() if (kept := _as_written(item, (*path, key))) is not None
        }
    if isinstance(value, list):
        return [_as_written(item, (*path, index)) for index, item in enumerate(value)]
    return value


def within(value: object, path: Path) -> Any:
    """The substance of what stands at `path`; empty where there is none."""
    if isinstance(value, dict):
        inner = {
            str(key): within(item, (*path, str(key)))
            for key, item in value.items()
            if counts((*path, str(key)))
        }
        return {key: item for key, item in inner.items() if item}
    if isinstance(value, list):
        items = [kept for kept in (within(item, (*path, index)) for index, item in enumerate(value)) if kept]
        return sorted(items) if is_unordered(path, items) else items
    told = words(value)
    name = spelt_out(path)
    return {name: told} if name and told else told


def is_unordered(path: Path, items: list[Any]) -> bool:
    """Whether the order of the list at `path` says nothing."""
    return bool(path) and path[-1] in UNORDERED and all(isinstance(item, str) for item in items)


def spelt_out(path: Path) -> str:
    """The name under which an answer stands when it is spelt out; empty where it has one spelling only.

    A relevance question may be answered `yes` or `{answer: yes, reason: …}`, an aim of the duty in a text or as
    `{explanation: …, limbs: […]}`.
    """
    if len(path) != 3:
        return ""
    if path[:2] == ("relevance", "answers"):
        return "answer"
    return "explanation" if path[0] == "duty" and path[1] != "not_relevant" else ""


def fingerprint(data: object) -> str:
    """The fingerprint of an assessment's substance: `v1:` and a SHA-256 in hexadecimal.

    Args:
        data: what was read from its file, or the substance kept of one; both give the same.
    """
    return _sealed(canonical(tree(data)).encode(errors="surrogatepass"))


def canonical(kept: Mapping[str, Any]) -> str:
    """The substance as one line of JSON that is the same wherever it is written."""
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sealed(raw: bytes) -> str:
    import hashlib

    return f"{VERSION}:{hashlib.sha256(raw).hexdigest()}"


def of_text(text: str) -> str:
    """The fingerprint of a text of any length, typography left out."""
    return _sealed(_plain.__wrapped__(text).encode(errors="surrogatepass"))


def of_bytes(raw: bytes) -> str:
    """The fingerprint of bytes, each of which counts."""
    return _sealed(raw)
