"""How an officer's words would be written where several named parts belong: the hint that can be copied."""

import re
from typing import Any

from .nearest import nearest, plain
from .tree import Node, Tree
from .words import yaml

_MAIL = re.compile(r"\S+@\S+\Z")
_NO_ANSWER = frozenset({"yes", "no", "y", "n", "n_a", "na", "tbc", "tba", "none"})
_NUMBER = re.compile(r"(?<![\d.])-?\d+(?:,\d{3})*(?:\.\d+)?(?![\d.])")
LIST_MARKS = re.compile(r"(?m)^\s*[-*•·]\s+")
"""What begins the items of a list that was written as text."""


def is_person(tree: Tree, node: Node) -> bool:
    """Whether the thing is a person."""
    return "job_title" in tree.properties(node)


def first_words_for(tree: Tree, node: Node) -> str:
    """The name of the part that free text is most likely meant for; nothing when there is none."""
    if is_person(tree, node):
        return "job_title"
    for key, part in tree.properties(node).items():
        restricted = any(tree.get(part, word) for word in ("enum", "const", "pattern"))
        if "string" in tree.kinds(part) and not restricted:
            return key
    return ""


def as_parts(tree: Tree, node: Node, words: str) -> tuple[str, str]:
    """The name and the written answer that the words would most likely be; two empty texts when unclear."""
    if is_person(tree, node) and _MAIL.match(words.strip()):
        return "email", yaml(words.strip())
    if tree.get(node, "required"):
        return "", ""
    named = nearest(words, {key: tree.title(part) for key, part in tree.properties(node).items()}, 0.9)
    if named:
        return named, "true" if tree.kinds(tree.properties(node)[named])[:1] == ("boolean",) else "…"
    if plain(words) in _NO_ANSWER:
        return "", ""
    for key, part in tree.properties(node).items():
        known = tree.get(part, "enum")
        meant = nearest(words, labels(tree, part)) if known else ""
        if meant:
            return key, meant
    key = first_words_for(tree, node)
    return (key, yaml(words)) if key else ("", "")


def labels(tree: Tree, node: Node) -> dict[str, str]:
    """The choices of a node, each with what the form calls it."""
    return {key: said.partition("\n")[0] for key, said in tree.choices(node).items()}


def number_in(words: str) -> str:
    """The number in the words, in bare digits, when there is just one: `45000` for “£45,000”."""
    found = [match.group().replace(",", "") for match in _NUMBER.finditer(words)]
    return found[0] if len(found) == 1 and not re.search(r"\d\s*[kmb]\b", words, re.IGNORECASE) else ""


def kind_of(value: Any) -> str:
    """What kind of thing this is, in the words of a message."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "`true` or `false`"
    if isinstance(value, str):
        return "text"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "named lines"
