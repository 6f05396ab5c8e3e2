"""An assessment and its parts, as rules and reports read them.

Attribute names are the keys of the file, so that the words are the same in YAML, in Python and on the page.
What is absent, blank, or of the wrong kind, is empty, so that rules run on half-finished documents too.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Self

from eia.dates import When
from eia.findings import Path
from eia.parts import Part, is_blank, text, texts, walk, written, yes_no
from eia.prose import NAMES, SENTENCES, Prose


class Person(Part):
    """Somebody who answers for something; `email` is never printed."""

    name: str = ""
    job_title: str = ""
    email: str = ""
    organisation: str = ""

    def __bool__(self) -> bool:
        """Whether anybody is named, by name or by post."""
        return bool(self.name or self.job_title)

    @property
    def words(self) -> str:
        """The person as printed: name and post, or whichever there is."""
        return ", ".join(part for part in (self.name, self.job_title, self.organisation) if part)


class Budget(Part):
    """The budget proposal that the activity is, if it is one; `saving` in pounds, `fte` in posts."""

    ref: str = ""
    saving: float | None = None
    fte: float | None = None


class Constraint(Part):
    """Something that limits the choice."""

    kind: str = ""
    note: str = ""


class Activity(Part):
    """The policy, strategy, service or decision that is assessed."""

    title: str = ""
    type: str = ""
    newness: str = ""
    policy: str = ""
    description: str = ""
    aims: tuple[str, ...] = ()
    intended_outcomes: tuple[str, ...] = ()
    start: When | None = None
    end: When | None = None
    geography: tuple[str, ...] = ()
    capacity: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    strategic: bool | None = None
    budget: Budget = Budget()
    delivered_by: str = ""
    partners: tuple[str, ...] = ()
    constraints: tuple[Constraint, ...] = ()


class People(Part):
    """Who answers for the assessment."""

    service_area: str = ""
    directorate: str = ""
    lead_officer: Person = Person()
    authors: tuple[Person, ...] = ()
    team: tuple[Person, ...] = ()
    equality_adviser: Person = Person()
    owner: Person = Person()
    implementer: Person = Person()


class Decision(Part):
    """The decision that the assessment is for."""

    maker: str = ""
    meeting_date: When | None = None
    report_title: str = ""
    report_url: str = ""
    key_decision: bool | None = None
    taken_on: When | None = None
    minute_ref: str = ""
    result: str = ""
    reasons: str = ""

    @property
    def date(self) -> When | None:
        """The day of the decision: when it was taken, else when the meeting is."""
        return self.taken_on or self.meeting_date

    @property
    def is_to_go_ahead(self) -> bool:
        """Whether the activity was adopted, as proposed or with amendments."""
        return self.result in ("adopted", "amended")


class Dates(Part):
    """The assessment's own dates."""

    started: When | None = None
    completed: When | None = None
    submitted: When | None = None
    published: When | None = None


class Approval(Part):
    """One person's sign-off, in a role of the form."""

    role: str = ""
    person: Person = Person()
    result: str = ""
    date: When | None = None
    conditions: str = ""
    fingerprint: str = ""
    """What the assessment said when it was signed (`eia.substance.fingerprint`); empty when nobody noted it."""
    strategy_fingerprint: str = ""
    """The same for the document it is about."""

    @property
    def stands(self) -> bool:
        """Whether this sign-off approves, rather than returns or notes."""
        return self.result in ("", "approved")


class Advice(Part):
    """What one team advised."""

    team: str = ""
    date: When | None = None
    summary: str = ""


class Answer(Part):
    """The answer to one question of the relevance test."""

    answer: str = ""
    """`yes`, `no`, or whatever else was written."""
    reason: str = ""

    @classmethod
    def build(cls, value: object, path: Path = ()) -> Self:
        """The answer in either spelling: `yes`, or `{answer: yes, reason: …}`."""
        data = value if isinstance(value, dict) else {"answer": value}
        answer = yes_no(data.get("answer"))
        written = {True: "yes", False: "no"}.get(answer) if answer is not None else None
        return cls(
            path=path,
            answer=written or text(data.get("answer")),
            reason=text(data.get("reason")),
        )


