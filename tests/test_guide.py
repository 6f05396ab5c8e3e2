"""The guide of rules is in step with the rules, and every link in it leads somewhere."""

import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from eia import codes
from eia.cli import main
from eia.codes import Code
from eia.library import Library
from eia.show import rules
from eia.show.guide import anchor, guide
from tests.conftest import ROOT

GUIDE = ROOT / "docs" / "rules.md"
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@cache
def written(form: str = "common") -> str:
    return CliRunner().invoke(main, ["rules", "--form", form, "--format", "markdown"]).stdout


def headings(text: str) -> list[str]:
    return re.findall(r"^(#+ .*)$", FENCED.sub("", text), re.MULTILINE)


def slug(heading: str) -> str:
    """What GitHub makes of a heading, worked out in another way than the code does."""
    kept = (letter for letter in heading.lstrip("# ").lower() if letter.isalnum() or letter in " -_")
    return "".join(kept).replace(" ", "-")


def test_the_guide_is_in_step_with_the_rules() -> None:
    assert GUIDE.read_text(encoding="utf-8") == written(), "`make guide` rewrites docs/rules.md"


def test_every_code_has_its_page_in_the_order_of_the_rules() -> None:
    told = [heading[4:] for heading in headings(written()) if heading.startswith("### ")]
    assert told == [f"{code.code} {code.name}" for code in codes.every().values()]


@pytest.mark.parametrize("code", codes.every().values(), ids=lambda code: code.code)
def test_a_page_stands_there_whole(code: Code) -> None:
    text = written()
    page = text[text.index(f"### {code.code} ") :].partition("\n### ")[0].partition("\n## ")[0]
    assert [f"##{line}" for line in headings(code.page)] == headings(page)[1:]
    assert FENCED.findall(code.page) == FENCED.findall(page)
    assert code.summary in " ".join(page.split())
    assert code.basis in page
    assert f"**{code.severity.word.capitalize()} " in page


def test_every_link_leads_to_a_heading_that_there_is_once() -> None:
    text = written()
    targets = [slug(heading) for heading in headings(text) if heading.startswith(("# ", "## ", "### "))]
    links = re.findall(r"\]\(#([^)]*)\)", text)
    assert len(set(targets)) == len(targets)
    assert set(links) == set(targets[1:])
    assert all(links.count(anchor(code)) == 1 for code in codes.every().values())


def test_an_anchor_begins_with_the_code() -> None:
    assert anchor(codes.every()["IMP008"]) == "imp008-pasted-explanation"


def test_examples_are_open_and_closed_and_tables_have_their_columns() -> None:
    text = written()
    assert text.count("\n```") % 2 == 0
    rows = [line for line in FENCED.sub("", text).splitlines() if line.startswith("| [")]
    assert len(rows) == len(codes.every())
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


def test_a_guide_for_a_form_says_what_the_form_changes(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "form.yaml").write_text(
        "form: house\nextends: england\nrules:\n"
        "  MON001: {off: true, reason: Reviewed centrally.}\n"
        "  IMP008: {overlap_percent: 80, reason: Rows share a first paragraph.}\n",
        encoding="utf-8",
    )
    library = Library([tmp_path])
    text = guide(rules.entries(codes.every().values(), library.form("house"), library.form("common")))
    assert "**Off** (changed by the form: Reviewed centrally.)" in text
    assert "**Error once submitted** (changed by the form: Rows share a first paragraph.)" in text
    assert "numbers: `overlap_percent`: 80 (usually 60), `minimum_words`: 25" in text
