"""Reports for tests: assessments kept beside this file, through the forms that come with the program."""

import pathlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from eia import model, source
from eia.library import Library
from eia.render.page import to_page
from eia.render.template import to_html
from eia.render.view import View, view

HERE = pathlib.Path(__file__).parent / "assessments"
FORMS = ("bedford", "england", "narrative", "plain", "short", "scotland", "northern_ireland")
NAMES = ("complete", "blanks", "hostile", "screening")

LIBRARY = Library()


def style(form: str) -> str:
    """The style sheet of a form, with those of the forms it extends."""
    return "\n".join(file.read_text(encoding="utf-8") for file in LIBRARY.files(form, "report.css"))


def assessment(name: str) -> model.Assessment:
    """A kept assessment."""
    document = source.read(HERE / f"{name}.yaml", name)
    assert not document.findings, document.findings
    return model.Assessment.build(document.data)


def viewed(data: Mapping[str, Any], form: str = "bedford") -> View:
    """The view of plain data."""
    return view(model.Assessment.build(dict(data)), LIBRARY.form(form))


def written(data: Mapping[str, Any], form: str = "bedford") -> str:
    """The report on plain data, as semantic HTML."""
    return to_html(viewed(data, form), LIBRARY.folders_of(form))


@cache
def report(name: str, form: str = "bedford") -> str:
    """The report on a kept assessment, as semantic HTML."""
    return to_html(view(assessment(name), LIBRARY.form(form)), LIBRARY.folders_of(form))


@cache
def page(name: str, form: str = "bedford") -> str:
    """The report on a kept assessment, as a page."""
    return to_page(report(name, form), style(form))
