"""SCH005: an answer is not written the way answers of its kind are; and `yes` or `no`, which is a choice."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from eia.value import Alike

from .faults import Fault
from .guess import number_in
from .nearest import nearest
from .words import called, code, cut, quoted
from .wrong import Wrong

CODE = "SCH005"
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class Said(Alike):
    """How one pattern is put into words."""

    noun: str
    """What fits it, with its article."""
    how: str
    """How to write it."""
    mend: Callable[[str], str] = lambda _: ""
    """What was likely meant, written rightly; empty when unclear."""
    code: str = CODE


def reference(words: str) -> str:
    """The words as a reference: “School Improvement, 2018” is `school-improvement-2018`."""
    flat = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", flat).strip("-")


def _name(words: str) -> str:
    made = reference(words).replace("-", "_")
    return made if re.match(r"[a-z]", made) else ""


def _form_name(words: str) -> str:
    made = reference(words)
    return made if re.match(r"[a-z][a-z0-9-]{0,39}\Z", made) else ""


def _link(words: str) -> str:
    words = words.strip()
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", words):
        return f"mailto:{words}"
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", words):
        return f"https://{words}"
    return ""


def _day(words: str) -> str:
    """The day that British words mean, such as `12/09/2018` or `12 September 2018`."""
    found = re.fullmatch(r"\s*(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+(\w+)[\s/.-]+(\d{4})\s*", words)
    if not found:
        return ""
    day, month, year = found.groups()
    number = int(month) if month.isdecimal() else _month(month.lower())
    return f"{year}-{number:02}-{int(day):02}" if 1 <= number <= 12 and 1 <= int(day) <= 31 else ""


def _month(words: str) -> int:
    fits = [number for number, name in enumerate(MONTHS, 1) if len(words) > 2 and name.startswith(words)]
    return fits[0] if len(fits) == 1 else 0


def _yes_no(words: str) -> str:
    known = {"yes": "y", "no": "n", " yes": "true", " no": "false"}
    return nearest(words, known, 0.9).strip()


def _colour(words: str) -> str:
    """The colour as it is written, where only its capitals or its mark are amiss: `1D4F7A`, or `#fff` for short."""
    plain = words.strip().lstrip("#").lower()
    if re.fullmatch(r"[0-9a-f]{3}", plain):
        plain = "".join(digit * 2 for digit in plain)
    return f"#{plain}" if re.fullmatch(r"[0-9a-f]{6}", plain) else ""


def _rule_code(words: str) -> str:
    found = re.fullmatch(r"\s*([A-Za-z]{3})\W*(\d{1,3})\s*", words)
    return f"{found[1].upper()}{int(found[2]):03}" if found else ""


def _place(words: str) -> str:
    made = re.sub(r"[\\/]+", "/", words.strip())
    return "" if made.startswith(("/", "~", "..")) or "/.." in made or ":" in made else made


def _language(words: str) -> str:
    return {"english": "en-GB", "welsh": "cy-GB", "cymraeg": "cy-GB", "en_gb": "en-GB", "cy_gb": "cy-GB"}.get(
        words.strip().lower().replace("-", "_"), ""
    )


_DAY = Said("a day", "Write it as year, month, day, such as `2018-09-12`.", _day)
_FORM = Said(
    "a short name in small letters",
    "Write it in small letters, digits and hyphens, such as `bedford`; it begins with a letter.",
    _form_name,
)
SAYINGS: Mapping[str, Said] = {
    "^[a-z0-9]+(?:[-_.][a-z0-9]+)*$": Said(
        "in small letters, digits and hyphens",
        "Use small letters, digits and hyphens, without spaces, such as `survey-2017`.",
        reference,
    ),
    "^(?:[Yy]es|YES|[Nn]o|NO)$": Said("yes or no", "Write `yes` or `no`.", _yes_no, "SCH004"),
    r"^\d{4}-\d{2}-\d{2}$": _DAY,
    r"^\d{4}-\d{2}(?:-\d{2})?$": Said(
        "a day or a month", "Write a day as `2020-07-31`, or a month as `2020-07`.", _day
    ),
    r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$": Said(
        "a year, a month or a day", "Write `2017`, `2017-09` or `2017-09-12`.", _day
    ),
    "^(?:https?://[^\\s<>\"']+|mailto:[^\\s<>\"']+)$": Said(
        "a web address",
        "Write the whole address as it stands in the browser, from `https://` on and without spaces.",
        _link,
    ),
    r"^-?\d+(?:\.\d+)?$": Said(
        "a number", "Write it in digits, without its unit, such as `45` or `66.7`.", number_in
    ),
    "^[A-Z]{3}[0-9]{3}$": Said(
        "three capital letters and three digits",
        "Write the code as findings show it, such as `IMP016`.",
        _rule_code,
    ),
    "^[a-z][a-z0-9_-]{0,39}$": _FORM,
    "^[a-z][a-z0-9_]*$": Said(
        "a short name",
        "Use small letters, digits and the line below (`_`), such as `pregnancy_maternity`; begin with a letter.",
        _name,
    ),
    r"^[a-z][a-z0-9_]*(?:\.(?:[a-z0-9_]+|\*))*$": Said(
        "the path of an answer",
        "Write the names from the outside in with points between them, and `*` for any item, such as "
        "`actions.*.due`.",
    ),
    "^#[0-9a-f]{6}$": Said("a colour", "Write `#` and six of 0 to 9 and a to f, such as `#1d4f7a`.", _colour),
    "^[a-z]{2,3}(?:-[A-Z]{2})?$": Said("a language tag", "Write `en-GB` or `cy-GB`.", _language),
    r"^(?!/|~|[A-Za-z]:)(?!(?:[^\n]*/)?\.\.(?:/|$))[^\\\n]+$": Said(
        "a place inside the organisation's folder",
        "Write it from the folder of this file, with `/` between folders and without `..`, such as "
        "`assessments/**/*.yaml`.",
        _place,
    ),
}
"""Every pattern the schemas use, in words."""


def said_as(pattern: object) -> str:
    """What fits a pattern, with its article; nothing for a pattern without words of its own."""
    said = SAYINGS.get(pattern) if isinstance(pattern, str) else None
    return said.noun if said else ""


def how_to_write(pattern: object) -> str:
    """How to write what fits a pattern; nothing for a pattern without words of its own."""
    said = SAYINGS.get(pattern) if isinstance(pattern, str) else None
    return said.how if said else ""


def tell(wrong: Wrong) -> Iterator[Fault]:
    """The fault of an answer that a pattern refused."""
    said = SAYINGS.get(str(wrong.limit))
    if said is None:
        yield wrong.fault(
            CODE, f"{quoted(wrong.value)} does not fit under {called(wrong.label)}", wrong.teaching
        )
        return
    words = str(wrong.value)
    if not words.strip() and not wrong.is_name:
        yield wrong.fault(said.code, f"{called(wrong.label)} is empty", f"Fill it in. {said.how}")
        return
    meant = said.mend(words)
    mended = meant and meant != words and re.search(str(wrong.limit), meant)
    hint = _how(wrong, meant) if mended else said.how
    subject = code(cut(words)) if wrong.is_name else called(wrong.label)
    if wrong.is_name:
        message = f"{subject} is not {said.noun}"
    else:
        message = f"{subject} should be {said.noun}, not {quoted(words)}"
    yield wrong.fault(said.code, message, hint)


def _how(wrong: Wrong, meant: str) -> str:
    if wrong.is_name:
        return f"Write {code(meant + ':')}."
    return f"Write {wrong.line(meant)}."
