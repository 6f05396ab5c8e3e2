"""What is misspelt beyond doubt is mended, and nothing else in the file changes, whatever is in it."""

import itertools
import re
from calendar import month_abbr, month_name
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.library import Library
from eia.mend import WHITE_SPACE, Mended, Unsafe, mend
from eia.mend.days import iso
from eia.mend.names import certain, same, slips
from eia.schema.tree import Tree, parts
from eia.source import Document, parse
from eia.source.document import Lines
from tests.conftest import ROOT
from tests.hostile_inputs import FOLDER, LARGE, kept

LIBRARY = Library()
HEAD = "eia: 1\nform: england\nid: x\nkind: full\nstatus: draft\n"
BOM = b"\xef\xbb\xbf"
EXAMPLES = [
    ROOT / "examples/assessments" / f"{name}.yaml"
    for name in ("library-opening-hours", "school-improvement-2018", "backup-storage-2026")
]


@cache
def schema(form: str) -> dict[str, Any]:
    return LIBRARY.schema(form)


def mended(raw: bytes, wants: Callable[[str], bool] = lambda code: True) -> Mended:
    """The file once mended, on the form it names, or else on the plain one."""
    document = parse(raw, "a.yaml")
    named = (document.data or {}).get("form")
    form = named if isinstance(named, str) and named in LIBRARY.names() else "england"
    return mend(raw, document, LIBRARY.form(form), schema(form), wants)


def body(text: str) -> str:
    """What becomes of `text` below the first lines of an assessment."""
    made = mended((HEAD + text).encode()).raw.decode()
    assert made.startswith(HEAD)
    return made.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("31/03/2019", "2019-03-31"),
        ("1/2/2019", "2019-02-01"),
        ("01/02/2019", "2019-02-01"),
        ("31.3.2019", "2019-03-31"),
        ("31-03-2019", "2019-03-31"),
        ("2019/03/31", "2019-03-31"),
        ("2019-3-31", "2019-03-31"),
        ("31 March 2019", "2019-03-31"),
        ("31st  of march, 2019", "2019-03-31"),
        ("1 Sept. 2019", "2019-09-01"),
        ("31-Mar-2019", "2019-03-31"),
        ("March 31, 2019", "2019-03-31"),
        ("Sunday 31 March 2019", "2019-03-31"),
        ("Sun, 31 Mar 2019", "2019-03-31"),
        ("29/02/2020", "2020-02-29"),
        ("March 2019", "2019-03"),
        ("03/2019", "2019-03"),
    ],
)
def test_a_day_as_written_in_britain_is_understood(written: str, meant: str) -> None:
    assert iso(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "13/25/2019",
        "03/31/2019",
        "31/02/2019",
        "29/02/2019",
        "0/3/2019",
        "31/3/19",
        "31/3-2019",
        "Monday 31 March 2019",
        "2019/20",
        "2011/12",
        "2018-9",
        "2019 March",
        "31 March",
        "Spring 2019",
        "by 31 March 2019",
        "31 March 2019?",
        "31 March 2019 – 2 April 2019",
        "31 Marching 2019",
        "٣١/٠٣/٢٠١٩",
        "2019",
        "TBC",
        "",
    ],
)
def test_a_day_in_doubt_is_left_alone(written: str) -> None:
    assert iso(written) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Review Date", "review_date"),
        ("review-date", "review_date"),
        ("review_dat", "review_date"),
        ("reveiw_date", "review_date"),
        ("revew_dat", "review_date"),
        ("statment", "statement"),
        ("satff", "staff"),
        ("stuff", ""),
        ("stafff", ""),
        ("eview_date", ""),
        ("unmitigated", ""),
        ("target", ""),
        ("risk_2", ""),
        ("review", ""),
        ("review_date_of_the_plan", ""),
        ("", ""),
        ("r" * 5_000, ""),
    ],
)
def test_a_name_is_mended_only_when_it_can_be_but_one(written: str, meant: str) -> None:
    known = ("review_date", "statement", "staff", "mitigated", "targets", "risk_1")
    assert certain(written, known, {"target"}) == meant


