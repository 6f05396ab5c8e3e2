"""Checks of a Word file as a whole: title, language, protection, changes, headers."""

import re
from collections.abc import Iterator

from eia.accessibility.fault import WHOLE, Fault, quote, times
from eia.accessibility.word.model import FOOTER, HEADER, Run, Word
from eia.accessibility.wording import flat, other_language, words

LONG_ENOUGH = 12
"""Words from which a sentence in a header is more than a name."""
SAME = 0.7
"""The share of a header's words, three by three, from which the text says the same."""
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|\b0\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b")
_NO_LANGUAGE = ("", "x-none", "none", "zxx", "und")


def untitled(word: Word) -> Iterator[Fault]:
    """A title in the properties is what a screen reader says first."""
    if not word.title.strip():
        yield Fault("ACC010", WHOLE, "The document has no title in its properties")


def no_language(word: Word) -> Iterator[Fault]:
    """The usual language, unless every word has one of its own."""
    if word.language.lower() not in _NO_LANGUAGE:
        return
    without = [run for run in _runs(word) if run.look.language.lower() in _NO_LANGUAGE]
    if without or not any(_runs(word)):
        yield Fault("ACC011", WHOLE, "The document does not say which language it is in")


def _runs(word: Word) -> Iterator[Run]:
    return (run for paragraph in word.paragraphs for run in paragraph.runs if run.text.strip())


def unmarked_language(word: Word) -> Iterator[Fault]:
    """A passage in another script, or in Welsh, that is marked as English."""
    for paragraph in word.everywhere:
        parts: dict[str, list[str]] = {}
        for run in paragraph.runs:
            parts.setdefault(_language(run), []).append(run.text)
        for language, pieces in parts.items():
            text = "".join(pieces)
            found = other_language(text, language)
            if found:
                marked = f"marked as {language}" if language else "not marked with a language"
                yield Fault(
                    "ACC012", paragraph.place, f"{quote(text, 40)} seems to be {found}, but is {marked}"
                )


def _language(run: Run) -> str:
    """The language that counts for the letters of some words (ECMA-376 part 1, 17.3.2.20)."""
    if re.search("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", run.text):
        return run.look.language_east
    if run.look.rtl or re.search("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]", run.text):
        return run.look.language_bidi
    return run.look.language


def restricted(word: Word) -> Iterator[Fault]:
    """A document that is locked; one that only tracks every change is not."""
    kinds = {
        "readOnly": "The document can only be read: changes are locked",
        "forms": "Only the fields of the document can be filled in: all else is locked",
        "comments": "Only comments can be added to the document: all else is locked",
    }
    if word.protected in kinds:
        yield Fault("ACC004", WHOLE, kinds[word.protected])


def unsettled(word: Word) -> Iterator[Fault]:
    """Changes and comments that nobody has settled."""
    left = []
    if word.changes:
        left.append(times(word.changes, "tracked change"))
    if word.comments:
        left.append(times(word.comments, "comment"))
    if left:
        there = "is" if word.changes + word.comments == 1 else "are"
        yield Fault("ACC005", WHOLE, f"There {there} {' and '.join(left)} in the document")


def only_in_header(word: Word) -> Iterator[Fault]:
    """Sentences, addresses and numbers that the text does not have."""
    said = flat(" ".join(paragraph.text for paragraph in word.paragraphs)).lower()
    heard = _threes(said)
    seen: set[str] = set()
    for paragraph in word.everywhere:
        text = flat(paragraph.text)
        if paragraph.story not in (HEADER, FOOTER) or text in seen:
            continue
        seen.add(text)
        contact = next((found[0] for found in _CONTACT.finditer(text) if found[0].lower() not in said), "")
        if contact or (len(words(text)) >= LONG_ENOUGH and not _is_said(text, heard)):
            yield Fault(
                "ACC080",
                paragraph.place,
                f"{quote(contact or text)} stands only in {paragraph.place.words}, not in the text",
            )


def _is_said(text: str, heard: frozenset[tuple[str, ...]]) -> bool:
    """Whether most of a text is heard somewhere: a running header puts together what stands apart in the text."""
    threes = _threes(text)
    return len(threes & heard) >= SAME * len(threes)


def _threes(text: str) -> frozenset[tuple[str, ...]]:
    """Every three words that follow one another."""
    found = [word.lower() for word in words(text)]
    return frozenset(zip(found, found[1:], found[2:], strict=False))


CHECKS = (untitled, no_language, unmarked_language, restricted, unsettled, only_in_header)
