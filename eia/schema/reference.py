"""The reference validator, imported only when there is something to tell: it costs more than a whole check."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from .tree import frozen

Schema = Mapping[str, Any]


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    r"""The pattern as ECMA 262 and the fast validator read it.

    In Python `$` would also match before a last line break, and `\d` a digit of any script.
    """
    return re.compile(re.sub(r"(?<!\\)\$", r"\\Z", pattern).replace(r"\d", "[0-9]"))


def _pattern(_: Validator, pattern: str, instance: Any, __: Schema) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not _compiled(pattern).search(instance):
        yield ValidationError("does not match")


def _unique_items(_: Validator, unique: bool, instance: Any, __: Schema) -> Iterator[ValidationError]:
    """As the library's own, in one pass: its own takes a time that grows with the square of the list."""
    if unique and isinstance(instance, list) and len(set(map(frozen, instance))) < len(instance):
        yield ValidationError("has repeated items")


_Reference: type[Validator] = extend(  # type: ignore[no-untyped-call] # its stubs leave this one bare
    Draft202012Validator, {"pattern": _pattern, "uniqueItems": _unique_items}
)


def errors(schema: Schema, data: Any) -> Iterator[ValidationError]:
    """Every error in the data, in the schema's order."""
    return _Reference(schema).iter_errors(data)
