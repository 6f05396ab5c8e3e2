"""A report in semantic HTML into a PDF that everybody can read, in the organisation's own style.

It knows HTML (the closed subset in `eia.render.subset`) and a report.typ, and nothing of YAML, rules or assessments.
The pages are set by Typst, which refuses to write a file that does not keep to PDF/UA-1 (ISO 14289-1).
"""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from eia.render.head import Facts, facts_of
from eia.render.links import link_targets
from eia.render.pdf.body import Body
from eia.render.pdf.code import string
from eia.render.pdf.errors import BrokenStyle, NoTypst, Undrawn
from eia.render.pdf.house import load
from eia.render.pdf.places import Places
from eia.render.pdf.seal import is_sealed, sealed
from eia.render.pdf.tagging import finished
from eia.render.pdf.telling import told
from eia.render.pdf.typesetter import Refused, pages
from eia.render.structure import check
from eia.render.subset import UnknownElement, read

__all__ = ["BrokenStyle", "NoTypst", "Undrawn", "UnknownElement", "is_sealed", "to_pdf"]

EPOCH: Final = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""The time of a document where none is given, as in Word."""


def to_pdf(
    html: str,
    style: bytes,
    *,
    template: str = "report.html.j2",
    timestamp: datetime.datetime | None = None,
    folders: Sequence[Path] = (),
) -> bytes:
    """The report as a PDF; the same input gives the same bytes on a machine with the same fonts.

    Args:
        html: A whole HTML document in the closed subset.
        style: The house style: the report.typ of the form, after those of the forms it extends.
        template: The name of the template that wrote the HTML, for errors.
        timestamp: When the document was made, for its properties; 1 January 1980 if not given.
        folders: The folders of the form and of the forms it extends, nearest first: the pictures in them, and the
            fonts in a folder `fonts` in them, can be used by the house style.

    Raises:
        NoTypst: The extra `pdf` is not installed.
        UnknownElement: The report holds something outside the subset, or asks for a style that is not there.
        BrokenStyle: The house style cannot be read.
        Undrawn: The report holds something that not everybody could read, such as a letter that no font has.
    """
    house = load(style, folders)
    root = read(html, template)
    found = root.find("body")
    assert found is not None  # noqa: S101 - `read` has seen to it
    check(found, template)
    ids = {element.get("id", "") for element in found.iterfind(".//*[@id]")}
    places = Places(link_targets(link.get("href", "") for link in found.iterfind(".//a[@href]")) & ids)
    written = Body(house, places, template).write(found)
    head = ['#import "house.typ": *', f"#show: report.with({_facts(facts_of(root, template))})", "#"]
    moment = timestamp or EPOCH
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    code = "\n".join(head) + "\n".join(written.lines)
    try:
        drawn = pages(code, house.source, {**house.files, **places.pictures}, house.fonts, moment)
    except Refused as fault:
        raise told(fault, written, len(head), house.source) from fault
    return sealed(finished(drawn, written.tables))


def _facts(facts: Facts) -> str:
    """What the head of the report says, as Typst."""
    language, *others = facts.language.split("-")
    region = next((part for part in others if len(part) == 2 and part.isalpha()), "")
    keywords = [word.strip() for word in facts["keywords"].split(",")]
    rows = {
        **{name: string(facts[name]) for name in facts.values if name.isidentifier()},
        **{name: string(facts[name]) for name in ("title", "organisation", "status", "reference")},
        "author": string(facts["author"] or facts["organisation"]),
        "about": string(facts["description"] or facts["subject"]),
        "keywords": f"({''.join(f'{string(word)}, ' for word in keywords if word)})",
        "lang": string(language.lower() or "en"),
        "region": string(region.upper()) if region else "none",
    }
    return f"({', '.join(f'{name}: {value}' for name, value in rows.items())})"
