"""A sign-off is written into a file of any style, and not one other character changes."""

import difflib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eia import source
from eia.library import Library
from eia.mend import Unsafe
from eia.mend.sign_off import in_brackets, scalar, with_sign_off
from eia.scaffold import scaffold

MARK = "v1:" + "0" * 64
SIGN = {
    "role": "approver",
    "person": {"job_title": "Director of Communities"},
    "result": "approved",
    "date": "2026-10-02",
    "fingerprint": MARK,
}
HEAD = "eia: 1 # format\nstatus: submitted # since May\nactivity:\n  title: Parks\n"
LINES = f"""\
role: approver
person:
  job_title: Director of Communities
result: approved
date: 2026-10-02
fingerprint: {MARK}
"""


def item(indent: int, dash: str = "- ") -> str:
    lines = LINES.splitlines()
    return "".join(
        f"{' ' * indent}{dash if not number else ' ' * len(dash)}{line}\n"
        for number, line in enumerate(lines)
    )


def signed(text: str, sign: dict[str, Any] = SIGN, status: str = "") -> str:
    raw = text.encode()
    return with_sign_off(raw, source.parse(raw, "a.yaml"), sign, status).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD, HEAD + "approvals:\n" + item(2)),
        (HEAD + "# Next\nsummary: x\n", HEAD + "approvals:\n" + item(2) + "# Next\nsummary: x\n"),
        (HEAD + "approvals:\nsummary: x\n", HEAD + "approvals:\n" + item(2) + "summary: x\n"),
        (HEAD + "approvals: [] # none\n", HEAD + "approvals:  # none\n" + item(2)),
        (
            HEAD + "approvals:\n- role: equality_adviser # c\n  # d\n# e\nsummary: x\n",
            HEAD + "approvals:\n- role: equality_adviser # c\n" + item(0) + "  # d\n# e\nsummary: x\n",
        ),
        (
            HEAD
            + "approvals:\n    -   role: equality_adviser\n        conditions: |\n          One\n\n          Two\nsummary: x\n",
            HEAD
            + "approvals:\n    -   role: equality_adviser\n        conditions: |\n          One\n\n          Two\n"
            + item(4)
            + "summary: x\n",
        ),
        (
            HEAD + "approvals:\n  - {role: equality_adviser, date: 2026-09-01}\n",
            HEAD + "approvals:\n  - {role: equality_adviser, date: 2026-09-01}\n" + item(2),
        ),
        (
            HEAD + "approvals: [{role: equality_adviser}]\n",
            HEAD + "approvals: [{role: equality_adviser}, " + in_brackets(SIGN) + "]\n",
        ),
        (
            HEAD + "approvals: [\n  {role: equality_adviser}, # first\n]\n",
            HEAD + "approvals: [\n  {role: equality_adviser}, " + in_brackets(SIGN) + ", # first\n]\n",
        ),
        (
            HEAD
            + "approvals:\n  # Who\n  - role: # which\n    person:\n      job_title:\n    # Day\n    date:\n    result: ''\n",
            HEAD
            + "approvals:\n  # Who\n  - role: approver # which\n    person:\n      job_title: Director of Communities\n"
            + f"    # Day\n    date: 2026-10-02\n    result: approved\n    fingerprint: {MARK}\n",
        ),
        (
            HEAD + "approvals:\n  - role: approver\n    person:\n    date:\n",
            HEAD
            + "approvals:\n  - role: approver\n    person:\n      job_title: Director of Communities\n"
            + f"    date: 2026-10-02\n    result: approved\n    fingerprint: {MARK}\n",
        ),
        (
            HEAD + "approvals:\n  - role: approver\n    person: null # who\n    date: ~\n",
            HEAD
            + "approvals:\n  - role: approver\n    person:  # who\n      job_title: Director of Communities\n"
            + f"    date: 2026-10-02\n    result: approved\n    fingerprint: {MARK}\n",
        ),
        (
            HEAD
            + "approvals:\n  - role: approver\n    person: {job_title: Director of Communities}\n    date: 2026-10-02 # d\n",
            HEAD
            + "approvals:\n  - role: approver\n    person: {job_title: Director of Communities}\n    date: 2026-10-02 # d\n"
            + f"    result: approved\n    fingerprint: {MARK}\n",
        ),
        (
            HEAD + "approvals:\n  - role: approver\n    person:\n      job_title: Head of Parks\n    date:\n",
            HEAD
            + "approvals:\n  - role: approver\n    person:\n      job_title: Head of Parks\n    date:\n"
            + item(2),
        ),
        (
            '{"eia": 1, "activity": {} }',
            '{"eia": 1, "activity": {}, "approvals": [' + in_brackets(SIGN) + "] }",
        ),
        ('{"approvals": [], "eia": 1}', '{"approvals": [' + in_brackets(SIGN) + '], "eia": 1}'),
    ],
)
def test_a_sign_off_is_written_as_the_file_is_set_out(before: str, after: str) -> None:
    assert signed(before) == after


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_endings_and_the_byte_order_mark_stay(newline: str) -> None:
    raw = b"\xef\xbb\xbf" + HEAD.replace("\n", newline).encode()
    made = with_sign_off(raw, source.parse(raw, "a.yaml"), SIGN)
    assert made == b"\xef\xbb\xbf" + (HEAD + "approvals:\n" + item(2)).replace("\n", newline).encode()


