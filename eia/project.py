"""An organisation's project: its settings in `eia.yaml`, its forms, its assessments; and checking one of them."""

import pathlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from eia import resources, source
from eia.archive import Archive
from eia.check import Settings, check
from eia.findings import Finding, Problem, Severity
from eia.form import Form
from eia.library import BrokenForm, Library, UnknownForm
from eia.placing import in_order, placed
from eia.schema import Checker
from eia.source import Document
from eia.value import Alike

SETTINGS = "eia.yaml"
"""The file that marks the folder of a project."""
UNITED_KINGDOM = "united_kingdom"
NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern_ireland": "Northern Ireland",
    UNITED_KINGDOM: "the United Kingdom",
}
"""The nations whose law a form can follow, and what they are called."""

ASSESSMENT, STRATEGY, SETTINGS_KIND = "assessment", "strategy", "settings"
PUBLICATION = "publication"
"""What a file that something was found in can be."""


class Report(Alike):
    """What was found in one file."""

    name: str
    """The file as the user named it."""
    document: Document
    findings: tuple[Finding, ...]
    form: Form | None = None
    """The form the assessment is made on; None when it could not be read or does not say."""
    kind: str = ASSESSMENT
    """What the file is: `assessment`, `strategy`, `settings` or `publication`."""
    strategies: int = 0
    """How many strategies of the register it stands for."""

    @property
    def blocks(self) -> bool:
        """Whether anything found makes the check fail."""
        return any(finding.blocks for finding in self.findings)

    def with_findings(self, findings: Iterable[Finding]) -> "Report":
        """The report with these findings and no others."""
        return Report(self.name, self.document, tuple(findings), self.form, self.kind, self.strategies)

    def with_more(self, findings: Sequence[Finding]) -> "Report":
        """The report with other findings besides."""
        return self.with_findings(in_order((*self.findings, *findings)))


