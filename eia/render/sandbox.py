"""Jinja's sandbox for templates that somebody else may have written, and what goes wrong in them in plain words."""

import difflib
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from eia.render.limits import TooLong

if TYPE_CHECKING:
    import jinja2

_POWER: Final = 100
"""The greatest power that a template can ask for."""
_VIEW: Final = frozenset({"eia.render.view", "eia.render.answers"})


def sandboxed(**options: Any) -> "jinja2.Environment":
    """An environment in which a template can reach nothing but what it is given.

    Values are escaped, and a name that is not there is an error. `options` are Jinja's own.
    """
    import jinja2.runtime
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """Jinja's sandbox, which need not look twice at the view's own values: they are plain and frozen."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj).__module__ not in _VIEW or attribute.startswith("_"):
                return super().getattr(obj, attribute)
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.getitem(obj, attribute)

        intercepted_binops = frozenset({"**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            # No limit stops a power of whole numbers while it is worked out.
            if abs(right) > _POWER:
                raise SecurityError(f"a power of {right}")
            return super().call_binop(context, operator, left, right)

        def is_safe_callable(self, obj: Any) -> bool:
            return type(obj) is jinja2.runtime.Macro or super().is_safe_callable(obj)

    class Missing(jinja2.StrictUndefined):
        """A name that is not there: an error in an author's words, with the nearest name that is."""

        __slots__ = ()

        @property
        def _undefined_message(self) -> str:
            name, obj = self._undefined_name, self._undefined_obj
            if not isinstance(name, str) or type(obj).__module__ not in _VIEW:
                return str(super()._undefined_message)
            return _not_there(name, obj)

    return Sandbox(undefined=Missing, autoescape=True, **options)


def _not_there(name: str, obj: Any) -> str:
    """That one of the view's own values has nothing of that name, and what may be meant."""
    known = [field.name for field in fields(obj)] if is_dataclass(obj) else []
    known += list(getattr(obj, "parts", ()))
    near = difflib.get_close_matches(name, known, 1)
    within = getattr(obj, "field", "") or type(obj).__name__.lower()
    return f"“{name}” in “{within}”{f', where there is “{near[0]}”' if near else ''}"


def told(error: Exception) -> str:
    """What went wrong in a template."""
    import jinja2
    from jinja2.exceptions import SecurityError

    if isinstance(error, SecurityError):
        return f"The template asks for something that templates may not have: {error}"
    if isinstance(error, jinja2.TemplateNotFound):
        return f"There is no template called “{error.name}” in the form or in the forms it extends"
    if isinstance(error, jinja2.UndefinedError):
        return f"The template asks for something that is not there: {error}"
    if isinstance(error, MemoryError):
        return "The template needs too much memory"
    if isinstance(error, TooLong):
        return f"The template takes too long: {error}"
    if isinstance(error, RecursionError):
        return "The template calls itself without end"
    return f"The template cannot be carried out: {error}"
