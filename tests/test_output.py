"""Files are written whole or not at all."""

import os
from pathlib import Path

import pytest

from eia.output import AlreadyThere, NotWritten, write_all, write_new


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_new(tmp_path / "a" / "b" / "c.yaml", b"eia: 1\n")
    assert (tmp_path / "a/b/c.yaml").read_bytes() == b"eia: 1\n"
    assert names(tmp_path / "a/b") == ["c.yaml"]


def test_what_is_there_is_never_replaced_by_a_new_file(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    file.write_bytes(b"mine")
    with pytest.raises(AlreadyThere, match="is left as it is"):
        write_new(file, b"other")
    assert file.read_bytes() == b"mine"
    assert names(tmp_path) == ["c.yaml"]


def test_a_dangling_link_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(AlreadyThere):
        write_new(tmp_path / "c.yaml", b"other")
    assert not (tmp_path / "nowhere").exists()


def test_without_hard_links_a_new_file_is_still_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_new(tmp_path / "c.yaml", b"mine")
    assert (tmp_path / "c.yaml").read_bytes() == b"mine"
    with pytest.raises(AlreadyThere):
        write_new(tmp_path / "c.yaml", b"other")
    assert (tmp_path / "c.yaml").read_bytes() == b"mine"
    assert names(tmp_path) == ["c.yaml"]


def test_files_are_replaced_together(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"old")
    write_all({tmp_path / "a.html": b"new", tmp_path / "b.docx": b"fresh"})
    assert (tmp_path / "a.html").read_bytes() == b"new"
    assert (tmp_path / "b.docx").read_bytes() == b"fresh"
    assert names(tmp_path) == ["a.html", "b.docx"]


def test_when_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"old")
    (tmp_path / "b.docx").mkdir()
    with pytest.raises(NotWritten, match=r"b\.docx.*there is a folder of that name"):
        write_all({tmp_path / "a.html": b"new", tmp_path / "b.docx": b"fresh"})
    assert (tmp_path / "a.html").read_bytes() == b"old"
    assert names(tmp_path) == ["a.html", "b.docx"]


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"precious")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.html").symlink_to(outside)
    write_all({tmp_path / "out/a.html": b"report"})
    assert outside.read_bytes() == b"precious"
    assert not (tmp_path / "out/a.html").is_symlink()


def test_a_file_where_a_folder_is_needed_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(NotWritten, match="a file stands where a folder is needed"):
        write_all({tmp_path / "out" / "a.html": b"x"})


def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="name too long"):
        write_new(tmp_path / ("x" * 300), b"x")
    assert names(tmp_path) == []


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NotWritten, match="no space left on device"):
        write_all({tmp_path / "a.html": b"new"})
    assert (tmp_path / "a.html").read_bytes() == b"old"
    assert names(tmp_path) == ["a.html"]


def test_others_may_read_what_is_written(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_new(tmp_path / "a", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    write_all({tmp_path / "a": b"new"})
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "a").read_bytes() == b"new"
