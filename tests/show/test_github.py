"""Annotations of GitHub Actions, read back by the rules of its runner."""

import re
from dataclasses import dataclass

import pytest

from eia.codes import Code
from eia.findings import START, Position, Severity, Span, State
from eia.show import github
from tests.show.outcomes import HOSTILE, outcome, unknown
from tests.show.reports import finding, report

_PROPERTIES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
_DATA = {"%0D": "\r", "%0A": "\n", "%25": "%"}


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    words: str


def commands(told: str) -> list[Command]:
    """What the runner makes of each line (actions/runner, `ActionCommand.TryParseV2`, then `TryParse`)."""
    found = []
    for line in re.split(r"\r\n|\r|\n", told):
        if line.lstrip().startswith("::"):
            head, words = line.lstrip()[2:].split("::", 1)
            name, _, rest = head.partition(" ")
            pairs = [pair.split("=", 1) for pair in rest.split(",") if pair]
            properties = {key: unescaped(value, _PROPERTIES) for key, value in pairs}
            found.append(Command(name, properties, unescaped(words, _DATA)))
        elif "##[" in line:
            found.append(Command(line, {}, ""))
    return found


def unescaped(text: str, signs: dict[str, str]) -> str:
    for sign, character in signs.items():
        text = text.replace(sign, character)
    return text


def test_a_finding_is_an_annotation_at_its_place() -> None:
    told = github.document(outcome(report(finding())))
    (command,) = commands(told)
    assert command == Command(
        "error",
        {
            "file": "library.yaml",
            "line": "3",
            "endLine": "3",
            "col": "5",
            "endColumn": "27",
            "title": "EVD004 fault-evd004",
        },
        "Evidence source “Resident survey” has no date\n"
        "Add the year or month it was published, such as `date: 2025-03`.",
    )
    assert told.splitlines()[-1] == "1 assessment checked: found 1 error."


def test_each_weight_has_its_command_and_the_heaviest_come_first() -> None:
    found = [finding(severity=weight) for weight in (Severity.INFO, Severity.ERROR, Severity.WARNING)]
    told = commands(github.document(outcome(report(*found))))
    assert [command.name for command in told] == ["error", "warning", "notice"]


def test_what_does_not_count_now_is_only_counted() -> None:
    later, accepted = finding(state=State.NOT_YET, due="approved"), finding(state=State.WAIVED)
    told = github.document(outcome(report(later, accepted)))
    assert commands(told) == []
    assert told == (
        "1 assessment checked: found nothing that counts now; 1 not due yet; 1 accepted by a waiver."
    )


def test_what_is_missing_from_the_whole_file_has_no_columns() -> None:
    (command,) = commands(github.document(outcome(report(finding(span=START)), describe=unknown)))
    assert command.properties == {"file": "library.yaml", "line": "1", "title": "EVD004"}


def test_columns_are_left_out_where_lines_differ() -> None:
    span = Span(Position(3, 5), Position(4, 9))
    (command,) = commands(github.document(outcome(report(finding(span=span)))))
    assert "col" not in command.properties
    assert (command.properties["line"], command.properties["endLine"]) == ("3", "4")


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_from_a_file_stay_words(words: str) -> None:
    found = report(finding(message=words, hint=words), name=words)
    told = github.document(outcome(found))
    (command,) = commands(told)
    assert command.name == "error"
    assert set(command.properties) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert len(command.words.split("\n")) == 2
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f]", told)


def test_a_file_is_named_as_the_repository_names_it() -> None:
    name = "a b/c,d:e%\nf.yaml"
    (command,) = commands(github.document(outcome(report(finding()), where=lambda _: name)))
    assert command.properties["file"] == name


def test_a_form_that_cannot_be_used_is_an_annotation_too() -> None:
    form = report(finding("SCH001"), name="templates/house/form.yaml")
    (command,) = commands(github.document(outcome(broken=(form,))))
    assert command.properties["file"] == "templates/house/form.yaml"


def test_a_title_cannot_end_early() -> None:
    named = Code("EVD004", "a,b:c::d%", "evidence", Severity.ERROR, "A fault.\n")
    (command,) = commands(github.document(outcome(report(finding()), describe=lambda _: named)))
    assert command.properties["title"] == "EVD004 a,b:c::d%"
    assert command.words.startswith("Evidence source ")
