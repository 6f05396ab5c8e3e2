"""The record of due regard: every version of an assessment that git has, and whether it came in time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from eia import source
from eia.dates import in_words, when
from eia.git import Commit, GitFailed, Repository
from eia.model import Approval, Assessment

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Version:
    """One version of the file."""

    commit: Commit
    data: Data | None
    """What was read from it; None if it could not be read, or was taken away."""


@dataclass(frozen=True)
class History:
    """The versions of one file."""

    data: Data
    """What the file says as it lies there."""
    versions: tuple[Version, ...] = ()
    """Those that git has, oldest first."""
    is_shallow: bool = False
    """Whether older ones were left out when the repository was copied here."""
    without_git: str = ""
    """Why git tells nothing; empty when it does."""

    @property
    def is_changed(self) -> bool:
        """Whether the file holds what is not committed."""
        return bool(self.versions) and self.versions[-1].data != self.data

    @property
    def first(self) -> Version | None:
        """The first version there ever was; None when it is not known."""
        return self.versions[0] if self.versions and not self.is_shallow else None

    def committed(self, approval: Approval) -> date | None:
        """The day on which a sign-off was first committed; None when it is not known."""
        for index, version in enumerate(self.versions):
            if any(_is_same(approval, other) for other in _approvals(version.data)):
                return None if self.is_shallow and index == 0 else version.commit.day
        return None


def of(file: Path, data: Data) -> History:
    """The history of a file, as far as git knows it. Never raises.

    Args:
        file: the assessment.
        data: what was read from it.
    """
    try:
        repository = Repository.find(file.parent)
        if repository is None:
            return History(data, without_git="the file is in no git repository")
        commits = repository.history(file)
        if not commits:
            return History(data, without_git="the file was never committed")
        raws = repository.read_all([(commit.id, commit.path) for commit in commits])
        versions = tuple(Version(commit, _read(raw)) for commit, raw in zip(commits, raws, strict=True))
        return History(data, versions, repository.is_shallow)
    except GitFailed as failed:
        return History(data, without_git=f"git says: {failed}")


def _read(raw: bytes | None) -> Data | None:
    return None if raw is None else source.parse(raw, "").data


def _approvals(data: Data | None) -> tuple[Approval, ...]:
    return Assessment.build({"approvals": data.get("approvals")}).approvals if data else ()


def _is_same(one: Approval, other: Approval) -> bool:
    """Whether two versions have the same sign-off; its fingerprint may have been noted later."""
    return (one.role, one.date, one.person.words, one.result) == (
        other.role,
        other.date,
        other.person.words,
        other.result,
    )


def faults(history: History) -> Iterator[str]:
    """What came after the decision that has to come before it, each in a sentence without a full stop.

    The decision maker has to have the assessment when deciding (Kaur & Shah v Ealing [2008]; Rahman v Birmingham
    [2011]). A date in the file can be written at any time; a commit says when it was.
    """
    assessment = Assessment.build(dict(history.data))
    decision = assessment.decision.date
    if decision is None or decision.last is None:
        return
    decided = f"the decision of {in_words(decision)}"
    if history.first and history.first.commit.day > decision.last:
        yield f"The assessment was first committed on {_words(history.first.commit.day)}, after {decided}"
    for approval in assessment.approvals:
        if not approval.stands or approval.date is None or approval.date.first is None:
            continue
        if approval.date.first > decision.last:
            yield f"The assessment was signed on {in_words(approval.date)}, after {decided}"
            continue
        committed = history.committed(approval)
        if committed and committed > decision.last and not _came_late(history, decision.last):
            yield (
                f"The sign-off dated {in_words(approval.date)} was first committed on {_words(committed)}, after {decided}"
            )


def _came_late(history: History, decided: date) -> bool:
    """Whether the whole file came after the decision, which says it of every sign-off in it."""
    return bool(history.first and history.first.commit.day > decided)


def _words(day: date) -> str:
    return in_words(when(day.isoformat()))
