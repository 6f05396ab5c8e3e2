"""What words give away, in any kind of file: links that say nothing, file names, typed lists, other languages."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split("|"))


_VAGUE: Final = frozenset(
    _listed(
        "click here|here|click|click this|click this link|read more|more|link|this link|see here|see more|see link"
        "|learn more|find out more|details|more details|more info|more information|further information|further details"
        "|info|this|this page|this document|this website|this site|website|web page|webpage|download|download here"
        "|go here|view|continue|follow this link|visit|open|press here|tap here|weblink|web link|url"
        "|cliciwch yma|yma|mwy|darllen mwy|rhagor"
    )
)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_FILE: Final = re.compile(
    r"[\w-]+\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|heic|ico|eps)\b|^[a-z]:\\|^img[_-]?\d+$",
    re.IGNORECASE,
)
_NOTHING: Final = re.compile(
    r"(?:an? )?(?:image|picture|photo|photograph|graphic|graph|chart|diagram|logo|screenshot|screen shot|figure|untitled"
    r"|img|shape|icon|drawing|object|alt ?text|text box|rectangle|oval|group|placeholder|smartart|diagram of|clip ?art"
    r"|blank|x|tbc|todo|description)[\s_:.#-]*\d*",
    re.IGNORECASE,
)
_MACHINE: Final = re.compile(
    r"description (?:was )?(?:automatically|auto-?) ?generated|automatically generated|ai[- ]generated content may be",
    re.IGNORECASE,
)
_BULLET: Final = re.compile("[•·▪◦●○■□▫‣⁃➢✓✔\uf0b7\uf0a7\uf0d8\uf0fc–—*-]\\s+(?=\\S)|o\\t")
_NUMBER: Final = re.compile(
    r"\(?((?:\d{1,3}\.)*\d{1,3}|[a-z]|[ivx]{1,5})([.)])[\s\u00a0]+(?=\S)|((?:\d{1,3}\.)+\d{1,3})[\s\u00a0]+(?=\S)"
)
_SCRIPTS: Final = (
    (
        "Arabic",
        "ar|fa|ur|ps|ckb|ku|sd|ug",
        re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    ),
    ("Hebrew", "he|iw|yi", re.compile("[\u0590-\u05ff]")),
    ("Greek", "el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("Cyrillic", "ru|uk|bg|sr|mk|be|kk|mn", re.compile("[\u0400-\u04ff]")),
    ("Chinese, Japanese or Korean", "zh|ja|ko", re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")),
    ("Bengali", "bn|as", re.compile("[\u0980-\u09ff]")),
    ("Devanagari", "hi|mr|ne|sa", re.compile("[\u0900-\u097f]")),
    ("Gurmukhi", "pa", re.compile("[\u0a00-\u0a7f]")),
    ("Gujarati", "gu", re.compile("[\u0a80-\u0aff]")),
    ("Tamil", "ta", re.compile("[\u0b80-\u0bff]")),
    ("Ethiopic", "am|ti", re.compile("[\u1200-\u137f]")),
)
"""Scripts with the languages that are written in them (ISO 639) and their blocks in Unicode."""
_WELSH: Final = frozenset(
    _listed(
        "mae|yn|ac|y|yr|i|o|ar|gan|wedi|bod|am|ei|eu|ein|eich|hyn|hwn|hon|sydd|sy|oes|nid|ddim|neu|fel|ond|os|pan|drwy"
        "|trwy|gyda|heb|dan|dros|rhwng|cael|gwneud|fydd|oedd|roedd|yw|ydy|bydd|gallwch|chi|ni|nhw|cyngor|cydraddoldeb"
        "|asesiad|effaith|pobl|cymraeg|gymraeg|cymru"
    )
)
"""Words that nearly every Welsh sentence has some of."""
_ALSO_ENGLISH: Final = frozenset(("i", "o", "am", "y", "os", "dan", "pan", "bod"))
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def words(text: str) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text)


def flat(text: str) -> str:
    """The text on one line, without space around it."""
    return " ".join(text.split())


def is_vague(text: str) -> bool:
    """Whether the words of a link say nothing of where it leads, such as “click here”."""
    return flat(text).strip(" .,:;!…>»→›[]()“”\"'").lower() in _VAGUE


def is_long_address(text: str) -> bool:
    """Whether the words of a link are an address that nobody would type: one that goes on after the site's name."""
    given = flat(text).strip("<>().,;")
    if not _ADDRESS.match(given):
        return False
    site, _, rest = re.sub(r"^https?://", "", given, flags=re.IGNORECASE).partition("/")
    return len(rest.strip("/")) > 12 or len(site) + len(rest) > 50