SCREENED_OUT = ("not_needed", "not_needed_mitigated")
"""The outcomes of a relevance test that end the matter; the second with mitigation, as in Northern Ireland."""


class Relevance(Part):
    """The relevance test: whether a full assessment is needed."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    outcome: str = ""
    rationale: str = ""
    covered_by: str = ""
    no_relevance_statement: bool | None = None


class Scope(Part):
    """Who is affected."""

    affected: str = ""
    groups_affected: tuple[str, ...] = ()
    explanation: str = ""
    service_users: int | None = None
    staff: int | None = None


class Comparator(Part):
    """The number a figure is judged against."""

    label: str = ""
    value: float | None = None


class Figure(Part):
    """One number from a source."""

    label: str = ""
    value: float | None = None
    unit: str = ""
    group: str = ""
    comparator: Comparator = Comparator()
    suppressed: bool | None = None


class Evidence(Part):
    """One source and what it shows."""

    id: str = ""
    title: str = ""
    kind: str = ""
    publisher: str = ""
    date: When | None = None
    period: str = ""
    geography: str = ""
    url: str = ""
    groups: tuple[str, ...] = ()
    finding: str = ""
    quality: str = ""
    shows_inequality: bool | None = None
    figures: tuple[Figure, ...] = ()


class EvidenceGap(Part):
    """Something that is not known about a group."""

    id: str = ""
    groups: tuple[str, ...] = ()
    description: str = ""
    plan: str = ""
    action: str = ""


class Engagement(Part):
    """One round of consultation or engagement."""

    id: str = ""
    title: str = ""
    method: str = ""
    status: str = ""
    start: When | None = None
    end: When | None = None
    audience: str = ""
    groups: tuple[str, ...] = ()
    representative_bodies: tuple[str, ...] = ()
    participants: int | None = None
    findings: str = ""
    influence: str = ""
    formats: tuple[str, ...] = ()


class DutyCell(Part):
    """Why one aim of the duty is relevant for one group; `group` and `aim` are its address."""

    group: str = ""
    aim: str = ""
    explanation: str = ""
    limbs: tuple[str, ...] = ()


class Duty(Part):
    """The general equality duty: the cells that are relevant, and the aims that are not."""

    cells: tuple[DutyCell, ...] = ()
    not_relevant: Mapping[str, str] = field(default_factory=dict)
    """Aim → why it is relevant for no group."""

    @classmethod
    def build(cls, value: object, path: Path = ()) -> Self:
        """The duty from `group → aim → explanation`."""
        data = value if isinstance(value, dict) else {}
        cells = [
            _duty_cell(group, aim, cell, (*path, group, aim))
            for group, row in data.items()
            if group != "not_relevant" and isinstance(row, dict)
            for aim, cell in row.items()
            if not is_blank(cell)
        ]
        reasons = data.get("not_relevant")
        not_relevant = {
            str(aim): text(reason)
            for aim, reason in (reasons.items() if isinstance(reasons, dict) else ())
            if text(reason)
        }
        return cls(path=path, cells=tuple(cells), not_relevant=not_relevant)

    def cell(self, group: str, aim: str) -> DutyCell | None:
        """The cell of one group and one aim, or None when it is not marked relevant."""
        return next((cell for cell in self.cells if cell.group == group and cell.aim == aim), None)


class Residual(Part):
    """The effect that remains once the actions are done."""

    direction: str = ""
    level: str = ""


class Effect(Part):
    """One effect on one group; a mixed impact is two effects."""

    direction: str = ""
    description: str = ""
    aim: str = ""
    level: str = ""
    likelihood: str = ""
    reach: int | None = None
    duration: str = ""
    subgroups: tuple[str, ...] = ()
    population: str = ""
    evidence: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    residual: Residual = Residual()
    justification: str = ""

    @classmethod
    def waits(cls, item: object) -> bool:
        """Whether nothing is answered yet; the aim alone, which a new file has from the start, is no answer."""
        return isinstance(item, dict) and is_blank({key: item[key] for key in item if key != "aim"})

    @property
    def group(self) -> str:
        """The key of the group affected, from the effect's address."""
        return str(self.path[1]) if len(self.path) > 1 else ""

    @property
    def is_felt(self) -> bool:
        """Whether the group gains or loses: a direction other than `none` and `unknown`."""
        return self.direction in ("positive", "negative")

    @property
    def left(self) -> str:
        """The direction that remains after the actions: the residual one, else the effect's own."""
        return self.residual.direction or self.direction


