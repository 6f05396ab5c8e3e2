"""A page of the guide for the terminal: the same Markdown, with headings that stand out and examples set in."""

import re
import textwrap

from eia.codes import FAMILIES, Code
from eia.show.paint import Paint

_FENCE = "```"
_ITEM = re.compile(r"(?:[-*]|\d+[.)]) ")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}(?=\S)([^*\n]+?)(?<=\S)\*{1,2}(?![\w*])")
_MARK = re.compile(r"\s*#\s*([A-Z]{3}\d{3})\s*$")
_SPAN = re.compile(r"`[^`]+`")


def page(code: Code, paint: Paint) -> str:
    """All there is to say about one code."""
    title = f"{paint.severity(code.code, code.severity)}  {paint.bold(code.name)}"
    facts = [FAMILIES[code.family], f"{code.severity.word} {_from(code.due)}"]
    if code.kinds:
        facts.append(f"looked for in: {', '.join(code.kinds)}")
    if code.only:
        facts.append(f"only on a form that {code.only}")
    head = [title, paint.faint(" · ".join(facts))]
    if code.basis:
        head.append(_filled(f"Basis: {code.basis}", paint.width))
    return "\n".join([*head, "", *_body(code.page, paint)]).rstrip()


def _from(due: str) -> str:
    return "at every status" if due == "draft" else f"once it is {due}"


def _body(markdown: str, paint: Paint) -> list[str]:
    told: list[str] = []
    paragraph: list[str] = []
    in_example = False
    for line in [*markdown.strip().splitlines(), ""]:
        fence = line.strip().startswith(_FENCE)
        if in_example and not fence:
            told.append(f"    {_example(line, paint)}".rstrip())
            continue
        starts_anew = fence or line.startswith("#") or not line.strip()
        if starts_anew or _ITEM.match(line):
            told += _paragraph(paragraph, paint)
            paragraph = []
        if starts_anew and told and told[-1]:
            told.append("")
        if fence:
            in_example = not in_example
        elif line.startswith("#"):
            told += [paint.bold(line.lstrip("# ")), ""]
        elif line.strip():
            paragraph.append(line.strip())
    return told


def _paragraph(lines: list[str], paint: Paint) -> list[str]:
    if not lines:
        return []
    text = " ".join(lines)
    hang = "  " if _ITEM.match(text) else ""
    return [_words(_filled(_EMPHASIS.sub(r"\1", text), paint.width, hang), paint)]


def _filled(text: str, width: int, hang: str = "") -> str:
    """The text broken into lines, but not inside `code`."""
    joined = _SPAN.sub(lambda found: found[0].replace(" ", "\xa0"), text)
    filled = textwrap.fill(
        joined, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )
    return filled.replace("\xa0", " ")


def _words(text: str, paint: Paint) -> str:
    return _SPAN.sub(lambda found: paint.code(found[0]), text)


def _example(line: str, paint: Paint) -> str:
    """A line of an example, with a sign where the finding falls."""
    mark = _MARK.search(line)
    if not mark:
        return line
    return f"{line[: mark.start()]}  {paint.faint(f'← {mark[1]}')}"