def test_a_last_line_without_an_end_stays_whole() -> None:
    assert signed(HEAD.rstrip("\n")) == (HEAD + "approvals:\n" + item(2)).rstrip("\n")


@pytest.mark.parametrize("status", ["submitted", "'submitted'", '"submitted"'])
def test_the_status_is_written_over(status: str) -> None:
    before = HEAD.replace("submitted", status)
    assert signed(before, status="approved").startswith("eia: 1 # format\nstatus: approved # since May\n")


def test_a_blank_status_is_filled_in() -> None:
    assert "\nstatus: approved # since" in signed(HEAD.replace(" submitted", ""), status="approved")


def test_what_eia_new_sets_out_is_filled_in_and_its_guidance_stays() -> None:
    library = Library()
    form = library.form("bedford")
    text = scaffold(
        title="Parks",
        id_="parks",
        kind="full",
        form=form,
        schema=library.schema("bedford"),
        template=library.file("bedford", "new.yaml.j2").read_text(encoding="utf-8"),
        modeline="",
    )
    made = signed(text, status="approved")
    changed = [line for line in difflib.ndiff(text.splitlines(), made.splitlines()) if line[0] in "+-"]
    assert [line[2:].strip().removeprefix("- ") for line in changed if line[0] == "+"] == [
        "status: approved",
        "role: approver",
        "job_title: Director of Communities",
        "result: approved",
        "date: 2026-10-02",
        f"fingerprint: {MARK}",
    ]
    assert all(line.rstrip().endswith((":", "draft")) for line in changed if line[0] == "-")


@pytest.mark.parametrize(
    "text", [HEAD + "approvals: nobody\n", HEAD + "approvals: {role: x}\n", HEAD + ": [\n", ""]
)
def test_what_cannot_be_written_to_safely_is_left(text: str) -> None:
    with pytest.raises(Unsafe):
        signed(text)


def test_bytes_that_are_not_what_was_read_are_left() -> None:
    raw = HEAD.encode("utf-16")
    with pytest.raises(Unsafe):
        with_sign_off(raw, source.parse(raw, "a.yaml"), SIGN)


@given(st.text())
def test_any_words_are_read_again_as_they_were_given(words: str) -> None:
    document = source.parse(f"a: {scalar(words)}\n".encode(errors="replace"), "")
    if document.data is not None and not document.findings:
        assert document.data == {"a": words}


WORDS = st.sampled_from(
    ["Head of Parks", "a: b", "- x", "# y", "“z”", "", "null", "2026-01-01", "it's", 'say "so"', "é\nf"]
)
ITEMS = st.fixed_dictionaries(
    {"role": st.sampled_from(["approver", "equality_adviser", ""])},
    optional={
        "person": st.none() | st.fixed_dictionaries({}, optional={"job_title": WORDS, "name": WORDS}),
        "date": WORDS,
        "conditions": WORDS,
        "fingerprint": WORDS,
    },
)
DATA = st.fixed_dictionaries(
    {"eia": st.just(1), "status": WORDS},
    optional={
        "approvals": st.none() | st.lists(ITEMS, max_size=3),
        "activity": st.fixed_dictionaries({"title": WORDS}),
        "summary": WORDS,
    },
)


@given(DATA, st.booleans() | st.none(), st.integers(2, 6), WORDS.filter(bool))
def test_whatever_the_style_the_file_says_the_same_and_the_sign_off(
    data: dict[str, Any], flow: bool | None, indent: int, post: str
) -> None:
    text = yaml.safe_dump(
        data, sort_keys=False, default_flow_style=flow, indent=indent, allow_unicode=True, width=60
    )
    before = source.parse(text.encode(), "a.yaml").data
    sign = {**SIGN, "person": {"job_title": " ".join(post.split())}}
    made = source.parse(signed(text, sign, "approved").encode(), "a.yaml")
    assert before is not None
    assert made.data is not None
    assert made.findings == ()
    assert any(given_ == sign for given_ in made.data["approvals"])
    assert {**made.data, "approvals": 0, "status": 0} == {**before, "approvals": 0, "status": 0}
    assert made.data["status"] == "approved"
    kept = [one for one in before.get("approvals") or [] if one in made.data["approvals"]]
    assert len(kept) >= len(before.get("approvals") or []) - 1
