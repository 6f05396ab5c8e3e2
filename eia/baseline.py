"""What a change brought: the findings that an earlier revision of the same files does not have."""

import shutil
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Self

from eia.findings import Finding, State
from eia.fingerprint import LIKENESSES, Likeness
from eia.git import GitFailed, Repository, UnknownRevision, top_of

AT_ONCE = 100
"""Files read by one process of git and held at a time."""


class NoBaseline(Exception):
    """The earlier revision cannot be read; the message says why without a full stop, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True)
class _Start:
    """Where the change began, in one repository."""

    repository: Repository
    commit: str
    renamed: Mapping[str, str]
    """What a file is called now → what it was called then."""

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """What a file was called then → what it is called now."""
        return {then: now for now, then in self.renamed.items()}

    def then(self, file: Path) -> str:
        """What a file was called; its present name when it was not there."""
        name = self.repository.name_of(file)
        return self.renamed.get(name, name)

    def read(self, names: Sequence[str]) -> Iterator[bytes | None]:
        """What files held, by the names they had; None when one was not there.

        Raises:
            NoBaseline: git could not read them.
        """
        for first in range(0, len(names), AT_ONCE):
            some = names[first : first + AT_ONCE]
            try:
                yield from self.repository.read_all([(self.commit, name) for name in some])
            except GitFailed as failed:
                raise _refused(failed, self.repository.root) from failed


class Baseline:
    """Some files as they were at a revision.

    The change begins where the present commit and the revision part (their merge base), so that what was mended
    on the main branch meanwhile is not held against the change; at the revision itself when they share nothing.
    """

    def __init__(self, revision: str, files: Iterable[Path], folder: Path | None = None) -> None:
        """Find where the change began, in each repository that the files, and the folder, lie in.

        Raises:
            NoBaseline: one is in no repository, or git does not know the revision.
        """
        self._revision = revision
        self._tops: dict[Path, Path] = {}
        self._starts: dict[Path, _Start] = {}
        self._files = [(self._start_of(file.parent), file) for file in (file.resolve() for file in files)]
        if folder:
            self._start_of(folder)

    def contents(self) -> Iterator[bytes | None]:
        """What each file held when the change began, in the order given; None when it was not there.

        Raises:
            NoBaseline: git could not read them.
        """
        for _, same in groupby(self._files, key=lambda pair: id(pair[0])):
            run = list(same)
            start = run[0][0]
            names = [start.then(file) for _, file in run]
            yield from start.read(names)

    def folder(self, folder: Path) -> "Folder":
        """A folder as it was when the change began.

        Raises:
            NoBaseline: git could not read it.
        """
        return Folder(folder, self._start_of(folder))

    def _start_of(self, folder: Path) -> _Start:
        if folder not in self._tops:
            top = top_of(folder)
            if top is None:
                raise NoBaseline(f"“{folder}” is in no git repository", "Check without --new-only.")
            self._tops[folder] = top
        top = self._tops[folder]
        if top not in self._starts:
            self._starts[top] = _start(self._revision, top)
        return self._starts[top]


class Folder:
    """A folder as it was, put on the disk to be looked at as the present one is; it goes when it is left.

    All its files are there by name, so that patterns find them; what they held is there once it is asked for.
    """

    def __init__(self, folder: Path, start: _Start) -> None:
        import tempfile

        self._folder = folder
        self._start = start
        self._made = tempfile.TemporaryDirectory(prefix="eia-", ignore_cleanup_errors=True)
        self.path = Path(self._made.name).resolve()
        """Where it is."""

    def __enter__(self) -> Self:
        """Put all names there.

        Raises:
            NoBaseline: git could not read them.
        """
        try:
            inside = self._start.repository.name_of(self._folder) if self._folder != self._top else ""
            names = self._start.repository.names(self._start.commit, inside)
        except GitFailed as failed:
            raise _refused(failed, self._top) from failed
        self._names = {self.path / name[len(inside) + 1 if inside else 0 :]: name for name in names}
        for file in self._names:
            with suppress(OSError):  # a name that this system cannot have is not looked at
                file.parent.mkdir(parents=True, exist_ok=True)
                file.touch()
        return self

    def __exit__(self, *raised: object) -> None:
        """Take it away."""
        self._made.cleanup()

    def fill(self, files: Iterable[Path]) -> None:
        """Let these of its files hold what they held.

        Raises:
            NoBaseline: git could not read them.
        """
        wanted = [file for file in dict.fromkeys(files) if file in self._names]
        for file, raw in zip(wanted, self._start.read([self._names[file] for file in wanted]), strict=True):
            with suppress(OSError):
                file.write_bytes(raw or b"")

    def now(self, file: Path) -> Path:
        """Where one of its files lies today: in the present folder, under the name it has by now."""
        name = self._names.get(file)
        if name is not None and name in self._start.moved:
            return self._top / self._start.moved[name]
        return self._folder / file.relative_to(self.path)

    @property
    def _top(self) -> Path:
        return self._start.repository.root.resolve()


def brought(now: Iterable[Finding], then: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of `now` that have no counterpart in `then`, in their order.

    Findings are paired by code, answer and words, first exactly and then more loosely, each with one other; lines
    do not matter. A counterpart has to count as much: what was not due, or was accepted, and counts now is new.
    """
    left, others = list(now), list(then)
    for likeness in LIKENESSES:
        left, others = _unpaired(left, others, likeness)
    return tuple(left)


