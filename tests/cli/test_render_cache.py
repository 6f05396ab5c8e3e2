"""`eia render` checks again only what changed, and says the same."""

from collections.abc import Callable

import pytest

from eia.check import Settings
from eia.cli import drawing
from eia.cli.examine import look
from eia.cli.targets import Target
from tests.cli.organisation import TODAY, Organisation

UNREADABLE = "eia: 1\nform: england\nkind: full\nactivity: {title: No name}\n"


class Watch:
    """The files that were really checked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.checked: list[str] = []

        def watched(target: Target, settings: Settings) -> object:
            self.checked.append(target.file.stem)
            return look(target, settings)

        monkeypatch.setattr(drawing, "look", watched)

    def during(self, run: Callable[[], object]) -> list[str]:
        self.checked = []
        run()
        return self.checked


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


@pytest.fixture
def three(here: Organisation) -> Organisation:
    here.draft("bus", "summry: A word that the form does not know.\n")
    here.draft("library", "summary: We open earlier.\n")
    here.write("assessments/unreadable.yaml", UNREADABLE)
    return here


def render(here: Organisation, *arguments: str) -> str:
    result = here.run("render", "--to", "html", "--today", TODAY, "--jobs", "1", *arguments)
    assert result.exit_code == 1, result.output  # one cannot be read
    return result.output


def test_what_did_not_change_is_not_checked_again_and_is_told_the_same(
    three: Organisation, watch: Watch
) -> None:
    first = render(three)
    assert watch.checked == ["bus", "library", "unreadable"]
    assert "stands: eia check assessments/bus.yaml" in first
    assert "Not rendered: assessments/unreadable.yaml: " in first
    made = three.files()
    assert watch.during(lambda: render(three)) == []
    assert render(three) == first
    assert render(three, "--jobs", "2") == first
    assert three.files() == made


def test_what_was_checked_before_is_not_checked_again(three: Organisation, watch: Watch) -> None:
    three.check()
    assert watch.during(lambda: render(three)) == []


def test_an_edit_is_checked_and_counted(three: Organisation, watch: Watch) -> None:
    first = render(three)
    three.draft("bus", "summry: A word that the form does not know.\nnoets: Another.\n")
    assert watch.during(lambda: render(three)) == ["bus"]
    again = render(three)
    assert again != first
    assert again == render(three, "--no-cache")


def test_no_cache_checks_everything(three: Organisation, watch: Watch) -> None:
    first = render(three)
    assert watch.during(lambda: render(three, "--no-cache")) == ["bus", "library", "unreadable"]
    assert render(three, "--no-cache") == first


def test_published_files_are_looked_at_without_a_check(three: Organisation, watch: Watch) -> None:
    why = next(line for line in render(three, "--no-cache").splitlines() if line.startswith("Not rendered"))
    output = ""

    def look_at_them() -> None:
        nonlocal output
        output = render(three, "--check")

    assert watch.during(look_at_them) == []
    assert why in output
    assert "2 files are what their sources give." in output
