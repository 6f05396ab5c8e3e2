"""The register as one page: semantic HTML with its style inside, no script, and nothing fetched."""

from typing import Any

from eia.render.page import to_page
from eia.show.register.tables import Shown, Table, day, summary, tables


def as_page(shown: Shown, template: str, css: str) -> str:
    """The page.

    Args:
        shown: the register.
        template: the form's `register.html.j2`, which others may have written.
        css: the form's house style.

    Raises:
        jinja2.TemplateError: the template asks for what is not there, or for what it may not have.
    """
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    values: dict[str, Any] = {
        "organisation": shown.organisation,
        "title": "Register of equality impact assessments",
        "summary": summary(shown),
        "made": day(shown.today),
        "tables": [_table(table) for table in tables(shown)],
    }
    return to_page(environment.from_string(template).render(values), css)


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": list(zip(table.heads, table.widths, strict=True)),
        "rows": [[(cell.words, cell.weight is not None) for cell in row] for row in table.rows],
        "nothing": table.nothing,
    }
