"""PDF files: only whether they have tags, a title and a language; the rest needs a checker of its own."""

import io
import logging
from collections.abc import Iterator
from typing import Any

from eia.accessibility.fault import WHOLE, CannotCheck, Fault


def faults(raw: bytes) -> Iterator[Fault]:
    """What is missing from a PDF file as a whole.

    Raises:
        CannotCheck: it is locked or damaged.
    """
    # Imported late: only PDF files need it.
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and not reader.decrypt("")
        catalogue: Any = {} if locked else reader.trailer["/Root"].get_object()
        facts: Any = {} if locked else reader.metadata or {}
        title = str(facts.get("/Title") or "")
        marks = catalogue.get("/MarkInfo") or {}
        marked = bool(marks.get("/Marked")) if hasattr(marks, "get") else False
        tagged = marked and "/StructTreeRoot" in catalogue
        language = str(catalogue.get("/Lang") or "").strip()
    except Exception as fault:  # whatever a broken PDF makes the reader raise, it cannot be read
        raise CannotCheck("ACC001", "The PDF file is damaged and cannot be read") from fault
    if locked:
        raise CannotCheck("ACC002", "The PDF file asks for a password")
    if not tagged:
        yield Fault("ACC100", WHOLE, "The PDF file has no tags")
    if not title.strip():
        yield Fault("ACC010", WHOLE, "The PDF file has no title in its properties")
    if not language:
        yield Fault("ACC011", WHOLE, "The PDF file does not say which language it is in")
