"""What the register needs to know of one assessment; small, so that it can go from one process to another."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from eia import source
from eia.dates import When
from eia.editions import public
from eia.editions.withheld import phrase
from eia.findings import Path
from eia.form import Form
from eia.model import SCREENED_OUT, Action, Assessment
from eia.register.copies import LEAST_TEXT, marks
from eia.register.services import ended
from eia.register.sheets import Sheet
from eia.source import Document
from eia.text import mentions, sentences, word_count

APPROVED = ("approved", "published")
"""The statuses of an assessment that has been signed off."""
PUT_ASIDE = ("superseded", "withdrawn")
"""The statuses of an assessment that nobody relies on any more."""


@dataclass(frozen=True)
class OpenAction:
    """An action that has not been done or dropped."""

    id: str
    what: str
    owner: str
    due: When | None
    path: Path
    """Where its day stands, or would."""
    eases: bool = False
    """Whether it is there to lessen a negative effect."""

    @property
    def told_at(self) -> Path:
        """Where it is described."""
        return *self.path[:-1], "description"


@dataclass(frozen=True)
class Promise:
    """An action that has not been done or dropped, as an assessment that replaces this one has to speak of it."""

    number: int
    """Which of its assessment's actions it is, counted from 1."""
    id: str
    words: str = field(repr=False)
    """What is to be done, also if the public may not read it: for comparing, never shown."""
    told: str
    """What the public may read of that; empty if it may not."""


@dataclass(frozen=True)
class Carried:
    """What an assessment that replaces another says of an action: of an earlier one, or of one of its own."""

    words: str = field(repr=False)
    """What was to be done: for comparing, never shown."""
    id: str = ""
    """The `id` of an action of its own."""
    source: str = ""
    """The assessment that the earlier action was in, as it is named there."""
    is_own: bool = False
    """Whether it is an action of its own."""


@dataclass(frozen=True)
class Quoted:
    """A count that the statement of a cumulative assessment gives for one group."""

    group: str
    number: int
    words: str
    """As it stands there."""
    direction: str
    """`positive` or `negative`."""


@dataclass(frozen=True)
class Details:
    """What the register seldom asks of an assessment."""

    actions: tuple[OpenAction, ...] = ()
    promises: tuple[Promise, ...] = ()
    """The same actions, for those who come after."""
    carried: tuple[Carried, ...] = ()
    """What it says of earlier actions and its own, if it replaces an assessment."""
    effects: Mapping[str, frozenset[str]] | None = None
    """Group → the directions of the effects that are left on it once the actions are done."""
    labels: Mapping[str, str] | None = None
    """Group → what the form calls it, for the groups in `effects`."""
    stated: frozenset[str] = frozenset()
    """The groups of which a cumulative one says what the proposals do together."""
    quoted: tuple[Quoted, ...] = ()

    def __call__(self) -> "Details":
        """The details themselves, which others keep packed until they are asked for."""
        return self


@dataclass(frozen=True)
class Record:
    """One assessment in the register."""

    sheet: Sheet
    id: str
    reference: str
    title: str
    """As the public may read it, like all that is listed of its actions."""
    form: str
    kind: str
    status: str
    activity_type: str
    policy: str
    """The strategy that it is of, as it names it."""
    supersedes: str
    outcome: str
    """The outcome of its relevance test."""
    approved_on: date | None
    fingerprint: str
    """What the strategy's file was like when it was approved; empty when that was not recorded."""
    review: When | None
    dues: tuple[When | None, ...] = ()
    """When each of its open actions is due."""
    details: Callable[[], Details] = Details()
    """What gives the rest."""
    budget: bool = False
    """Whether it is of a budget proposal."""
    related: tuple[str, ...] = ()
    """The assessments that a cumulative one adds up."""
    ends: str = ""
    """The service that it ends, in lower case, if its title says so."""
    marks: str = ""
    """What its narrative is like (`eia.register.copies`), in base 64."""
    keeps_back: bool = False
    """Whether something in it is not for publication."""

    @property
    def name(self) -> str:
        """The file as the reader names it."""
        return self.sheet.name

    @property
    def is_approved(self) -> bool:
        """Whether it has been signed off and is relied on."""
        return self.status in APPROVED

    @property
    def is_put_aside(self) -> bool:
        """Whether it says itself that nobody relies on it any more."""
        return self.status in PUT_ASIDE

    @property
    def is_screened_out(self) -> bool:
        """Whether it is a screening that ends the matter."""
        return self.kind == "screening" and self.outcome in (*SCREENED_OUT, "covered_by")

    @property
    def wants_more(self) -> bool:
        """Whether it is a screening after which a full assessment is to come."""
        return self.kind == "screening" and not self.is_screened_out

    @property
    def actions(self) -> tuple[OpenAction, ...]:
        """The actions that have not been done or dropped."""
        return self.details().actions

    @cached_property
    def negative(self) -> frozenset[str]:
        """The groups that lose."""
        return frozenset(
            group for group, directions in (self.details().effects or {}).items() if "negative" in directions
        )

    def label(self, group: str) -> str:
        """What the form calls a group."""
        return (self.details().labels or {}).get(group, group)


