"""What a change brought: the findings that an earlier revision of the same files does not have."""

import shutil
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from eia.findings import Finding, State
from eia.fingerprint import LIKENESSES, Likeness
from eia.git import GitFailed, Repository, UnknownRevision, top_of

AT_ONCE = 500
"""Files read by one process of git and held at a time."""


class NoBaseline(Exception):
    """The earlier revision cannot be read; the message says why without a full stop, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where the change began, in one repository."""

    repository: Repository
    commit: str
    renamed: dict[str, str] = field(default_factory=dict)
    """What a file is called now → what it was called then."""

    def ask(self, file: Path) -> tuple[str, str]:
        name = self.repository.name_of(file)
        return self.commit, self.renamed.get(name, name)


class Baseline:
    """Some files as they were at a revision.

    The change begins where the present commit and the revision part (their merge base), so that what was mended
    on the main branch meanwhile is not held against the change; at the revision itself when they share nothing.
    """

    def __init__(self, revision: str, files: Iterable[Path]) -> None:
        """Find where the change began, in each repository that the files lie in.

        Raises:
            NoBaseline: a file is in no repository, or git does not know the revision.
        """
        self._files = [file.resolve() for file in files]
        tops: dict[Path, Path | None] = {}
        starts: dict[Path, _Start] = {}
        self._starts = []
        for file in self._files:
            if file.parent not in tops:
                tops[file.parent] = top_of(file.parent)
            top = tops[file.parent]
            if top is None:
                raise NoBaseline(f"“{file}” is in no git repository", "Check without --new-only.")
            if top not in starts:
                starts[top] = _start(revision, top)
            self._starts.append(starts[top])

    def contents(self) -> Iterator[bytes | None]:
        """What each file held when the change began, in the order given; None when it was not there.

        Raises:
            NoBaseline: git could not read them.
        """
        pairs = zip(self._starts, self._files, strict=True)
        for _, same in groupby(pairs, key=lambda pair: id(pair[0])):
            run = list(same)
            for first in range(0, len(run), AT_ONCE):
                some = run[first : first + AT_ONCE]
                try:
                    yield from some[0][0].repository.read_all([start.ask(file) for start, file in some])
                except GitFailed as failed:
                    raise _refused(failed, some[0][0].repository.root) from failed


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
