"""Findings as a JUnit report, as Jenkins, GitLab and Azure Pipelines read it: a suite a file, a failure a blocking one.

The shape is that of the Jenkins xUnit plug-in (`junit-10.xsd`).
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from xml.etree import ElementTree as Xml

from eia.findings import Finding, State, dotted
from eia.project import Report
from eia.show.next_steps import Describe
from eia.show.outcome import Outcome
from eia.show.plain import message, plain

_PASSED = "nothing blocks"
_WHOLE = "the whole file"


def document(outcome: Outcome) -> str:
    """The report as XML, in ASCII.

    Each file is a suite. Each finding that blocks is a test of its own that failed; in a form that cannot be used,
    an error. What was accepted by a waiver is a test left out. A file in which nothing blocks has a test that
    passed. What counts but does not block is listed as the suite's output; what is not due yet is not there.
    """
    whole = Xml.Element("testsuites", name="eia")
    for report in outcome.reports:
        whole.append(_suite(report, outcome.describe, "failure"))
    for report in outcome.broken:
        whole.append(_suite(report, outcome.describe, "error"))
    for count in ("tests", "failures", "errors"):
        whole.set(count, str(sum(int(suite.get(count, 0)) for suite in whole)))
    Xml.indent(whole)
    written: bytes = Xml.tostring(whole, encoding="us-ascii", xml_declaration=True)
    return written.decode()


def _suite(report: Report, describe: Describe, fault: str) -> Xml.Element:
    name = plain(report.name)
    suite = Xml.Element("testsuite", name=name, file=name)
    seen: Counter[str] = Counter()
    for finding in report.findings:
        if finding.blocks:
            _told(_test(suite, _named(finding, seen)), fault, name, finding, describe)
        elif finding.state is State.WAIVED:
            _told(_test(suite, _named(finding, seen)), "skipped", name, finding, describe)
    if not report.blocks:
        _test(suite, _PASSED)
    tests = suite.findall("testcase")
    counts = {
        "tests": len(tests),
        "failures": len(suite.findall("testcase/failure")),
        "errors": len(suite.findall("testcase/error")),
        "skipped": len(suite.findall("testcase/skipped")),
    }
    for key, number in counts.items():
        suite.set(key, str(number))
    rest = "\n".join(_rest(report))
    if rest:
        Xml.SubElement(suite, "system-out").text = rest
    return suite


def _test(suite: Xml.Element, name: str) -> Xml.Element:
    return Xml.SubElement(suite, "testcase", name=name, classname=_class(suite.get("name", "")))


def _class(name: str) -> str:
    """The file as Jenkins shows classes: folders as packages."""
    return ".".join(part.replace(".", "_") for part in PurePath(name).with_suffix("").parts if part != "/")


def _named(finding: Finding, seen: Counter[str]) -> str:
    """What the test is called from one run to the next; two of one name in a file would be taken for one."""
    name = plain(f"{finding.code} {dotted(finding.path) or _WHOLE}")
    seen[name] += 1
    return name if seen[name] == 1 else f"{name} ({seen[name]})"


def _told(test: Xml.Element, kind: str, name: str, finding: Finding, describe: Describe) -> None:
    known = describe(finding.code)
    words = (
        f"{name}, {plain(finding.where)}",
        plain(finding.hint),
        plain(known.basis) if known else "",
    )
    element = Xml.SubElement(test, kind, type=finding.code, message=message(finding.message))
    element.text = "\n".join(filter(None, words))


def _rest(report: Report) -> Iterator[str]:
    """What counts but does not block."""
    for finding in report.findings:
        if finding.state is State.OPEN and not finding.blocks:
            place, weight = plain(finding.place) or f"line {finding.span.start.line}", finding.severity.word
            yield f"{place}: {weight} {finding.code}: {message(finding.message)}"
