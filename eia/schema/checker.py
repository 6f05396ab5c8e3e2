"""Check data against a schema, fast when there is nothing to tell, and in our words when there is."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from eia.findings import Path

from .faults import Fault
from .tree import Tree, untold

if TYPE_CHECKING:
    from .tell import Teller


class _Validator(Protocol):
    def is_valid(self, instance: Any, /) -> bool: ...


class Checker:
    """What tells where data does not have the shape a schema asks for; keep one for each schema.

    `jsonschema-rs` says whether there is anything to tell (some 80 times faster); only then does `jsonschema`,
    the reference, say what. Without the fast one everything still works.
    """

    def __init__(self, schema: Mapping[str, Any], label: Callable[[Path], str] | None = None) -> None:
        """Take a schema (JSON Schema 2020-12, references only to its own `$defs`).

        Args:
            schema: the schema, as plain data; `x-told-by` marks the words a rule tells of.
            label: what the form calls the answer at a path; the schema's titles stand in for it.
        """
        self._whole = schema
        self._schema = untold(schema)
        self._label = label

    def faults(self, data: Any) -> tuple[Fault, ...]:
        """Everywhere that the data does not have the right shape; one fault at one place.

        Args:
            data: what was read from a file: dictionaries with text for keys, lists, text, numbers, `True`,
                `False` and `None`.
        """
        if self._fits(data):
            return ()
        from .reference import errors

        return self._teller.told(errors(self._schema, data), data)

    def _fits(self, data: Any) -> bool:
        if self._fast is None:
            return False
        try:
            return self._fast.is_valid(data)
        except ValueError:
            # Text that is not Unicode, or nesting beyond its limit: the reference takes both.
            return False

    @cached_property
    def _teller(self) -> "Teller":
        # Imported late, like the reference: mostly there is nothing to tell.
        from .tell import Teller

        return Teller(Tree(self._whole), self._label)

    @cached_property
    def _fast(self) -> _Validator | None:
        try:
            import jsonschema_rs
        except ImportError:
            return None
        return jsonschema_rs.Draft202012Validator(self._schema)
