"""How text, shape, rules, stages and waivers meet in the check of one document."""

from datetime import date

import pytest

from eia import source
from eia.check import Settings, check
from eia.findings import Finding, Severity, State
from eia.library import Library

LIBRARY = Library()
TODAY = date(2026, 6, 1)
HEAD = "eia: 1\nform: england\nid: parks\n"


def found(
    text: str, *, today: date = TODAY, stage: str = "", form: str = "england", **codes: str
) -> list[Finding]:
    settings = Settings(today, stage, **{name: tuple(value.split()) for name, value in codes.items()})
    document = source.parse((HEAD + text).encode(), "parks.yaml")
    return list(check(document, LIBRARY.form(form), LIBRARY.checker(form).faults, settings))


def codes(findings: list[Finding], state: State = State.OPEN) -> set[str]:
    return {finding.code for finding in findings if finding.state is state}


@pytest.mark.parametrize(
    ("status", "open_now", "later"),
    [
        ("draft", set(), {"REL001", "IMP001", "DEC001", "MON001"}),
        ("submitted", {"REL001", "IMP001"}, {"DEC001", "MON001"}),
        ("approved", {"REL001", "IMP001", "DEC001", "MON001"}, {"PUB006"}),
        ("published", {"REL001", "IMP001", "DEC001", "MON001", "PUB006"}, set()),
        ("withdrawn", set(), {"REL001", "IMP001", "DEC001", "MON001"}),
        ("superseded", set(), {"REL001", "IMP001", "DEC001", "MON001"}),
    ],
)
def test_what_counts_follows_from_the_status(status: str, open_now: set[str], later: set[str]) -> None:
    findings = found(f"kind: full\nstatus: {status}\n")
    assert open_now <= codes(findings)
    assert later <= codes(findings, State.NOT_YET)
    assert not (later & codes(findings))


def test_another_stage_can_be_asked_about() -> None:
    text = "kind: full\nstatus: draft\n"
    assert "DEC001" not in codes(found(text, stage="submitted"))
    assert "DEC001" in codes(found(text, stage="approved"))


def test_a_screening_is_not_asked_for_impacts() -> None:
    assert "IMP001" not in codes(found("kind: screening\nstatus: submitted\n"))
    assert "REL001" in codes(found("kind: screening\nstatus: submitted\n"))


@pytest.mark.parametrize("kind", ["Full", "everything", ""])
def test_a_kind_that_is_not_known_is_checked_as_a_full_assessment(kind: str) -> None:
    findings = found(f"kind: {kind}\nstatus: submitted\n")
    assert {"IMP001", "REL001"} <= codes(findings)
    assert codes(findings) & {"SCH002", "SCH004"}


def test_what_the_shape_tells_of_an_answer_no_rule_tells_again() -> None:
    findings = found("kind: full\nstatus: submitted\nsummary: [a]\nevidence: none\n")
    assert [(item.code, item.span.start.line) for item in findings if item.path[:1] == ("evidence",)] == [
        ("SCH003", 7)
    ]


def test_findings_come_in_the_order_of_reading() -> None:
    findings = found("kind: full\nstatus: published\nsummary: TBC\nactivity:\n  title: TBC\n")
    assert [item.sort_key for item in findings] == sorted(item.sort_key for item in findings)


def test_codes_can_be_selected_and_left_out() -> None:
    text = "kind: full\nstatus: published\n"
    assert {code[:3] for code in codes(found(text, select="IMP DEC001"))} == {"IMP", "DEC"}
    assert not {
        code for code in codes(found(text, ignore="IMP DEC001")) if code.startswith(("IMP", "DEC001"))
    }


WAIVED = """kind: full
status: approved
waivers:
  - rule: DEC001
    reason: The recommendation waits for the budget.
    by: Director of Place
    expires: {expires}
"""


class TestWaiver:
    def test_turns_an_error_into_a_listed_warning(self) -> None:
        (waived,) = [item for item in found(WAIVED.format(expires="2026-07-01")) if item.code == "DEC001"]
        assert (waived.state, waived.severity, waived.blocks) == (State.WAIVED, Severity.WARNING, False)

    def test_holds_on_its_last_day(self) -> None:
        findings = found(WAIVED.format(expires="2026-06-01"))
        assert "DEC001" in codes(findings, State.WAIVED)
        assert "WVR001" not in codes(findings)

    def test_that_has_run_out_is_told_and_covers_nothing(self) -> None:
        findings = found(WAIVED.format(expires="2026-05-31"))
        assert "DEC001" in codes(findings)
        (told,) = [item for item in findings if item.code == "WVR001"]
        assert told.message == "The waiver of DEC001 ran out on 31 May 2026"
        assert told.span.start.line == 7
        assert told.blocks

    def test_that_covers_nothing_is_told(self) -> None:
        text = WAIVED.format(expires="2026-07-01").replace("DEC001", "DTY002")
        assert [(item.code, item.span.start.line) for item in found(text) if item.code == "WVR002"] == [
            ("WVR002", 7)
        ]

    def test_can_be_of_one_answer_alone(self) -> None:
        text = WAIVED.format(expires="2026-07-01").replace("DEC001", "IMP002")
        text += "    path: impacts.age\nimpacts:\n  age: [{description: Older people walk less far.}]\n"
        text += "  race: [{description: Families who speak little English are told later.}]\n"
        told = {item.path[1]: item.state for item in found(text) if item.code == "IMP002"}
        assert told == {"age": State.WAIVED, "race": State.OPEN}

    @pytest.mark.parametrize("code", ["SCH001", "SRC008", "WVR001", "FRM001"])
    def test_cannot_accept_what_could_not_be_read(self, code: str) -> None:
        text = WAIVED.format(expires="2026-07-01").replace("DEC001", code) + "sumary: x\n"
        findings = found(text)
        assert "WVR003" in codes(findings)
        assert "SCH001" in codes(findings)

    def test_does_not_reach_beyond_its_own_finding(self) -> None:
        assert "MON001" in codes(found(WAIVED.format(expires="2026-07-01")))
