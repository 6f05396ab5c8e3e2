"""The project that a command runs in, and the form it is asked for."""

from pathlib import Path

from eia.cli.faults import Broken, Wrong
from eia.form import Form
from eia.library import BrokenForm, UnknownForm
from eia.project import BrokenSettings, Project, Report
from eia.show.paint import Paint


def project_here(paint: Paint) -> Project:
    """The project that the current folder lies in.

    Raises:
        Broken: its settings have something wrong.
    """
    try:
        return Project.find(Path.cwd())
    except BrokenSettings as broken:
        raise Broken([broken.report], paint) from broken


def form_of(name: str, paint: Paint, project: Project | None = None) -> Form:
    """The form called `name`, the project's own or one that comes with the program.

    Raises:
        Broken: the form, or the project's settings, have something wrong.
        Wrong: there is none of that name.
    """
    try:
        return (project or project_here(paint)).library.form(name)
    except UnknownForm as unknown:
        raise Wrong(unknown.problem.message, unknown.problem.hint) from unknown
    except BrokenForm as broken:
        report = Report(broken.document.name, broken.document, broken.findings)
        raise Broken([report], paint) from broken
