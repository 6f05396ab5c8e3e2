"""Jinja's sandbox for templates that somebody else may have written, and what goes wrong in them in plain words."""

import difflib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, ClassVar, Final

from eia.render import answers, view
from eia.render.limits import TooLong

if TYPE_CHECKING:
    import jinja2

_POWER: Final = 100
"""The greatest power that a template can ask for."""
_VIEW: Final = frozenset({view.__name__, answers.__name__})
_OF_A_LOOP: Final = ("first", "last", "index")
_OF_A_DICT: Final = frozenset(dir(dict))
_SHORT: Final = 200
"""Characters of a text up to which its escaped form is kept: labels and addresses come again and again."""


def sandboxed(**options: Any) -> "jinja2.Environment":
    """An environment in which a template can reach nothing but what it is given.

    Values are escaped, and a name that is not there is an error. `options` are Jinja's own.
    """
    import jinja2.runtime
    from jinja2.compiler import CodeGenerator
    from jinja2.exceptions import SecurityError
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup, escape

    escaped = lru_cache(maxsize=8192)(escape)
    # What is asked of a loop is as harmless.
    having = {**_having(), **{name: _having().get(name, frozenset()) | {LoopContext} for name in _OF_A_LOOP}}

    class Generator(CodeGenerator):
        """Lets a template read what the view's own values have without asking the sandbox each time."""

        def visit_Getattr(self, node: Any, frame: Any) -> None:  # noqa: N802 - Jinja's name
            if node.attr not in having:
                super().visit_Getattr(node, frame)
                return
            value = self.temporary_identifier()
            self.write(f"({value}.{node.attr} if type({value} := ")
            self.visit(node.node, frame)
            self.write(f") in having_{node.attr} else environment.getattr({value}, {node.attr!r}))")

    class Sandbox(ImmutableSandboxedEnvironment):
        """Jinja's sandbox, which need not look twice at the view's own values: they are plain and frozen."""

        code_generator_class = Generator

        known: ClassVar = {f"having_{name}": kinds for name, kinds in having.items()}

        def _generate(self, *args: Any, **options: Any) -> str:
            # At the end, so that the lines of the template keep their places.
            code = super()._generate(*args, **options)
            return f"{code}\nglobals().update(environment.known, escape=environment.escape)"

        @staticmethod
        def escape(value: Any) -> Any:
            """What `escape` gives; only for words is it kept, as markup can be equal to words that are not."""
            if type(value) is Markup:
                return value
            return escaped(value) if type(value) is str and len(value) < _SHORT else escape(value)

        def call(self, context: Any, obj: Any, /, *args: Any, **named: Any) -> Any:
            if type(obj) is not jinja2.runtime.Macro:
                return super().call(context, obj, *args, **named)
            # As the context would, which asks first what kind of thing it is.
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return obj(context.eval_ctx, *args, **named)

        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj) is dict and attribute in obj and attribute not in _OF_A_DICT:
                return obj[attribute]
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


@cache
def _having() -> Mapping[str, frozenset[type]]:
    """Which kinds of the view's own values have a name that templates may ask for."""
    kinds = [
        kind
        for module in (view, answers)
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ in _VIEW
    ]
    names = {
        kind: {field.name for field in fields(kind)}.union(*map(vars, kind.__mro__))
        for kind in kinds
        if is_dataclass(kind)
    }
    return {
        name: frozenset(kind for kind in names if name in names[kind])
        for name in set().union(*names.values())
        if not name.startswith("_") and not iskeyword(name)
    }


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
