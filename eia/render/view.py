"""What a report says, as plain finished values: one shape for every template and every output."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from eia.editions import NOTHING, Withheld
from eia.findings import Path
from eia.form import Form
from eia.model import Approval, Assessment, Effect, Person
from eia.parts import after
from eia.render.answers import (
    Answer,
    Entries,
    Entry,
    Node,
    Printer,
    Target,
    answers_in,
    in_plain_words,
    without,
)
from eia.render.charts import Chart, charts
from eia.text import quote

__all__ = ["Answer", "Entries", "Entry", "Node", "Target", "View", "answers_in", "view"]


@dataclass(frozen=True)
class Tick:
    """A tick box: what it stands for, and whether it is ticked."""

    key: str
    label: str
    title: str
    """What a screen reader is told: the question and the choice."""
    on: bool


@dataclass(frozen=True)
class Question:
    """One question of the relevance test."""

    number: int
    text: str
    answer: Answer
    ticks: tuple[Tick, ...]
    reason: Answer


@dataclass(frozen=True)
class Cell:
    """One group and one aim of the duty."""

    aim: str
    tick: Tick
    applies: bool
    """Whether the aim can apply to the group; only the first can to marriage and civil partnership (s.149(7))."""
    explanation: Answer
    limbs: Answer


@dataclass(frozen=True)
class DutyRow:
    """One group's row of the duty matrix."""

    group: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Felt:
    """One effect on a group."""

    direction: Answer
    description: Answer
    details: tuple[Node, ...]
    """The further answers that are given: evidence, actions, level…"""


@dataclass(frozen=True)
class ImpactRow:
    """One group's row of the impact table."""

    group: str
    ticks: tuple[Tick, ...]
    effects: tuple[Felt, ...]
    unanswered: Answer
    """Stands for the answer where there is no effect at all."""

    required: bool = True
    """Whether the form needs an answer about the group."""


@dataclass(frozen=True)
class ImpactTable:
    """A table of impacts: all of them, or those of one group or one aim where the form asks about each aim."""

    caption: str
    head: str
    """The heading of its first column."""
    rows: tuple[ImpactRow, ...]


@dataclass(frozen=True)
class Figures:
    """The figures of one source."""

    charts: tuple[Chart, ...]
    others: Entries
    """Those that no chart has."""


@dataclass(frozen=True)
class Category:
    """One kind of action, with its actions."""

    label: str
    actions: tuple[Entry, ...]


@dataclass(frozen=True)
class Ask:
    """One thing a section asks for."""

    key: str
    """Its address, with dots: `activity.description`, `evidence`."""
    label: str
    guidance: str
    node: Node
    nested: bool = False
    """Whether it stands under a heading of its own."""

    @property
    def anchor(self) -> str:
        """The id of that heading."""
        return f"ask-{self.key.replace('.', '-')}"


@dataclass(frozen=True)
class Section:
    """A part of the report with its heading."""

    key: str
    heading: str
    guidance: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True)
class View:
    """All that a template can say of an assessment."""

    report: str
    """What the form calls the report."""
    title: str
    """The activity's title."""
    language: str
    """The language of the form's wording (BCP 47)."""
    answers_in: str
    """The language of the answers where it differs from the form's; else empty."""
    meta: Mapping[str, str]
    """The document's properties: author, subject, keywords, description, organisation, status, reference, date, category."""
    draft: str
    """What a draft says at its top; empty for any other."""
    notice: str
    """What the members' edition says on every page; empty for the public one."""
    texts: Mapping[str, str]
    """The form's phrases."""
    record: Entry
    """Every answer by its name in the file."""
    sections: tuple[Section, ...]
    """The form's sections for this kind of assessment, in the form's order."""
    further: tuple[Ask, ...]
    """What is answered though no section of this kind asks for it: nothing is lost."""
    approvals: tuple[Entry, ...]
    """Every sign-off, with an empty one for each role that must sign and has not."""
    questions: tuple[Question, ...]
    no_relevance: Tick
    is_needed: bool
    """Whether the relevance test says that a full assessment is needed, now or later."""
    aims: tuple[str, ...]
    duty: tuple[DutyRow, ...]
    not_relevant: tuple[Answer, ...]
    """For an aim that is relevant for no group: why."""
    directions: tuple[str, ...]
    """The headings of the impact table's boxes."""
    impacts: tuple[ImpactRow, ...]
    """A row for each group, whatever the form asks of the aims."""
    impact_tables: tuple[ImpactTable, ...]
    """The same as the form sets it out."""
    categories: tuple[Category, ...]
    figures: Mapping[str, Figures]
    """Address of a source → its figures: what is drawn, and what is told in words."""
    outcomes: tuple[Tick, ...]
    """The recommendations the form offers."""

    def in_order(self, keys: Iterable[str]) -> tuple[Section, ...]:
        """The sections in the order of `keys`, then those that are not among them, as they stand in the form."""
        by_key = {section.key: section for section in self.sections}
        return tuple(by_key[key] for key in dict.fromkeys((*keys, *by_key)) if key in by_key)

    def section(self, key: str) -> Section | None:
        """The section of that name, or None when this kind of assessment has none."""
        return next((section for section in self.sections if section.key == key), None)


