"""The page of every code: why it matters and for whom, and what to do."""

from collections.abc import Mapping

from eia.accessibility.code import TABLE, Code
from eia.accessibility.pages import files, headings, objects, reading, tables, web

__all__ = ["CODES", "files", "headings", "objects", "reading", "tables", "web"]

CODES: Mapping[str, Code] = dict(sorted(TABLE.items()))
"""Every code of this family, in order."""
