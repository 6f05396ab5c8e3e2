"""The page of the register in a real browser: accessible, and at home on a telephone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from eia.cli import main
from tests.browser import AXE, chromium
from tests.conftest import ROOT

PAGES = {
    "failing": ("register-failing", ()),
    "passing": ("register-passing", ()),
    "due": ("register-passing", ("--due", "2y")),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(params=PAGES)
def opened(
    browser: Browser, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Page]:
    folder, more = PAGES[request.param]
    file = tmp_path / "register.html"
    monkeypatch.chdir(ROOT / "examples" / folder)
    arguments = ["register", "--format", "html", "--today", "2026-11-22", "-o", str(file), *more]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    tab = browser.new_page(bypass_csp=True, viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(20_000)
    tab.goto(file.as_uri())
    yield tab
    tab.close()


def test_it_has_no_barrier_that_axe_knows(opened: Page) -> None:
    opened.evaluate(AXE.read_text(encoding="utf-8"))
    for width in (1280, 320):
        opened.set_viewport_size({"width": width, "height": 900})
        found = opened.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"][:3]]) for rule in found] == []


def test_it_reflows_without_scrolling_sideways(opened: Page) -> None:
    for width in (1280, 800, 320):
        opened.set_viewport_size({"width": width, "height": 900})
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
