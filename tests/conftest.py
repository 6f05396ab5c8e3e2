"""What all tests share: how a kept result is compared and, when asked for, rewritten."""

import pathlib
import uuid
from collections.abc import Callable

import pytest
from hypothesis import settings

ROOT = pathlib.Path(__file__).resolve().parent.parent

settings.register_profile("eia", deadline=None)  # a test says what is right, not how long it takes
settings.load_profile("eia")

Keep = Callable[[pathlib.Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the kept results; then read the difference"
    )


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A cache folder of the test's own, which is not there yet: no test sees what another left, or the user's."""
    folder = tmp_path_factory.getbasetemp() / "cache" / uuid.uuid4().hex
    monkeypatch.setenv("EIA_CACHE", str(folder))
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Keep:
    """Compare a result with the one kept in a file; an empty result is kept as no file."""

    def compare(file: pathlib.Path, result: str) -> None:
        if request.config.getoption("--update-golden"):
            if result:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(result, encoding="utf-8")
            else:
                file.unlink(missing_ok=True)
        kept = file.read_text(encoding="utf-8") if file.exists() else ""
        assert result == kept, f"{file.name} differs; `make golden` rewrites it"

    return compare
