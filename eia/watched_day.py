"""A day that remembers how long what was found out about it stays true.

What is found in an assessment may depend on the day of the check, but only through what rules ask of that day, and
nearly all they ask is whether it lies before or after another. Each such answer is the same for a whole stretch of
days; as long as all answers are the same, everything found is. A rule that asks anything else, such as the year,
makes what it found true of that day alone: dear, but never wrong.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final, Self

_ONE: Final = timedelta(days=1)
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class Stretch:
    """The days, from the first to the last, of which everything asked so far has the same answer; numbered as `date.toordinal` does."""

    __slots__ = ("day", "first", "last")

    def __init__(self, day: int) -> None:
        self.day = day
        self.first = _FIRST
        self.last = _LAST

    def is_before(self, other: int) -> bool:
        """Whether the day lies before another."""
        if self.day < other:
            self.last = min(self.last, other - 1)
            return True
        self.first = max(self.first, other)
        return False

    def is_same(self, other: int) -> bool:
        """Whether the day is another."""
        return not self.is_before(other) and not self.is_after(other)

    def is_after(self, other: int) -> bool:
        """Whether the day lies after another."""
        return not self.is_before(other + 1)

    def pin(self) -> None:
        """Only this day gives what was asked."""
        self.first = self.last = self.day


class WatchedDay(date):
    """A day, as rules see it; `stretch` is the days on which they would have seen the same."""

    stretch: Stretch

    @classmethod
    def of(cls, day: date) -> Self:
        """The same day, watched; nothing is asked of it yet."""
        made = cls(day.year, day.month, day.day)
        made.stretch = Stretch(day.toordinal())
        return made

    @property
    def unwatched(self) -> date:
        """The same day as any other, which only itself can be."""
        self.stretch.pin()
        return date.fromordinal(self.stretch.day)

    def __lt__(self, other: date) -> bool:
        return self.stretch.is_before(_plain(other)) if _is_plain(other) else self._pinned(date.__lt__, other)

    def __gt__(self, other: date) -> bool:
        return self.stretch.is_after(_plain(other)) if _is_plain(other) else self._pinned(date.__gt__, other)

    def __le__(self, other: date) -> bool:
        return (
            not self.stretch.is_after(_plain(other)) if _is_plain(other) else self._pinned(date.__le__, other)
        )

    def __ge__(self, other: date) -> bool:
        return (
            not self.stretch.is_before(_plain(other))
            if _is_plain(other)
            else self._pinned(date.__ge__, other)
        )

    def __eq__(self, other: object) -> bool:
        return self.stretch.is_same(_plain(other)) if _is_plain(other) else self._pinned(date.__eq__, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.unwatched)

    def __sub__(self, other: Any) -> Any:
        if _is_plain(other):
            return WatchedSpan.between(self.stretch, _plain(other))
        return self._pinned(date.__sub__, other)

    def _pinned(self, ask: Callable[..., Any], other: object) -> Any:
        return ask(self.unwatched, other)


class WatchedSpan(timedelta):
    """How long it is from another day to a watched one."""

    stretch: Stretch
    start: int

    @classmethod
    def between(cls, stretch: Stretch, start: int) -> Self:
        """The time from day number `start` to the watched day."""
        made = cls(stretch.day - start)
        made.stretch, made.start = stretch, start
        return made

    @property
    def unwatched(self) -> timedelta:
        """The same time as any other, which only one day gives."""
        self.stretch.pin()
        return timedelta(self.stretch.day - self.start)

    def __lt__(self, other: timedelta) -> bool:
        end = self._end(other)
        return self._pinned(timedelta.__lt__, other) if end is None else self.stretch.is_before(end)

    def __gt__(self, other: timedelta) -> bool:
        end = self._end(other)
        return self._pinned(timedelta.__gt__, other) if end is None else self.stretch.is_after(end)

    def __le__(self, other: timedelta) -> bool:
        end = self._end(other)
        return self._pinned(timedelta.__le__, other) if end is None else not self.stretch.is_after(end)

    def __ge__(self, other: timedelta) -> bool:
        end = self._end(other)
        return self._pinned(timedelta.__ge__, other) if end is None else not self.stretch.is_before(end)

    def __eq__(self, other: object) -> bool:
        return bool(self._pinned(timedelta.__eq__, other))

    def __ne__(self, other: object) -> bool:
        return bool(self._pinned(timedelta.__ne__, other))

    def __hash__(self) -> int:
        return hash(self.unwatched)

    def _end(self, span: object) -> int | None:
        """The day on which the time is just `span`; None for what is no span of whole days."""
        whole = type(span) is timedelta and not span % _ONE
        return self.start + span.days if whole else None  # type: ignore[attr-defined]

    def _pinned(self, ask: Callable[..., Any], other: object) -> Any:
        return ask(self.unwatched, other)


def _is_plain(other: object) -> bool:
    return type(other) is date


def _plain(other: Any) -> int:
    return date.toordinal(other)


def _watch(watched: type[WatchedDay | WatchedSpan], base: type, spared: frozenset[str]) -> None:
    """Let everything else that can be asked pin the day."""
    for name in dir(base):
        if name in vars(watched) or name in spared:
            continue
        if callable(getattr(base, name)):
            setattr(watched, name, _asking(name, base))
        else:
            setattr(watched, name, _telling(name, base))


def _asking(name: str, base: type) -> Callable[..., Any]:
    def ask(self: Any, *given: Any, **named: Any) -> Any:
        return getattr(base, name)(self.unwatched, *given, **named)

    return ask


def _telling(name: str, base: type) -> property:
    def tell(self: Any) -> Any:
        return getattr(base, name).__get__(self.unwatched)

    return property(tell)


SPARED: Final = frozenset(
    {
        *("__class__", "__new__", "__init__", "__init_subclass__", "__subclasshook__", "__dir__", "__doc__"),
        *("__getattribute__", "__setattr__", "__delattr__", "__getstate__", "__sizeof__"),
        *("fromisocalendar", "fromisoformat", "fromordinal", "fromtimestamp", "today"),
        *("min", "max", "resolution"),
    }
)
"""What tells nothing of the day: how objects are made and looked into, and what belongs to all days."""

_watch(WatchedDay, date, SPARED)
_watch(WatchedSpan, timedelta, SPARED)
