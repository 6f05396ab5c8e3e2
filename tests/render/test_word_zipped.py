"""The zip of a Word file, beside Python's own writer and reader."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from eia.render.word import zipped as module
from eia.render.word.zipped import zipped

PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": b"<w:p>word</w:p>" * 9_000,
    "word/é.png": b"",
}


@given(
    st.dictionaries(st.text(st.characters(exclude_characters="\0\\", codec="utf-8"), min_size=1), st.binary())
)
def test_gives_back_what_was_put_in(parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(parts))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert archive.namelist() == list(parts)


def test_is_what_python_writes() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in PARTS.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            level = module._QUICKLY if len(data) > module._SHORT else module._TIGHTLY
            archive.writestr(entry, data, compresslevel=level)
    assert zipped(PARTS) == stream.getvalue()
