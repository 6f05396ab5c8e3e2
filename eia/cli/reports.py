"""One assessment into its reports: the road from what was read to the bytes of each file."""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from eia.editions import MEMBERS, PUBLIC, Edition, NotPublic, members, public, refuse
from eia.form import Form
from eia.model import Assessment
from eia.project import Project, Report

if TYPE_CHECKING:
    from eia.dates import When
    from eia.render.view import View

KINDS = {"word": ".docx", "html": ".html", "pdf": ".pdf"}
"""Each kind of report with the ending of its files."""
SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z")
"""What an `id` must look like before a file is named after it."""
LONGEST_SLUG = 80
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
STYLES = {"word": "reference.docx", "html": "report.css", "pdf": "report.typ"}
"""The file of a form that says how each kind of report looks."""
TAGGED = "report.docx"
"""A council's own Word template with tags, used for Word instead of `report.html.j2`."""

_MARK = re.compile(r'<meta name="generator" content="eia, sha256 ([0-9a-f]{64})">\n')
_APPLICATION = b"<Application>eia</Application>"
_MOST = 10_000_000
"""Bytes of a Word file's properties, headers and footers that are looked at."""


class Undrawable(Exception):
    """A form's template or house style cannot be used; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)


class Refused(Undrawable):
    """There must be no such edition of this assessment."""


@dataclass(frozen=True)
class Drawn:
    """The reports of one assessment."""

    files: Mapping[str, bytes]
    """Kind → the whole file."""
    left_out: tuple[str, ...]
    """The addresses of answers that the form's template does not show."""
    is_draft: bool
    """Whether the reports say that they are drafts."""


def can_render(report: Report) -> bool:
    """Whether enough could be read to make a report, and its `id` can be a file's name."""
    data = report.document.data
    if data is None or report.form is None:
        return False
    name = data.get("id")
    return (
        isinstance(name, str)
        and len(name) <= LONGEST_SLUG
        and bool(SLUG.match(name))
        and not is_reserved(name)
    )


def is_reserved(name: str) -> bool:
    """Whether Windows keeps the name for a device, whatever ending it has: `con`, `com1.2018`."""
    return name.split(".")[0] in _DEVICES


def stem(slug: str, edition: str) -> str:
    """What an edition's files are called, without their ending: `parks`, and `parks-members` for members."""
    return slug if edition == PUBLIC else f"{slug}-{edition}"


def draw(
    report: Report,
    form: Form,
    project: Project,
    kinds: Iterable[str],
    moment: datetime | None,
    edition: str = PUBLIC,
) -> Drawn:
    """The reports of one edition of an assessment; the same assessment gives the same bytes.

    Args:
        report: what was read of it.
        form: the form it is made on.
        project: where its form is.
        kinds: what to make, of `KINDS`.
        moment: when the files are made, for their properties; the assessment's own last date if not given.
        edition: which edition, of `eia.editions.EDITIONS`.

    Raises:
        Refused: there must be no such edition.
        Undrawable: the form's template or house style cannot be used.
    """
    from eia.render.answers import answers_in
    from eia.render.view import view

    told = edition_of(report, form, edition)
    shown = view(told.assessment, form, organisation=project.organisation, withheld=told.withheld)
    when = moment or own_moment(told.assessment)
    given = tuple(answer.field for answer in answers_in(shown.record))
    files: dict[str, bytes] = {}
    left_out: dict[str, None] = {}
    tagged = _tagged(project, form.key) if "word" in kinds else None
    if tagged is not None:
        files["word"], fields = _word_by_tags(shown, tagged, _style(project, form.key, STYLES["word"]), when)
        left_out |= dict.fromkeys(field for field in given if field not in fields)
    others = [kind for kind in kinds if kind not in files]
    if others:
        html, fields = html_of(shown, project, form.key)
        left_out |= dict.fromkeys(field for field in given if field not in fields)
        files |= {kind: written_as(kind, html, project, form.key, when) for kind in others}
    if shown.notice:
        refuse_unmarked(files, shown.notice, form.key)
    return Drawn({kind: files[kind] for kind in kinds}, tuple(left_out), bool(shown.draft))


