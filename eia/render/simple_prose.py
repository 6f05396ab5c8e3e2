"""Answers with few marks or none, which most are: what the Markdown engine gives for them, byte for byte, without it."""

import html
import re
from typing import Final

_UNUSUAL: Final = re.compile(
    r"""
    [_`\[\]\\#] | [^\S\ \n]  # other marks; spaces that are no spaces
    | ^\ | \ $               # indents, forced line breaks
    # What may be a mark at the start of a line or of an item, numbers of items among it.
    | ^(?:-\ )?+(?: (?!\*\*[^\W\d_])(?![^\W_])(?!["'“‘(£]). | \d{1,9}[.)]\  )
    """,
    re.MULTILINE | re.VERBOSE,
)
_BOLD: Final = re.compile(r"(?<!\*)\*\*([^\s*](?:[^*\n]*[^\s*])?)\*\*(?!\*)")
_BULLET: Final = "- "


def escape(text: str) -> str:
    """The text, escaped to stand in HTML."""
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")


def plain(text: str) -> str:
    """Text without Markdown marks as paragraphs, byte for byte as the engine would give it."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text)
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph)


def simple(text: str) -> str:
    """Paragraphs, bullets of a line each and words in bold as the engine would give them; empty if there is more."""
    if _UNUSUAL.search(text):
        return ""
    marked = escape(text)
    if "*" in marked:
        marked = _BOLD.sub(r"<strong>\1</strong>", marked)
        if "*" in marked:
            return ""
    return "\n".join(_blocks(marked.split("\n")))


def _blocks(lines: list[str]) -> list[str]:
    """The paragraphs and lists; none if a list is more than bullets of a line each."""
    blocks: list[str] = []
    paragraph: list[str] = []
    items: list[str] = []
    ended = False  # whether a list stands before, with a blank line after it
    for line in [*lines, ""]:
        is_item = line.startswith(_BULLET)
        if (items and line and not is_item) or (ended and is_item):
            return []  # an item goes on, or a list does
        if paragraph and (is_item or not line):
            blocks.append("<p>" + "\n".join(paragraph) + "</p>")
            paragraph = []
        if items and not line:
            blocks.append("\n".join(["<ul>", *(f"<li>{item}</li>" for item in items), "</ul>"]))
            items = []
            ended = True
        if is_item:
            items.append(line.removeprefix(_BULLET))
        elif line:
            paragraph.append(line)
            ended = False
    return blocks
