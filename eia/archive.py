"""What was signed, kept beside the project in `.eia/approved/`, and found again there or in git.

Each file is called by the fingerprint of what it holds, so that nothing has to be renamed or looked up, two
sign-offs of one text share one, and a file that was tampered with is seen to be.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from eia import source
from eia.source.limits import LARGEST_FILE
from eia.substance import FINGERPRINT, Tree, as_written, fingerprint

FOLDER: Final = ".eia/approved"
"""Where it is kept, from the project's folder."""
MOST_VERSIONS: Final = 500
"""Versions of a file in git that are looked through, the newest first."""


def file_of(mark: str) -> str:
    """The name of the file in which the substance with a fingerprint is kept."""
    return f"{mark.replace(':', '-')}.json"


def snapshot(data: Mapping[str, Any]) -> bytes:
    """The file in which the substance of an assessment is kept: JSON, in a fixed order, one answer a line."""
    kept = {"fingerprint": fingerprint(data), "id": str(data.get("id", "")), "substance": as_written(data)}
    return (json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode(errors="replace")


@dataclass(frozen=True)
class Archive:
    """Where to look for what one file said when it was signed."""

    root: Path
    """The project's folder."""
    file: Path | None = None
    """The assessment, whose history in git is looked through; None for one that is no file."""
    seen: dict[str, str] = field(default_factory=dict, compare=False)
    """What was looked at so far: a fingerprint → the digest of the kept file, as `look` gives it."""
    asked_git: list[str] = field(default_factory=list, compare=False)
    """The fingerprints for which git was asked, or of which for another reason nothing can be told later."""

    def find(self, mark: str) -> Tree | None:
        """What was said, by its fingerprint; None where it is not kept. Never raises."""
        if not FINGERPRINT.fullmatch(mark):
            return None
        return self._kept(mark) or self._in_git(mark)

    def look(self, mark: str) -> str:
        """A digest of the file that is kept under a fingerprint; empty where there is none that can be read."""
        return _digest(self._raw(mark))

    def _raw(self, mark: str) -> bytes | None:
        file = self.root / FOLDER / file_of(mark)
        try:
            if not file.is_file() or file.stat().st_size > 4 * LARGEST_FILE:
                return None
            return file.read_bytes()
        except OSError:
            return None

    def _kept(self, mark: str) -> Tree | None:
        raw = self._raw(mark)
        digest = _digest(raw)
        if self.seen.setdefault(mark, digest) != digest:
            self.asked_git.append(mark)  # it changed while we looked: nothing can be told of it later
        try:
            held = json.loads(raw) if raw is not None else None
        except (ValueError, RecursionError):
            return None
        found = held.get("substance") if isinstance(held, dict) else None
        return found if isinstance(found, dict) and fingerprint(found) == mark else None

    def _in_git(self, mark: str) -> Tree | None:
        self.asked_git.append(mark)
        if self.file is None:
            return None
        from eia.git import GitFailed, Repository

        try:
            repository = Repository.find(self.file.parent)
            if repository is None:
                return None
            commits = repository.history(self.file)[::-1][:MOST_VERSIONS]
            versions = repository.read_all([(commit.id, commit.path) for commit in commits])
            return next((found for raw in versions if raw and (found := _substance(raw, mark))), None)
        except (GitFailed, OSError):
            return None


def _digest(raw: bytes | None) -> str:
    return "" if raw is None else hashlib.blake2b(raw, digest_size=20).hexdigest()


def _substance(raw: bytes, mark: str) -> Tree | None:
    data = source.parse(raw, "").data
    return data if data is not None and fingerprint(data) == mark else None
