"""A git repository made for a test."""

import os
import subprocess
from pathlib import Path

import pytest

from eia.git import Repository

_SETTINGS = ("user.name=A", "user.email=a@example.org", "init.defaultBranch=main", "commit.gpgSign=false")


class Made:
    """A repository on the disk, with commits on the days the test says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q")

    @property
    def repository(self) -> Repository:
        found = Repository.find(self.root)
        assert found is not None
        return found

    def git(self, *arguments: str, day: str = "2020-01-01") -> str:
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        moment = f"{day}T12:00:00+00:00"
        outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        dated = {**outside, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "HOME": str(self.root)}
        done = subprocess.run(
            ["git", *settings, *arguments], cwd=self.root, env=dated, check=True, capture_output=True
        )
        return done.stdout.decode().strip()

    def write(self, name: str, text: str) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return file

    def commit(self, name: str, text: str, day: str, message: str = "change") -> str:
        """Write a file and commit it on a day; the name of the commit."""
        self.write(name, text)
        self.git("add", "--", f":(literal){name}")
        self.git("commit", "-qm", message, day=day)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "made")
