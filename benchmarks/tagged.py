"""The peer for Word: docxtpl with a tagged template that has the same tables as the Bedford form.

Markdown is left as it stands, which spares docxtpl work that `eia` does.
"""

import pathlib
import sys

import docx
import yaml
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

FACTS = ("activity.title", "decision.maker", "people.service_area", "activity.description", "summary")


def _table(
    document: docx.document.Document, head: tuple[str, ...], loop: str, cells: tuple[str, ...]
) -> None:
    table = document.add_table(rows=4, cols=len(head))
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    table.rows[1].cells[0].text = f"{{%tr for {loop} %}}"
    for cell, text in zip(table.rows[2].cells, cells, strict=True):
        cell.text = f"{{{{ {text} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"


def template(file: pathlib.Path) -> None:
    """Write the tagged template."""
    document = docx.Document()
    document.add_heading("Equality Analysis Report", 0)
    for fact in FACTS:
        document.add_paragraph(f"{{{{ {fact} }}}}")
    _table(
        document,
        ("Question", "Answer"),
        "key, answer in relevance.answers.items()",
        ("key", "answer"),
    )
    _table(
        document,
        ("Source", "Date", "Finding"),
        "item in evidence",
        ("item.title", "item.date", "item.finding"),
    )
    _table(document, ("Title", "Findings"), "item in engagement", ("item.title", "item.findings"))
    _table(document, ("Group", "Advance"), "group, row in duty.items()", ("group", "row.advance"))
    _table(
        document,
        ("Group", "Direction", "Explanation"),
        "row in rows",
        ("row.group", "row.direction", "row.description"),
    )
    _table(
        document,
        ("What", "Who", "When", "Outcome"),
        "item in actions",
        ("item.description", "item.owner.job_title", "item.due", "item.outcome"),
    )
    document.save(str(file))


def main(folder: pathlib.Path, output: pathlib.Path) -> None:
    """Render every assessment in a folder."""
    output.mkdir(parents=True, exist_ok=True)
    tagged = output / "template.docx"
    template(tagged)
    for file in sorted(folder.glob("*.yaml")):
        with file.open(encoding="utf-8") as stream:
            data = yaml.load(stream, Loader=yaml.CSafeLoader)
        data["rows"] = [
            {"group": group, "direction": "", **effect}
            for group, effects in data["impacts"].items()
            for effect in effects
        ]
        report = DocxTemplate(str(tagged))
        report.render(data, jinja_env=SandboxedEnvironment(autoescape=True))
        report.save(str(output / f"{file.stem}.docx"))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