_UNFINISHED: Final = ("draft", "submitted")
_ABOUT: Final = ("id", "reference", "kind", "status", "version", "language", "supersedes")
"""What the report says of the document itself, whatever the form asks."""
_WITH: Final = {"evidence_gaps": "evidence_gaps_none_reason", "engagement": "engagement_none_reason"}
"""Answers that stand together with another."""


def view(assessment: Assessment, form: Form, *, organisation: str = "", withheld: Withheld = NOTHING) -> View:
    """What the report on `assessment` says; the same for the same input.

    Args:
        assessment: what this edition says of it, with what is withheld taken out (`eia.editions`).
        form: the form it is made on.
        organisation: whose report it is, where the form does not say.
        withheld: what stands in place of what is taken out, and whether this is the members' edition.
    """
    printer = Printer.of(assessment, form, withheld)
    record = printer.entry(assessment)
    title = assessment.activity.title or form.texts.get("untitled", "") or assessment.id
    report = form.texts.get(f"report_{assessment.kind}", "") or form.texts.get("report", "") or form.name
    sections = tuple(_sections(assessment, printer, record))
    language = assessment.language
    return View(
        report=report,
        title=title,
        language=form.language,
        answers_in=language if language and form.language.split("-")[0] != language else "",
        meta=_meta(assessment, printer, organisation or form.organisation, report, title),
        draft=form.texts.get("draft", "") if assessment.status in _UNFINISHED else "",
        notice=withheld.notice,
        texts=form.texts,
        record=record,
        sections=sections,
        further=tuple(_further(printer, record, sections)),
        approvals=tuple(_approvals(assessment, printer, record)),
        questions=tuple(_questions(assessment, printer)),
        no_relevance=_no_relevance(assessment, printer),
        is_needed=assessment.relevance.outcome in ("full_needed", "needed_later"),
        aims=tuple(printer.choice("aim", aim, form.aims) for aim in _aims(assessment, form)),
        duty=tuple(_duty(assessment, printer, record)),
        not_relevant=tuple(
            printer.answer(
                ("duty", "not_relevant", aim), reason, "prose", printer.choice("aim", aim, form.aims)
            )
            for aim, reason in assessment.duty.not_relevant.items()
        ),
        directions=tuple(form.directions[key].label for key in _columns(assessment, form)),
        impacts=tuple(_impacts(assessment, printer, record)),
        impact_tables=tuple(_impact_tables(assessment, printer, record)),
        categories=tuple(_categories(assessment, printer, record)),
        figures=dict(_figures(assessment, printer, record)),
        outcomes=tuple(_outcomes(assessment, printer)),
    )


def _meta(
    assessment: Assessment, printer: Printer, organisation: str, report: str, title: str
) -> Mapping[str, str]:
    form = printer.form
    status = printer.choice("status", assessment.status, form.statuses)
    standing = form.texts.get("draft", status) if assessment.status in _UNFINISHED else status
    approved = [approval.date for approval in assessment.approvals if approval.date and approval.stands]
    day = next(iter(approved), None) or assessment.dates.completed or assessment.decision.date
    return {
        "author": assessment.people.service_area,
        "organisation": organisation,
        "subject": f"{report}: {title}",
        "description": quote(re.sub(r"[*_`#]", "", assessment.activity.description), 250).strip("“”"),
        "keywords": ", ".join(dict.fromkeys([report, printer.choice("kind", assessment.kind, form.kinds)])),
        "category": printer.choice("kind", assessment.kind, form.kinds),
        "status": ". ".join(filter(None, (printer.withheld.notice, standing))),
        "reference": assessment.reference or assessment.id,
        "date": printer.words(day),
    }


