"""The fingerprint of a strategy's file: saved again it is the same, with another word it is not."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from eia import strategy_file
from eia.strategy_file import fingerprint, of


def word(*paragraphs: str, author: str = "A") -> bytes:
    document = docx.Document()
    document.core_properties.author = author
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, raw in parts.items():
            package.writestr(name, raw)
    return stream.getvalue()


def part(inner: str) -> bytes:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{name}"><w:body>{inner}</w:body></w:document>'.encode()


def test_a_word_file_saved_again_is_the_same() -> None:
    assert of(word("One strategy.", "Two aims.")) == of(word("One strategy.", "Two aims.", author="B"))


def test_a_word_file_with_another_word_is_another() -> None:
    assert of(word("One strategy.")) != of(word("One policy."))


def test_where_word_cuts_a_text_into_runs_does_not_matter() -> None:
    one = part("<w:p><w:r><w:t>Opening hours</w:t></w:r></w:p>")
    other = part(
        "<w:p>\n <w:r><w:t>Ope</w:t></w:r>\n <w:r><w:t xml:space='preserve'>ning hours</w:t></w:r></w:p>"
    )
    one, other = (zipped(**{"word/document.xml": raw}) for raw in (one, other))
    assert of(one) == of(other)


def test_two_paragraphs_are_not_one_word() -> None:
    one = zipped(
        **{"word/document.xml": part("<w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>")}
    )
    other = zipped(**{"word/document.xml": part("<w:p><w:r><w:t>ab</w:t></w:r></w:p>")})
    assert of(one) != of(other)


def test_what_was_deleted_with_changes_tracked_does_not_count_and_what_was_put_in_does() -> None:
    plain = "<w:p><w:r><w:t>a</w:t></w:r>%s</w:p>"
    deleted = plain % "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>"
    inserted = plain % "<w:ins><w:r><w:t>b</w:t></w:r></w:ins>"
    told = [of(zipped(**{"word/document.xml": part(inner)})) for inner in (plain % "", deleted, inserted)]
    assert told[0] == told[1] != told[2]


def test_a_footnote_counts() -> None:
    body = part("<w:p><w:r><w:t>a</w:t></w:r></w:p>")
    note = part("<w:p><w:r><w:t>not for schools</w:t></w:r></w:p>")
    assert of(zipped(**{"word/document.xml": body})) != of(
        zipped(**{"word/document.xml": body, "word/footnotes.xml": note})
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("# Aims\n\n- One – two.\n", "# Aims\r\n\r\n* One - two."),
        (
            "---\ntitle: A\nstatus: draft\n---\nText\n",
            "---\nstatus: adopted\nadopted_on: 2020-01-01\ntitle: A\n---\n\nText\n",
        ),
        ("---\ntitle: A\nversion: 1\n---\nText\n", "---\ntitle: 'A'\nversion: 2\nowner: B\n---\nText\n"),
    ],
)
def test_how_a_text_is_set_out_and_how_far_it_has_got_does_not_count(one: str, other: str) -> None:
    assert of(one.encode()) == of(other.encode())
    assert of(b"\xef\xbb\xbf" + one.encode()) == of(one.encode())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("# Aims\nOne", "# Aims\nTwo"),
        ("---\ntitle: A\n---\nText\n", "---\ntitle: B\n---\nText\n"),
        ("---\nends_on: 2021-08-31\n---\nText\n", "---\nends_on: 2025-08-31\n---\nText\n"),
        ("---\n: [\n---\nText\n", "---\n: ]\n---\nText\n"),
    ],
)
def test_what_a_text_says_counts(one: str, other: str) -> None:
    assert of(one.encode()) != of(other.encode())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b"%PDF-1.7 a ", b"%PDF-1.7 a"),
        (b"\xff\xfe ", b"\xff\xfe"),
        (b"a\0 ", b"a\0"),
        (b"PK broken ", b"PK broken"),
        (zipped(**{"word/document.xml": b"<broken "}), zipped(**{"word/document.xml": b"<broken"})),
    ],
)
def test_any_other_file_counts_byte_by_byte(one: bytes, other: bytes) -> None:
    assert of(one) != of(other)
    assert of(one) == of(one)


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strategy_file, "MOST", 10)
    assert of(word("a")) != of(word("a", author="B"))


def test_entities_are_not_looked_up(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("one", encoding="utf-8")
    raw = part("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")
    made = zipped(
        **{"word/document.xml": f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode() + raw}
    )
    before = of(made)
    secret.write_text("two", encoding="utf-8")
    assert of(made) == before


def test_what_cannot_be_read_has_no_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fingerprint(tmp_path / "none.md") == ""
    assert fingerprint(tmp_path) == ""
    assert fingerprint(tmp_path / "a\0b") == ""
    file = tmp_path / "a.md"
    file.write_bytes(b"Text")
    assert fingerprint(file) == of(b"Text")
    monkeypatch.setattr(strategy_file, "LARGEST_FILE", 3)
    assert fingerprint(file) == ""