class Intersection(Part):
    """An effect on people who belong to more than one group."""

    groups: tuple[str, ...] = ()
    description: str = ""
    direction: str = ""


class Related(Part):
    """Another assessment whose effects add to this one's."""

    id: str = ""
    relation: str = ""


class Cumulative(Part):
    """What several proposals together do to a group."""

    statement: str = ""
    related: tuple[Related, ...] = ()


class Discrimination(Part):
    """Whether anything could be unlawful discrimination; each is `yes`, `no` or `unsure`."""

    direct: str = ""
    indirect: str = ""
    harassment: str = ""
    victimisation: str = ""
    legitimate_aim: str = ""
    proportionality: str = ""
    legal_advice: str = ""


class SocioEconomic(Part):
    """What a strategic decision does to inequalities that come of disadvantage (Equality Act 2010, section 1)."""

    not_required_reason: str = ""
    """Why the duty does not apply to the decision."""
    affected: str = ""
    finding: str = ""
    evidence: tuple[str, ...] = ()
    direction: str = ""
    description: str = ""
    actions: tuple[str, ...] = ()
    changes_made: tuple[str, ...] = ()
    no_change_reason: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether anything is said of the inequalities themselves."""
        return bool(self.affected or self.finding or self.description)


class Option(Part):
    """Another way that was considered."""

    id: str = ""
    title: str = ""
    description: str = ""
    equality_effect: str = ""
    chosen: bool | None = None
    reason: str = ""


class Commissioning(Part):
    """What is asked of those who deliver the service for the council."""

    applies: bool | None = None
    contract_measures: str = ""
    cycle_steps: str = ""


class Action(Part):
    """One thing that will be done."""

    id: str = ""
    category: str = ""
    description: str = ""
    groups: tuple[str, ...] = ()
    owner: Person = Person()
    due: When | None = None
    outcome: str = ""
    measure: str = ""
    resources: str = ""
    status: str = ""
    done_on: When | None = None
    note: str = ""


class PreviousAction(Part):
    """What came of an action of the assessment that this one replaces."""

    assessment: str = written("from")
    """The reference of that assessment (`from` in the file)."""
    action: str = ""
    result: str = ""
    further: str = ""


class Recommendation(Part):
    """What the assessment leads to."""

    outcome: str = ""
    rationale: str = ""
    changes_made: tuple[str, ...] = ()
    no_change_reason: str = ""


class Measure(Part):
    """One thing that will be watched."""

    indicator: str = ""
    source: str = ""
    frequency: str = ""
    owner: Person = Person()
    groups: tuple[str, ...] = ()
    baseline: str = ""
    target: str = ""


class Monitoring(Part):
    """How the real effect will be watched."""

    statement: str = ""
    measures: tuple[Measure, ...] = ()
    review_date: When | None = None
    triggers: tuple[str, ...] = ()


class Redaction(Part):
    """An answer that is left out of the public edition."""

    answer: str = written("path")
    """The dotted path of that answer (`path` in the file)."""
    reason: str = ""
    """Why, for those who publish; it is not printed."""
    because: str = ""
    """What kind of information it is, which is printed in the answer's place: `personal`, `legal`…"""


class Translation(Part):
    """Title and summary in another language."""

    title: str = ""
    summary: str = ""


class Publication(Part):
    """How the assessment is published."""

    publish: str = ""
    reason: str = ""
    exemption_ref: str = ""
    redactions: tuple[Redaction, ...] = ()
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """Language → title and summary in it: `cy` for Welsh."""
    url: str = ""
    contact: str = ""


class Attachment(Part):
    """A document that goes with the assessment."""

    title: str = ""
    file: str = written("path")
    """Where it is, from the assessment's own file (`path` in the file)."""


class Change(Part):
    """What one version changed."""

    version: str = ""
    date: When | None = None
    author: str = ""
    summary: str = ""


