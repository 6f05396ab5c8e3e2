"""Parts come out of a zip as they went in, and a zip that is broken or too large says so."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eia.zipped import TooLarge, Unreadable, Zipped

NAMES = st.text("abc/._é", min_size=1, max_size=8).filter(lambda name: not name.endswith("/"))
PARTS = st.dictionaries(NAMES, st.binary(max_size=200), max_size=5)


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


@given(PARTS, st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA]))
def test_parts_come_out_as_they_went_in(parts: dict[str, bytes], how: int) -> None:
    zipped = Zipped(packed(parts, how), 2000)
    assert list(zipped.names) == list(parts)
    assert {name: zipped.read(name) for name in zipped.names} == parts
    with pytest.raises(KeyError):
        zipped.read("not there")


def test_folders_are_no_parts() -> None:
    assert Zipped(packed({"word/": b"", "word/document.xml": b"x"}), 10).names == ("word/document.xml",)


def test_no_more_is_unpacked_than_may_be() -> None:
    zipped = Zipped(packed({"one": bytes(600), "other": bytes(600)}), 1000)
    assert zipped.read("one") == bytes(600)
    with pytest.raises(TooLarge):
        zipped.read("other")


def test_a_part_that_understates_its_size_is_refused() -> None:
    raw = packed({"bomb": bytes(100_000)})
    size = (100_000).to_bytes(4, "little")
    assert raw.count(size) == 2
    with pytest.raises((TooLarge, Unreadable)):
        Zipped(raw.replace(size, (10).to_bytes(4, "little")), 1000).read("bomb")


@given(PARTS.filter(bool), st.data())
def test_whatever_is_broken_is_read_or_told(parts: dict[str, bytes], data: st.DataObject) -> None:
    raw = bytearray(packed(parts))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        zipped = Zipped(bytes(raw), 100_000)
        for name in zipped.names:
            zipped.read(name)
    except (Unreadable, TooLarge):
        pass


@given(PARTS.filter(lambda parts: any(parts.values())), st.data())
def test_a_part_that_was_changed_on_the_way_is_not_taken_for_the_part(
    parts: dict[str, bytes], data: st.DataObject
) -> None:
    raw = bytearray(packed(parts))
    place = data.draw(st.integers(0, raw.index(b"PK\1\2") - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    zipped = Zipped(bytes(raw), 100_000)
    for name, part in parts.items():
        with suppress(Unreadable):
            assert zipped.read(name) == part


@pytest.mark.parametrize("raw", [b"", b"PK", b"no zip at all", packed({"a": b"b"})[:-9]])
def test_what_is_no_zip_says_so(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        Zipped(raw, 10)