def _unpaired(
    now: Sequence[Finding], then: Iterable[Finding], likeness: Likeness
) -> tuple[list[Finding], list[Finding]]:
    """What remains of both when those that are the same in this likeness are paired."""
    others: defaultdict[Hashable, list[Finding]] = defaultdict(list)
    for finding in sorted(then, key=_weight):
        others[likeness(finding)].append(finding)
    left = []
    for finding in now:
        same = others[likeness(finding)]
        place = next((index for index, other in enumerate(same) if _weight(other) >= _weight(finding)), None)
        if place is None:
            left.append(finding)
        else:
            del same[place]
    return left, [finding for same in others.values() for finding in same]


def _weight(finding: Finding) -> int:
    return finding.severity if finding.state is State.OPEN else 0


def _start(revision: str, top: Path) -> _Start:
    try:
        repository = Repository.find(top)
        if repository is None:
            raise _no_repository(top)
        commit = repository.commit(revision)
        began = repository.merge_base(commit) or commit
        return _Start(repository, began, repository.renamed_since(began))
    except UnknownRevision as unknown:
        raise _unknown(revision, top) from unknown
    except GitFailed as failed:
        raise _refused(failed, top) from failed


def _no_repository(top: Path) -> NoBaseline:
    if shutil.which("git") is None:
        return NoBaseline(
            "--new-only needs git, which is not on this computer", "Install it, or check without --new-only."
        )
    return NoBaseline(f"“{top}” is no git repository that can be read", "Check without --new-only.")


def _unknown(revision: str, top: Path) -> NoBaseline:
    repository = Repository(top)
    try:
        shallow = repository.is_shallow
    except GitFailed:
        shallow = False
    if shallow:
        return NoBaseline(
            f"“{revision}” is not in this copy of the repository, which leaves out older commits",
            "Fetch them all: `git fetch --unshallow`; in CI, `fetch-depth: 0` (GitHub, Azure: `fetchDepth: 0`) "
            "or `GIT_DEPTH: 0` (GitLab).",
        )
    return NoBaseline(
        f"git knows no revision “{revision}” in {top}",
        "Name a branch, a tag or a commit, such as origin/main; `git branch --all` lists the branches.",
    )


def _refused(failed: GitFailed, top: Path) -> NoBaseline:
    if "dubious ownership" in str(failed):
        return NoBaseline(
            f"git does not read {top}, as the folder belongs to somebody else",
            f"If you trust it: git config --global --add safe.directory '{top}'",
        )
    return NoBaseline(f"git could not read {top}: {failed}", "Check without --new-only.")