class Waiver(Part):
    """A recorded decision to accept a finding until a day."""

    rule: str = ""
    reason: str = ""
    by: str = ""
    date: When | None = None
    expires: When | None = None
    answer: str = written("path")
    """The dotted path of the answer it covers (`path` in the file); empty covers every place."""


class Assessment(Part):
    """The whole record of how equality was weighed for one activity."""

    form: str = ""
    id: str = ""
    reference: str = ""
    kind: str = ""
    status: str = ""
    version: str = ""
    language: str = ""
    supersedes: str = ""
    change_log: tuple[Change, ...] = ()
    activity: Activity = Activity()
    people: People = People()
    decision: Decision = Decision()
    dates: Dates = Dates()
    approvals: tuple[Approval, ...] = ()
    advice_sought: tuple[Advice, ...] = ()
    relevance: Relevance = Relevance()
    scope: Scope = Scope()
    evidence: tuple[Evidence, ...] = ()
    evidence_gaps: tuple[EvidenceGap, ...] = ()
    evidence_gaps_none_reason: str = ""
    engagement: tuple[Engagement, ...] = ()
    engagement_none_reason: str = ""
    duty: Duty = Duty()
    impacts: Mapping[str, tuple[Effect, ...]] = field(default_factory=dict)
    intersections: tuple[Intersection, ...] = ()
    cumulative: Cumulative = Cumulative()
    discrimination: Discrimination = Discrimination()
    socio_economic: SocioEconomic = SocioEconomic()
    options: tuple[Option, ...] = ()
    commissioning: Commissioning = Commissioning()
    actions: tuple[Action, ...] = ()
    previous_actions: tuple[PreviousAction, ...] = ()
    recommendation: Recommendation = Recommendation()
    summary: str = ""
    monitoring: Monitoring = Monitoring()
    publication: Publication = Publication()
    answers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """Every effect on every group, in the file's order."""
        return tuple(effect for row in self.impacts.values() for effect in row)

    def directions(self, group: str) -> frozenset[str]:
        """The directions recorded for a group: empty when nothing was recorded."""
        return frozenset(effect.direction for effect in self.impacts.get(group, ()) if effect.direction)

    @cached_property
    def felt_groups(self) -> frozenset[str]:
        """The groups with at least one positive or negative effect."""
        return frozenset(effect.group for effect in self.effects if effect.is_felt)

    @cached_property
    def negative_effects(self) -> tuple[Effect, ...]:
        """Every negative effect."""
        return tuple(effect for effect in self.effects if effect.direction == "negative")

    @cached_property
    def lasting_negative_effects(self) -> tuple[Effect, ...]:
        """Every effect that is still negative once the actions are done."""
        return tuple(effect for effect in self.effects if effect.left == "negative")

    @cached_property
    def approved_on(self) -> datetime.date | None:
        """The day of the last sign-off that approves, or None when none has a day."""
        days = [item.date.first for item in self.approvals if item.stands and item.date and item.date.first]
        return max(days, default=None)

    @property
    def is_full(self) -> bool:
        """Whether the whole form applies: a full assessment, not a screening or a cumulative one."""
        return self.kind == "full"

    def parts(self) -> Iterator[Part]:
        """Every part of the assessment, the whole first."""
        return iter(self._walked)

    @cached_property
    def _walked(self) -> tuple[Part, ...]:
        return tuple(walk(self))

    @cached_property
    def prose(self) -> Prose:
        """Every answer in sentences; lists and maps item by item."""
        return Prose.of(self.parts(), SENTENCES, _ORDER)

    @cached_property
    def names(self) -> Prose:
        """Every other answer in the officer's own words: titles, posts, bodies, places."""
        return Prose.of(self.parts(), NAMES, _ORDER)


_ORDER = {name: place for place, name in enumerate(Assessment.__dataclass_fields__)}


def _duty_cell(group: object, aim: object, cell: object, path: Path) -> DutyCell:
    if isinstance(cell, dict):
        explanation, limbs = text(cell.get("explanation")), texts(cell.get("limbs"))
    else:
        explanation, limbs = text(cell), ()
    return DutyCell(path=path, group=str(group), aim=str(aim), explanation=explanation, limbs=limbs)
