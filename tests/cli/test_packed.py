"""What was found in a file is the same after it was packed, and takes far less room."""

import pickle
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from eia.cli import packed, packed_record
from eia.cli.packed import Packed
from eia.findings import START, Finding, Position, Severity, Span, State
from eia.placing import in_order
from eia.project import Project, Report
from eia.register.records import record
from eia.source import Document, parse
from tests.conftest import ROOT

TEXTS = some.text(max_size=20)
PLACES = some.builds(Position, some.integers(1, 9000), some.integers(1, 400))
FINDINGS = some.builds(
    Finding,
    code=some.sampled_from(["IMP001", "SRC007"]),
    severity=some.sampled_from(Severity),
    span=some.builds(Span, PLACES, PLACES),
    path=some.lists(some.one_of(TEXTS, some.integers(0, 90)), max_size=4).map(tuple),
    message=some.text(some.characters()),
    hint=TEXTS,
    state=some.sampled_from(State),
    due=some.sampled_from(["", "submitted"]),
)


def report(*findings: Finding, text: str = "", data: dict[str, object] | None = None) -> Report:
    return Report("a.yaml", Document("a.yaml", text, data, {}, ()), findings)


def again(found: Report) -> Report:
    return packed.unpacked(packed.packed(found), found.name)


def error(line: int, state: State = State.OPEN) -> Finding:
    span = Span(Position(line, 1), Position(line, 9))
    return Finding(
        "IMP001", Severity.ERROR, span, ("impacts",), f"Nothing is said on line {line}", state=state
    )


@given(some.lists(FINDINGS, max_size=5), some.text(some.characters(), max_size=40))
def test_what_is_unpacked_is_what_was_packed(findings: list[Finding], text: str) -> None:
    found = report(*findings, text=text, data={"id": text, "waivers": [{"rule": None}, True, 3]})
    told = again(found)
    assert told.findings == found.findings
    assert (told.name, told.document.text, told.document.data) == ("a.yaml", text, found.document.data)
    assert (told.blocks, told.kind, told.form) == (found.blocks, found.kind, found.form)


def test_what_is_found_besides_stands_in_its_place_and_may_block() -> None:
    own, more = (error(2, State.NOT_YET), error(8, State.WAIVED)), (error(5), error(1, State.WAIVED))
    told = again(report(*own))
    assert not told.blocks
    with_more = told.with_more(more[:1]).with_more(more[1:])
    assert with_more.findings == in_order((*own, *more))
    assert with_more.blocks
    assert told.findings == own
    assert not told.with_more(more[1:]).blocks
    assert again(report(*own, more[0])).blocks


def test_only_some_of_what_was_found_can_be_told() -> None:
    told = again(report(error(2), error(8), text="eia: 1\n", data={"id": "x"})).with_findings([error(8)])
    assert (told.findings, told.document.text, told.document.data) == ((error(8),), "eia: 1\n", {"id": "x"})


def test_a_report_takes_a_fraction_of_the_room() -> None:
    found = report(*(error(line) for line in range(1, 200)), text="activity: The same for all.\n" * 200)
    told = again(found)
    assert told.findings == found.findings  # what was unpacked must not stay with it
    assert isinstance(told, Packed)
    assert len(pickle.dumps(told)) * 4 < len(pickle.dumps((found.findings, found.document.text)))


def test_a_record_is_the_same_after_it_was_packed() -> None:
    raw = (ROOT / "examples/assessments/library-van-2026.yaml").read_bytes()
    document = parse(raw, "library.yaml")
    form = Project(ROOT, {}).library.form("england")
    made = record(document, form)
    assert made is not None
    told = packed_record.unpacked(packed_record.packed(made), "library.yaml")
    assert told.details() == made.details()
    assert made.actions
    assert told.actions == made.actions
    assert (dict(told.sheet.spans), dict(told.sheet.names)) == (made.sheet.spans, made.sheet.names)
    assert told.sheet.spans == made.sheet.spans
    assert told.sheet.span_of(("status",)) == made.sheet.span_of(("status",)) != START
    assert len(told.sheet.spans) == len(made.sheet.spans)
    assert (made.review, made.approved_on, made.dues) != (None, None, ())
    assert replace(told, sheet=made.sheet, details=made.details) == made
