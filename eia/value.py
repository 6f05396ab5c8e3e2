"""Frozen dataclasses that cost next to nothing to define: there are many kinds, and every start defines them all."""

import typing
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields


@typing.dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
class Value:
    """What makes each class below it a frozen dataclass, without methods that are compiled class by class.

    A value is equal to itself only. A field that is not given is the default that stands in its class.
    """

    __dataclass_fields__: typing.ClassVar[dict[str, Field[typing.Any]]]

    def __init_subclass__(cls) -> None:
        dataclass(init=False, eq=False, repr=False)(cls)
        for item in fields(cls):
            default: typing.Any = item.default
            if item.default_factory is not MISSING:
                setattr(cls, item.name, item.default_factory())
            elif callable(default):  # a function in a class is a method, unless it is told otherwise
                setattr(cls, item.name, staticmethod(default))

    def __init__(self, *given: typing.Any, **named: typing.Any) -> None:
        """The fields that are given, in their order or by name."""
        vars(self).update(zip(self.__dataclass_fields__, given, strict=False), **named)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete {name!r}")

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"
        )


class Alike(Value):
    """The same, but equal to every other value of its kind that has the same in its fields."""

    def __eq__(self, other: object) -> bool:
        return self._compared == other._compared if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._compared)

    @property
    def _compared(self) -> tuple[object, ...]:
        return tuple(getattr(self, item.name) for item in fields(self) if item.compare)
