"""Pages as Chromium shows them, wide and narrow: what axe-core finds, and whether one has to scroll sideways.

Nothing is fetched: a page that asks for more than itself is shown without it.
"""

import importlib.resources
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eia.accessibility.fault import Fault, Place, quote, times

WIDTHS = (1280, 320)
"""Pixels: a usual window, and what is left of it when it is enlarged to 400 % (WCAG 2.2, SC 1.4.10)."""
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
"""The success criteria that the Accessibility Regulations 2018 ask for, as axe-core names them."""
_RUN = "tags => axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values: tags}})"
_PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
)
_PATIENCE = 20_000
"""Milliseconds that a page may take to be shown."""


class Missing(Exception):
    """A browser, or what drives it, is not installed; `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = hint
        super().__init__(message)


class Browser:
    """One browser, started when the first page is looked at and ended with the program."""

    def __init__(self) -> None:
        """Start the browser.

        Raises:
            Missing: there is none, or it does not start.
        """
        hint = "Run: pip install 'eia[browser]'"
        try:
            from playwright.sync_api import Error, sync_playwright

            axe = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js")
            self._axe = axe.read_text(encoding="utf-8")
        except (ImportError, OSError) as fault:
            raise Missing("`--browser` needs what drives a browser, and it is not installed", hint) from fault
        program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
        options = ["--disable-gpu", "--disable-background-networking"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--no-sandbox")  # Chromium refuses to start otherwise
        self._error = Error
        self._driver = sync_playwright().start()
        try:
            self._browser = self._driver.chromium.launch(executable_path=program, args=options)
        except Error as fault:
            self._driver.stop()
            raise Missing(
                "`--browser` needs Chromium, and none could be started",
                "Install it (on Debian: apt install chromium), or run: playwright install chromium",
            ) from fault

    def close(self) -> None:
        """End the browser."""
        self._browser.close()
        self._driver.stop()

    def faults(self, file: Path) -> Iterator[Fault]:
        """What is wrong with a page as it is shown; nothing of it is kept afterwards."""
        address = file.resolve().as_uri()
        context = self._browser.new_context(bypass_csp=True, offline=True)
        try:
            context.set_default_timeout(_PATIENCE)
            tab = context.new_page()
            tab.route(
                "**/*", lambda route: route.continue_() if route.request.url == address else route.abort()
            )
            seen: set[tuple[str, str]] = set()
            for width in WIDTHS:
                tab.set_viewport_size({"width": width, "height": 900})
                tab.goto(address, wait_until="load")
                place = Place(f"in a window {width:,} pixels wide", ("browser", width))
                tab.evaluate(self._axe)
                yield from _told(tab.evaluate(_RUN, list(_TAGS))["violations"], place, seen)
                wide = tab.evaluate("document.documentElement.scrollWidth")
                if width == min(WIDTHS) and wide > width:
                    yield Fault("ACC091", place, f"The page is {wide:,} pixels wide in a window of {width}")
        except self._error as fault:
            first = str(fault).partition("\n")[0]
            yield Fault(
                "ACC001", Place("in a browser"), f"The browser could not show the page: {quote(first, 120)}"
            )
        finally:
            context.close()


def _told(
    violations: Sequence[Mapping[str, Any]], place: Place, seen: set[tuple[str, str]]
) -> Iterator[Fault]:
    """Each rule of axe's with the elements that break it; what another width had already is left out."""
    for rule in violations:
        nodes = [node for node in rule["nodes"] if (rule["id"], str(node["target"])) not in seen]
        seen |= {(rule["id"], str(node["target"])) for node in nodes}
        if nodes:
            more = f" and {times(len(nodes) - 1, 'more element')}" if len(nodes) > 1 else ""
            words = f"{rule['help']} (axe: {rule['id']}): {quote(nodes[0]['html'], 100)}{more}"
            yield Fault("ACC090", place, words, f"See {rule['helpUrl'].partition('?')[0]}.")
