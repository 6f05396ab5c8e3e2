"""Examine files, in several processes when there are enough of them to be worth it; those that did not change, not again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from eia import source
from eia.archive import Archive
from eia.check import Settings
from eia.cli import processes
from eia.cli.garbage import rarely_looking_for_garbage
from eia.cli.memory import Found, Memory, Trace
from eia.cli.packed import packed
from eia.cli.targets import Target
from eia.findings import START
from eia.project import BrokenSettings, Report
from eia.source.document import split
from eia.value import Alike
from eia.watched_day import WatchedDay

if TYPE_CHECKING:
    from eia.register.records import Record

MANY = 100
"""Files from which on a second process saves more than it costs to start."""
CHUNK = 10
"""Files handed to a process at a time."""
TOLD = ("eia", "form", "id", "status", "waivers")
"""The answers that are told of a file with what was found in it, in some format or other."""


class Result(Alike):
    """What came of one file, as small as it can be: thousands of files have gigabytes of text, places and findings."""

    report: Report
    """What was found; its document has the lines that findings point at, and the answers in `TOLD`."""
    is_broken: bool
    """Whether the report is not on the file, but on what is wrong with the form it is made on."""
    record: "Record | None" = None
    """What the register needs of the assessment, if that was asked for."""


class Looked(Alike):
    """What came of one file that was looked at, as it is sent between processes."""

    found: Found
    trace: Trace | None
    """What it rests on, for keeping it; None where nobody can tell whether it would be the same again."""


def examine(
    targets: Sequence[Target],
    settings: Settings,
    jobs: int | None = None,
    memory: Memory | None = None,
    *,
    registered: bool = False,
) -> Iterator[Result]:
    """What was found in each file, in order; the same however many processes work, and whatever is remembered.

    Args:
        targets: the files.
        settings: how to check them.
        jobs: how many processes; as many as there are processors if not given and there are many files.
        memory: what was found before, and where to note what is found now; None to look at everything anew.
        registered: whether what the register needs of each is wanted as well.
    """
    if memory is None:
        for target, looked in zip(targets, _anew(targets, settings, jobs, registered), strict=True):
            yield _result(target, looked)
        return
    with rarely_looking_for_garbage():
        known = [memory.recall(target, settings, registered) for target in targets]
    unknown = [target for target, kept in zip(targets, known, strict=True) if kept is None]
    fresh = _anew(unknown, settings, jobs, registered)
    for place, target in enumerate(targets):
        kept, known[place] = known[place], None
        if kept is not None:
            report, record = kept
            yield Result(report, is_broken=False, record=record)
            continue
        looked = next(fresh)
        if isinstance(looked, Looked) and looked.trace is not None:
            memory.keep(target, settings, looked.found, looked.trace, registered)
        yield _result(target, looked)


def _result(target: Target, looked: Looked | Report) -> Result:
    if isinstance(looked, Report):
        return Result(looked, is_broken=True)
    report, record = looked.found.unpacked(source.shown(target.name))
    return Result(report, is_broken=False, record=record)


def _anew(
    targets: Sequence[Target], settings: Settings, jobs: int | None, registered: bool
) -> Iterator[Looked | Report]:
    number = processes.number(len(targets), MANY, jobs)
    return processes.each(partial(_one, settings=settings, registered=registered), targets, number, CHUNK)


def _one(target: Target, settings: Settings, registered: bool) -> Looked | Report:
    """What came of a file; where the form it is made on cannot be used, the report on that."""
    try:
        report, trace = look(target, settings)
    except BrokenSettings as fault:
        return fault.report
    made = _record(report) if registered else None
    return Looked(Found(packed(_slim(report, made)), None if made is None else _packed(made)), trace)


def look(target: Target, settings: Settings) -> tuple[Report, Trace | None]:
    """Everything found wrong with a file, and what that rests on.

    Raises:
        BrokenSettings: the form that the file names is itself broken.
    """
    name = source.shown(target.name)
    held = source.contents(target.file, name)
    document = source.parse(held, name) if isinstance(held, bytes) else held
    day = WatchedDay.of(settings.today)
    archive = Archive(target.project.root, target.file)
    report = target.project.examine_document(document, replace(settings, today=day), archive=archive)
    if not isinstance(held, bytes) or archive.asked_git:
        return report, None
    return report, Trace.of(held, day.stretch, archive.seen)


def to_keep(report: Report) -> Found:
    """What is kept of a report, without what the register needs."""
    return Found(packed(_slim(report, None)), None)


def _packed(made: "Record") -> bytes:
    from eia.cli import packed_record

    return packed_record.packed(made)


def _record(report: Report) -> "Record | None":
    # Imported late: a file is mostly checked without the register.
    from eia.register.records import record

    return record(report.document, report.form)


def _slim(report: Report, made: "Record | None") -> Report:
    """The report with the text and the answers that somebody may ask for, and no more."""
    lines = {finding.span.start.line for finding in report.findings if finding.span != START}
    if made is not None:
        lines.update(
            span.start.line for spans in (made.sheet.spans, made.sheet.names) for span in spans.values()
        )
    document = replace(
        report.document,
        text=_only(lines, report.document.text),
        data=_told(report.document.data),
        places={},
        findings=(),
    )
    return replace(report, document=document, form=None)


def _only(numbers: Iterable[int], text: str) -> str:
    """The text with only these lines, so that they keep their numbers; the others are empty."""
    lines = split(text)
    wanted = {number for number in numbers if number <= len(lines)}
    # Whether there is any text at all is seen by its first words.
    wanted.update(next(([number] for number, line in enumerate(lines, 1) if line), ()))
    kept = [""] * max(wanted, default=0)
    for number in wanted:
        kept[number - 1] = lines[number - 1]
    return "\n".join(kept)


def _told(data: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if data is None else {name: data[name] for name in TOLD if name in data}