def edition_of(report: Report, form: Form, edition: str = PUBLIC) -> Edition:
    """What one edition of an assessment says.

    Raises:
        Refused: there must be no such edition.
    """
    if edition == MEMBERS:
        return members(report.document.data, form)
    whole = Assessment.build(report.document.data)
    try:
        refuse(whole, form)
    except NotPublic as fault:
        raise Refused(str(fault), fault.hint) from fault
    return public(report.document.data, form, whole)


def refuse_unmarked(files: Mapping[str, bytes], notice: str, form: str) -> None:
    """Refuse a members' edition that does not say on every page that it is one."""
    from html import escape

    said = escape(notice, quote=False).encode()
    if "word" in files and not any(said in part for part in _headers_and_footers(files["word"])):
        raise Undrawable(
            f"the pages of the form “{form}” in Word have no place that says “{notice}”",
            "Put a content control with the tag meta.status into the header of reference.docx, or {{ view.notice }}"
            " into the header of a report.docx with tags.",
        )
    if "html" in files and said not in files["html"]:
        raise Undrawable(
            f"the page of the form “{form}” has no place that says “{notice}”",
            "Print view.notice at the top of the form's report.html.j2.",
        )
    if "pdf" in files and not all(" ".join(notice.split()) in page for page in _pages(files["pdf"])):
        raise Undrawable(
            f"the pages of the form “{form}” in PDF have no place that says “{notice}”",
            "Print report.status at the top of each page in the form's report.typ.",
        )


def _pages(pdf: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(pdf)).pages:
        yield " ".join(page.extract_text().split())


def _headers_and_footers(word: bytes) -> Iterator[bytes]:
    from eia.zipped import Zipped

    zipped = Zipped(word, _MOST)
    return (zipped.read(name) for name in zipped.names if name.startswith(("word/header", "word/footer")))


def html_of(view: "View", project: Project, form: str) -> tuple[str, frozenset[str]]:
    """The report in semantic HTML, and the addresses of the answers it shows.

    Raises:
        Undrawable: the form's template cannot be used.
    """
    from eia.render.template import TemplateFault, fields_in, to_html

    try:
        html = to_html(view, project.library.folders_of(form))
    except TemplateFault as fault:
        raise Undrawable(str(fault), "Correct the form's template.") from fault
    return html, fields_in(html)


def written_as(kind: str, html: str, project: Project, form: str, moment: datetime) -> bytes:
    """Semantic HTML as a file of one of `KINDS`, in the house style of a form.

    Raises:
        Undrawable: the form's house style cannot be used, or lacks what the HTML asks for.
    """
    folders = project.library.folders_of(form)
    return _WRITERS[kind](html, _style(project, form, STYLES[kind]), moment, folders)


def _tagged(project: Project, form: str) -> Path | None:
    """The Word template with tags that stands in for `report.html.j2`, if the form has one nearer than that."""
    from eia.render.template import REPORT

    for folder in project.library.folders_of(form):
        if (folder / TAGGED).is_file():
            return folder / TAGGED
        if (folder / REPORT).is_file():
            return None
    return None


def _word_by_tags(
    view: "View", template: Path, house: bytes, moment: datetime
) -> tuple[bytes, frozenset[str]]:
    from eia.render.tagged import BrokenTemplate, to_word
    from eia.render.word import BrokenReference

    name = f"{template.parent.name}/{TAGGED}"
    try:
        return to_word(view, template.read_bytes(), house, name=name, timestamp=moment)
    except ModuleNotFoundError as fault:
        raise Undrawable(
            f"{name} has tags, and what fills them in is not installed",
            "Install it with: pip install 'eia[tagged]'",
        ) from fault
    except BrokenTemplate as fault:
        raise Undrawable(f"{name}: {fault}", "Correct the tags in Word and save the template.") from fault
    except BrokenReference as fault:
        raise Undrawable(f"the house style, reference.docx: {fault}") from fault
    except OSError as fault:
        raise Undrawable(f"{name} cannot be read", "Ask for the right to read it.") from fault


