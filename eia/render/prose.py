"""Markdown in an answer into clean HTML, so that nothing an officer types is lost or does harm.

Paragraphs, lists, headings, emphasis, code and links are read; everything else, HTML included, is shown as typed.
"""

import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from eia.characters import in_bytes, uncommon

if TYPE_CHECKING:
    import markdown

LONGEST: Final = 40_000
"""Characters; the marks of a longer answer are shown as typed, as reading them could take seconds."""
LONGEST_LINK: Final = 500
DEEPEST: Final = 6
"""How many lists may stand inside one another; deeper items are kept at that depth."""

WEB: Final = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\\x00-\x20]+\Z", re.IGNORECASE)
"""What a link may point at; any other scheme is text."""

_TAGS: Final = frozenset({"p", "ul", "ol", "li", "strong", "em", "code", "a", "br", "h6"})
_ATTRIBUTES: Final = {"a": {"href"}, "ol": {"start"}}

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_AMPERSAND, _LESS = "\ufdd0", "\ufdd1"
"""Stand for `&` and `<` while the engine reads a text: it must find no entity and no HTML in it."""

_LINK: Final = re.compile(rf"\[([^\[\]]{{1,{LONGEST_LINK}}})\]\(([^\s()]{{1,{LONGEST_LINK}}})\)")

_BULLETS = "-*+•·‣◦▪"
_ITEM: Final = re.compile(rf"( *)(?:([{_BULLETS}])|(\d{{1,9}})[.)]) +(?=\S)")
_SECOND_MARK: Final = re.compile(r"\A(\d*)([-*+.])(?= )")
"""A mark right after the mark of an item: text, as lists nest by their indents."""
_HEADING: Final = re.compile(r" {0,3}#{1,6} +\S")
_MARKS: Final = re.compile(r"[*_`\[\\#\t]")
_STARTS: Final = re.compile(rf"\n(?: |[{_BULLETS}] |\d{{1,9}}[.)] )")


def prose(text: str, below: int = 0) -> str:
    """The answer as HTML blocks: `p`, `ul`, `ol`, and headings one level under a heading of level `below`.

    With `below` 0, as in the cell of a table, or where no level is left, a heading is a paragraph in bold.
    """
    return _blocks(text, below + 1 if 0 < below < 4 else 0)


def inline(text: str) -> str:
    """The answer as HTML within a line: emphasis, code and links; paragraphs are parted by line breaks."""
    return _line(text)


def has_marks(text: str) -> bool:
    """Whether the engine may find something in the text besides paragraphs."""
    # Three quick searches: one for all of it would try each of them at every letter.
    return bool(_MARKS.search(text) or _STARTS.search(f"\n{text}") or "  \n" in f"{text}\n")


def printable(text: str) -> str:
    """The text with line ends made alike and U+FFFD for what cannot be printed, so that nothing vanishes unseen.

    That is control characters, halves of surrogate pairs and noncharacters (Unicode 23.7).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("\ufffd", text) if _UNPRINTABLE.search(uncommon(in_bytes(text))) else text


@lru_cache(maxsize=4096)
def _blocks(text: str, heading: int) -> str:
    clean = printable(text).strip()
    if not has_marks(clean) or len(clean) > LONGEST:
        return plain(clean)
    marked = read(clean)
    if heading:
        return marked.replace("<h6>", f"<h{heading}>").replace("</h6>", f"</h{heading}>")
    return marked.replace("<h6>", "<p><strong>").replace("</h6>", "</strong></p>")


@lru_cache(maxsize=4096)
def _line(text: str) -> str:
    clean = printable(text).strip()
    paragraphs = re.split(r"\n[ \t]*\n\s*", clean)
    if not re.search(r"[*_`\[\\]|  $", clean, re.MULTILINE) or len(clean) > LONGEST:
        return "<br>".join(escape(paragraph) for paragraph in paragraphs)
    lines = (_converted(_engine(blocks=False), paragraph) for paragraph in paragraphs)
    return "<br>".join(
        line.removeprefix("<p>").removesuffix("</p>") or escape(paragraph)
        for line, paragraph in zip(lines, paragraphs, strict=True)
    )


def plain(text: str) -> str:
    """Text without Markdown marks as paragraphs, byte for byte as the engine would give it."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text)
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph)


def escape(text: str) -> str:
    """The text, escaped to stand in HTML."""
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")


def read(text: str) -> str:
    """Text read by the Markdown engine and cleaned; headings are `h6`, to be given their level."""
    lines = "\n".join(_lists_made_plain(text.expandtabs(4).split("\n")))
    return _converted(_engine(blocks=True), lines) or plain(text)


