"""Findings one a line: the same keys as in the JSON document."""

import json

import pytest
from jsonschema import Draft202012Validator

from eia import codes, resources
from eia.findings import State
from eia.show import json as whole
from eia.show import jsonl
from tests.show.outcomes import HOSTILE, outcome
from tests.show.reports import finding, report


def test_each_finding_has_a_line_with_its_file_and_what_the_document_says_of_it() -> None:
    found = outcome(
        report(finding(), finding("IMP001", state=State.NOT_YET, due="approved")),
        report(),
        report(finding(state=State.WAIVED), name="parks.yaml"),
        describe=codes.every().get,
    )
    lines = [json.loads(line) for line in jsonl.document(found).split("\n")]
    schema = resources.schema("findings")
    one = Draft202012Validator({**schema, **schema["$defs"]["finding"], "$defs": schema["$defs"]})
    files = []
    for line in lines:
        files.append(line.pop("file"))
        one.validate(line)
    assert files == ["library.yaml", "library.yaml", "parks.yaml"]
    assessments = json.loads(whole.document(found))["assessments"]
    assert lines == [item for assessment in assessments for item in assessment["findings"]]


def test_nothing_found_is_nothing() -> None:
    assert jsonl.document(outcome(report())) == ""


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_from_a_file_stay_on_their_line(words: str) -> None:
    told = jsonl.document(outcome(report(finding(message=words, hint=words), name=words)))
    assert told.isascii()
    assert len(told.splitlines()) == 1
    assert json.loads(told)["message"] == words