def _sections(assessment: Assessment, printer: Printer, record: Entry) -> Iterator[Section]:
    for section in printer.form.sections.values():
        if assessment.kind and assessment.kind not in section.kinds:
            continue
        if section.internal_only and printer.withheld.is_public:
            continue
        # What is asked within another ask is set out in a new file by itself, and printed with it.
        whole = [
            key for key in section.asks if not any(key.startswith(f"{other}.") for other in section.asks)
        ]
        found = [(key, _at(record, key)) for key in whole]
        asks = tuple(
            _ask(printer, key, node, nested=len(found) > 1) for key, node in found if node is not None
        )
        yield Section(section.key, section.heading, section.guidance, asks)


def _ask(printer: Printer, key: str, node: Node, *, nested: bool) -> Ask:
    found = printer.form.field_of(tuple(key.split(".")))
    return Ask(
        key, found.label if found else node.label, found.guidance if found else "", node, nested=nested
    )


def _at(record: Entry, key: str) -> Node | None:
    node: Node = record
    for name in key.split("."):
        if not isinstance(node, Entry) or name not in node.parts:
            return None
        node = node[name]
    return node


def _further(printer: Printer, record: Entry, sections: tuple[Section, ...]) -> Iterator[Ask]:
    printed = {ask.key for section in sections for ask in section.asks}
    printed |= {_WITH[key] for key in printed & _WITH.keys()}
    for name, node in record.parts.items():
        left = None if name in _ABOUT else without(node, printed)
        if left is not None and not (name in _WITH.values() and _owner_is_printed(record, name)):
            yield _ask(printer, name, left, nested=True)


def _owner_is_printed(record: Entry, name: str) -> bool:
    """Whether an answer stands with another that further information prints anyway."""
    return any(companion == name and record[owner] for owner, companion in _WITH.items())


def _approvals(assessment: Assessment, printer: Printer, record: Entry) -> Iterator[Entry]:
    given = {approval.role for approval in assessment.approvals}
    due = [role.key for role in printer.form.roles.values() if role.required and role.key not in given]
    yield from _entries(record["approvals"])
    if any(printer.withheld.at(approval.path) for approval in assessment.approvals):
        return  # whose sign-off is wanting cannot be told
    for place, role in enumerate(due, after(assessment.approvals)):
        path = ("approvals", place)
        yield printer.entry(Approval(path=path, role=role, person=Person(path=(*path, "person"))))


def _questions(assessment: Assessment, printer: Printer) -> Iterator[Question]:
    answers = assessment.relevance.answers
    asked = {key: question.text for key, question in printer.form.questions.items()}
    unknown = {key: in_plain_words(key) for key in answers if key not in asked}
    for number, (key, text) in enumerate({**asked, **unknown}.items(), 1):
        given = answers.get(key)
        path = ("relevance", "answers", key)
        words = printer.text(given.answer) if given and given.answer in ("yes", "no") else ""
        ticks = tuple(
            Tick(choice, label, f"{number}. {label}", on=bool(given and given.answer == choice))
            for choice, label in (("yes", printer.text("yes")), ("no", printer.text("no")))
        )
        yield Question(
            number,
            text,
            printer.answer(path, words or (given.answer if given else ""), label=text),
            ticks,
            printer.answer((*path, "reason"), given.reason if given else "", "prose"),
        )


def _no_relevance(assessment: Assessment, printer: Printer) -> Tick:
    text = printer.text("no_relevance")
    stated = assessment.relevance.no_relevance_statement is True
    return Tick("relevance.no_relevance_statement", text, quote(text, 80).strip("“”"), on=stated)


def _aims(assessment: Assessment, form: Form) -> tuple[str, ...]:
    """The form's aims, and any other that the assessment has an answer for."""
    return tuple(dict.fromkeys([*form.aims, *(cell.aim for cell in assessment.duty.cells)]))


