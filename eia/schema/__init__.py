"""Check data against the schemas, and say what is wrong in the form's own words."""

from .checker import Checker
from .compose import compose
from .faults import FAULTS, Fault, Page

__all__ = ["FAULTS", "Checker", "Fault", "Page", "compose"]
