"""What falls due as a calendar (iCalendar, RFC 5545): one event of a whole day for each thing."""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from eia import __version__
from eia.register.due import KINDS, Due

_SPACE = uuid.uuid5(uuid.NAMESPACE_OID, "eia")
"""The name space of our events (RFC 9562, version 5): the same thing always has the same name."""


def calendar(listed: Iterable[Due], organisation: str, today: date) -> bytes:
    """The calendar as a file; whoever reads it again sees the same events moved, not new ones.

    Args:
        listed: what falls due.
        organisation: whose calendar it is.
        today: the day it is made for; the same register gives the same bytes all day.
    """
    from icalendar import Calendar, Event

    written = datetime.combine(today, time(), UTC)
    made = Calendar()
    made.add("prodid", f"-//eia//eia {__version__}//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _name(organisation))
    for item in listed:
        event = Event()
        event.add("uid", str(uuid.uuid5(_SPACE, "\x1f".join((organisation, *item.key)))))
        event.add("dtstamp", written)
        event.add("dtstart", item.day)
        event.add("dtend", item.day + timedelta(days=1) if item.day.year < 9999 else item.day)
        what, who, where = map(_flat, (item.what, item.who, item.file))
        event.add("summary", f"{KINDS[item.kind]}: {what}"[:250])
        event.add("description", "\n".join(filter(None, (what, who and f"Who: {who}", where))))
        event.add("categories", [KINDS[item.kind]])
        event.add("transp", "TRANSPARENT")
        event.add("class", "PUBLIC")
        made.add_component(event)
    raw: bytes = made.to_ical()
    return raw


def _flat(text: str) -> str:
    """The words on one line, without what a calendar would obey."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def _name(organisation: str) -> str:
    return (
        f"Equality impact assessments: {_flat(organisation)}"
        if organisation
        else "Equality impact assessments"
    )
