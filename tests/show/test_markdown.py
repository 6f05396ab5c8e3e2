"""The summary in Markdown, read by GitHub's own parser (cmark-gfm)."""

import re
from typing import Any

import cmarkgfm  # type: ignore[import-untyped]  # it has no types
import html5lib
import pytest

from eia.findings import START, Severity, State
from eia.show import markdown
from eia.show.outcome import Outcome
from eia.show.plain import message, plain
from tests.show.outcomes import HOSTILE, outcome
from tests.show.reports import finding, report


def page(found: Outcome) -> Any:
    """The summary as GitHub would show it, before it takes away what it allows nobody."""
    html = cmarkgfm.github_flavored_markdown_to_html(
        markdown.document(found), options=cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE
    )
    return html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False)


def text(element: Any) -> str:
    return " ".join(str(element.xpath("string()")).split())


def rows(table: Any) -> list[list[str]]:
    return [[text(cell) for cell in row.xpath("td|th")] for row in table.xpath(".//tr")]


def test_what_blocks_is_a_table_and_the_rest_is_folded() -> None:
    found = report(
        finding(),
        finding("IMP001", Severity.WARNING, span=START, message="No impact", hint=""),
        finding("ACT001", state=State.WAIVED, message="No action", hint=""),
        finding("DEC001", state=State.NOT_YET, due="approved"),
    )
    read = page(outcome(found))
    assert text(read.find(".//h2")) == "Equality impact assessments: 1 finding blocks"
    assert (
        text(read.find(".//p"))
        == "1 assessment checked: found 1 error and 1 warning; 1 not due yet; 1 accepted by a waiver."
    )
    assert [text(head) for head in read.iter("h3")] == ["What to do next", "What blocks"]
    assert [text(item) for item in read.iter("li")] == [
        "Do EVD004 (EVD004, 1 time)",
        "Do IMP001 (IMP001, 1 time)",
    ]
    (blocks,) = read.xpath("//body/table")
    assert rows(blocks) == [
        ["Where", "Code", "What is wrong", "What to do"],
        [
            "library.yaml, line 3",
            "EVD004",
            "Evidence source “Resident survey” has no date",
            "Add the year or month it was published, such as date: 2025-03.",
        ],
    ]
    assert [text(code) for code in blocks.iter("code")] == ["date: 2025-03"]
    folded = read.xpath("//details")
    assert [text(item.find("summary")) for item in folded] == [
        "What counts, but does not block (1)",
        "What was accepted by a waiver (1)",
    ]
    assert rows(folded[0].find("table"))[1] == ["library.yaml", "IMP001", "No impact", ""]
    assert rows(folded[1].find("table"))[1] == ["library.yaml, line 3", "ACT001", "No action", ""]


def test_nothing_found_says_so() -> None:
    assert markdown.document(outcome(report())) == (
        "## Equality impact assessments: nothing blocks\n\n"
        "1 assessment checked: found nothing that counts now."
    )


def test_several_files_are_listed_with_their_counts() -> None:
    read = page(outcome(report(finding(), text=b"status: draft\n"), report(name="parks.yaml")))
    (files,) = read.xpath("//details[summary[contains(., 'All files (2)')]]/table")
    assert rows(files)[1:] == [
        ["library.yaml", "draft", "1", "", "", "", ""],
        ["parks.yaml", "-", "", "", "", "", ""],
    ]


def test_a_long_table_says_how_many_rows_it_leaves_out() -> None:
    found = [finding(message=f"Fault {number}") for number in range(markdown.ROWS + 3)]
    read = page(outcome(report(*found)))
    (blocks,) = read.xpath("//body/table")
    assert len(rows(blocks)) == markdown.ROWS + 1
    assert "and 3 more." in text(read)
    assert "103 findings block" in text(read.find(".//h2"))


def test_a_form_that_cannot_be_used_comes_first() -> None:
    read = page(outcome(report(finding()), broken=(report(finding("SCH001"), name="form.yaml"),)))
    assert text(read.find(".//h2")).endswith("some could not be checked")
    heads = [text(head) for head in read.iter("h3")]
    assert heads == ["What to do next", "Forms that cannot be used", "What blocks"]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_from_a_file_do_nothing(words: str) -> None:
    found = report(finding(message=words, hint=words), name=words)
    read = page(outcome(found, report()))
    assert {element.tag for element in read.iter() if isinstance(element.tag, str)} <= {
        *("html", "head", "body", "h2", "h3", "p", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
        *("details", "summary", "code"),
    }
    (blocks,) = read.xpath("//body/table")
    _, (place, code, what, hint) = rows(blocks)
    shown = re.sub(r"(?<!`)`([^`|\\]+)`(?!`)", r"\1", plain(words))
    assert what == hint == " ".join(shown.split()) == " ".join(message(shown).split())
    assert place == f"{what}, line 3"
    assert code == "EVD004"


@pytest.mark.parametrize(
    "words", ["@everyone", "@org/team", "see #12", "owner/repo#5", "!34", "www.a.org", "http://a.b"]
)
def test_nobody_is_called_and_nothing_is_linked(words: str) -> None:
    told = markdown.escaped(words)
    assert re.search(r"[@#!]\w|www\.|://", told) is None
    assert told.replace("<!-- -->", "") == words