def test_between_two_likely_names_none_is_chosen() -> None:
    assert certain("aproach", ("approach", "summary"), ()) == "approach"
    assert certain("aproach", ("approach", "reproach"), ()) == ""
    assert certain("outcom_a", ("outcome_a", "outcome_b"), ()) == ""
    assert same("No change", ("no_change", "no-change")) == ""


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(1, 9))
def test_slips_are_counted_as_by_the_definition(one: str, other: str, most: int) -> None:
    @cache
    def distance(i: int, j: int) -> int:
        if min(i, j) == 0:
            return max(i, j)
        swapped = i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]
        return min(
            distance(i - 1, j) + 1,
            distance(i, j - 1) + 1,
            distance(i - 1, j - 1) + (one[i - 1] != other[j - 1]),
            distance(i - 2, j - 2) + 1 if swapped else 99,
        )

    assert slips(one, other, most) == min(distance(len(one), len(other)), most)


@pytest.mark.parametrize("form", LIBRARY.names())
def test_no_slip_turns_one_name_of_a_form_into_another(form: str) -> None:
    everywhere = {name for _, part in parts(schema(form)) for name in part.get("properties", ())}
    blocks = {
        tuple(part["properties"]) for _, part in parts(schema(form)) if len(part.get("properties", ())) > 1
    }
    met = 0
    for known in blocks:
        for name in known:
            others = [other for other in known if other != name]
            assert certain(name, others, everywhere) == ""
            for index in range(len(name)):
                slip = name[:index] + name[index + 1 :]
                if slip not in known:
                    assert certain(slip, known, everywhere) in ("", name), (slip, known)
                    met += certain(slip, known, everywhere) == name
    assert met > 300


def test_dates_choices_and_names_are_mended_in_place() -> None:
    assert body(
        "activty:  # what it is\n"
        "  titel: 'A library'\n"
        "  Type: Service-Change # in short\n"
        "  start: 'March 2019'\n"
        "  capacity: [ Public function,employer ]\n"
        'dates: {started: 31/03/2019, completed: "2 May 2019"}  # both\n'
        "impacts:\n"
        "  Gender reassignment:\n"
        "  - directon: Positive\n"
        "    reach:   12\n"
        "recommendation:\n"
        "  outcome: No change\n"
    ) == (
        "activity:  # what it is\n"
        "  title: 'A library'\n"
        "  type: service_change # in short\n"
        "  start: '2019-03'\n"
        "  capacity: [ public_function,employer ]\n"
        'dates: {started: 2019-03-31, completed: "2019-05-02"}  # both\n'
        "impacts:\n"
        "  gender_reassignment:\n"
        "  - direction: positive\n"
        "    reach:   12\n"
        "recommendation:\n"
        "  outcome: no_change\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "dates:\n  started: March 2019\n",  # a day is asked for
        "dates:\n  started: 13/25/2019\n",
        "dates:\n  started: |\n    31/03/2019\n",  # text of several lines
        'dates:\n  started: "31\\/03/2019"\n',  # written otherwise than read
        "dates:\n  started: !!str 31/03/2019\n",
        "summary: 31/03/2019\n",  # an answer in words
        "activity:\n  title: 31/03/2019\n",
        "relevance:\n  answers:\n    impacts_people: Yes\n",  # taken as it is
        "recommendation:\n  outcome: Not change\n",  # near, and may mean another choice
        "activity:\n  title: A\n  titel: B\n",  # the right name is there already
        "activity:\n  titel: A\n  tilte: B\n",  # two for one name
        "activity:\n  titel: A\n  titel: B\n",  # one name twice
        "activity:\n  titel: [A]\n",  # something else than a title
        "date: 2019-03-31\n",  # not a slip for `dates`, but a line in the wrong place
        "impacts:\n  class:\n  - direction: positive\n",
        "colour: blue\n",
    ],
)
def test_what_may_mean_something_else_is_left_alone(text: str) -> None:
    assert body(text) == text


