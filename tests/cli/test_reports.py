"""Whether a file on the disk is a report of ours, whatever has become of it."""

import random

import pytest

from eia.cli.reports import is_ours
from eia.render.word import to_word
from tests.render.reports import LIBRARY, page, report


@pytest.fixture(scope="module")
def word() -> bytes:
    return to_word(report("complete"), LIBRARY.file("bedford", "reference.docx").read_bytes())


def test_a_word_report_as_made_is_ours(word: bytes) -> None:
    assert is_ours(word)


def test_a_damaged_word_report_is_no_trouble(word: bytes) -> None:
    chance = random.Random(7)
    for _ in range(300):
        damaged = bytearray(word)
        for _ in range(chance.randint(1, 40)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        is_ours(bytes(damaged))  # whichever it is, it is said without an error
    properties = word.index(b"docProps/app.xml") + len(b"docProps/app.xml")
    spoilt = (
        word[:properties]
        + bytes(255 - byte for byte in word[properties : properties + 60])
        + word[properties + 60 :]
    )
    assert not is_ours(spoilt)


def test_other_files_are_not_ours() -> None:
    assert not is_ours(b"PK\x03\x04 not a package")
    assert not is_ours(b"\xff\xfe")
    assert not is_ours(page("complete", "bedford").encode().replace(b"Bedford", b"Another"))
