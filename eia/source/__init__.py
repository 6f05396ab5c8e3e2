"""Read an assessment's YAML strictly: plain data, a place for every answer, and everything wrong with the text."""

from .document import Document, Place, Places
from .faults import FAULTS, Fault
from .load import contents, parse, read, shown

__all__ = ["FAULTS", "Document", "Fault", "Place", "Places", "contents", "parse", "read", "shown"]