def test_what_is_mended_is_told_with_line_label_and_code() -> None:
    found = mended(
        f"{HEAD}dates:\n  started: 31/03/2019 \nmonitorng:\n  review_date: May 2020\n".encode()
    ).mends
    assert [(mend.line, mend.before, mend.after, mend.label, mend.code) for mend in found] == [
        (7, "31/03/2019", "2019-03-31", "Date started", "GOV008"),
        (7, " ", "", WHITE_SPACE, ""),
        (8, "monitorng", "monitoring", "", "SCH001"),
        (9, "May 2020", "2020-05", "Review date", "MON001"),
    ]


def test_only_what_is_wanted_is_mended() -> None:
    text = f"{HEAD}Dates: \n  started: 31/03/2019\n"
    assert mended(text.encode(), lambda code: code == "SCH001").raw == text.replace("D", "d").encode()
    assert [mend.code for mend in mended(text.encode(), lambda code: code != "SCH001").mends] == [""]


def test_white_space_goes_where_it_means_nothing() -> None:
    assert body("# a \nscope: \t\n  \nactivity:   # b  \n  title: The library\t \n    in town  \n   \n") == (
        "# a\nscope:\n\nactivity:   # b\n  title: The library\n    in town\n\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "summary: |  \n  Two lines  \n  in Markdown \n    \n  \n",
        "summary: >-\n  Folded  \n  text\t\n",
        "summary: |+\n  Kept\n     \n\n",
        'summary: "One \\\n  two  \n  three"\n',
        "summary: 'One  \n  two'\n",
    ],
)
def test_white_space_stays_in_text_after_a_bar_and_in_quotation_marks(text: str) -> None:
    assert body(text) == text
    assert body(f"{text}scope: \n") == f"{text}scope:\n"


def test_two_kinds_of_line_break_stay_two_line_breaks() -> None:
    assert body("scope: \r \nkind_: \r \r \n") == "scope:\r \nkind_:\r\r \n"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", BOM, BOM + BOM])
def test_line_endings_and_the_byte_order_mark_stay(ending: str, mark: bytes) -> None:
    before = f"{HEAD}dates: \n  started: 31/03/2019".replace("\n", ending).encode()
    after = f"{HEAD}dates:\n  started: 2019-03-31\n".replace("\n", ending).encode()
    expected = mark + (after if mark != BOM + BOM else before)
    # After a second mark the first name is not `eia`, but all else is as it was.
    assert mended(mark + before).raw in (expected, mark + after)


def test_a_last_line_in_text_after_a_bar_is_not_ended() -> None:
    """The break would become part of the answer."""
    assert body("summary: |\n  The end") == "summary: |\n  The end"
    assert body("summary: The end") == "summary: The end\n"
    assert body("summary: The end\n  ") == "summary: The end\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"eia: 1 \nform: england\nactivity:\n  title: caf\xe9\n",
        f"{HEAD}dates: \n".encode("utf-16"),
        b"eia: 1 \nform: [\n",
        b"\tKind: Full\n",
        b"  \n",
        b"",
    ],
    ids=["windows-1252", "utf-16", "bracket", "tab", "blank", "empty"],
)
def test_a_file_that_cannot_be_read_to_the_end_is_not_touched(raw: bytes) -> None:
    made = mended(raw)
    assert (made.raw, made.mends) == (raw, ())


def test_what_follows_a_second_beginning_is_not_touched() -> None:
    assert body("scope: \n---\nDates: \n  a: [ \n") == "scope:\n---\nDates: \n  a: [ \n"


def test_a_mend_that_would_read_otherwise_is_refused() -> None:
    """The choice of this form begins a comment when it is written as it stands."""
    odd = {"properties": {"kind": {"enum": ["a #b"]}}, "additionalProperties": False}
    raw = b"kind: A-#b\n"
    with pytest.raises(Unsafe):
        mend(raw, parse(raw, "a.yaml"), LIBRARY.form("england"), odd, lambda code: True)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_clean_file_stays_as_it_is(file: Any) -> None:
    raw = file.read_bytes()
    for same_file in (raw, BOM + raw, raw.replace(b"\n", b"\r\n")):
        assert mended(same_file) == Mended(same_file, same_file.removeprefix(BOM).decode(), ())


# What is damaged in a way that can be undone is undone, to the byte.


def _shifted(word: str) -> Iterator[str]:
    yield word.replace("_", " ").capitalize()
    yield word.upper()
    yield word.replace("_", "-")


