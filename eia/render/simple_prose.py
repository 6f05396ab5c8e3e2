"""Answers with few marks or none, which most are: what the Markdown engine gives for them, byte for byte, without it."""

import html
import re
from typing import Final

_UNUSUAL: Final = re.compile(
    r"[_`\[\]\\#\t\v\f\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
"""Other marks; spaces that are no spaces."""
_MARKLIKE: Final = re.compile(
    r"""\n(?:
    \ |                      # an indent
    # What may be a mark at the start of a line or of an item, numbers of items among it.
    (?:-\ )?+(?: (?!\*\*[^\W\d_])(?![^\W_])(?!["'“‘(£])[^\n] | \d{1,9}[.)]\  )
    )""",
    re.VERBOSE,
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
    if _UNUSUAL.search(text) or _MARKLIKE.search(f"\n{text}") or " \n" in f"{text}\n":
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
