"""What git knows of a folder, asked without running anything that the folder's own settings name."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

SECONDS = 60
"""How long git may take for one answer."""
_SETTINGS = ("core.fsmonitor=false", "core.quotePath=false", "log.showSignature=false", "log.follow=false")
_OWN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""What git sets for a hook; the folder that is asked about may lie in another repository."""
SHORT = 8
"""Characters of a commit's name that people are shown."""


def top_of(folder: Path) -> Path | None:
    """The nearest folder upwards that holds a repository, found without asking git; None when there is none."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


class GitFailed(Exception):
    """Git could not answer; the message is its own reason, on one line."""


class UnknownRevision(GitFailed):
    """There is no commit of that name."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit that changed a file."""

    id: str
    day: date
    """The day it was written, where its author was; the day it was committed, if that is earlier."""
    path: str
    """What the file was called then, from the root of the repository."""
    is_deletion: bool = False
    """Whether it took the file away."""

    @property
    def short(self) -> str:
        """The beginning of its name, as people quote it."""
        return self.id[:SHORT]


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository on this machine. Nothing here writes, goes to the network or runs a hook."""

    root: Path
    """The folder that its files lie in."""

    @classmethod
    def find(cls, folder: Path) -> "Repository | None":
        """The repository that `folder` lies in; None when there is none, or no git.

        Raises:
            GitFailed: there is one, and git refuses to read it.
        """
        try:
            told = _run(folder, ["rev-parse", "--show-toplevel"])
        except FileNotFoundError:
            return None
        except GitFailed as failed:
            if "not a git repository" in str(failed) or "must be run in a work tree" in str(failed):
                return None
            raise
        return cls(Path(os.fsdecode(told.removesuffix(b"\n"))))

    def name_of(self, file: Path) -> str:
        """What git calls a file: its path from the root, with `/`.

        Raises:
            GitFailed: the file does not lie in the repository.
        """
        whole = file.parent.resolve() / file.name
        try:
            return whole.relative_to(self.root.resolve()).as_posix()
        except ValueError:
            raise GitFailed(f"{file} does not lie in {self.root}") from None

    def commit(self, revision: str) -> str:
        """The full name of the commit that `revision` means: a branch, a tag, `HEAD~2`, the beginning of a name.

        Raises:
            UnknownRevision: it means none.
        """
        wanted = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
        try:
            return _run(self.root, wanted).decode("ascii").strip()
        except (GitFailed, ValueError):
            raise UnknownRevision(f"there is no commit “{revision}”") from None

    @property
    def is_shallow(self) -> bool:
        """Whether older commits were left out when it was copied here."""
        return _run(self.root, ["rev-parse", "--is-shallow-repository"]).strip() == b"true"

    def merge_base(self, commit: str) -> str | None:
        """The commit from which `commit` and the present one both come; None when they share none."""
        try:
            return _run(self.root, ["merge-base", commit, "HEAD"]).decode("ascii").strip()
        except GitFailed:
            return None

    def names(self, commit: str, folder: str = "") -> tuple[str, ...]:
        """Every file of a commit that lies in a folder or below, from the root; links and the like are left out.

        Args:
            commit: the full name of the commit.
            folder: from the root, with `/`; everything if empty.

        Raises:
            GitFailed: git could not answer.
        """
        inside = [f"{folder}/"] if folder else []
        told = os.fsdecode(_run(self.root, ["ls-tree", "-r", "-z", "--full-tree", commit, "--", *inside]))
        pairs = (item.partition("\t") for item in told.split("\0"))
        return tuple(name for head, _, name in pairs if head.startswith("100"))

    def renamed_since(self, commit: str) -> dict[str, str]:
        """Every file that was given another name since a commit: its name now → its name then.

        Names that git has not been told of yet (`git add`, `git mv`) are not there.

        Raises:
            GitFailed: git could not answer.
        """
        ask = ["diff-index", "--cached", "--find-renames", "--diff-filter=R", "--name-status", "-z"]
        words = os.fsdecode(_run(self.root, [*ask, "--no-ext-diff", commit, "--"])).split("\0")
        return dict(zip(words[2::3], words[1::3], strict=False))

    def read(self, commit: str, path: str) -> bytes | None:
        """What a file held in a commit; None when it was not there.

        Args:
            commit: the full name of the commit, as `commit` gives it.
            path: the file from the root, with `/`.

        Raises:
            GitFailed: git could not answer.
        """
        return next(self.read_all([(commit, path)]))

    def read_all(self, wanted: Iterable[tuple[str, str]]) -> Iterator[bytes | None]:
        """What files held in commits, as `read` says it of one, all by a single process of git."""
        trees = list(wanted)
        for_lines = [f"{commit}:{path}" for commit, path in trees]
        if not any("\n" in line for line in for_lines):
            yield from _contents(self.root, for_lines)
            return
        # Older versions of git end a question at a line break: ask for such a file by what it holds.
        for commit, path in trees:
            yield from _contents(self.root, [self._blob(commit, path)])

    def _blob(self, commit: str, path: str) -> str:
        told = _run(self.root, ["ls-tree", "-z", "--full-tree", "--end-of-options", commit, "--", path])
        head = told.partition(b"\t")[0].split()
        return head[2].decode("ascii") if len(head) == 3 else f"{commit}:"

    def history(self, file: Path) -> tuple[Commit, ...]:
        """The commits that changed a file, oldest first, through every name it had.

        Raises:
            GitFailed: git could not answer, or the file does not lie in the repository.
        """
        shape = "--format=%x1e%H%x00%aI%x00%cI"
        ask = [
            "log",
            "--follow",
            "-z",
            "--name-status",
            "--no-ext-diff",
            "--no-textconv",
            shape,
            "HEAD",
            "--",
        ]
        try:
            told = _run(self.root, [*ask, self.name_of(file)])
        except GitFailed as failed:
            if str(failed) == "bad revision 'HEAD'":  # nothing was committed yet
                return ()
            raise
        return tuple(reversed(list(_commits(told))))


def _commits(told: bytes) -> Iterator[Commit]:
    """The commits in what `git log -z --name-status` says: three words each, then a status and a name or two."""
    words = iter(os.fsdecode(told).split("\0"))
    word = next(words, "")
    while word.startswith("\x1e"):
        days = min(date.fromisoformat(next(words)[:10]), date.fromisoformat(next(words)[:10]))
        status, path = next(words, ""), ""
        following = status
        if status.startswith("\n"):
            status = status.strip()
            path = next(words)
            if status[:1] in ("R", "C"):
                path = next(words)
            following = next(words, "")
            yield Commit(word[1:], days, path, is_deletion=status == "D")
        word = following


def _contents(root: Path, names: Iterable[str]) -> Iterator[bytes | None]:
    """What each object holds, or None; names have no line breaks."""
    asked = "".join(f"{name}\n" for name in names)
    told = _run(root, ["cat-file", "--batch"], os.fsencode(asked))
    place = 0
    while place < len(told):
        end = told.index(b"\n", place)
        head = told[place:end].rsplit(b" ", 2)
        place = end + 1
        if len(head) != 3 or not head[2].isdigit():
            yield None
            continue
        size = int(head[2])
        yield told[place : place + size] if head[1] == b"blob" else None
        place += size + 1


def _run(folder: Path, arguments: Iterable[str], given: bytes = b"") -> bytes:
    import subprocess

    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    environment = {name: value for name, value in os.environ.items() if name not in _OWN}
    environment |= {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
    }
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; what others wrote comes after `--`
            ["git", "--no-pager", "--no-replace-objects", "-C", str(folder), *settings, *arguments],  # noqa: S607
            input=given,
            capture_output=True,
            env=environment,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitFailed(f"git did not answer within {SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise GitFailed((said.splitlines() or ["no reason given"])[0].removeprefix("fatal: "))
    return done.stdout
