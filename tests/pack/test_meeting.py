"""A meeting of twelve items, drawn: read back from Word, from LibreOffice's PDF and in a browser."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # it has no annotations
from playwright.sync_api import Page
from pypdf import PdfReader

from eia.cli import main
from tests import meeting
from tests.browser import AXE, chromium
from tests.render.word_reading import NAMESPACES, Word, words_of

STEM = "executive-2018-09-12-equality-papers"
LETTERS = "ABCDEFGHIJKL"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("meeting")
    agenda = meeting.write(root)
    result = CliRunner().invoke(main, ["pack", str(agenda), "--today", "2026-09-01"])
    assert result.exit_code == 0, result.output
    return root / "build"


@pytest.fixture(scope="module")
def word(folder: Path) -> Word:
    return Word((folder / f"{STEM}.docx").read_bytes())


@pytest.fixture(scope="module")
def page(folder: Path) -> html.HtmlElement:
    return html.fromstring((folder / f"{STEM}.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(folder: Path) -> list[str]:
    """The words of each page of the PDF that LibreOffice makes."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder.parent)]
    subprocess.run([*command, str(folder / f"{STEM}.docx")], check=True, capture_output=True, timeout=240)
    return [" ".join(page.extract_text().split()) for page in PdfReader(folder.parent / f"{STEM}.pdf").pages]


def test_word_is_valid(folder: Path) -> None:
    result = OpenXmlValidator().validate(folder / f"{STEM}.docx")
    assert [str(error) for error in result.errors] == []


def test_every_link_within_word_leads_to_a_bookmark(word: Word) -> None:
    marks = Counter(word.find("//w:bookmarkStart/@w:name"))
    anchors = set(word.find("//w:hyperlink/@w:anchor"))
    assert len(anchors) > 100
    assert anchors <= marks.keys()
    assert max(marks.values()) == 1
    for letter, (_, change) in zip(LETTERS, meeting.ITEMS, strict=True):
        mark = word.one(f"//w:bookmarkStart[@w:name='{mark_of(f'appendix-{letter.lower()}')}']")
        heading = words_of(mark.xpath("ancestor::w:p | following::w:p[1]", namespaces=NAMESPACES)[0])
        assert heading.startswith(f"Appendix {letter}: "), change


def mark_of(identity: str) -> str:
    from eia.render.word.registry import bookmark_of

    return bookmark_of(identity)


def test_answers_of_twelve_assessments_have_twelve_addresses(word: Word) -> None:
    tags = word.find("//w:sdt/w:sdtPr/w:tag/@w:val")
    titles = [tag for tag in tags if tag.endswith(":activity.title")]
    assert sorted(set(titles)) == sorted(f"{identity}:activity.title" for identity, _ in meeting.ITEMS)


def test_headings_are_in_order_in_word(word: Word) -> None:
    order = {"Title": 0, "Heading1": 1, "Heading2": 2, "Heading3": 3, "Heading4": 4}
    levels = [order[style] for style, _ in word.outline if style in order]
    assert levels.count(0) == 1
    assert levels.count(1) >= 14
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_text_is_kept(word: Word, page: html.HtmlElement) -> None:
    written = " ".join(words for _, words in word.outline)
    shown = " ".join(page.text_content().split())
    for words in (meeting.WELSH, meeting.ARABIC, meeting.AMPERSANDS):
        assert words in written
        assert words in shown
    assert "Visit estate 51 with its tenants' group" in written
    assert written.count("people a day, of whom") > meeting.LONG_ANSWER // 20


def test_the_welsh_and_the_arabic_are_marked_as_such(word: Word, page: html.HtmlElement) -> None:
    assert "cy" in {element.get("lang") for element in page.iter() if element.get("lang")}
    assert "cy" in word.find("//w:rPr/w:lang/@w:val")
    (arabic, *_) = [element for element in page.iter("h2") if meeting.ARABIC in element.text_content()]
    assert arabic.find(".//*[@dir='auto']") is not None


def test_each_part_counts_its_own_pages(pages: list[str]) -> None:
    counted: dict[str, list[tuple[int, int]]] = {}
    for words in pages:
        found = re.findall(
            r"(?:(Appendix [A-L]), EA-2018-\S+|executive-2018-09-12-equality-papers) Page (\d+) of (\d+)",
            words,
        )
        assert len(found) == 1, words[-200:]
        label, number, of = found[0]
        counted.setdefault(label, []).append((int(number), int(of)))
    assert list(counted) == ["", *(f"Appendix {letter}" for letter in LETTERS)]
    for numbers in counted.values():
        assert numbers == [(number, len(numbers)) for number in range(1, len(numbers) + 1)]


