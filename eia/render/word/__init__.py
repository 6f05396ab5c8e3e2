"""A report in semantic HTML into a Word file in the organisation's own style.

It knows HTML (the closed subset in `eia.render.subset`) and a reference.docx, and nothing of YAML, rules or assessments.
"""

import datetime

from eia.render.head import facts_of
from eia.render.links import link_targets
from eia.render.structure import check
from eia.render.subset import ELEMENTS, UnknownElement, read
from eia.render.word.body import Body
from eia.render.word.errors import BrokenReference
from eia.render.word.package import pack
from eia.render.word.reference import load
from eia.render.word.registry import Registry, tag_of

__all__ = ["ELEMENTS", "BrokenReference", "UnknownElement", "tag_of", "to_word"]


def to_word(
    html: str,
    reference: bytes,
    *,
    template: str = "report.html.j2",
    timestamp: datetime.datetime | None = None,
) -> bytes:
    """The report as a Word file (.docx); the same input gives the same bytes.

    Args:
        html: A whole HTML document in the closed subset.
        reference: The house style: the bytes of a reference.docx.
        template: The name of the template that wrote the HTML, for errors.
        timestamp: When the document was made, for its properties; 1 January 1980 if not given.

    Raises:
        UnknownElement: The report holds something outside the subset, or asks for a style that is not there.
        BrokenReference: The house style is no Word file, or lacks something every report needs.
    """
    style = load(reference)
    root = read(html, template)
    found = root.find("body")
    assert found is not None  # noqa: S101 - `read` has seen to it
    # As long as somebody holds an element, lxml need not make it anew for each who looks at it.
    elements = list(found.iterdescendants())
    check(found, template)
    ids = {name: element for element in reversed(elements) if (name := element.get("id")) is not None}
    targets = link_targets(element.get("href", "") for element in elements if element.tag == "a")
    registry = Registry(style, targets & ids.keys())
    body = Body(registry, ids, template)
    written = body.write(found)
    return pack(written, registry, facts_of(root, template), timestamp, spans=body.spans)
