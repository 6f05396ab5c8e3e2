"""What the body of a report needs outside itself: ids, links, pictures, lists; gathered while it is written."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from eia.render.subset import cut
from eia.render.word.markup import R, W, attribute
from eia.render.word.reference import Numbering, Reference

TAG_LIMIT: Final = 64
"""Word's own limit on the tag and the title of a content control."""
BOOKMARK_LIMIT: Final = 40
"""Word's own limit on the name of a bookmark."""
CONTROL_END: Final = "</w:sdtContent></w:sdt>"


def tag_of(path: str) -> str:
    """The tag of the content control that holds the answer at `path`.

    The path itself, if Word can hold it. Otherwise its first 53 characters, `~` and the first ten hexadecimal digits
    of the SHA-256 of the whole path in UTF-8: 64 characters, always the same for the same path, and told apart from
    any other. Whoever reads a file back finds the answer by comparing with the tags of the paths it may have.
    """
    if len(path) <= TAG_LIMIT:
        return path
    return f"{path[: TAG_LIMIT - 11]}~{hashlib.sha256(path.encode()).hexdigest()[:10]}"


def bookmark_of(identity: str) -> str:
    """The name of the bookmark that stands for an HTML id: letters, digits and `_`, at most 40."""
    if re.fullmatch(r"[A-Za-z]\w{0,39}", identity, re.ASCII):
        return identity
    plain = re.sub(r"\W", "_", identity, flags=re.ASCII)[: BOOKMARK_LIMIT - 12]
    return f"b{plain}_{hashlib.sha256(identity.encode()).hexdigest()[:10]}"


@lru_cache(maxsize=8192)
def _named(path: str, label: str) -> str:
    """The title and the tag of a content control; each report of a form has mostly the same."""
    alias = f'<w:alias w:val="{attribute(cut(label, TAG_LIMIT))}"/>' if label.strip() else ""
    tag = f'<w:tag w:val="{attribute(tag_of(path))}"/>' if path else ""
    return alias + tag


@dataclass
class Registry:
    """The ids already given, and the links, pictures and lists already met, in one document."""

    reference: Reference
    targets: frozenset[str]
    """The HTML ids that some link in the report leads to."""
    relationships: list[str] = field(default_factory=list)
    """`Relationship` elements to add to the main part."""
    media: dict[str, bytes] = field(default_factory=dict)
    """Pictures by the name of their part."""
    lists: list[str] = field(default_factory=list)
    """`w:num` elements to add to the numbering part."""
    _links: dict[str, str] = field(default_factory=dict)
    _pictures: dict[bytes, str] = field(default_factory=dict)
    _marked: set[str] = field(default_factory=set)
    _bookmarks: int = 0
    _controls: int = 0
    _drawings: int = 0

    def control_id(self) -> int:
        """An id for a content control, the next in the document."""
        self._controls += 1
        return self._controls

    def control(self, path: str, label: str = "", kind: str = "") -> str:
        """The opening of a content control; `CONTROL_END` closes it.

        Args:
            path: The path of the answer it holds, or nothing for a control that holds none.
            label: What Word shows as its title.
            kind: Further `w:sdtPr` children that make it, for instance, a tick box.
        """
        self._controls += 1
        named = _named(path, label)
        return f'<w:sdt><w:sdtPr>{named}<w:id w:val="{self._controls}"/>{kind}</w:sdtPr><w:sdtContent>'

    def link(self, address: str) -> str:
        """The relationship id of a web address."""
        if address not in self._links:
            self._links[address] = self._relate("hyperlink", address, ' TargetMode="External"')
        return self._links[address]

    def picture(self, data: bytes, extension: str) -> str:
        """The relationship id of a picture; the same picture is kept once."""
        digest = hashlib.sha256(data).digest()
        if digest not in self._pictures:
            name = f"media/eia{len(self._pictures) + 1}.{extension}"
            self.media[f"word/{name}"] = data
            self._pictures[digest] = self._relate("image", f"/word/{name}")
        return self._pictures[digest]

    def drawing_id(self) -> int:
        """An id for one drawing, the next in the document."""
        self._drawings += 1
        return self._drawings

    def bookmark(self, identity: str | None) -> str:
        """A bookmark for an HTML id, or nothing if no link leads there or the id was met before."""
        if not identity or identity not in self.targets or identity in self._marked:
            return ""
        self._marked.add(identity)
        return self.mark(bookmark_of(identity))

    def mark(self, name: str) -> str:
        """A bookmark of that name."""
        self._bookmarks += 1
        return (
            f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{attribute(name)}"/>'
            f'<w:bookmarkEnd w:id="{self._bookmarks}"/>'
        )

    def numbered_list(self, numbering: Numbering, level: int, start: int) -> int:
        """The number of a new list that counts from `start` at its level, whatever was counted before."""
        number = self.reference.next_num_id + len(self.lists)
        self.lists.append(
            f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{numbering.abstract_id}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return number

    def relate(self, identity: str, kind: str, target: str) -> None:
        """Add a relationship whose id is already known."""
        self._add(identity, kind, target, "")

    def _relate(self, kind: str, target: str, mode: str = "") -> str:
        identity = f"eia{len(self.relationships) + 1}"
        self._add(identity, kind, target, mode)
        return identity

    def _add(self, identity: str, kind: str, target: str, mode: str) -> None:
        self.relationships.append(
            f'<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="{identity}" '
            f'Type="{R}/{kind}" Target="{attribute(target)}"{mode}/>'
        )
