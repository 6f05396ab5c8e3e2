"""Which service a proposal ends, and whether somebody relies on it, as far as titles and sentences tell."""

import re
from collections.abc import Iterator

from eia.text import mentions, sentences, words

CLOSURE = "closure"
"""The type of an activity that ends something, whatever its title says."""
MAY_END = frozenset(
    {"", CLOSURE, "budget_proposal", "commissioning", "decision", "service", "service_change"}
)
"""The types of activity whose title may say that they end a service: a strategy on ending violence does not."""
_ENDING = r"clos(?:e|es|ure|ing)|end(?:s|ing)?|cease|ceasing|cessation|withdraw(?:s|al|ing)?|decommission(?:s|ing)?|stop(?:s|ping)?|discontinu(?:e|es|ing|ation)|shut(?:s|ting)?(?:\s+down)?"
_FIRST = re.compile(
    rf"\s*(?:(?:the\s+)?propos(?:al|ed|ing)\s+(?:(?:to|for|that)\s+)?(?:the\s+)?)?(?:{_ENDING})\s+(?:down\s+)?(?:of\s+)?(?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_LAST = re.compile(
    rf"\s*(?P<what>.+?)[\s:–—-]+(?:to\s+)?(?:proposed\s+)?(?:{_ENDING})\s*\Z", re.IGNORECASE | re.DOTALL
)
_ARTICLE = re.compile(r"\s*(?:(?:the|our|its|all|a|an)\s+)+", re.IGNORECASE)
_REST = re.compile(
    r"\s+(?:in|from|at|by|on|with|and|or|for|as|after|during|under|to)\s|[,(:;–—]|\s-\s", re.IGNORECASE
)
_SAID = (
    *("clos*", "ceas*", "withdraw*", "withdrew", "decommission*", "discontinu*", "shut*", "stop*", "end"),
    *("ends", "ended", "ending", "no longer", "instead of", "replac*"),
)
"""What shows that a sentence knows of the end of a service, or seeks something in its place."""
FEWEST = 2
"""Words that a service's name must have: “libraries” alone could be any."""


def ended(title: str, kind: str) -> str:
    """What a proposal ends, by its title, lower case; empty when it ends nothing, or its name says too little.

    Args:
        title: of the activity, such as “Closure of the Northgate advice hub”.
        kind: the type of the activity.
    """
    told = _FIRST.match(title) or _LAST.match(title)
    if kind not in MAY_END or (told is None and kind != CLOSURE):
        return ""
    what = _ARTICLE.sub("", told["what"] if told else title, count=1)
    name = words(_REST.split(what)[0])
    return " ".join(name) if len(name) >= FEWEST else ""


def relying(text: str, name: str) -> Iterator[str]:
    """The sentences of a text that speak of a service as one that goes on."""
    pattern = _pattern(name)
    for sentence in sentences(text):
        if pattern.search(" ".join(words(sentence))) and not mentions(sentence, _SAID):
            yield sentence


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name.removesuffix('s'))}(?:s|'s)?\b")