def _days(written: str) -> Iterator[str]:
    year, month, day = written.split("-")
    yield f"{day}/{month}/{year}"
    yield f"{int(day)}.{int(month)}.{year}"
    yield f"{int(day)} {month_name[int(month)]} {year}"
    yield f"{month_abbr[int(month)]} {int(day)}, {year}"


def _damages(document: Document, tree: Tree) -> Iterator[tuple[int, int, str]]:
    """Every stretch of the text that can be misspelt, and how."""
    lines = Lines(document.text)

    def at(span: Any, words: str, spellings: Iterator[str]) -> Iterator[tuple[int, int, str]]:
        start, end = lines.offset(span.start), lines.offset(span.end)
        if document.text[start:end] == words:
            flow = {"{", "["} & set(document.text[lines.start_of(start) : start])
            yield from (
                (start, end, made) for made in spellings if made != words and not (flow and "," in made)
            )

    for path, place in document.places.items():
        if not path or path in (("form",), ("eia",)):
            continue
        node, outer = tree.at(path), tree.at(path[:-1])
        value: Any = document.data
        for step in path:
            value = value[step]
        if node is not None and isinstance(value, str):
            if value in (tree.get(node, "enum") or ()):
                yield from at(place.value, value, _shifted(value))
            elif re.fullmatch(r"\d{4}-\d\d-\d\d", value) and "\\d{4}" in str(tree.get(node, "pattern")):
                yield from at(place.value, value, _days(value))
        if place.key and outer is not None and path[-1] in tree.properties(outer):
            name = str(path[-1])
            slip = name[:2] + name[3:]
            yield from at(place.key, name, itertools.chain(_shifted(name), [slip] if len(name) > 9 else []))


@cache
def damaged_example(index: int) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    text = EXAMPLES[index].read_text(encoding="utf-8")
    document = parse(text.encode(), "a.yaml")
    assert document.data
    return text, tuple(_damages(document, Tree(schema(document.data["form"]))))


def test_the_examples_have_enough_to_damage() -> None:
    kinds = {made for index in range(len(EXAMPLES)) for _, _, made in damaged_example(index)[1]}
    assert sum(bool(re.search(r"\d{4}", made)) for made in kinds) > 20
    assert len(kinds) > 200


@given(
    st.data(), st.integers(0, len(EXAMPLES) - 1), st.sampled_from(["\n", "\r\n"]), st.sampled_from([b"", BOM])
)
def test_what_was_misspelt_is_as_it_was_before(
    data: st.DataObject, index: int, ending: str, mark: bytes
) -> None:
    text, damages = damaged_example(index)
    wanted = data.draw(
        st.lists(st.sampled_from(damages), min_size=1, max_size=12, unique_by=lambda one: one[0])
    )
    spoilt = text
    for start, end, made in sorted(wanted, reverse=True):
        spoilt = spoilt[:start] + made + spoilt[end:]
    raw = mark + spoilt.replace("\n", ending).encode()
    found = mended(raw)
    assert found.raw == mark + text.replace("\n", ending).encode()
    assert len(found.mends) == len(wanted)
    assert mended(found.raw).mends == ()


# Whatever the file holds, only what is told changes.

LINES = [
    "activty:", "activity: ", "  titel: A  ", "  title: 'Two  ", "    lines' ", "  start: March 2019", "  type: Closure #x",
    "dates:", "Dates: {started: 1/2/2019 , completed: \"3 May 2019\"} ", "  started: 31/03/2019\t", "  started : 31.3.2019",
    "  ? completed ", "  : 31 March 2019", "impacts:", "  Age:", "  - directon: Positive ", "    Level: |", "      high  ",
    "  - ", "    ", "\t", "# note  ", "summary: |+", "summary: >", "  words  ", "  \\ ", "summary: \"a \\", "  b\" ", "---", "...",
    "statuss: Draft", "Kind: Full", "id: 31/03/2019", "evidence: [{Date: 'May 2019', title: x }] ", "- a ", "x: &a 1 ", "y: *a",
    "monitoring: !!map", "  review_date: 01/02/2019 # soon ", "evidence:", "  -   date: 2 June 2017", "      title:  ", "\u2028 ",
    "recommendation: {outcome: No change}", "relevance: {outcome: X, answers: {impacts-people: Yes}}", "\ufefftitle:  ", "\x07 ",
]  # fmt: skip


