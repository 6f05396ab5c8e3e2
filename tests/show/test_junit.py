"""The JUnit report: against the schema of Jenkins' xUnit plug-in, and read by junitparser."""

import re
from pathlib import Path

import pytest
from junitparser import JUnitXml, TestSuite
from lxml import etree

from eia.findings import START, Severity, State
from eia.show import junit
from eia.show.outcome import Outcome
from tests.show.outcomes import HOSTILE, outcome
from tests.show.reports import finding, report

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas/junit-10.xsd"))


def suites(found: Outcome) -> list[TestSuite]:
    told = junit.document(found)
    assert told.isascii()
    SCHEMA.assertValid(etree.fromstring(told.encode()))
    read = JUnitXml.fromstring(told.encode())
    assert read.tests == sum(suite.tests for suite in read)
    return list(read)


def test_a_blocking_finding_is_a_test_that_failed() -> None:
    (suite,) = suites(outcome(report(finding())))
    assert (suite.name, suite.tests, suite.failures, suite.errors) == ("library.yaml", 1, 1, 0)
    (test,) = suite
    assert (test.name, test.classname) == ("EVD004 evidence.0.date", "library")
    (failure,) = test.result
    assert (failure.type, failure.message) == ("EVD004", "Evidence source “Resident survey” has no date")
    assert failure.text.splitlines() == [
        "library.yaml, line 3, column 5",
        "Add the year or month it was published, such as `date: 2025-03`.",
    ]


def test_a_file_in_which_nothing_blocks_passes_and_lists_the_rest() -> None:
    found = report(
        finding(severity=Severity.WARNING, message="Old"), finding(state=State.NOT_YET, due="approved")
    )
    (suite,) = suites(outcome(found))
    (test,) = suite
    assert test.name == "nothing blocks"
    assert test.is_passed
    told = junit.document(outcome(found))
    assert "<system-out>line 3: warning EVD004: Old</system-out>" in told


def test_what_was_accepted_is_left_out_not_passed_over() -> None:
    (suite,) = suites(outcome(report(finding(state=State.WAIVED))))
    skipped, passed = suite
    assert skipped.is_skipped
    assert skipped.name == "EVD004 evidence.0.date"
    assert passed.is_passed
    assert (suite.tests, suite.skipped, suite.failures) == (2, 1, 0)


def test_two_of_one_name_are_told_apart() -> None:
    (suite,) = suites(outcome(report(finding(), finding(), finding(span=START))))
    assert [test.name for test in suite] == [
        "EVD004 evidence.0.date",
        "EVD004 evidence.0.date (2)",
        "EVD004 the whole file",
    ]


def test_folders_are_packages_and_each_file_has_its_suite() -> None:
    found = outcome(report(name="/srv/eia 2026/a.b.yaml"), report(finding(), name="x/y.yml"))
    names = [test.classname for suite in suites(found) for test in suite]
    assert names == ["srv.eia 2026.a_b", "x.y"]


def test_a_form_that_cannot_be_used_is_an_error_not_a_failure() -> None:
    (suite,) = suites(outcome(broken=(report(finding(), name="form.yaml"),)))
    assert (suite.name, suite.errors, suite.failures) == ("form.yaml", 1, 0)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_from_a_file_stay_words(words: str) -> None:
    found = report(
        finding(message=words, hint=words), finding(severity=Severity.WARNING, message=words), name=words
    )
    (suite,) = suites(outcome(found))
    (test,) = suite
    (failure,) = test.result
    assert len(failure.text.splitlines()) == 2
    assert not re.search("[\x00-\x1f\x7f]", failure.message)
