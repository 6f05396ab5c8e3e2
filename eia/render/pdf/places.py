"""What the body of a report needs outside itself, gathered while it is written: anchors and pictures."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from eia.render.pictures import Picture


@dataclass
class Places:
    """The anchors and the pictures of one report."""

    targets: frozenset[str]
    """The HTML ids that some link in the report leads to."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Pictures by their names."""
    _marked: set[str] = field(default_factory=set)
    _waiting: list[str] = field(default_factory=list)

    def leads(self, identity: str) -> bool:
        """Whether a link can lead there."""
        return identity in self.targets

    def mark(self, element: Element) -> str:
        """The element's id if a link leads there and it was not met before, or nothing."""
        identity = element.get("id", "")
        if identity not in self.targets or identity in self._marked:
            return ""
        self._marked.add(identity)
        return identity

    def wait(self, element: Element) -> None:
        """Keep the element's id for the next line of text: an anchor alone would be an empty paragraph."""
        if mark := self.mark(element):
            self._waiting.append(mark)

    def marks(self) -> Iterator[str]:
        """The ids that waited for a line, each once."""
        yield from self._waiting
        self._waiting.clear()

    def picture(self, picture: Picture) -> str:
        """The name of a picture; the same picture is kept once."""
        name = f"{hashlib.sha256(picture.data).hexdigest()[:16]}.{picture.kind}"
        self.pictures[name] = picture.data
        return name
