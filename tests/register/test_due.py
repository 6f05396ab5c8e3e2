"""What falls due, and its calendar, read back as another program reads it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from eia.register import due
from eia.register.calendar import calendar
from eia.register.due import Due
from eia.register.register import Register
from tests.register.sketch import TODAY, load, sketch, write

TEXT = """# eia.yaml
strategies: [strategies/*]
policies:
  - id: trees
    title: Tree strategy
    owner: Head of Trees
    eia_due: 2026-03-01
  - id: ponds
    title: Pond strategy
    exempt: {reason: Nothing changes before the review of ponds, by: Head, date: 2026-01-01, until: 2026-06-30}
# strategies/parks.md
---
title: Parks strategy
---
# assessments/parks.yaml
status: approved
activity: {title: Parks strategy, policy: strategies/parks.md}
actions:
  - {id: benches, description: "Put up benches; with backs, and arms", owner: {job_title: Park Manager}, due: 2026-02}
  - {id: gates, description: Widen the gates, owner: {job_title: Park Manager}, due: 2025-12-01}
  - {id: done, description: Done already, due: 2026-02-01, status: done}
  - {id: dropped, description: Given up, due: 2026-02-01, status: dropped}
  - {id: some-day, description: Some day, due: soon}
monitoring: {review_date: 2026-09-30}
# assessments/old.yaml
status: superseded
activity: {policy: strategies/parks.md}
monitoring: {review_date: 2020-09-30}
actions: [{id: old, description: Old, due: 2026-01-20}]
# assessments/draft.yaml
status: draft
monitoring: {review_date: 2026-10-01}
actions: [{id: first, description: Begin, due: 2026-04-01}]
"""


@pytest.fixture
def register(tmp_path: Path) -> Register:
    write(tmp_path, sketch(TEXT).files)
    return load(tmp_path)


def test_everything_that_falls_due_is_listed_by_its_day(register: Register) -> None:
    assert [
        (str(item.day), item.kind, item.what, item.who, item.file) for item in due.everything(register)
    ] == [
        ("2025-12-01", "action", "Widen the gates", "Park Manager", "assessments/parks.yaml"),
        (
            "2026-02-28",
            "action",
            "Put up benches; with backs, and arms",
            "Park Manager",
            "assessments/parks.yaml",
        ),
        (
            "2026-03-01",
            "assessment",
            "Have the assessment of Tree strategy approved",
            "Head of Trees",
            "eia.yaml",
        ),
        ("2026-04-01", "action", "Begin", "", "assessments/draft.yaml"),
        ("2026-06-30", "exemption", "Assess Pond strategy, or decide again", "", "eia.yaml"),
        ("2026-09-30", "review", "Review the assessment of Parks strategy", "", "assessments/parks.yaml"),
    ]


def test_only_what_has_passed_is_overdue(register: Register) -> None:
    assert [item.what for item in due.everything(register) if item.is_overdue] == ["Widen the gates"]


def test_what_is_overdue_is_always_within(register: Register) -> None:
    assert [str(item.day) for item in due.within(register, date(2026, 3, 1))] == [
        "2025-12-01",
        "2026-02-28",
        "2026-03-01",
    ]
    assert [str(item.day) for item in due.within(register, date(2026, 2, 27))] == ["2025-12-01"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("90d", date(2026, 4, 15)),
        ("0d", TODAY),
        ("2w", date(2026, 1, 29)),
        ("1m", date(2026, 2, 15)),
        ("1y", date(2027, 1, 15)),
        (" 3 M ", date(2026, 4, 15)),
        ("2026-12-31", date(2026, 12, 31)),
        ("9999y", date.max),
        ("90", None),
        ("-3d", None),
        ("soon", None),
        ("2026-12", None),
        ("", None),
    ],
)
def test_a_span_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert due.until(text, TODAY) == day


def test_the_calendar_reads_back_as_the_same_things(register: Register) -> None:
    listed = due.everything(register)
    events = Calendar.from_ical(calendar(listed, "Anytown Council", TODAY)).walk("VEVENT")
    assert [(event.decoded("dtstart"), str(event["description"]).splitlines()[0]) for event in events] == [
        (item.day, item.what) for item in listed
    ]
    for event, item in zip(events, listed, strict=True):
        assert event.decoded("dtend") == item.day + timedelta(days=1)
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert {"UID", "DTSTAMP", "SUMMARY"} <= set(event)
    assert len({str(event["uid"]) for event in events}) == len(listed)


def uids(listed: tuple[Due, ...], organisation: str = "Anytown", today: date = TODAY) -> dict[str, str]:
    events = Calendar.from_ical(calendar(listed, organisation, today)).walk("VEVENT")
    return {item.what: str(event["uid"]) for item, event in zip(listed, events, strict=True)}


def test_an_event_keeps_its_name_when_its_day_changes(tmp_path: Path) -> None:
    write(tmp_path, sketch(TEXT).files)
    before = uids(due.everything(load(tmp_path)))
    write(tmp_path, sketch(TEXT.replace("due: 2025-12-01", "due: 2026-05-01")).files)
    register = load(tmp_path, today=date(2026, 2, 1))
    assert uids(due.everything(register), today=date(2026, 2, 1)) == before


def test_two_organisations_never_share_a_name(register: Register) -> None:
    listed = due.everything(register)
    assert not set(uids(listed).values()) & set(uids(listed, "Othertown").values())


def test_the_same_register_gives_the_same_bytes(register: Register) -> None:
    listed = due.everything(register)
    assert calendar(listed, "Anytown", TODAY) == calendar(listed, "Anytown", TODAY)


def test_words_of_a_file_cannot_break_out_of_an_event() -> None:
    what = "a\r\nEND:VEVENT\r\nBEGIN:VALARM\nACTION:EMAIL; x, y \\n Llŷn"
    item = Due(TODAY, "action", what, "w", "f", ("action", "x"), is_overdue=False)
    raw = calendar([item], "x\r\nX-BAD:1", TODAY)
    read = Calendar.from_ical(raw)
    assert [part.name for part in read.walk()] == ["VCALENDAR", "VEVENT"]
    assert "X-BAD" not in read
    assert "Llŷn" in str(read.walk("VEVENT")[0]["description"])
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_the_last_day_there_is_does_not_crash() -> None:
    item = Due(date.max, "action", "x", "", "f", ("action", "x"), is_overdue=False)
    assert b"99991231" in calendar([item], "", TODAY)
