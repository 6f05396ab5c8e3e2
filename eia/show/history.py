"""The record of due regard in words: what happened on which day, from git and from the dates in the file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from eia import __version__
from eia.dates import When, in_words, when
from eia.difference import Kind
from eia.findings import Severity
from eia.form import Form
from eia.history import Data, History, faults
from eia.model import Approval, Assessment
from eia.show import difference, sentences
from eia.show.markdown import escaped
from eia.show.paint import Paint
from eia.show.plain import plain
from eia.show.sentences import Told
from eia.show.tally import counted
from eia.text import quote

VERSION = 1
"""The version of the JSON shape; it changes only when a reader of the old one would be misled."""
MOST_CHANGES = 20
"""Changes after a sign-off that are told of one version; of more only the number."""


@dataclass(frozen=True)
class Step:
    """One thing that happened."""

    day: When
    what: str
    commit: str = ""
    """The beginning of the commit's name; empty for a date that stands in the file."""
    changes: tuple[Told, ...] = ()
    """What of substance changed after a sign-off or the decision."""


@dataclass(frozen=True)
class Account:
    """What happened to one assessment, in order."""

    name: str
    history: History
    form: Form

    @property
    def title(self) -> str:
        """What is assessed."""
        return plain(Assessment.build(dict(self.history.data)).activity.title) or self.name

    @property
    def steps(self) -> tuple[Step, ...]:
        """Everything that happened, the earliest first; on one day what stands in the file before what git says."""
        told = [*_dates(self.history.data, self.form), *_commits(self.history, self.form)]
        return tuple(sorted(told, key=lambda step: (step.day.first or date.max, bool(step.commit))))

    @property
    def faults(self) -> tuple[str, ...]:
        """What came too late."""
        return tuple(faults(self.history))

    @property
    def note(self) -> str:
        """What the reader has to know about where this comes from; empty when git has all of it."""
        if self.history.without_git:
            return f"Only the dates in the file are told, which can be written at any time: {self.history.without_git}."
        if self.history.is_shallow:
            return "Older commits were left out when the repository was copied here (a shallow clone)."
        return ""


def _dates(data: Data, form: Form) -> Iterator[Step]:
    """What the file says of itself, with the day it gives."""
    it = Assessment.build(dict(data))
    dates, decision = it.dates, it.decision

    def step(moment: When | None, what: str) -> Iterator[Step]:
        if moment and moment.first:
            yield Step(moment, plain(what))

    yield from step(dates.started, "work on the assessment began")
    for item in it.engagement:
        called = quote(item.title or item.method or form.label(("engagement",)))
        if item.start and item.end and item.start.text != item.end.text:
            yield from step(item.start, f"{called} opened")
            yield from step(item.end, f"{called} closed")
        else:
            yield from step(item.start or item.end, f"{called} was held")
    for advice in it.advice_sought:
        yield from step(advice.date, f"{advice.team or 'a team'} gave advice")
    yield from step(dates.completed, "the assessment was completed")
    yield from step(dates.submitted, "the assessment was submitted")
    for approval in it.approvals:
        yield from step(approval.date, _signed(approval, form))
    if decision.taken_on or decision.meeting_date:
        result = (
            f": {form.texts.get(f'decision_result_{decision.result}', decision.result)}"
            if decision.result
            else ""
        )
        verb = "decided" if decision.taken_on or decision.result else "is to decide"
        yield from step(decision.date, f"{decision.maker or 'the decision maker'} {verb}{result}")
    yield from step(dates.published, "the assessment was published")


def _signed(approval: Approval, form: Form) -> str:
    role = form.roles.get(approval.role)
    verb = "signed" if approval.stands else approval.result
    who = approval.person.words
    return f"{verb} as {quote(role.label if role else approval.role)}" + (f" by {who}" if who else "")


def _commits(history: History, form: Form) -> Iterator[Step]:
    """What each version brought."""
    before: Data | None = None
    path = ""
    for version in history.versions:
        commit = version.commit
        day = when(commit.day.isoformat())
        if commit.is_deletion:
            yield Step(day, "the file was taken away", commit.short)
            continue
        if path and path != commit.path:
            yield Step(day, f"renamed from {plain(path)} to {plain(commit.path)}", commit.short)
        path = commit.path
        if version.data is None:
            yield Step(day, "this version cannot be read", commit.short)
            continue
        if before is None:
            begun = "the earliest version that is here" if history.is_shallow else "first committed"
            yield Step(day, f"{begun}{_with(version.data, form)}", commit.short)
        else:
            yield from _brought(before, version.data, form, day, commit.short)
        before = version.data
    if history.is_changed and before is not None:
        now = [*_brought(before, history.data, form, When("now"), "")]
        yield from (Step(When("not committed"), step.what, "", step.changes) for step in now)