def _duty(assessment: Assessment, printer: Printer, record: Entry) -> Iterator[DutyRow]:
    form, duty = printer.form, assessment.duty
    entries = _entries(_part(record, "duty", "cells"))
    told = {(cell.group, cell.aim): entry for cell, entry in zip(duty.cells, entries, strict=True)}
    used = dict.fromkeys(cell.group for cell in duty.cells)
    rows = [key for key, group in form.groups.items() if group.aims or key in used]
    aims = _aims(assessment, form)
    for key in [*rows, *(key for key in used if key not in form.groups)]:
        label = form.group_label(key)
        applies = form.groups[key].aims if key in form.groups else tuple(form.aims)
        cells = tuple(_cell(printer, label, told.get((key, aim)), key, aim, applies) for aim in aims)
        yield DutyRow(label, cells)


def _cell(
    printer: Printer, label: str, told: Entry | None, group: str, aim: str, applies: tuple[str, ...]
) -> Cell:
    name = printer.choice("aim", aim, printer.form.aims)
    path = ("duty", group, aim)
    return Cell(
        aim=name,
        tick=Tick(aim, printer.text("relevant"), f"{label}: {name}", on=told is not None),
        applies=aim in applies or told is not None,
        explanation=_answer(told, "explanation") if told else printer.answer(path, ""),
        limbs=_answer(told, "limbs") if told else printer.answer((*path, "limbs"), ""),
    )


def _part(record: Entry, *names: str) -> Node:
    """A part within parts."""
    node: Node = record
    for name in names:
        node = node[name] if isinstance(node, Entry) else node
    return node


def _answer(told: Entry, name: str) -> Answer:
    """One of the entry's parts, which is known to be a single answer."""
    node = told[name]
    if not isinstance(node, Answer):
        raise TypeError(f"{node.field} is not a single answer")
    return node


def _entries(node: Node) -> tuple[Entry, ...]:
    """The entries of a list."""
    items = node.items if isinstance(node, Entries) else ()
    return tuple(item for item in items if isinstance(item, Entry))


def _columns(assessment: Assessment, form: Form) -> tuple[str, ...]:
    """The directions that have a box: all the form's, though “unknown” only where it is used."""
    used = {effect.direction for effect in assessment.effects}
    return tuple(key for key in form.directions if key != "unknown" or key in used)


def _impacts(assessment: Assessment, printer: Printer, record: Entry) -> Iterator[ImpactRow]:
    for key, told in _told_of_groups(assessment, printer.form, record).items():
        yield _impact_row(assessment, printer, key, told, printer.form.group_label(key))


Told = tuple[tuple[Effect, Entry], ...]
"""Effects, each with how it is printed."""


def _told_of_groups(assessment: Assessment, form: Form, record: Entry) -> Mapping[str, Told]:
    """What is told of each group: of all the form's, and of any other that was answered."""
    rows = _part(record, "impacts")
    lists = rows.items if isinstance(rows, Entries) else ()
    told = {
        key: tuple(zip(effects, _entries(row), strict=True))
        for (key, effects), row in zip(assessment.impacts.items(), lists, strict=True)
    }
    return {key: told.get(key, ()) for key in dict.fromkeys([*form.groups, *assessment.impacts])}


def _impact_tables(assessment: Assessment, printer: Printer, record: Entry) -> Iterator[ImpactTable]:
    """One table, or one for each group or each aim, as the form has it; an effect on no aim is never lost."""
    form = printer.form
    groups = _told_of_groups(assessment, form, record)
    if not form.asks_each_aim:
        rows = tuple(_impacts(assessment, printer, record))
        yield ImpactTable(printer.label(("impacts",)), printer.text("group"), rows)
        return
    cells = {key: _by_aim(form, key, told) for key, told in groups.items()}
    # Where an effect that is not there yet will stand in the file: after those of its group that are.
    free = {key: count(after([effect for effect, _ in told])) for key, told in groups.items()}

    def row_of(key: str, told: Told, head: str, aim: str) -> ImpactRow:
        place = () if told else (next(free[key]),)
        return _impact_row(assessment, printer, key, told, head, aim, place)

    if form.impact_tables == "group":
        for key, row in cells.items():
            labels = {aim: _aim_label(printer, aim) for aim in row}
            yield ImpactTable(
                form.group_label(key),
                printer.text("aim"),
                tuple(row_of(key, told, labels[aim], labels[aim]) for aim, told in row.items()),
            )
        return
    for aim in dict.fromkeys([*form.aims, *(aim for row in cells.values() for aim in row)]):
        label = _aim_label(printer, aim)
        yield ImpactTable(
            label,
            printer.text("group"),
            tuple(
                row_of(key, row[aim], form.group_label(key), label)
                for key, row in cells.items()
                if aim in row
            ),
        )


