"""Who was asked, as far as the record of a consultation tells."""

import re
from datetime import date
from functools import lru_cache

from eia.form import Form
from eia.model import Assessment, Engagement
from eia.rules.placeholders import is_placeholder
from eia.rules.sources import YEAR
from eia.text import mentions, quote, without

_PIECE = re.compile(r"\s*(?:[,.;:&/\n]|\band\b|\bor\b)\s*", re.IGNORECASE)
_BELONGS = re.compile(r"\b(?:of|for|with|who|whose)\b", re.IGNORECASE)
"""What stands between those asked and those they belong to: “parents of”, “staff who work with”."""


@lru_cache(maxsize=1)
def rounds(assessment: Assessment, form: Form) -> tuple[Engagement, ...]:
    """The consultations of which anything is told; one with only “N/A” in it is none."""
    return tuple(item for item in assessment.engagement if _is_told(item, form))


def name(item: Engagement) -> str:
    """What to call a consultation in a message."""
    words = item.title or item.audience or item.method
    return quote(words) if words else f"consultation {int(item.path[-1]) + 1}"


def called(item: Engagement) -> str:
    """As `name`, for the beginning of a sentence."""
    words = name(item)
    return words[:1].upper() + words[1:]


def is_dated(item: Engagement) -> bool:
    """Whether anything says when it took place: a date in whatever words, or a year in its title or method."""
    return bool(item.start is not None or item.end is not None or YEAR.search(f"{item.title}\n{item.method}"))


def is_over(item: Engagement, today: date) -> bool:
    """Whether the consultation is finished: as recorded, else as its dates tell; yes where nothing tells."""
    if item.status:
        return item.status == "done"
    if item.end and item.end.last:
        return item.end.last < today
    return not (item.start and item.start.first) or item.start.first <= today


@lru_cache(maxsize=1024)
def subjects(text: str, speakers: tuple[str, ...]) -> str:
    """Those a text is about, without those whom others speak for.

    Of “pupils, parents of disabled children” it keeps “pupils” and “parents”, when `speakers` names parents.
    """
    kept = []
    for piece in _PIECE.split(text):
        belongs = next(
            (cut for cut in _BELONGS.finditer(piece) if mentions(piece[: cut.start()], speakers)), None
        )
        kept.append(piece[: belongs.start()] if belongs else piece)
    return ", ".join(kept)


def groups_asked(assessment: Assessment, form: Form) -> frozenset[str]:
    """The groups whose people, or bodies that speak for them, were asked in any consultation."""
    return frozenset(group for item in assessment.engagement for group in _groups_of(item, form))


def _groups_of(item: Engagement, form: Form) -> tuple[str, ...]:
    """The groups that a consultation lists; where it lists none, those its words name."""
    if item.groups:
        return item.groups
    people, speakers = form.lexicon("people"), form.lexicon("speakers")
    told = without(f"{item.audience}\n{item.title}", form.lexicon("not_people_apart"))
    if not mentions(told, people) and not item.representative_bodies:
        return ()
    asked = "\n".join(piece for piece in subjects(told, speakers).split(", ") if mentions(piece, people))
    asked = "\n".join((asked, *item.representative_bodies))
    return tuple(group.key for group in form.groups.values() if mentions(asked, group.lexicon))


def _is_told(item: Engagement, form: Form) -> bool:
    words = (item.title, item.method, item.audience, item.findings, item.influence)
    lists = (item.groups, item.representative_bodies)
    numbers = (item.participants, item.start, item.end)
    return (
        any(answer and not is_placeholder(answer, form) for answer in words)
        or any(lists)
        or any(number is not None for number in numbers)
    )
