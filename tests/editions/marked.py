"""What the tests of editions share: an assessment with a word of its own in every answer, marked here and there."""

import base64
import html
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from eia.editions import Edition, members, public
from eia.editions.marking import PUBLIC_ANYWAY
from eia.render.template import to_html
from eia.render.view import view
from tests.render.filled import filled
from tests.render.reports import LIBRARY

PLACE = "Not for publication: personal information"
"""What stands in the place of what `marked` keeps back."""


@cache
def canaries() -> tuple[dict[str, Any], Mapping[str, str]]:
    """Data with every answer given, and the word of each answer, by its address."""
    data, printed, secret = filled(kind="full", status="approved", language="cy")
    return data, {**printed, **secret}


def printed() -> Mapping[str, str]:
    """The answers that a report prints, as it prints them."""
    return filled(kind="full", status="approved", language="cy")[1]


def blocks() -> list[str]:
    """The parts of the file that can be marked whole."""
    return [name for name in canaries()[0] if name not in PUBLIC_ANYWAY and name != "waivers"]


def answers() -> list[str]:
    """The addresses of all answers that can be marked one by one, and are printed."""
    return [path for path in printed() if path.split(".")[0] not in PUBLIC_ANYWAY]


def marked(paths: Iterable[str]) -> dict[str, Any]:
    """The data with these addresses marked as not for publication."""
    data = canaries()[0]
    redactions = [{"path": path, "because": "personal"} for path in paths]
    return {**data, "publication": {**data["publication"], "publish": "partial", "redactions": redactions}}


def written(edition: Edition, form: str) -> str:
    """An edition as semantic HTML, with its entities told."""
    shown = view(edition.assessment, LIBRARY.form(form), organisation="Anytown", withheld=edition.withheld)
    return html.unescape(to_html(shown, LIBRARY.folders_of(form)))


def for_public(paths: Iterable[str], form: str = "england") -> str:
    """The public edition with these addresses marked."""
    return written(public(marked(paths), LIBRARY.form(form)), form)


def for_members(paths: Iterable[str], form: str = "england") -> str:
    """The members' edition with these addresses marked."""
    return written(members(marked(paths), LIBRARY.form(form)), form)


def told(paths: Iterable[str], text: str) -> list[str]:
    """The addresses at or below `paths` whose word stands in a text."""
    wanted = tuple(paths)
    words = {
        path: word
        for path, word in canaries()[1].items()
        if any(path == it or path.startswith(f"{it}.") for it in wanted)
    }
    said = text.casefold()
    return [path for path, word in words.items() if word.casefold() in said and _stands(word, said)]


def _stands(word: str, said: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", said))


def everything_in(kind: str, data: bytes) -> str:
    """All that a file of a kind holds, seen and unseen: text, attributes, properties, tags."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            raw = [package.read(name).decode(errors="replace") for name in package.namelist()]
        seen = [re.sub(r"<[^<>]*>", "", text) for text in raw]  # words that runs cut in two
        return html.unescape("\n".join((*raw, *seen)))
    if data.startswith(b"%PDF"):
        return in_pdf(data)
    assert kind == "html", f"say here how everything in a {kind} file is read"
    drawings = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", data.decode())
    return html.unescape("\n".join((data.decode(), *(base64.b64decode(it).decode() for it in drawings))))


def in_pdf(data: bytes) -> str:
    """The text of every page, every object that is text, and the properties of a PDF file."""
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject, StreamObject

    reader = PdfReader(io.BytesIO(data))
    found = [page.extract_text() for page in reader.pages]
    found += [str(reader.metadata), str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data())]
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        it = reader.get_object(number)
        if isinstance(it, DictionaryObject) and not isinstance(it, StreamObject):
            found.append(str(dict(it)))
    return "\n".join(found)
