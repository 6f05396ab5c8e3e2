"""Every hostile input is read to the end: exactly the expected findings, at their lines, and never an exception."""

import pathlib
import time

import pytest

from eia.source import Document, parse, read
from eia.source.events import python_parser
from tests.hostile_inputs import FOLDER, LARGE, Expected, kept, make_odd

KEPT = kept()


def found_in(document: Document) -> list[str]:
    return sorted({f"{found.code}:{found.span.start.line}" for found in document.findings})


def test_every_hostile_file_is_expected_and_every_expected_one_is_there() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {*KEPT, "expected.toml"}
    assert len(KEPT) >= 60


@pytest.mark.parametrize(("name", "expected"), KEPT.items(), ids=KEPT)
def test_a_hostile_file_gives_the_expected_findings(name: str, expected: Expected) -> None:
    document = read(FOLDER / name)
    assert found_in(document) == sorted(expected.text)
    slow = parse((FOLDER / name).read_bytes(), document.name, python_parser)
    assert (slow.data, dict(slow.places), slow.findings) == (
        document.data,
        dict(document.places),
        document.findings,
    )


@pytest.mark.parametrize(
    ("name", "content", "expected"), [(name, *row) for name, row in LARGE.items()], ids=LARGE
)
def test_a_large_hostile_file_gives_the_expected_findings_soon(
    tmp_path: pathlib.Path, name: str, content: bytes, expected: Expected
) -> None:
    (tmp_path / name).write_bytes(content)
    began = time.process_time()
    document = read(tmp_path / name)
    assert time.process_time() - began < 1.5
    assert found_in(document) == sorted(expected.text)


def test_what_is_no_ordinary_file_is_a_finding(tmp_path: pathlib.Path) -> None:
    for name, expected in make_odd(tmp_path).items():
        assert found_in(read(tmp_path / name)) == sorted(expected.text)
