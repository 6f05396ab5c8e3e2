"""Figures of a source as bars: which of them make a chart, and the same numbers for a table and for the ear."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from eia.model import Evidence, Figure
from eia.render.answers import Entry, Printer, number

PERCENT: Final = "%"
NEEDED: Final = frozenset({"figure", "comparator", "text", "paper"})
"""The colours without which nothing is drawn."""
TOO_GREAT: Final = 1e12
MOST_FIGURES: Final = 20
"""Figures beyond which a chart would not fit a page."""


@dataclass(frozen=True)
class Bar:
    """A number with the words that stand beside it."""

    value: float
    words: str
    """The number as it is printed, with its unit: `32%`, `1,250 pupils`."""
    label: str = ""
    """What it is the number of, if that is not said above it: `The year before`."""


@dataclass(frozen=True)
class Row:
    """One figure, and what it is compared with."""

    label: str
    figure: Bar | None
    """None when the number is not shown."""
    comparator: Bar | None
    withheld: str
    """What stands in place of a number that is not shown."""
    entry: Entry
    """The same figure with its answers, for the table."""


@dataclass(frozen=True)
class Chart:
    """The figures of one source that are counted in one unit, on one scale from nought."""

    anchor: str
    caption: str
    alt: str
    rows: tuple[Row, ...]
    end: float
    """Where the scale ends: 100 for percentages, else the greatest number shown."""
    end_words: str
    colours: Mapping[str, str]
    """`figure` and `comparator`: the colours of the bars; `text` and `paper`: of what is written and what is behind."""

    @property
    def is_compared(self) -> bool:
        """Whether any of the figures is compared with something."""
        return any(row.comparator for row in self.rows)


def charts(item: Evidence, told: Entry, printer: Printer) -> tuple[Chart, ...]:
    """The charts of one source: one for each unit in which there is something to compare.

    A single figure without a comparator, a negative number and a number without bounds make none: they stay words.

    Args:
        item: the source, with what is withheld taken out.
        told: the same as it is printed.
        printer: says numbers, labels and what stands in place of a number that is not shown.
    """
    if not printer.form.colours.keys() >= NEEDED:
        return ()
    entries = {entry.field: entry for entry in _figures(told)}
    rows = {
        unit: tuple(_row(figure, unit, entries, printer) for figure in figures)
        for unit, figures in _by_unit([_as_shown(figure, printer) for figure in item.figures]).items()
    }
    drawable = {unit: bars for unit, bars in rows.items() if _is_drawable(bars)}
    called = printer.text("chart").replace("{source}", item.title or printer.text("source"))
    made = []
    for place, (unit, bars) in enumerate(drawable.items()):
        caption = called if len(drawable) == 1 or not unit else f"{called} ({unit})"
        greatest = max(bar.value for bar in _shown(bars))
        end = 100.0 if unit == PERCENT and greatest <= 100 else greatest
        made.append(
            Chart(
                anchor=f"chart-{told.anchor}" + (f"-{place + 1}" if place else ""),
                caption=caption,
                alt=f"{caption}. {printer.text('chart_alt')}",
                rows=bars,
                end=end,
                end_words=_with_unit(end, unit),
                colours=printer.form.colours,
            )
        )
    return tuple(made)


def _shown(rows: Sequence[Row]) -> list[Bar]:
    return [bar for row in rows for bar in (row.figure, row.comparator) if bar is not None]


def _is_drawable(rows: Sequence[Row]) -> bool:
    values = [bar.value for bar in _shown(rows)]
    fits = len(values) > 1 and len(rows) <= MOST_FIGURES
    return fits and all(0 <= value < TOO_GREAT for value in values) and max(values) > 0


def _figures(told: Entry) -> Iterator[Entry]:
    items = getattr(told["figures"], "items", ())
    yield from (entry for entry in items if isinstance(entry, Entry))


def _as_shown(figure: Figure, printer: Printer) -> Figure:
    """The figure without its number where that is not for this edition."""
    if figure.suppressed and printer.withheld.is_public:
        return Figure(path=figure.path, label=figure.label, group=figure.group, suppressed=True)
    return figure


def _by_unit(figures: Sequence[Figure]) -> Mapping[str, list[Figure]]:
    """The figures by unit; one whose number is not shown has none, and stands with the ones before it."""
    found: dict[str, list[Figure]] = {}
    hidden: list[Figure] = []
    last = ""
    for figure in figures:
        if figure.value is None:
            found.get(last, hidden).append(figure)
            continue
        last = figure.unit.strip()
        found.setdefault(last, []).append(figure)
    for unit in list(found)[:1]:
        found[unit] = [*hidden, *found[unit]]
    return found


def _row(figure: Figure, unit: str, entries: Mapping[str, Entry], printer: Printer) -> Row:
    label = figure.label
    if figure.group:
        group = printer.form.group_label(figure.group)
        label = f"{label} ({group})" if label else group
    shown = None if figure.value is None else Bar(figure.value, _with_unit(figure.value, unit))
    beside = figure.comparator
    compared = (
        None
        if shown is None or beside.value is None
        else Bar(beside.value, _with_unit(beside.value, unit), beside.label)
    )
    words = printer.withheld.at(figure.at("value")) or (
        printer.text("suppressed") if figure.suppressed else printer.text("not_answered")
    )
    return Row(label, shown, compared, "" if shown else words, entries[".".join(map(str, figure.path))])


def _with_unit(value: float, unit: str) -> str:
    return number(value) + ("" if not unit else unit if unit == PERCENT else f" {unit}")
