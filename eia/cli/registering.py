"""The register of the project we are in: read it, check it, and add what was found to the reports."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from eia import source, strategy_file
from eia.baseline import Folder
from eia.check import Settings
from eia.cli.memory import Memory
from eia.cli.targets import Target, named_from
from eia.findings import Finding
from eia.kept import anew
from eia.library import BrokenForm, UnknownForm
from eia.project import SETTINGS, SETTINGS_KIND, STRATEGY, Project, Report
from eia.register import checking
from eia.register.records import Record, record
from eia.register.register import Register, build
from eia.register.sheets import Sheet
from eia.register.strategies import find
from eia.source import Document


def read(
    project: Project,
    records: Iterable[Record],
    today: date,
    here: Path | None = None,
    memory: Memory | None = None,
) -> Register:
    """The register of a project.

    Args:
        project: the project.
        records: what the register needs of its assessments.
        today: the day.
        here: where its files are named from; the current folder if not given.
        memory: what was found out before about the files of strategies, and which assessments are alike.
    """
    here = here or Path.cwd()
    known = memory.known if memory else anew
    from_here = partial(_named_from, here=here)
    file = project.root / SETTINGS
    document = source.read(file, from_here(file)) if file.is_file() else Document(SETTINGS, "", {}, {}, ())
    found = find(project.root, Sheet.of(document), from_here, known)
    digest = partial(strategy_file.fingerprint, known=known)
    return build(found, records, today, digest, lambda made: _written(here / made.name), known)


def with_register(
    register: Register, found: Sequence[tuple[Target, Report]], settings: Settings
) -> tuple[list[tuple[Target, Report]], list[Report]]:
    """The reports on assessments with what the register says of them, and reports on strategies and settings.

    Every strategy has a report, so that those that are as they should be are counted too.
    """
    told = dict(checking.check(register, settings.wants))
    with_more = [(target, _added(report, told.pop(report.name, None))) for target, report in found]
    strategies = Counter(strategy.home.sheet.name for strategy in register.strategies)
    named = register.settings.name
    return with_more, [_report(item, named, strategies[item.sheet.name]) for item in _in_turn(told, named)]


def told_then(project: Project, then: Folder, settings: Settings) -> Mapping[str, Sequence[Finding]]:
    """What the register said of each file at an earlier time, under the names that files have today.

    What there was is looked at as it would be today: with today's patterns and forms, and the entries for
    strategies that stood in the settings then.

    Args:
        project: the project today.
        then: its folder as it was.
        settings: how to check.

    Raises:
        NoBaseline: git could not read the files.
    """
    here = Path.cwd()

    def name(file: Path) -> str:
        return _named_from(then.now(file), here)

    old = replace(project, root=then.path)
    file = then.path / SETTINGS
    then.fill([file])
    document = source.read(file, name(file)) if file.is_file() else Document(SETTINGS, "", {}, {}, ())
    data = {**project.settings, "policies": (document.data or {}).get("policies")}
    sheet = Sheet.of(replace(document, data=data))
    assessments = list(old.assessment_files())
    strategies = [item.file for item in find(then.path, sheet, name).strategies if item.file]
    then.fill([*assessments, *strategies])
    files = {name(item): item for item in assessments}
    records = [_record(project, source.read(item, told)) for told, item in files.items()]
    found = find(then.path, sheet, name)
    register = build(
        *(found, filter(None, records), settings.today, strategy_file.fingerprint),
        lambda made: _written(files[made.name]),
    )
    return {name: item.findings for name, item in checking.check(register, settings.wants).items()}


def _record(project: Project, document: Document) -> Record | None:
    """What the register needs of an assessment; without its form when that cannot be used."""
    try:
        form = project.library.form(project.form_of(document))
    except (UnknownForm, BrokenForm):
        form = None
    return record(document, form)


def _written(file: Path) -> bytes:
    held = source.contents(file, "")
    return held if isinstance(held, bytes) else b""


def _in_turn(told: Mapping[str, checking.Told], settings: str) -> Iterable[checking.Told]:
    """The settings first, when strategies stand in them or something is wrong; then the strategies."""
    if settings in told:
        yield told[settings]
    yield from (item for name, item in told.items() if name != settings)


def _added(report: Report, told: checking.Told | None) -> Report:
    if told is None or not told.findings:
        return report
    return report.with_more(told.findings)


def _report(told: checking.Told, settings: str, strategies: int) -> Report:
    sheet = told.sheet
    kind = SETTINGS_KIND if sheet.name == settings else STRATEGY
    data = dict(sheet.data) if sheet.data is not None else None
    return Report(
        sheet.name, Document(sheet.name, sheet.text, data, {}, ()), told.findings, None, kind, strategies
    )


def _named_from(file: Path, here: Path) -> str:
    name = named_from(file, here)
    return name.encode(errors="surrogateescape").decode(errors="replace")
