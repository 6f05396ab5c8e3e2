"""Write files whole or not at all: a reader never sees half of one, and a full disk leaves the old one."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


class NotWritten(Exception):
    """A file could not be written; the message says which and why, in plain words."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"“{path}” could not be written: {reason}")


class AlreadyThere(NotWritten):
    """A file that must not be replaced has that name."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "there is a file of that name, and it is left as it is")


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, with the folders it lies in.

    Raises:
        AlreadyThere: something has that name; it is left as it is.
        NotWritten: it could not be written.
    """
    part = _beside(path, data)
    try:
        if os.path.lexists(path):
            raise AlreadyThere(path)
        _publish_new(part, path)
    except OSError as error:
        raise NotWritten(path, _reason(error)) from error
    finally:
        part.unlink(missing_ok=True)


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files, replacing those that are there: all are on the disk before the first gets its name.

    A file that is replaced keeps its permissions.

    Raises:
        NotWritten: one could not be written; unless the disk fails between two renamings, none is.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            if path.is_dir():
                raise NotWritten(path, "there is a folder of that name")
            parts[path] = _beside(path, data)
            if path.exists():
                _keep_mode(path, parts[path])
        for path, part in parts.items():
            try:
                part.replace(path)
            except OSError as error:
                raise NotWritten(path, _reason(error)) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _beside(path: Path, data: bytes) -> Path:
    """A finished file in the folder of `path`, under a name of its own."""
    part = path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            file.write(data)
    except BaseException as error:  # Ctrl-C too must not leave a part behind
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise NotWritten(path, _reason(error)) from error
        raise
    return part


def _keep_mode(path: Path, part: Path) -> None:
    """Let who may read and write the new file be who could read and write the old one."""
    try:
        shutil.copymode(path, part)
    except OSError as error:
        raise NotWritten(path, _reason(error)) from error


def _publish_new(part: Path, path: Path) -> None:
    """Give a finished file its name, unless somebody took it meanwhile."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise AlreadyThere(path) from None
    except OSError:
        # The file system has no hard links: a little less sure, still never half a file.
        if os.path.lexists(path):
            raise AlreadyThere(path) from None
        part.replace(path)


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "you may not write there"
    if isinstance(error, NotADirectoryError | FileExistsError):
        return "a file stands where a folder is needed"
    return (error.strerror or "the disk refused").lower()
