"""`eia diff`: say in sentences what changed between two versions of an assessment."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from eia import source
from eia.baseline import Baseline, NoBaseline
from eia.cli import options
from eia.cli.faults import Broken, Wrong
from eia.cli.forms import form_of
from eia.cli.targets import gather
from eia.form import Form
from eia.git import GitFailed, Repository, UnknownRevision
from eia.library import BrokenForm, UnknownForm
from eia.project import BrokenSettings, Project
from eia.show import difference
from eia.show.difference import Compared
from eia.show.paint import Paint
from eia.show.plain import plain
from eia.show.sentences import Version, told
from eia.source import Document

DIFFERENT = 1
"""The exit status, with --exit-code, when something changed."""
_NOW = "now"


@click.command(
    epilog="""\b
Exit status: 0, whatever changed; with --exit-code 1 when something did;
2 wrong use, or a version that cannot be read.

\b
Examples:
  eia diff old.yaml assessments/parks.yaml
  eia diff assessments/parks.yaml@HEAD~1 assessments/parks.yaml
  eia diff --since main                     all assessments that changed
  eia diff --since main --format markdown   the same, for a pull request
""",
)
@click.argument("files", nargs=-1, metavar="OLD NEW | [FILE]...")
@click.option(
    "--since",
    metavar="REVISION",
    help="Compare each file with what it was where this branch left REVISION: main, v1, HEAD~3.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Text for people (usual), Markdown for a pull request, JSON for programs.",
)
@click.option("--exit-code", is_flag=True, help="End with status 1 when something changed.")
@options.colour_option
def command(
    files: tuple[str, ...], since: str | None, shape: str, exit_code: bool, colour: bool | None
) -> None:
    """Say in sentences what changed between two versions of an assessment.

    OLD and NEW are files, or FILE@REVISION for a file as git has it. With --since, each FILE is compared with
    what it was; without one, all assessments of the project that changed. Another setting out of the same words
    is no change. What is only recorded after the sign-off, such as the status, stands apart.
    """
    look, trouble = options.paint(colour), options.paint(colour, err=True)
    if since is None:
        if len(files) != 2:
            hint = "Or compare with git: eia diff --since main assessments/parks.yaml"
            raise Wrong("Two versions are needed: OLD and NEW", hint)
        old, new = (_version(name, trouble) for name in files)
        found = [Compared(new.name, old.name, new.name, told(old.version, new.version))]
    else:
        found = list(_since(files, since, trouble))
    if shape == "json":
        click.echo(difference.document(found))
    elif shape == "markdown":
        click.echo(difference.markdown(found) or "Nothing changed.")
    else:
        options.say(difference.text(found, look) or "Nothing changed.", look)
    if exit_code and any(item.told or item.is_new for item in found):
        click.get_current_context().exit(DIFFERENT)


@dataclass(frozen=True)
class _Read:
    """One version that was read."""

    name: str
    version: Version


def _since(files: tuple[str, ...], revision: str, trouble: Paint) -> Iterator[Compared]:
    targets = gather(files, trouble)
    try:
        before = [*Baseline(revision, [target.file for target in targets]).contents()]
    except NoBaseline as fault:
        raise Wrong(str(fault), "Name two files instead: eia diff OLD NEW") from fault
    for target, raw in zip(targets, before, strict=True):
        try:
            now = target.file.read_bytes()
        except OSError:
            now = None
        if raw == now and not files:
            continue
        new = _read(source.read(target.file, target.name), target.project, trouble)
        if raw is None:
            yield Compared(target.name, revision, _NOW, (), is_new=True)
            continue
        old = _read(source.parse(raw, f"{target.name}@{revision}"), target.project, trouble, new.version.form)
        yield Compared(target.name, revision, _NOW, told(old.version, new.version))


def _version(name: str, trouble: Paint) -> _Read:
    """The version that the words name: a file, or a file at a revision."""
    if os.path.lexists(name) or "@" not in name:
        (target, *others) = gather((name,), trouble)
        if others or Path(name).is_dir():
            raise Wrong(f"“{plain(name)}” is a folder", "Name a file, or compare all with --since.")
        return _read(source.read(target.file, name), target.project, trouble)
    try:
        raw, file = _at_revision(name)
        project = Project.find(file.parent)
    except GitFailed as failed:
        raise Wrong(f"“{plain(name)}” cannot be read: {plain(str(failed))}") from failed
    except BrokenSettings as broken:
        raise Broken([broken.report], trouble) from broken
    return _read(source.parse(raw, name), project, trouble)


def _at_revision(name: str) -> tuple[bytes, Path]:
    """What a file held at a revision; either may have an `@` in its name.

    Raises:
        GitFailed: there is no repository, revision or file of that name.
    """
    reason = "it is in no git repository"
    for place in (index for index, letter in enumerate(name) if letter == "@"):
        file, revision = Path(name[:place]), name[place + 1 :]
        repository = Repository.find(file.parent) if file.parent.is_dir() else None
        if repository is None:
            continue
        try:
            commit = repository.commit(revision)
        except UnknownRevision as unknown:
            reason = str(unknown)
            continue
        path = repository.name_of(file)
        raw = repository.read(commit, repository.renamed_since(commit).get(path, path))
        if raw is not None:
            return raw, file
        reason = f"it was not there at “{revision}”"
    raise GitFailed(reason)


def _read(document: Document, project: Project, trouble: Paint, otherwise: Form | None = None) -> _Read:
    """The version with its form; on another form where its own is gone."""
    if document.data is None:
        first = document.findings[0]
        raise Wrong(
            f"{plain(document.name)} cannot be read: {first.message}",
            f"{first.hint} (`eia check` shows the place.)",
        )
    wanted = project.form_of(document)
    if otherwise is not None:
        try:
            return _Read(document.name, Version(document.data, project.library.form(wanted)))
        except (UnknownForm, BrokenForm):
            return _Read(document.name, Version(document.data, otherwise))
    return _Read(document.name, Version(document.data, form_of(wanted, trouble, project)))
