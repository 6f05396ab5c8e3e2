"""What the head of a report says about it: its language, its title, and each `meta`."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from eia.render.subset import language_of


@dataclass(frozen=True)
class Facts:
    """What the head of the report says about it."""

    language: str
    """The document's language, or nothing to keep that of the house style."""
    values: Mapping[str, str]
    """`title`, and each `meta` by its name."""

    def __getitem__(self, name: str) -> str:
        return " ".join(self.values.get(name, "").split())


def facts_of(root: Element, template: str) -> Facts:
    """The facts in the head of a report, and its language."""
    values = {
        str(meta.get("name", "")).strip().lower(): meta.get("content", "")
        for meta in root.iterfind("head/meta")
    }
    title = root.find("head/title")
    values["title"] = "" if title is None else "".join(str(part) for part in title.itertext())
    return Facts(language_of(root, template), values)
