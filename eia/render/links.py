"""Where the links of a report lead."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlsplit

LINK_LIMIT: Final = 2_048
"""A longer address is printed but not linked: Word refuses files with addresses it cannot hold."""
_SCHEMES: Final = ("http", "https", "mailto")
_ADDRESS: Final = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@[^\s@])", re.IGNORECASE)


def web_address(href: str) -> str | None:
    """The address as a link on paper, or None where it is not one a reader may open: other schemes, or no address."""
    href = href.strip()
    try:
        parts = urlsplit(href)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or not _ADDRESS.match(href):
        return None
    address = quote(href, safe="!#$%&'()*+,/:;=?@_~-.")
    return address if len(address) <= LINK_LIMIT else None


def link_targets(hrefs: Iterable[str]) -> frozenset[str]:
    """The ids that links within the report lead to."""
    return frozenset(href[1:] for href in hrefs if href.startswith("#") and len(href) > 1)
