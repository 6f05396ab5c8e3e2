"""Whether a number that is hidden can be worked out from those that are shown beside it (secondary disclosure).

See the Government Statistical Service's guidance on disclosure control for tables: where one cell is suppressed, a
second one is, so that the total does not give the first away.
"""

from collections.abc import Collection, Iterator, Sequence

from eia.findings import Path
from eia.form import Form
from eia.model import Figure
from eia.text import mentions
from eia.value import Alike

PERCENT = "%"
_NEAR = 1e-6


class Giveaway(Alike):
    """A hidden figure with what gives it away."""

    hidden: Figure
    by: tuple[Figure, ...]
    """The figures of which hiding one would help."""


def given_away(figures: Sequence[Figure], hidden: Collection[Path], form: Form) -> Iterator[Giveaway]:
    """Each hidden figure that follows from the figures of the same source that are shown.

    Args:
        figures: all figures of one source, hidden ones with their value.
        hidden: the places of those whose value is not shown.
        form: says which words tell of a total.
    """
    known = [figure for figure in figures if figure.value is not None]
    for unit in dict.fromkeys(_unit(figure) for figure in known):
        alike = [figure for figure in known if _unit(figure) == unit]
        if any(figure.path in hidden for figure in alike):
            yield from _by_sums(alike, hidden, form, is_share=unit == PERCENT)
            yield from _by_shares(alike, known, hidden)


def to_hide_too(figures: Sequence[Figure], hidden: Collection[Path], form: Form) -> tuple[Figure, ...]:
    """The fewest of the smallest figures to hide as well, so that no hidden one can be worked out."""
    more: dict[Path, Figure] = {}
    while True:
        found = next(given_away(figures, {*hidden, *more}, form), None)
        if found is None:
            return tuple(more.values())
        smallest = min(found.by, key=lambda figure: figure.value or 0)
        more[smallest.path] = smallest


def _by_sums(
    alike: list[Figure], hidden: Collection[Path], form: Form, *, is_share: bool
) -> Iterator[Giveaway]:
    """Where a total less the figures that are shown leaves one, or leaves one each for those that are hidden."""
    for place, total in enumerate(alike):
        if total.path not in hidden:
            others = [*alike[:place], *alike[place + 1 :]]
            is_called_so = mentions(total.label, form.lexicon("totals"))
            yield from _by_sum(others, total.value or 0, hidden, None if is_called_so else place)
    if is_share:
        yield from _by_sum(alike, 100, hidden, None)


def _by_sum(
    others: list[Figure], total: float, hidden: Collection[Path], beside: int | None
) -> Iterator[Giveaway]:
    """The runs of figures that make up a total; only those beside it, unless the place does not matter."""
    for start in range(len(others)):
        for end in range(start + 2, len(others) + 1):
            if beside is not None and not start <= beside <= end:
                continue
            run = others[start:end]
            kept = [figure for figure in run if figure.path in hidden]
            shown = tuple(figure for figure in run if figure.path not in hidden)
            if not kept or not shown or abs(sum(figure.value or 0 for figure in run) - total) > _NEAR:
                continue
            left = total - sum(figure.value or 0 for figure in shown)
            if len(kept) == 1 or abs(left - len(kept)) < _NEAR:
                yield Giveaway(kept[0], shown)


def _by_shares(alike: list[Figure], known: list[Figure], hidden: Collection[Path]) -> Iterator[Giveaway]:
    """Where the share stands under the same name as the hidden count, and what it is a share of beside it."""
    wholes = [figure.value for figure in alike if figure.path not in hidden and figure.value]
    for count in (figure for figure in alike if figure.path in hidden):
        for share in known:
            is_same = _unit(share) == PERCENT and share.path not in hidden and _name(share) == _name(count)
            if is_same and any(round((share.value or 0) * whole / 100) == count.value for whole in wholes):
                yield Giveaway(count, (share,))


def _unit(figure: Figure) -> str:
    return figure.unit.casefold()


def _name(figure: Figure) -> str:
    return " ".join(figure.label.casefold().split())
