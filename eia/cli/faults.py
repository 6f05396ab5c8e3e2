"""What ends a command early: wrong use, or settings and forms that cannot be used."""

from collections.abc import Iterable
from typing import IO, Any

import click

from eia.cli import WRONG_USE
from eia.project import Report
from eia.show import text
from eia.show.paint import Paint
from eia.show.plain import plain

NOTHING_TO_DO = 3
"""The exit status when there was nothing to check."""


class Wrong(click.ClickException):
    """Something the person can put right; told in words, with what to do."""

    exit_code = WRONG_USE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it to stderr."""
        click.echo(f"eia: {plain(self.message)}.", err=True)
        if self.hint:
            click.echo(f"  {self.hint}", err=True)


class Nothing(Wrong):
    """There was nothing to do: a gate must not pass because it found no files."""

    exit_code = NOTHING_TO_DO


class Broken(click.ClickException):
    """Settings or a form with something wrong: what was found, as an assessment's findings are told."""

    exit_code = WRONG_USE

    def __init__(self, reports: Iterable[Report], paint: Paint) -> None:
        self.reports = tuple(reports)
        self.paint = paint
        super().__init__("; ".join(report.name for report in self.reports))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it to stderr."""
        for report in self.reports:
            click.echo(f"{text.report(report, lambda _: '', self.paint)}\n", err=True)
        names = ", ".join(plain(report.name) for report in self.reports)
        click.echo(f"eia: nothing can be done until {names} is put right.", err=True)
