"""What a covering report says of an assessment, as text, Markdown or Word."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from eia.cli import reports
from eia.findings import State
from eia.form import Form
from eia.project import Project, Report

TEMPLATE = "implications.html.j2"
KINDS: Mapping[str, str] = {"text": ".txt", "markdown": ".md", "word": ".docx"}
"""Each kind of text with the ending of its files."""


def told(report: Report, form: Form, project: Project, appendix: str = "") -> str:
    """The implications of an assessment in semantic HTML.

    Args:
        report: what was read of it, and found in it.
        form: the form it is made on.
        project: where its form is.
        appendix: where it is attached to the covering report, such as `Appendix A`.

    Raises:
        Refused: the assessment is not for publication, or would tell what is to be withheld.
        Undrawable: the form's template cannot be used.
    """
    from eia.pack.implications import implications
    from eia.pack.paper import KEPT_BACK
    from eia.render.template import TemplateFault, written

    edition = reports.edition_of(report, form)  # a covering report is open to everybody
    found = [
        replace(finding, message=KEPT_BACK) if edition.withheld.words else finding
        for finding in report.findings
        if finding.state is State.OPEN
    ]
    values = implications(
        edition.assessment, form, found, organisation=project.organisation, appendix=appendix
    )
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
