"""One form's files, looked over as they stand."""

import pathlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eia import source
from eia.findings import Severity
from eia.form import Form
from eia.form_check import markup, names, questions, sheet, typst, word
from eia.form_check.faults import Told
from eia.form_check.sources import Source, reached
from eia.library import BrokenForm, Library
from eia.model import Assessment
from eia.placing import in_order
from eia.project import Report
from eia.render.view import View, view
from eia.source import Document
from eia.specimen import Specimen, specimens

FORM, STYLE, HOUSE, TAGGED, PDF = "form.yaml", "report.css", "reference.docx", "report.docx", "report.typ"
NOTHING_READ: Mapping[Any, Any] = {}


@dataclass(frozen=True)
class Examination:
    """What was found in the files of a form."""

    reports: tuple[Report, ...]
    """One for each file that something was found in, the form's own file first."""
    form: Form | None
    """The form; None when it cannot be used at all."""
    specimens: tuple[Specimen, ...] = ()
    sources: tuple[Source, ...] = ()
    """The templates that its report is made from."""


def examine(library: Library, name: str, organisation: str = "") -> Examination:
    """Everything that the files of a form show, without anything being rendered.

    Args:
        library: where the form is.
        name: its name.
        organisation: whose form it is, where it does not say.

    Raises:
        UnknownForm: there is none of that name.
    """
    try:
        form, folders = library.form(name), library.folders_of(name)
        schema = library.schema(name)
    except BrokenForm as broken:
        return Examination((Report(broken.document.name, broken.document, broken.findings),), None)
    own = source.read(folders[0] / FORM, _shown(folders[0] / FORM))
    parent = library.form(form.lineage[1]) if len(form.lineage) > 1 else None
    made = specimens(form, schema)
    sample = view(Assessment.build(dict(made[0].data)), form, organisation=organisation)
    used = reached(folders)
    ours = tuple(each for each in used if each.is_own)
    found: dict[pathlib.Path, list[Told]] = {}
    mentioned = names.mentioned(ours)
    found[folders[0] / FORM] = list(questions.check(own.data or {}, form, parent, schema, mentioned))
    for template, facts in names.unknown_names(used, sample).items():
        found.setdefault(template.file, []).extend(facts)
    for template in ours:
        found.setdefault(template.file, []).extend(markup.foreign(template))
    tagged = folders[0] / TAGGED
    if tagged.is_file():
        from eia.form_check import tagged as tags

        found.setdefault(tagged, []).extend(tags.check(tagged.read_bytes(), sample))
    for file, told in _look(library, name, form, used, sample):
        found.setdefault(file, []).append(told)
    reports = tuple(
        of_file(file, told, own if file == folders[0] / FORM else None)
        for file, told in found.items()
        if told
    )
    return Examination(reports, form, made, used)


def of_file(file: pathlib.Path, told: Iterable[Told], document: Document | None = None) -> Report:
    """What was found in one file, in the order of reading.

    Args:
        file: the file.
        told: what was found.
        document: the file as it was read, if it is the form's own.
    """
    name = _shown(file)
    if document is None:
        document = Document(name, _text(file), None, NOTHING_READ, ())
    findings = in_order(tuple(dict.fromkeys(item.finding(document) for item in told)))
    return Report(name, document, findings)


def _look(
    library: Library, name: str, form: Form, used: tuple[Source, ...], sample: View
) -> Iterator[tuple[pathlib.Path, Told]]:
    """What is wrong with how reports look, in Word and on the page, with the file it is wrong in."""
    try:
        file = library.file(name, HOUSE)
        house = word.house_style(file.read_bytes())
    except FileNotFoundError:
        where = library.folders_of(name)[0] / FORM
        yield where, Told("FRM014", "The form has no reference.docx", "Copy one from a form that has it.")
    else:
        if isinstance(house, Told):
            yield file, house
        else:
            asked = {(kind, style) for each in used for kind, style, _ in markup.styles(each)}
            for told in word.check(house, asked, {**sample.meta, "title": ""}, form.language):
                yield file, told
            for each in used:
                for element, message, hint in markup.unstyled(each, house):
                    if each.is_own:
                        width = len(element.tag) + 1
                        yield each.file, Told("FRM013", message, hint, element.line, element.column, width)
                    else:
                        yield file, Told("FRM013", f"{message} in {each.name}, line {element.line}", hint)
    folders = library.folders_of(name)
    if (folders[0] / PDF).is_file():
        files = library.files(name, PDF)
        prints = [sheet.Sheet(_text(file), file.parent == folders[0]) for file in files]
        yield from ((files[-1], told) for told in typst.check(prints))
    try:
        files = library.files(name, STYLE)
    except FileNotFoundError:
        yield (
            folders[0] / FORM,
            Told("FRM014", "The form has no report.css", "Copy one from a form that has it."),
        )
        return
    sheets = [sheet.Sheet(_text(file), file.parent == folders[0]) for file in files]
    yield from ((files[-1], told) for told in sheet.check(sheets))


def worst(reports: Iterable[Report]) -> Severity | None:
    """The greatest weight of anything found, or None when nothing was."""
    return max((finding.severity for report in reports for finding in report.findings), default=None)


def _text(file: pathlib.Path) -> str:
    if file.suffix == ".docx":
        return ""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _shown(file: pathlib.Path) -> str:
    """The file as a reader would name it: from the current folder where that is shorter."""
    try:
        return str(file.relative_to(pathlib.Path.cwd()))
    except ValueError:
        return str(file)