def test_the_summary_for_twelve_items_is_two_pages_long(pages: list[str]) -> None:
    first = next(
        number
        for number, words in enumerate(pages)
        if "Summary for members Item Who gains" in words or ("Summary for members" in words and number)
    )
    last = next(
        number
        for number, words in enumerate(pages)
        if "Page 1 of" in words and "Appendix A" in words and number
    )
    assert last - first == 2


def test_every_part_says_what_it_is_at_its_top(pages: list[str]) -> None:
    opening = [words for words in pages if re.search(r"Appendix [A-L], \S+ Page 1 of", words)]
    assert len(opening) == 12
    for letter, words in zip(LETTERS, opening, strict=True):
        assert f"Appendix {letter}: " in words


class TestTheSummary:
    def test_says_who_gains_and_who_may_lose(self, page: html.HtmlElement) -> None:
        rows = summary(page)
        assert rows[0] == [
            "A. School Improvement Strategy 2018-2021",
            "Age, Disability, Gender reassignment, Race, Sex, Sexual orientation and Other relevant groups",
            "Disability (autistic pupils) After the actions: none",
            "Evidence is missing on Gender reassignment.",
            "Adjustments required",
        ]
        assert rows[6][2] == "Disability (autistic pupils) After the actions: Disability"
        assert rows[6][4] == "Justification to continue the activity"
        assert rows[7][3].startswith("The effect on Religion or belief is not known.")
        assert rows[8][2] == "No group recorded"
        assert rows[10][4] == "Adjust the activity 8 points still open"
        assert rows[11][1] == "Screened, not assessed in full"

    def test_counts_items_by_group_and_nets_nothing(self, page: html.HtmlElement) -> None:
        table = page.xpath("//table[@aria-labelledby='counts']")[0]
        heads, *rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")]
        counts = {row[0]: dict(zip(heads[1:], map(int, row[1:]), strict=True)) for row in rows}
        assert counts["Gains, and may lose"]["Disability"] == 10
        assert counts["Gains"]["Disability"] == 1
        assert counts["No effect found"]["Religion or belief"] == 10
        assert counts["Not known"]["Religion or belief"] == 1
        for group in heads[1:]:
            assert sum(row[group] for row in counts.values()) == 11

    def test_lists_what_is_still_open_on_the_item(self, page: html.HtmlElement) -> None:
        (heading,) = page.xpath("//h3[@id='appendix-k-open']")
        assert heading.text == "Still open in this assessment"
        assert len(heading.getnext().findall("li")) == 8


def summary(page: html.HtmlElement) -> list[list[str]]:
    table = page.xpath("//table[@aria-labelledby='summary']")[0]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.find("tbody")]


class TestThePage:
    def test_ids_are_given_once_and_links_lead_somewhere(self, page: html.HtmlElement) -> None:
        ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
        assert max(ids.values()) == 1
        links = [link.get("href") for link in page.iter("a")]
        inside = [link[1:] for link in links if link.startswith("#")]
        assert len(inside) > 100
        assert set(inside) <= ids.keys()
        for name in ("aria-labelledby", "aria-describedby", "headers"):
            pointed = {each for element in page.iter() for each in element.get(name, "").split()}
            assert pointed <= ids.keys()

    def test_headings_are_in_order(self, page: html.HtmlElement) -> None:
        levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_nothing_is_found_by_axe_and_nothing_runs_over(self, opened: Page) -> None:
        opened.evaluate(AXE.read_text(encoding="utf-8"))
        for width in (1280, 320):
            opened.set_viewport_size({"width": width, "height": 900})
            found = opened.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
            assert [(rule["id"], [node["html"][:200] for node in rule["nodes"][:3]]) for rule in found] == []
            assert opened.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def opened(folder: Path) -> Iterator[Page]:
    with chromium() as browser:
        tab = browser.new_page(bypass_csp=True, viewport={"width": 1280, "height": 900})
        tab.goto((folder / f"{STEM}.html").as_uri())
        yield tab