def says_nothing(alternative: str) -> bool:
    """Whether an alternative text is a file name, or only says that there is a picture."""
    given = flat(alternative).strip(" .“”\"'")
    return bool(_NOTHING.fullmatch(given) or (_FILE.search(given) and len(given.split()) <= 3))


def is_by_machine(alternative: str) -> bool:
    """Whether an alternative text says itself that a machine wrote it."""
    return bool(_MACHINE.search(alternative))


def is_capitals(text: str) -> bool:
    """Whether all of four words or more are in capitals."""
    found = [word for word in words(text) if len(word) > 1]
    return len(found) >= 4 and all(word == word.upper() != word.lower() for word in found)


@dataclass(frozen=True, slots=True)
class Typed:
    """Some lines that make a list which was typed by hand."""

    first: int
    """The index of the first line."""
    number: int
    """How many lines."""
    numbered: bool


def typed_lists(lines: Sequence[str]) -> Iterator[Typed]:
    """The lists typed by hand in lines that follow one another: two lines or more with bullets, or counting on."""
    start = 0
    while start < len(lines):
        for length, numbered in ((_bullets(lines, start), False), (_numbers(lines, start), True)):
            if length > 1:
                yield Typed(start, length, numbered)
                start += length - 1
                break
        start += 1


def _bullets(lines: Sequence[str], start: int) -> int:
    first = _BULLET.match(lines[start].lstrip())
    if not first:
        return 0
    return _run(
        lines, start, lambda line, _: bool((found := _BULLET.match(line)) and found[0][0] == first[0][0])
    )


def _numbers(lines: Sequence[str], start: int) -> int:
    first = _counted(lines[start])
    if first is None:
        return 0
    known = [first]

    def goes_on(line: str, _: int) -> bool:
        found = _counted(line)
        if found is None or found not in _next(known[-1]):
            return False
        known.append(found)
        return True

    return 1 + _run(lines, start + 1, goes_on)


def _run(lines: Sequence[str], start: int, belongs: Callable[[str, int], bool]) -> int:
    number = 0
    while start + number < len(lines) and belongs(lines[start + number].lstrip(), number):
        number += 1
    return number


def _counted(line: str) -> str | None:
    found = _NUMBER.match(line.lstrip())
    return (found[1] or found[3]) if found else None


_ROMAN: Final = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)


def _next(number: str) -> tuple[str, ...]:
    """What comes after a number in a list: `2` after `1`, `1.2` after `1.1`, `b` after `a`, `ii` after `i`."""
    *before, last = number.split(".")
    if last.isdigit():
        return (
            ".".join([*before, str(int(last) + 1)]),
            f"{number}.1",
            *((f"{int(before[0]) + 1}.1",) if before else ()),
        )
    after = [chr(ord(last) + 1)] if len(last) == 1 and last < "z" else []
    if last in _ROMAN[:-1]:
        after.append(_ROMAN[_ROMAN.index(last) + 1])
    return tuple(after)


def other_language(text: str, language: str) -> str:
    """What the text seems to be written in, where that does not fit its language; empty when it fits.

    Args:
        text: some words.
        language: what they are marked as, such as `en-GB`.
    """
    marked = language.lower().replace("_", "-").split("-")[0]
    for name, fitting, script in _SCRIPTS:
        if marked not in fitting.split("|"):
            letters = len(script.findall(text))
            if letters >= 6 and letters * 2 > sum(letter.isalpha() for letter in text):
                return f"{name} script" if name not in ("Chinese, Japanese or Korean",) else name
    if marked != "cy" and _is_welsh(text):
        return "Welsh"
    return ""


def _is_welsh(text: str) -> bool:
    found = [word.lower() for word in words(text)]
    if len(found) < 8:
        return False
    welsh = [word for word in found if word in _WELSH]
    return len(welsh) * 3 >= len(found) and len(set(welsh) - _ALSO_ENGLISH) >= 3


def told(items: Iterable[str]) -> str:
    """The items as in a sentence: `a, b and c`."""
    *most, last = [*items] or [""]
    return f"{', '.join(most)} and {last}" if most else last