def _by_aim(form: Form, group: str, told: Told) -> Mapping[str, Told]:
    """What is told of a group for each aim that can apply to it, and for any other that was given; `""` for none."""
    own = form.groups[group].aims if group in form.groups else ()
    given = [effect.aim for effect, _ in told]
    aims = dict.fromkeys([*(own or ("",)), *given])
    return {aim: tuple(item for item in told if item[0].aim == aim) for aim in aims}


def _aim_label(printer: Printer, aim: str) -> str:
    return printer.choice("aim", aim, printer.form.aims) or printer.text("no_aim")


def _impact_row(
    assessment: Assessment,
    printer: Printer,
    group: str,
    told: Told,
    head: str,
    aim: str = "",
    place: Path = (),
) -> ImpactRow:
    """One row: `head` stands first in it; `aim` is what it is about besides the group, if anything.

    `place` is where in the group's list an effect would be added, if there is none.
    """
    form = printer.form
    label = form.group_label(group)
    called = f"{label}, {aim}" if aim else label
    given = {effect.direction for effect, _ in told}
    return ImpactRow(
        group=head,
        ticks=tuple(
            Tick(
                column,
                form.directions[column].label,
                f"{called}: {form.directions[column].label}",
                on=column in given,
            )
            for column in _columns(assessment, form)
        ),
        effects=tuple(_felt(entry) for _, entry in told),
        unanswered=printer.answer(("impacts", group, *place), "", label=called),
        required=group in form.groups and form.groups[group].required,
    )


def _felt(told: Entry) -> Felt:
    details = _first(told, "justification", "evidence", "actions")
    return Felt(_answer(told, "direction"), _answer(told, "description"), details)


def _first(told: Entry, *names: str) -> tuple[Node, ...]:
    """The further answers on an effect, those named before the others."""
    first = tuple(told[name] for name in names if told[name])
    return (*first, *told.rest("direction", "description", *names))


def _categories(assessment: Assessment, printer: Printer, record: Entry) -> Iterator[Category]:
    known = printer.form.action_categories
    told = list(zip(assessment.actions, _entries(record["actions"]), strict=True))
    hidden = next(
        filter(None, (printer.withheld.at(action.at("category")) for action in assessment.actions)), ""
    )
    nameless = f"{printer.label(('actions', 0, 'category'))}: {hidden or printer.text('not_answered')}"
    for key in [*known, *dict.fromkeys(a.category for a in assessment.actions if a.category not in known)]:
        yield Category(
            printer.choice("category", key, known) or nameless,
            tuple(entry for action, entry in told if action.category == key),
        )


def _figures(assessment: Assessment, printer: Printer, record: Entry) -> Iterator[tuple[str, Figures]]:
    for item, told in zip(assessment.evidence, _entries(record["evidence"]), strict=True):
        drawn = charts(item, told, printer)
        kept = {row.entry.field for chart in drawn for row in chart.rows}
        figures = told["figures"]
        if isinstance(figures, Entries):
            others = replace(figures, items=tuple(it for it in figures.items if it.field not in kept))
            yield told.field, Figures(drawn, others)


def _outcomes(assessment: Assessment, printer: Printer) -> Iterator[Tick]:
    chosen = assessment.recommendation.outcome
    known = printer.form.outcomes
    title = printer.label(("recommendation", "outcome"))
    for key in [*known, *([chosen] if chosen and chosen not in known else [])]:
        label = printer.choice("outcome", key, known)
        yield Tick(key, label, f"{title}: {label}", on=key == chosen)
