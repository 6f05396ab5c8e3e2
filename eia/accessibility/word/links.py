"""Checks of the links and cross-references of a Word file."""

import re
from collections.abc import Iterator
from itertools import groupby

from eia.accessibility.fault import Fault, Place, quote, times
from eia.accessibility.word.model import Link, Paragraph, Word
from eia.accessibility.wording import flat, is_long_address, is_vague

_NOWHERE = re.compile(r"Error! (?:Reference source|Bookmark|Hyperlink)[^.]*\.?", re.IGNORECASE)
_ALWAYS_THERE = ("_top", "top", "_bottom")


def wording(word: Word) -> Iterator[Fault]:
    """Links that do not say where they lead."""
    headings = {flat(heading.text).lower() for heading in word.headings}
    for paragraph, link, text in _links(word):
        if not link.target and text.lower() in headings:
            continue  # an entry of the contents is called what the heading is called
        if not text:
            if link.target and not paragraph.things:
                yield Fault("ACC054", paragraph.place, f"A link to {quote(link.target)} has no words")
        elif is_vague(text):
            leads = link.target or link.anchor
            yield Fault(
                "ACC050", paragraph.place, f"A link says only {quote(text)}; it leads to {quote(leads)}"
            )
        elif is_long_address(text):
            yield Fault("ACC051", paragraph.place, f"A link is written as its address: {quote(text, 80)}")


def ambiguous(word: Word) -> Iterator[Fault]:
    """Links of the same words to different addresses."""
    known: dict[str, dict[str, Place]] = {}
    for paragraph, link, text in _links(word):
        if text and not is_vague(text) and link.target:
            known.setdefault(text.lower(), {}).setdefault(_same(link), paragraph.place)
    for text, targets in known.items():
        if len(targets) > 1:
            _, second = list(targets.values())[:2]
            listed = " and ".join(quote(target) for target in list(targets)[:2])
            yield Fault(
                "ACC052",
                second,
                f"{times(len(targets), 'link')} say {quote(text)} but lead to different places: {listed}",
            )


def broken(word: Word) -> Iterator[Fault]:
    """Links to bookmarks that are not there, and what Word itself prints in place of a lost one."""
    for paragraph, link, text in _links(word):
        anchor = link.anchor if not link.target else link.target[1:] if link.target.startswith("#") else ""
        if anchor and anchor not in word.bookmarks and anchor.lower() not in _ALWAYS_THERE:
            yield Fault(
                "ACC053",
                paragraph.place,
                f"The link {quote(text)} leads to a place in the document that is not there",
            )
    for paragraph in word.everywhere:
        if found := _NOWHERE.search(paragraph.text):
            yield Fault(
                "ACC053", paragraph.place, f"A cross-reference is lost: the text says {quote(found[0])}"
            )


def _links(word: Word) -> Iterator[tuple[Paragraph, Link, str]]:
    """Every link with its paragraph and its words."""
    for paragraph in word.everywhere:
        runs = [run for run in paragraph.runs if not run.look.hidden]
        for link, members in groupby(runs, key=lambda run: run.link):
            if link is not None:
                yield paragraph, link, flat("".join(run.text for run in members))


def _same(link: Link) -> str:
    """The address without what does not tell two places apart."""
    plain = re.sub(r"^https?://(?:www\.)?", "", link.target, flags=re.IGNORECASE).rstrip("/")
    return f"{plain}#{link.anchor}" if link.anchor else plain


CHECKS = (wording, ambiguous, broken)
