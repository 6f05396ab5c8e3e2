"""What a covering report says of an assessment, as text, Markdown or Word."""

from collections.abc import Mapping
from datetime import datetime

from eia.cli import reports
from eia.editions import PUBLIC
from eia.form import Form
from eia.project import Project, Report

TEMPLATE = "implications.html.j2"
KINDS: Mapping[str, str] = {"text": ".txt", "markdown": ".md", "word": ".docx"}
"""Each kind of text with the ending of its files."""


def told(report: Report, form: Form, project: Project, appendix: str = "", edition: str = PUBLIC) -> str:
    """The implications of an assessment in semantic HTML.

    Args:
        report: what was read of it, and found in it.
        form: the form it is made on.
        project: where its form is.
        appendix: where it is attached to the covering report, such as `Appendix A`.
        edition: which edition, of `eia.editions.EDITIONS`.

    Raises:
        Refused: there must be no such edition.
        Undrawable: the form's template cannot be used.
    """
    from eia.pack.implications import implications
    from eia.render.template import TemplateFault, written

    says = reports.edition_of(report, form, edition)
    values = implications(says, form, report.findings, organisation=project.organisation, appendix=appendix)
    try:
        return written(TEMPLATE, project.library.folders_of(form.key), told=values)
    except TemplateFault as fault:
        raise reports.Undrawable(str(fault), "Correct the form's template.") from fault


def as_kind(kind: str, html: str, project: Project, form: str, moment: datetime) -> bytes:
    """The implications as a file of one of `KINDS`.

    Raises:
        Undrawable: the form's template or house style cannot be used.
    """
    if kind == "word":
        return reports.written_as(kind, html, project, form, moment)
    from eia.render.copy import to_markdown, to_text
    from eia.render.subset import UnknownElement

    try:
        write = to_markdown if kind == "markdown" else to_text
        return write(html, TEMPLATE).encode(errors="replace")
    except UnknownElement as fault:
        raise reports.Undrawable(str(fault), "Correct the form's template.") from fault