class BrokenSettings(Exception):
    """The project's `eia.yaml`, or a form it uses, has something wrong; `report` says what and where."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(f"{report.name}: {report.findings[0].message}")


class Project(Alike):
    """A folder with an `eia.yaml`, or the current folder with the usual settings when there is none."""

    root: pathlib.Path
    settings: Mapping[str, Any]
    """What `eia.yaml` says (schemas/project.schema.json); empty when there is none."""

    @classmethod
    def find(cls, start: pathlib.Path) -> "Project":
        """The project that `start` lies in: the nearest folder upwards that has an `eia.yaml`.

        Raises:
            BrokenSettings: the `eia.yaml` has something wrong.
        """
        folder = start.resolve()
        for candidate in (folder, *folder.parents):
            if (candidate / SETTINGS).is_file():
                return cls(candidate, _settings(candidate / SETTINGS))
        return cls(folder if folder.is_dir() else folder.parent, {})

    @property
    def keeps_a_register(self) -> bool:
        """Whether the settings say where the strategies are."""
        return bool(self.settings.get("strategies") or self.settings.get("policies"))

    @property
    def organisation(self) -> str:
        """The organisation's name, or nothing."""
        return str(self.settings.get("organisation", ""))

    @property
    def default_form(self) -> str:
        """The form that new assessments are made on unless another is asked for."""
        return str(self.settings.get("form", "england"))

    @property
    def output(self) -> pathlib.Path:
        """The folder that reports are written to."""
        return self.root / str(self.settings.get("output", "build"))

    @property
    def assessments_folder(self) -> pathlib.Path:
        """The folder that new assessments are written to: the fixed beginning of the first pattern."""
        fixed: list[str] = []
        for part in pathlib.PurePosixPath(self._patterns[0]).parts[:-1]:
            if any(mark in part for mark in "*?["):
                break
            fixed.append(part)
        return self.root.joinpath(*fixed)

    @property
    def templates(self) -> pathlib.Path:
        """The folder of the organisation's own forms."""
        return self.root / str(self.settings.get("templates", "templates"))

    @cached_property
    def library(self) -> Library:
        """The forms at hand: the project's own, then those that come with the program."""
        own = self.templates
        return Library([own] if own.is_dir() and own.resolve() != resources.templates().resolve() else [])

    def assessment_files(self) -> Iterator[pathlib.Path]:
        """The project's assessments, in the order of their names, each once."""
        found = {file for pattern in self._patterns for file in self.root.glob(pattern) if file.is_file()}
        yield from sorted(found)

    def examine(self, file: pathlib.Path, settings: Settings, name: str = "") -> Report:
        """Everything found wrong with one file; never raises for what an officer wrote in it.

        Raises:
            BrokenSettings: the form that the file names is itself broken.
        """
        return self.examine_document(source.read(file, name or str(file)), settings, file)

    def examine_document(
        self,
        document: Document,
        settings: Settings,
        file: pathlib.Path | None = None,
        archive: Archive | None = None,
    ) -> Report:
        """Everything found wrong with a document that has been read already.

        Args:
            document: what was read.
            settings: how to check it.
            file: where it was read, if it was a file: git is asked there for what was signed.
            archive: where to find what was signed, if not beside the project and in the file's history.

        Raises:
            BrokenSettings: the form that the document names is itself broken.
        """
        report = self.unchecked(document)
        form = report.form
        if form is None:
            return report
        checker = self.library.checker(form.key)
        findings = in_order(
            (
                *check(document, form, checker.faults, settings, (archive or Archive(self.root, file)).find),
                *self._of_another_nation(document, form, settings),
            )
        )
        return Report(document.name, document, findings, form)

    def unchecked(self, document: Document) -> Report:
        """A document that has been read with the form it is made on; what is found is only that there is no such form.

        Raises:
            BrokenSettings: the form that the document names is itself broken.
        """
        try:
            form = self.library.form(self.form_of(document))
        except UnknownForm as unknown:
            return Report(document.name, document, _formless(document, unknown))
        except BrokenForm as broken:
            raise BrokenSettings(Report(broken.document.name, broken.document, broken.findings)) from broken
        return Report(document.name, document, (), form)

    def form_of(self, document: Document) -> str:
        """The name of the form that an assessment is made on: the one it names, or else the usual one."""
        named = document.data.get("form") if document.data else None
        return named if isinstance(named, str) else self.default_form

    def _of_another_nation(self, document: Document, form: Form, settings: Settings) -> Iterator[Finding]:
        """What is wrong where the organisation is under the law of one nation and the form under that of another."""
        own = self.settings.get("jurisdiction", "")
        if not (own in NATIONS and form.jurisdiction in NATIONS and settings.wants("FRM006")):
            return
        if form.jurisdiction not in (own, UNITED_KINGDOM) and own != UNITED_KINGDOM:
            problem = Problem(
                ("form",),
                f"The form “{form.name}” follows the law of {NATIONS[form.jurisdiction]}, but the settings say"
                f" {NATIONS[own]}",
                f"Choose a form for {NATIONS[own]}, or correct `jurisdiction` in `{SETTINGS}`.",
            )
            yield placed(document, "FRM006", Severity.ERROR, problem)

    @cached_property
    def _patterns(self) -> tuple[str, ...]:
        return tuple(self.settings.get("assessments", ("assessments/**/*.yaml",)))


def _formless(document: Document, unknown: UnknownForm) -> tuple[Finding, ...]:
    finding = placed(document, "FRM001", Severity.ERROR, unknown.problem)
    return in_order((*document.findings, finding))


def _settings(file: pathlib.Path) -> Mapping[str, Any]:
    document = source.read(file, str(file))
    faults = Checker(resources.schema("project")).faults(document.data) if document.data is not None else ()
    found = in_order(
        (
            *document.findings,
            *(placed(document, fault.code, Severity.ERROR, fault.problem) for fault in faults),
        )
    )
    if document.data is None or any(finding.severity is Severity.ERROR for finding in found):
        raise BrokenSettings(Report(document.name, document, found))
    return document.data
