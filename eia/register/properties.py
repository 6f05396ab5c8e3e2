"""What a Word or PDF file says about itself in its properties.

Properties come from anybody: sizes are limited, nothing outside the file is looked at, and whatever cannot be
read is as if it were not there. Word's own properties are those of Office Open XML (ECMA-376, part 2, 11 and
part 1, 22.2 and 22.3); its custom ones, under *Advanced Properties*, can hold every fact by its name, such as
“Decision date”.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from eia.kept import Known, anew

LARGEST_FILE = 100_000_000
"""Bytes of a strategy's file; larger ones are not opened."""
MOST = 3_000_000
"""Bytes of the properties inside it."""
_PARTS = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
LONGEST = 500
"""Characters of one property."""
STATUSES = ("draft", "proposed", "adopted", "expired", "withdrawn")

_FIELDS = {
    "title": "title",
    "version": "version",
    "contentstatus": "status",
    "status": "status",
    "category": "type",
    "type": "type",
    "owner": "owner",
    "id": "id",
    "reference": "id",
    "assessedversion": "assessed_version",
    "adoptedon": "adopted_on",
    "endson": "ends_on",
    "decisiondate": "decision_date",
    "eiadue": "eia_due",
    "eiapromised": "eia_promised",
}
"""A property's name without spaces and capitals → the fact it gives."""
_OWNERS = ("manager", "creator", "author")
"""What stands for the owner where no property is called so, the best first."""
_DAYS = frozenset({"adopted_on", "ends_on", "decision_date", "eia_due"})
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[\d:.]+Z?)?\Z")


def read(file: Path, known: Known = anew) -> Mapping[str, str]:
    """The facts that a file's properties give, by their names in `eia.yaml`; empty for any other file.

    Args:
        file: the file.
        known: gives those facts, where they are known.
    """
    ending = file.suffix.lower()
    reader = _READERS.get(ending)
    if reader is None:
        return {}
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_FILE:
            return {}
        raw = file.read_bytes()
    except OSError:
        return {}
    return known(Mapping[str, str], ("properties", ending, raw), lambda: _facts(reader(raw)))


def _facts(properties: Mapping[str, str]) -> dict[str, str]:
    flat = {
        re.sub(r"[\W_]", "", name.lower()): " ".join(value.split())[:LONGEST]
        for name, value in properties.items()
    }
    facts = {fact: flat[name] for name, fact in _FIELDS.items() if flat.get(name)}
    owner = next((flat[name] for name in _OWNERS if flat.get(name)), "")
    if owner:
        facts.setdefault("owner", owner)
    if "status" in facts:
        facts["status"] = facts["status"].lower()
        if (
            facts["status"] not in STATUSES
        ):  # Word's “Final” says how far the writing has got, not the strategy
            del facts["status"]
    for name in _DAYS & facts.keys():
        day = _DAY.match(facts[name])
        if day:
            facts[name] = day[1]
        else:
            del facts[name]
    return facts


def _word(raw: bytes) -> dict[str, str]:
    from eia.zipped import TooLarge, Unreadable, Zipped

    try:
        zipped = Zipped(raw, MOST)
        there = [part for part in _PARTS if part in zipped.names]
        return dict(pair for part in there for pair in _pairs(zipped.read(part)))
    except (Unreadable, TooLarge):
        return {}


def _pairs(xml: bytes) -> Iterator[tuple[str, str]]:
    """Each property in one part of the package with what it says."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return
    for element in root:
        if isinstance(element.tag, str):
            name = element.get("name") or etree.QName(element).localname
            yield name, "".join(map(str, element.itertext()))


def _pdf(raw: bytes) -> dict[str, str]:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        information: Mapping[str, object] = PdfReader(io.BytesIO(raw)).metadata or {}
        return {
            str(name).lstrip("/"): str(value) for name, value in information.items() if isinstance(value, str)
        }
    except Exception:
        return {}  # whatever a broken PDF makes the reader raise, it only has no properties


_READERS: Mapping[str, Callable[[bytes], Mapping[str, str]]] = {
    ".docx": _word,
    ".docm": _word,
    ".dotx": _word,
    ".xlsx": _word,
    ".pptx": _word,
    ".pdf": _pdf,
}