def _with(data: Data, form: Form) -> str:
    status = str(data.get("status", ""))
    label = form.statuses[status].label if status in form.statuses else status
    return f", status: {plain(label)}" if status else ""


def _brought(before: Data, after: Data, form: Form, day: When, commit: str) -> Iterator[Step]:
    """What one version changed: status, sign-offs, evidence and consultation by name, the rest by number.

    After a sign-off, and after the decision, every change of substance is told.
    """
    told = sentences.told(sentences.Version(before, form), sentences.Version(after, form))
    of_substance = tuple(item for item in told if item.change.is_of_substance)
    parts = [
        _small(item.sentence) for item in told if item.change.path in (("status",), ("decision", "result"))
    ]
    parts += [f"sign-off recorded: {_signed(approval, form)}" for approval in _new_sign_offs(told, after)]
    parts += [f"{_small(form.label((name,)))}: {number:,} added" for name, number in _added(told)]
    late = _after_what(before, day)
    if of_substance:
        parts.append(counted(len(of_substance), "change") + (f" after {late}" if late else ""))
    if parts:
        yield Step(day, "; ".join(map(plain, parts)), commit, of_substance if late else ())


def _after_what(before: Data, day: When) -> str:
    """What a change on a day came after: the decision, or a sign-off; nothing where it came before both."""
    it = Assessment.build({"approvals": before.get("approvals"), "decision": before.get("decision")})
    decided = it.decision.date.last if it.decision.date else None
    if decided and (it.decision.result if day.first is None else day.first > decided):
        return "the decision"
    return "a sign-off" if any(approval.stands for approval in it.approvals) else ""


def _new_sign_offs(told: tuple[Told, ...], after: Data) -> Iterator[Approval]:
    places = {item.change.path for item in told if item.change.kind is Kind.ADDED}
    approvals = Assessment.build({"approvals": after.get("approvals")}).approvals
    yield from (approval for approval in approvals if approval.path in places)


def _added(told: tuple[Told, ...]) -> Iterator[tuple[str, int]]:
    for name in ("evidence", "engagement"):
        number = sum(
            item.change.kind is Kind.ADDED and item.change.path[:1] == (name,) and len(item.change.path) == 2
            for item in told
        )
        if number:
            yield name, number


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def text(account: Account, paint: Paint) -> str:
    """The account for people: one line a step, what came too late at the end."""
    steps = account.steps
    wide = max((len(_day(step)) for step in steps), default=0)
    lines = [paint.bold(f"{plain(account.name)}: {account.title}")]
    for step in steps:
        lines.append(f"  {_day(step).ljust(wide)}  {paint.faint((step.commit or '·').ljust(8))}  {step.what}")
        lines += (f"  {' ' * (wide + 12)}{told}" for told in _changes(step))
    if account.note:
        lines += ["", plain(account.note)]
    lines += (
        f"{plain(account.name)}: {paint.severity('error', Severity.ERROR)}: {plain(fault)}"
        for fault in account.faults
    )
    return "\n".join(lines)


def _day(step: Step) -> str:
    return in_words(step.day)


def _changes(step: Step) -> Iterator[str]:
    yield from (plain(told.sentence) for told in step.changes[:MOST_CHANGES])
    more = len(step.changes) - MOST_CHANGES
    if more > 0:
        yield f"and {counted(more, 'more change')}"


def markdown(account: Account) -> str:
    """The account as Markdown (GitHub Flavored); words from the file can do nothing there."""
    lines = [f"### {escaped(account.title)}", "", "| Day | Commit | What happened |", "|---|---|---|"]
    for step in account.steps:
        told = "".join(f"<br>{escaped(change)}" for change in _changes(step))
        lines.append(f"| {escaped(_day(step))} | {step.commit} | {escaped(step.what)}{told} |")
    if account.note:
        lines += ["", escaped(account.note)]
    if account.faults:
        lines += ["", "**Came too late:**", "", *(f"- {escaped(fault)}" for fault in account.faults)]
    return "\n".join(lines)


def document(accounts: list[Account]) -> str:
    """The accounts for programs: schemas/history.schema.json. Only ASCII is written."""
    made = {"version": VERSION, "eia": __version__, "files": [_file(account) for account in accounts]}
    return json.dumps(made, indent=2)


def _file(account: Account) -> dict[str, Any]:
    return {
        "file": account.name,
        "title": account.title,
        "git": not account.history.without_git,
        "shallow": account.history.is_shallow,
        "note": account.note or None,
        "steps": [
            {
                "day": step.day.text if step.day.first else None,
                "commit": step.commit or None,
                "what": step.what,
                "changes": [difference.change(told) for told in step.changes],
            }
            for step in account.steps
        ],
        "errors": list(account.faults),
    }
