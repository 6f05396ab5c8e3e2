"""A small organisation on the disk, and the command run in it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eia.cli import main

TODAY = "2026-09-30"
DRAFT = """eia: 1
form: england
id: {id}
kind: full
status: draft
activity:
  title: Library opening hours
"""


class Organisation:
    """A folder with an `eia.yaml`, in which commands are run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("eia.yaml", "eia: 1\norganisation: Anytown Council\nform: england\n")

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def draft(self, name: str = "library", more: str = "") -> Path:
        return self.write(f"assessments/{name}.yaml", DRAFT.format(id=name) + more)

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, [str(item) for item in arguments])

    def check(self, *arguments: str) -> Result:
        return self.run("check", "--today", TODAY, *arguments)

    def files(self) -> dict[str, bytes]:
        """Everything on the disk, to see that nothing was changed."""
        return {
            str(file.relative_to(self.root)): file.read_bytes()
            for file in sorted(self.root.rglob("*"))
            if file.is_file()
        }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Organisation:
    """An organisation whose folder is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return Organisation(tmp_path)