def is_ours(written: bytes) -> bool:
    """Whether a file is a report as we made it, not changed since.

    Word and LibreOffice put their own name into the properties of what they save; a page and a PDF carry the sum of
    what they said.
    """
    if written.startswith(b"PK"):
        return _says_ours(written)
    if written.startswith(b"%PDF"):
        from eia.render.pdf import is_sealed

        return is_sealed(written)
    try:
        page = written.decode()
    except UnicodeDecodeError:
        return False
    mark = _MARK.search(page)
    return mark is not None and mark[1] == _sum(page[: mark.start()] + page[mark.end() :])


def _says_ours(written: bytes) -> bool:
    from eia.zipped import TooLarge, Unreadable, Zipped

    try:
        return _APPLICATION in Zipped(written, _MOST).read("docProps/app.xml")
    except (KeyError, Unreadable, TooLarge):
        return False


def _style(project: Project, form: str, name: str) -> bytes:
    try:
        if name.endswith((".css", ".typ")):
            return b"\n".join(file.read_bytes() for file in project.library.files(form, name))
        return project.library.file(form, name).read_bytes()
    except FileNotFoundError as fault:
        hint = "Let it extend a form that has one, or add the file."
        raise Undrawable(f"the form “{form}” has no {name}", hint) from fault
    except OSError as fault:
        raise Undrawable(
            f"{name} of the form “{form}” cannot be read", "Ask for the right to read it."
        ) from fault


def _word(html: str, style: bytes, moment: datetime, _folders: Sequence[Path]) -> bytes:
    from eia.render.word import BrokenReference, UnknownElement, to_word

    try:
        return to_word(html, style, timestamp=moment)
    except UnknownElement as fault:
        raise Undrawable(str(fault), "Correct the form's template.") from fault
    except BrokenReference as fault:
        raise Undrawable(f"the house style, reference.docx: {fault}") from fault


def _page(html: str, style: bytes, _moment: datetime, _folders: Sequence[Path]) -> bytes:
    from eia.render.page import to_page

    page = to_page(html, style.decode(errors="replace"))
    mark = f'<meta name="generator" content="eia, sha256 {_sum(page)}">\n'
    return page.replace("</head>", f"{mark}</head>", 1).encode()


def _pdf(html: str, style: bytes, moment: datetime, folders: Sequence[Path]) -> bytes:
    from eia.render.pdf import BrokenStyle, NoTypst, Undrawn, UnknownElement, to_pdf

    try:
        return to_pdf(html, style, timestamp=moment, folders=folders)
    except NoTypst as fault:
        raise Undrawable(str(fault), "Install what draws them with: pip install 'eia[pdf]'") from fault
    except UnknownElement as fault:
        raise Undrawable(str(fault), "Correct the form's template.") from fault
    except BrokenStyle as fault:
        raise Undrawable(f"the house style, report.typ: {fault}", "Correct it in a text editor.") from fault
    except Undrawn as fault:
        raise Undrawable(str(fault), fault.hint) from fault


_WRITERS = {"word": _word, "html": _page, "pdf": _pdf}


def _sum(page: str) -> str:
    return hashlib.sha256(page.encode()).hexdigest()


def own_moment(assessment: Assessment) -> datetime:
    """The assessment's own last date, so that its reports do not depend on when they are made; else 1980."""
    approved = [approval.date for approval in assessment.approvals if approval.stands]
    dates = assessment.dates
    steps: tuple[When | None, ...] = (
        dates.published,
        *approved,
        dates.submitted,
        dates.completed,
        dates.started,
    )
    day = next((step.last for step in steps if step is not None and step.last is not None), None)
    return datetime.combine(day, time(), UTC) if day else datetime(1980, 1, 1, tzinfo=UTC)
