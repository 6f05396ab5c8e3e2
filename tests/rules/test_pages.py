"""Every rule's page is true: its examples are run, its headings are there, its parameters exist.

A block under *Flagged* or *Accepted* is a fragment of an assessment. The test completes it with what every
assessment has, checks it on the real form as of one fixed day, and reads the marks: in a *Flagged* block a
finding of the rule falls on every line that ends in `# CODE`, and on no other. A block that is called `yaml
approved` is what was signed: the blocks after it name its fingerprint, and are compared with it.
"""

import ast
import copy
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eia import codes, resources, rules, source
from eia.check import Settings, check
from eia.findings import Finding, Path, Severity, State
from eia.form import Form
from eia.library import Library
from eia.model import Assessment
from eia.past import Past
from eia.rules import Rule
from eia.substance import fingerprint
from tests.guide_page import FENCE, HEADINGS, JARGON, blocks, sections

TODAY = date(2026, 1, 15)
KINDS = ("screening", "full", "cumulative")
FORMS = Library().names()
_APPROVED = re.compile(r"^```yaml approved\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_KEY = re.compile(r"^(\w+):", re.MULTILINE)
_MARK = re.compile(r"(?P<block>[|>][-+]? +)?#(?P<codes>(?:[ ,]+[A-Z]{3}\d{3})+)\s*$")


class Example(NamedTuple):
    """One block of a page, as it stands there."""

    rule: Rule
    heading: str
    number: int
    text: str

    @property
    def name(self) -> str:
        return f"{self.rule.code}-{self.heading.lower()}-{self.number}"

    @property
    def marked(self) -> list[int]:
        """The lines on which a finding of the rule must fall.

        A block of text has no room for a mark: the one after its `|` stands for the line below.
        """
        marks = ((number, _MARK.search(line)) for number, line in enumerate(self.text.splitlines(), start=1))
        return [
            number + bool(mark.group("block"))
            for number, mark in marks
            if mark and self.rule.code in mark.group("codes")
        ]

    @property
    def completed(self) -> str:
        """The fragment with what every assessment must have, added at the end so that lines stay the same."""
        written = set(_KEY.findall(self.text))
        common = {
            "eia": "1",
            "id": "example",
            "form": "england",
            "kind": self.rule.kinds[0],
            "status": self.rule.due,
        }
        return self.text + "".join(f"{key}: {value}\n" for key, value in common.items() if key not in written)

    @property
    def approved(self) -> Mapping[str, Any] | None:
        """What was signed, completed in the same way; None on a page that does not say."""
        block = _APPROVED.search(self.rule.page)
        return source.parse(self._replace(text=block[1]).completed.encode(), "").data if block else None

    def signed(self, mark: str) -> Mapping[str, Any] | None:
        """What was signed, for a fingerprint that is its own."""
        return self.approved if self.approved and fingerprint(self.approved) == mark else None

    def findings(self) -> tuple[Finding, ...]:
        """Everything found in the completed fragment."""
        document = source.parse(self.completed.encode(), f"{self.name}.yaml")
        form = str((document.data or {}).get("form", "england"))
        shape = library().checker(form).faults
        return check(document, library().form(form), shape, Settings(today=TODAY), self.signed)


@cache
def library() -> Library:
    return Library()


def examples(heading: str) -> tuple[Example, ...]:
    """The blocks under a heading, of every rule."""
    return tuple(
        Example(item, heading, number, block)
        for item in rules.all_rules()
        for number, block in enumerate(blocks(item.page, heading), start=1)
    )


def of_every_rule() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("item", rules.all_rules(), ids=lambda item: f"{item.code}-{item.name}")


def told(findings: tuple[Finding, ...]) -> str:
    """The findings as lines, for a reader of a failed test."""
    return "\n" + "\n".join(f"{f.span.start.line}: {f.code} {f.message}" for f in findings)


# The examples


@pytest.mark.parametrize("example", examples("Flagged"), ids=lambda example: example.name)
def test_a_flagged_example_has_the_finding_on_exactly_the_marked_lines(example: Example) -> None:
    findings = example.findings()
    own = [finding for finding in findings if finding.code == example.rule.code]
    assert example.marked, "the block marks no line"
    assert sorted({finding.span.start.line for finding in own}) == example.marked, told(findings)
    assert {finding.state for finding in own} == {State.OPEN}
    assert [f for f in findings if f.code.startswith(("SRC", "SCH"))] == [], told(findings)


@pytest.mark.parametrize("example", examples("Accepted"), ids=lambda example: example.name)
def test_an_accepted_example_has_no_such_finding(example: Example) -> None:
    findings = example.findings()
    assert not _MARK.search(example.text)
    unwanted = [f for f in findings if f.code.startswith((example.rule.code, "SRC", "SCH"))]
    assert unwanted == [], told(findings)


@pytest.mark.parametrize("example", examples("Flagged"), ids=lambda example: example.name)
def test_what_is_said_is_a_plain_statement_and_what_to_do_about_it(example: Example) -> None:
    for finding in example.findings():
        if finding.code != example.rule.code:
            continue
        assert finding.message, "says nothing"
        assert not finding.message.endswith("."), finding.message
        assert finding.message[0].isupper() or not finding.message[0].isalpha(), finding.message
        assert finding.hint.endswith("."), finding.hint or "the finding has no hint"
        for words in (finding.message, finding.hint):
            assert not JARGON.search(re.sub(r"“[^”]*”", "", words)), words
            assert '"' not in words, words
            assert "  " not in words, words


# The pages


@of_every_rule()
def test_a_page_has_a_summary_and_every_heading_with_something_under_it(item: Rule) -> None:
    first, blank, _ = (*item.page.split("\n", 2), "", "")[:3]
    assert first.endswith("."), "the first line states the fault, in a sentence"
    assert blank == "", "the fault is stated in one line"
    found = sections(item.page)
    assert tuple(found) == HEADINGS
    assert all(text.strip() for text in found.values())
    for heading in ("Flagged", "Accepted"):
        assert FENCE.search(found[heading]), f"{heading} has no example"
        blocks = len(FENCE.findall(found[heading])) + len(_APPROVED.findall(found[heading]))
        assert found[heading].count("```") == 2 * blocks


@of_every_rule()
def test_a_rule_says_what_it_rests_on_and_when_it_counts(item: Rule) -> None:
    assert item.basis.strip() == item.basis != ""
    assert item.due in rules.STAGES
    assert isinstance(item.severity, Severity)
    assert item.kinds
    assert set(item.kinds) <= set(KINDS)
    assert item.family in rules.FAMILIES


@of_every_rule()
def test_a_name_is_words_joined_by_hyphens(item: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", item.name)


def test_names_and_codes_are_given_once() -> None:
    everything = rules.all_rules()
    assert len({item.code for item in everything}) == len(everything)
    assert len({item.name for item in everything}) == len(everything)
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", item.code) for item in everything)


def test_the_beginning_of_a_code_belongs_to_one_family() -> None:
    families: dict[str, set[str]] = {}
    for item in rules.all_rules():
        families.setdefault(item.code[:3], set()).add(item.family)
    assert {beginning: names for beginning, names in families.items() if len(names) > 1} == {}


@pytest.mark.parametrize("module", rules.MODULES)
def test_a_module_has_rules_of_one_family_and_sets_them_out_by_code(module: str) -> None:
    found = [item for item in rules.all_rules() if item.check.__module__ == f"eia.rules.{module}"]
    assert {item.family for item in found} <= set(rules.FAMILIES)
    codes = [item.code for item in sorted(found, key=lambda item: inspect.getsourcelines(item.check)[1])]
    assert codes
    assert codes == sorted(codes)


@pytest.mark.parametrize("family", rules.FAMILIES)
def test_a_family_has_rules(family: str) -> None:
    assert [item for item in rules.all_rules() if item.family == family]


# What rules ask of the form


class Asked(NamedTuple):
    """What the code of the rules asks of the form by name."""

    parameters: set[tuple[str, str]]
    lexicons: set[str]


@cache
def asked() -> Asked:
    """The names in every `….parameter("CODE", "name")` and `….lexicon("name")`, or of several together, of the rules and of what they ask."""
    result = Asked(set(), set())
    code = resources.root() / "eia"
    for file in sorted((*(code / "rules").glob("*.py"), *(code / "editions").glob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            names = tuple(str(argument.value) for argument in node.args if isinstance(argument, ast.Constant))
            if node.func.attr == "parameter":
                assert len(names) == 2, f"{file.name}:{node.lineno}: name the parameter where it is asked for"
                result.parameters.add((names[0], names[1]))
            elif node.func.attr == "lexicon":
                assert len(names) == 1, f"{file.name}:{node.lineno}: name the lexicon where it is asked for"
                result.lexicons.add(names[0])
            elif node.func.attr == "lexicons_together":
                assert len(names) == len(node.args) > 1, f"{file.name}:{node.lineno}: name the lexicons here"
                result.lexicons.update(names)
    return result


def test_every_parameter_a_rule_asks_for_is_in_the_form_of_the_law_and_the_other_way_round() -> None:
    given_ = {
        (code, name)
        for code, setting in library().form("england").rules.items()
        for name in setting.parameters
        if rules.find(code)
    }
    assert asked().parameters == given_


def test_every_lexicon_a_rule_asks_for_is_in_the_form_of_the_law_and_the_other_way_round() -> None:
    assert asked().lexicons == set(library().form("england").lexicons)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_comes_with_the_program_sets_only_rules_that_exist(name: str) -> None:
    assert [code for code in library().form(name).rules if code not in codes.every()] == []


# Whatever an officer writes


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
DATES = (
    "2018-09-12",
    "2018-09",
    "2017",
    "2031-12-31",
    "31/03/2019",
    "2019-02-31",
    "TBC",
    "summer",
    "9999-12-31",
)
PROSE = (
    "",
    "N/A",
    "Yes",
    "Head of Libraries",
    "Head of Libraries, the Finance team and all schools",
    "It is the same for everyone and no group will be disadvantaged.",
    "Close gaps: boys are less likely to read at home. Continue to support all groups. Extend opening hours.",
    "Older residents will lose the nearest place with a computer, and the bus takes 40 minutes. " * 3,
)


@cache
def written() -> tuple[dict[str, Any], ...]:
    """Every assessment there is: the blocks of all pages, and the examples."""
    blocks = (example.completed.encode() for heading in HEADINGS[2:] for example in examples(heading))
    files = sorted((resources.root() / "examples" / "assessments").glob("*.yaml"))
    documents = (source.parse(raw, "") for raw in (*blocks, *(file.read_bytes() for file in files)))
    return tuple(document.data for document in documents if document.data)


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of everything inside a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


@st.composite
def spoilt(draw: st.DrawFn, form: Form) -> dict[str, Any]:
    """An assessment put together from several, in which some answers were deleted or filled with anything."""
    choices = [
        *form.groups,
        *form.aims,
        *form.directions,
        *form.levels,
        *form.outcomes,
        *form.roles,
        "yes",
        "no",
    ]
    anything = st.sampled_from(choices) | st.sampled_from(DATES) | st.sampled_from(PROSE) | JUNK
    data: dict[str, Any] = {}
    for one in draw(st.lists(st.sampled_from(written()), min_size=3, max_size=10)):
        data |= copy.deepcopy(one)
    for _ in range(draw(st.integers(0, 8))):
        found = list(places(data))
        if not found:
            break
        *parents, last = draw(st.sampled_from(found))
        holder: Any = data
        for key in parents:
            holder = holder[key]
        if draw(st.booleans()):
            holder[last] = draw(anything)
        else:
            del holder[last]
    return data


@pytest.mark.parametrize("name", FORMS)
def test_no_rule_raises_whatever_was_written(name: str) -> None:
    form = library().form(name)

    @settings(
        max_examples=200,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )
    @given(spoilt(form) | JUNK | st.dictionaries(st.sampled_from([f.name for f in fields(Assessment)]), JUNK))
    def whatever(value: Any) -> None:
        assessment = Assessment.build(value)
        for item in rules.all_rules():
            past = Past(value if isinstance(value, dict) else {}, lambda _: {"summary": "Other"})
            for problem in item.problems(assessment, form, TODAY, past):
                assert problem.message, item.code
                assert all(isinstance(key, str | int) for key in problem.path), item.code

    whatever()
