"""A page of the guide on the terminal."""

import click

from eia.codes import Code
from eia.findings import Severity
from eia.show.page import page
from eia.show.paint import Paint

MARKDOWN = """A source has no date,
and *nobody* can tell how old it is.

## Why it matters
Figures **age**. See `date: 2025-03` for one.
- first item
- second item that goes on
  over two lines

## Flagged
```yaml
evidence:
  - title: Survey # EVD004
```
"""
CODE = Code(
    "EVD004", "undated-evidence", "evidence", Severity.ERROR, MARKDOWN, "Brown", "submitted", ("full",)
)


def test_a_page_is_set_out_for_reading() -> None:
    assert page(CODE, Paint()) == (
        "EVD004  undated-evidence\n"
        "Evidence · error once it is submitted · looked for in: full\n"
        "Basis: Brown\n"
        "\n"
        "A source has no date, and nobody can tell how old it is.\n"
        "\n"
        "Why it matters\n"
        "\n"
        "Figures age. See `date: 2025-03` for one.\n"
        "- first item\n"
        "- second item that goes on over two lines\n"
        "\n"
        "Flagged\n"
        "\n"
        "    evidence:\n"
        "      - title: Survey  ← EVD004"
    )


def test_colour_adds_nothing_but_colour() -> None:
    coloured = page(CODE, Paint(colour=True))
    assert "\x1b[1mWhy it matters" in coloured
    assert "\x1b[36m`date: 2025-03`" in coloured
    assert click.unstyle(coloured) == page(CODE, Paint())


def test_what_is_typed_is_never_broken_over_two_lines() -> None:
    for width in range(40, 60):
        assert "`date: 2025-03`" in page(CODE, Paint(width=width))
        assert all(len(line) <= width for line in page(CODE, Paint(width=width)).splitlines()[4:])
