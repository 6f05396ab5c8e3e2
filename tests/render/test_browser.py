"""The pages in a real browser: accessible, at home on a telephone, and silent."""

import pathlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import AXE, chromium
from tests.render.reports import page

CASES = [
    ("complete", "bedford"),
    ("blanks", "bedford"),
    ("hostile", "bedford"),
    ("screening", "bedford"),
    ("complete", "england"),
    ("complete", "narrative"),
]
WIDTHS = (1280, 800, 320)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def opened(browser: Browser, request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Iterator[Page]:
    name, form = request.param
    file = tmp_path / "report.html"
    file.write_text(page(name, form), encoding="utf-8")
    tab = browser.new_page(bypass_csp=True, viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(20_000)
    yield (tab.goto(file.as_uri()), tab)[1]
    tab.close()


@pytest.mark.parametrize("opened", CASES, indirect=True, ids=" in ".join)
class TestEveryPage:
    def test_has_no_barrier_that_axe_knows(self, opened: Page) -> None:
        opened.evaluate(AXE.read_text(encoding="utf-8"))
        for width in (1280, 320):
            opened.set_viewport_size({"width": width, "height": 900})
            found = opened.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
            assert [(rule["id"], [node["html"][:200] for node in rule["nodes"][:3]]) for rule in found] == []

    def test_reflows_without_scrolling_sideways(self, opened: Page) -> None:
        for width in WIDTHS:
            opened.set_viewport_size({"width": width, "height": 900})
            assert opened.evaluate("document.documentElement.scrollWidth") <= width
            wide = opened.evaluate(
                "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1"
                " && !e.closest('.layout-skip, thead')).map(e => e.outerHTML.slice(0, 120))"
            )
            assert wide == []

    def test_keeps_its_tables_tables_when_they_are_stacked(self, opened: Page) -> None:
        opened.set_viewport_size({"width": 320, "height": 900})
        for cell in opened.get_by_role("columnheader").all():
            assert cell.inner_text().strip()
        assert opened.get_by_role("table").count() == opened.locator("table").count()
        assert opened.get_by_role("row").count() == opened.locator("tr").count()

    def test_says_nothing_to_the_console(self, opened: Page) -> None:
        said: list[str] = []
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.on("request", lambda request: said.append(request.url))
        address = opened.url
        opened.reload()
        assert said == [address]

    def test_can_be_followed_by_keyboard(self, opened: Page) -> None:
        opened.keyboard.press("Tab")
        skip = opened.locator(":focus")
        assert skip.get_attribute("href") == "#report"
        box = skip.bounding_box()
        assert box
        assert box["x"] >= 0
        assert skip.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        opened.keyboard.press("Tab")
        assert opened.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"

    def test_prints_every_heading_with_what_follows(self, opened: Page) -> None:
        opened.emulate_media(media="print")
        assert opened.locator("h2").first.evaluate("e => getComputedStyle(e).breakAfter") == "avoid"
        heads = opened.locator("thead")
        if heads.count():
            assert heads.first.evaluate("e => getComputedStyle(e).display") == "table-header-group"