def record(document: Document, form: Form | None) -> Record | None:
    """What the register needs of an assessment; None when its text could not be read.

    Args:
        document: the assessment as read.
        form: the form it is made on, if that is known: it says what groups are called.
    """
    if document.data is None:
        return None
    made = Assessment.build(document.data)
    effects = {
        group: frozenset(effect.left for effect in row if effect.left) for group, row in made.impacts.items()
    }
    edition = public(document.data, form or Form("", ""), made)
    told = edition.assessment
    nothing = phrase(form or Form("", "")) if made.publication.publish == "no" else ""
    actions = tuple(_open(action, told, nothing) for action in told.actions if _is_open(action))
    return Record(
        sheet=Sheet.of(document, _pointed(made)),
        id=made.id,
        reference=made.reference,
        title=nothing or told.activity.title,
        form=form.key if form else made.form,
        kind=made.kind,
        status=made.status,
        activity_type=made.activity.type,
        policy=made.activity.policy,
        supersedes=made.supersedes,
        outcome=made.relevance.outcome,
        approved_on=made.approved_on,
        fingerprint=_fingerprint(made),
        review=made.monitoring.review_date,
        dues=tuple(action.due for action in actions),
        details=Details(
            actions=actions,
            promises=tuple(_promises(made, told, nothing)),
            carried=tuple(_carried(made)) if made.supersedes else (),
            effects=effects,
            labels={group: form.group_label(group) for group in effects} if form else {},
            stated=frozenset(_stated(made, form)),
            quoted=tuple(_quoted(made.cumulative.statement, form)) if form else (),
        ),
        budget=_is_budget(made),
        related=tuple(item.id for item in made.cumulative.related),
        ends=ended(told.activity.title, made.activity.type) if _may_go_ahead(made) else "",
        marks=b64encode(marks(narrative(told))).decode("ascii"),
        keeps_back=bool(nothing or edition.withheld.words),
    )


def narrative_of(raw: bytes) -> tuple[str, ...]:
    """The narrative of the assessment that a file holds; empty when it cannot be read."""
    return narrative(Assessment.build(source.parse(raw, "").data or {}))


def narrative(made: Assessment) -> tuple[str, ...]:
    """The answers in which an assessment argues, without short ones."""
    # Imported late: what is remembered of an assessment needs no rule.
    from eia.rules.narrative import arguments

    return tuple(answer for _, answer in arguments(made) if word_count(answer) >= LEAST_TEXT)


def _pointed(made: Assessment) -> Iterator[Path]:
    """Where findings of the register can stand in an assessment."""
    yield from (("id",), ("reference",), ("status",), ("supersedes",), ("kind",))
    yield from (("activity",), ("activity", "policy"), ("monitoring",), ("monitoring", "review_date"))
    yield from (("cumulative",), ("cumulative", "statement"), ("approvals",))
    yield from (item.at("id") for item in made.cumulative.related)
    yield from (item.at("due") for item in made.actions)
    yield from (item.at("description") for item in made.actions if _eases(item, made))


def _is_open(action: Action) -> bool:
    return action.status not in ("done", "dropped")


def _open(action: Action, told: Assessment, nothing: str) -> OpenAction:
    """The action as the public may read it; `nothing` stands for the words of one that is not published at all."""
    what, owner = nothing or action.description, "" if nothing else action.owner.words
    return OpenAction(
        *(action.id, what, owner, action.due, action.at("due")),
        eases=_eases(action, told),
    )


def _promises(made: Assessment, told: Assessment, nothing: str) -> Iterator[Promise]:
    shown = {} if nothing else {action.path: action.description for action in told.actions}
    for number, action in enumerate(made.actions, start=1):
        if _is_open(action) and (action.id or action.description):
            own = action.description
            yield Promise(number, action.id, own, own if shown.get(action.path) == own else "")


def _carried(made: Assessment) -> Iterator[Carried]:
    for earlier in made.previous_actions:
        yield Carried(earlier.action, source=earlier.assessment)
    for action in made.actions:
        yield Carried(action.description, id=action.id, is_own=True)


def _eases(action: Action, made: Assessment) -> bool:
    """Whether an action is there to lessen a negative effect, by its category or by what points to it."""
    return action.category == "lessen_negative" or any(
        action.id and action.id in effect.actions for effect in made.negative_effects
    )


def _may_go_ahead(made: Assessment) -> bool:
    """Whether the activity may still come about: it was neither turned down nor advised against."""
    decided, advised = made.decision.result, made.recommendation.outcome
    return advised != "stop" and (not decided or made.decision.is_to_go_ahead)


def _is_budget(made: Assessment) -> bool:
    budget = made.activity.budget
    return made.activity.type == "budget_proposal" or bool(budget.ref or budget.saving)


def _fingerprint(made: Assessment) -> str:
    """The strategy's fingerprint in the last sign-off that has one."""
    given = (item.strategy_fingerprint for item in reversed(made.approvals) if item.stands)
    return next(filter(None, given), "")


def _stated(made: Assessment, form: Form | None) -> Iterator[str]:
    yield from made.impacts
    said = made.cumulative.statement
    for group in form.groups.values() if form and said else ():
        if mentions(said, (group.label.lower(), *group.lexicon)):
            yield group.key


_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_COUNT = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?:of\s+(?:the\s+|these\s+)?(?:\w+\s+)?)?(?:proposals?|savings|assessments?)\b",
    re.IGNORECASE,
)
_LOSS = ("negative*", "adverse*", "worse*")
_GAIN = ("positive*", "benefit*")


def _quoted(statement: str, form: Form) -> Iterator[Quoted]:
    """The counts in a statement that can mean only one thing: one number, one group, one direction a sentence."""
    for sentence in sentences(statement):
        counts = _COUNT.findall(sentence)
        loss, gain = mentions(sentence, _LOSS), mentions(sentence, _GAIN)
        if len(counts) != 1 or loss == gain:
            continue
        groups = [
            group.key
            for group in form.groups.values()
            if mentions(sentence, (group.label.lower(), *group.lexicon))
        ]
        if len(groups) == 1:
            word = counts[0].lower()
            number = int(word) if word.isdecimal() else _NUMBERS.index(word)
            words = _COUNT.search(sentence)
            yield Quoted(
                groups[0], number, words.group() if words else word, "negative" if loss else "positive"
            )