def _converted(engine: "markdown.Markdown", text: str) -> str:
    """What the engine makes of the text, cleaned; empty if it cannot read it, or loses a word of it."""
    import nh3

    try:
        marked = engine.reset().convert(text.replace("&", _AMPERSAND).replace("<", _LESS))
    except RecursionError:
        _engine.cache_clear()  # it keeps what it was in the middle of, and would read the next text wrongly
        return ""
    marked = marked.replace(_AMPERSAND, "&amp;").replace(_LESS, "&lt;")
    clean = nh3.clean(
        marked,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return clean if _all_kept(text, clean) else ""


def _all_kept(text: str, markup: str) -> bool:
    """Whether the markup has every letter and digit of the text, apart from addresses and items' numbers.

    The engine drops words from some tangles of marks, such as `**_*1**_11_`, or leaves its own behind.
    """
    shown = html.unescape(re.sub(r"<[^<>]*>", "", markup))
    typed = _LINK.sub(lambda link: link[1] if WEB.match(link[2]) else link[0], text)
    numbers = sum(
        map(len, re.findall(r"\d+(?=\. )", " ".join(re.findall(r"^[-+*\d. ]+", typed, re.MULTILINE))))
    )
    return (
        re.sub(r"[\W\d_]+", "", shown) == re.sub(r"[\W\d_]+", "", typed)
        and 0 <= len(re.sub(r"\D", "", typed)) - len(re.sub(r"\D", "", shown)) <= numbers
        and not _UNPRINTABLE.search(shown)
    )


def _lists_made_plain(lines: list[str]) -> Iterator[str]:
    """The lines with each list as the engine wants it, however the officer set it out.

    A list may follow a line of text at once, items may be indented by two spaces, bullets may be those that
    Word pastes, and numbers may end in a bracket. As in CommonMark, a number other than 1 starts a list only
    after a blank line, so that a year at the start of a line stays a year.
    """
    lists: list[tuple[int, bool]] = []  # the lists that are open, outermost first: indent, numbered
    before: Literal["blank", "text", "item", "part"] = "blank"  # what stood on the line before
    for line in lines:
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        item = _ITEM.match(line)
        if not words:
            before = "blank"
            yield ""
        elif _HEADING.match(line):
            lists.clear()
            before = "blank"
            yield from ("", words, "")
        elif item and (before == "blank" or item[2] or item[3] == "1" or (lists and lists[-1][1])):
            numbered = item[3] is not None
            if before == "part" or (before == "text" and not lists):
                yield ""
            while len(lists) > 1 and indent < lists[-1][0]:
                lists.pop()
            if not lists or (indent >= lists[-1][0] + 2 and len(lists) < DEEPEST):
                lists.append((indent, numbered))
            elif lists[-1][1] is not numbered:
                lists[-1] = (lists[-1][0], numbered)
                yield ""
            before = "item"
            mark = f"{item[3]}." if numbered else "-"
            rest = _SECOND_MARK.sub(r"\1\\\2", line[item.end() :])
            yield f"{'    ' * (len(lists) - 1)}{mark} {rest}"
        elif lists and before == "blank":
            del lists[sum(indent >= start + 2 for start, _ in lists) :]
            before = "part" if lists else "text"
            yield "    " * len(lists) + words
        else:
            before = "part" if before == "part" else "text"
            yield words


@cache
def _engine(*, blocks: bool) -> "markdown.Markdown":
    """The engine with only what an answer may hold; made once, as making it takes longer than a report."""
    from xml.etree import ElementTree

    import markdown
    from markdown.blockprocessors import HashHeaderProcessor
    from markdown.inlinepatterns import InlineProcessor

    class Heading(HashHeaderProcessor):
        """A heading has a space after its marks: “#1 in the county” is text."""

        RE = re.compile(r"(?:^|\n)(?P<level>#{1,6}) +(?P<header>[^\n]*[^\s#])(?: +#*)? *(?:\n|$)")

        def run(self, parent, blocks):  # type: ignore[no-untyped-def] # the base class is untyped here
            super().run(parent, blocks)
            parent[-1].tag = "h6"

        def test(self, parent, block):  # type: ignore[no-untyped-def] # as above
            return parent.tag != "li" and super().test(parent, block)

    class Link(InlineProcessor):
        """A link to the web or to a mailbox; anything else in that shape stays as typed."""

        def handleMatch(self, m, data):  # type: ignore[no-untyped-def, override] # noqa: ARG002, N802
            address = m[2].replace(_AMPERSAND, "&")
            if not WEB.match(address) or _LESS in address:
                return None, None, None
            element = ElementTree.Element("a", href=m[2])
            element.text = m[1]
            return element, m.start(0), m.end(0)

    engine = markdown.Markdown(extensions=["sane_lists"])
    engine.preprocessors.deregister("html_block")
    dropped = ["code", "setextheader", "hr", "quote", "reference", "hashheader"]
    for name in [*dropped, *(() if blocks else ("indent", "olist", "ulist"))]:
        engine.parser.blockprocessors.deregister(name)
    if blocks:
        engine.parser.blockprocessors.register(Heading(engine.parser), "heading", 70)
    for name in (
        *("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"),
        *("autolink", "automail", "html", "entity"),
    ):
        engine.inlinePatterns.deregister(name)
    engine.inlinePatterns.register(Link(_LINK.pattern, engine), "web_link", 160)
    return engine
