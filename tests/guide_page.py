"""What the pages of all rules have in common: their headings, their examples, and the words that stand on none."""

import re

HEADINGS = ("Why it matters", "What to do", "Flagged", "Accepted")
JARGON = re.compile(
    r"\b(invalid|please|required field|mapping|scalar|schema|instance|null|none type|string|boolean)\b",
    re.IGNORECASE,
)
FENCE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sections(page: str) -> dict[str, str]:
    """Heading → what stands below it."""
    pieces = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def blocks(page: str, heading: str) -> list[str]:
    """The examples below a heading."""
    return FENCE.findall(sections(page).get(heading, ""))
