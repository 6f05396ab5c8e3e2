"""What is wrong with a date as an officer wrote it, and how to write it."""

from eia.dates import When, meant, when
from eia.text import quote

COARSENESS = {10: "day", 7: "month", 4: "year"}
"""Length of an ISO 8601 date → how exact it is."""
_LENGTHS = {exactness: length for length, exactness in COARSENESS.items()}
EXAMPLES = {
    "day": "the day as `2026-09-30` (year, month, day)",
    "month": "the day as `2026-09-30` or the month as `2026-09`",
    "year": "the day as `2026-09-30`, the month as `2026-09` or the year as `2026`",
}


def misdated(
    written: When, exactness: str = "day", otherwise: str = "; leave the question out until the date is known"
) -> tuple[str, str] | None:
    """What is wrong with the date, and what to write; None when nothing is.

    Args:
        written: the date as it stands in the file.
        exactness: what the question asks for at least: a `day`, a `month` or a `year`.
        otherwise: how the hint goes on where the words are no date at all.
    """
    if written:
        return None if _is_exact(written, exactness) else _too_coarse(written, exactness)
    intended = meant(written.text)
    if intended is None:
        return f"{quote(written.text)}, which is not a date", f"Write {EXAMPLES[exactness]}{otherwise}."
    if not intended:
        return (
            f"{quote(written.text)}, and there is no such date",
            f"Look the date up, and write {EXAMPLES[exactness]}.",
        )
    what = f"{quote(written.text)}, which is not in the order year, month, day"
    if _is_exact(intended, exactness):
        return what, f"Write it as `{intended.text}`."
    return what, _too_coarse(intended, exactness)[1]


def _is_exact(moment: When, exactness: str) -> bool:
    return len(moment.text) >= _LENGTHS[exactness]


def _too_coarse(moment: When, exactness: str) -> tuple[str, str]:
    """A year or a month where more is asked for; the example is the last day or month of it."""
    found = COARSENESS[len(moment.text)]
    example = when(f"{moment.last:%Y-%m-%d}" if exactness == "day" else f"{moment.last:%Y-%m}").text
    wanted = "day" if exactness == "day" else "month"
    return f"{quote(moment.text)}, which is a {found}", f"Give the {wanted} too, such as `{example}`."