def _pairs(old: Any, new: Any) -> Iterator[tuple[Any, Any]]:
    """Every name and answer of the old data beside the one in its place in the new."""
    assert type(old) is type(new)
    if isinstance(old, dict | list):
        assert len(old) == len(new)
        olds, news = (data.items() if isinstance(data, dict) else enumerate(data) for data in (old, new))
        for (key, value), (other, meant) in zip(olds, news, strict=True):
            yield key, other
            yield from _pairs(value, meant)
    else:
        yield old, new


def assert_only_what_is_told_changed(raw: bytes) -> int:
    """Assert it of one file; how much was mended."""
    made = mended(raw)
    before, after = parse(raw, "a.yaml"), parse(made.raw, "a.yaml")
    lines = [re.split(r"\r\n|\r|\n", text) for text in (before.text, after.text)]
    touched = {mend.line for mend in made.mends}
    added = len(lines[1]) - len(lines[0])
    assert added in (0, 1)
    assert not added or lines[1].pop() == ""
    for number, (old, new) in enumerate(zip(*lines, strict=True), 1):
        assert old == new or number in touched
    changed = sorted((old, new) for old, new in _pairs(before.data, after.data) if old != new)
    told = sorted((mend.before, mend.after) for mend in made.mends if mend.label != WHITE_SPACE)
    assert changed == told
    assert mended(made.raw).mends == ()
    if not made.mends:
        assert made.raw == raw
    return len(made.mends)


@given(
    st.lists(st.sampled_from(LINES), max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([b"", BOM]),
    st.sampled_from(["", HEAD]),
    st.booleans(),
)
def test_whatever_the_file_holds_only_what_is_told_changes(
    lines: list[str], ending: str, mark: bytes, head: str, ended: bool
) -> None:
    text = (head.replace("\n", ending) + ending.join(lines)) + (ending if ended else "")
    assert_only_what_is_told_changed(mark + text.encode())


@given(st.text(st.sampled_from("ab:#-|>'\"[]{}?,&*! \t\n\r1/\\"), max_size=40))
def test_whatever_signs_stand_in_a_block_only_what_is_told_changes(text: str) -> None:
    assert_only_what_is_told_changed(f"{HEAD}activity:\n  title: {text}".encode())


@pytest.mark.parametrize("name", kept())
def test_a_hostile_file_is_not_spoilt(name: str) -> None:
    raw = (FOLDER / name).read_bytes()
    assert_only_what_is_told_changed(raw)
    # The same with something to mend in it, where it can be read.
    if (parse(raw, name).data or {}).get("form") == "bedford":
        assert_only_what_is_told_changed(raw.replace(b"status: submitted", b"Status: Submitted "))


@pytest.mark.parametrize("name", LARGE)
def test_a_large_hostile_file_is_not_spoilt(name: str) -> None:
    assert_only_what_is_told_changed(LARGE[name][0])


def test_every_date_of_an_assessment_is_known_as_one() -> None:
    """Each answer that the schema reads as a date can be mended, however the form is composed."""
    tree = Tree(schema("england"))
    paths: list[tuple[str | int, ...]] = [
        ("activity", "start"), ("decision", "meeting_date"), ("decision", "taken_on"), ("dates", "started"),
        ("dates", "submitted"), ("dates", "published"), ("monitoring", "review_date"), ("actions", 0, "due"),
        ("actions", 0, "done_on"), ("approvals", 0, "date"), ("waivers", 0, "expires"), ("evidence", 0, "date"),
        ("change_log", 0, "date"), ("advice_sought", 0, "date"),
    ]  # fmt: skip
    for path in paths:
        assert tree.at(path) is not None
        indented = ""
        text = ""
        for step in path:
            text += (
                f"\n{indented}- "
                if step == 0
                else f"{'' if text.endswith('- ') else chr(10) + indented}{step}:"
            )
            indented += "  "
        assert body(f"{text.lstrip()} 31/03/2019\n").endswith(": 2019-03-31\n"), path
