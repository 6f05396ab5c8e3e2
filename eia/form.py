"""A form: the groups, questions, wording, scales and rule settings of one organisation, as values.

A form is data (`templates/<form>/form.yaml`); nothing here names a council. Rules ask a form for roles
(“the question whose role is `differential`”), never for wording.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar

from eia.dates import when
from eia.findings import Path
from eia.kept import Kept
from eia.lexicon import Index, together
from eia.value import Value

Worked = TypeVar("Worked")

STATUTORY = "statutory"
"""The `source` of a group that is a protected characteristic in section 4 of the Equality Act 2010."""


class Group(Value):
    """A row of the impact table."""

    key: str
    label: str
    source: str = "local"
    """`statutory` for a protected characteristic; `local` for a group the organisation adds."""
    aims: tuple[str, ...] = ()
    """The aims of the duty that can apply: marriage and civil partnership has only the first (s.149(7))."""
    required: bool = True
    """Whether a full assessment must say something about the group."""
    definition: str = ""
    lexicon: tuple[str, ...] = ()
    """Lower-case word beginnings that show a text speaks of this group."""
    since: str = ""
    """The day on which the law began to ask about the group, as `2011-04-05`; empty when it does not say."""

    @property
    def is_statutory(self) -> bool:
        """Whether this is a protected characteristic, not a group the organisation adds."""
        return self.source == STATUTORY


class Choice(Value):
    """One of several things that can be chosen: a direction, an aim, an outcome, an action category…"""

    key: str
    label: str
    guidance: str = ""
    weight: int = 0
    """On a scale, how much this level weighs; 0 is least."""
    role: str = ""
    """What the choice means to the rules, such as `lessen_negative` for an action category."""
    requires: str = ""
    """On a scale, the outcome of the screening that a negative impact of this level leads to."""


class Question(Value):
    """One question of the relevance test."""

    key: str
    text: str
    role: str = ""
    """What the question asks, whatever its wording: `differential`, `adverse`, `known_inequality`…"""
    when_yes: str = ""
    """The outcome that a `yes` requires, such as `full_needed`."""
    when_no: str = ""
    """The outcome that a `no` requires."""
    guidance: str = ""


class Field(Value):
    """What the form calls one answer, and the guidance that goes with it."""

    label: str
    guidance: str = ""
    internal_only: bool = False
    """Whether the answer is for officers and members only, in every assessment."""


class OwnQuestion(Field):
    """A question that only this form asks."""

    required: bool = False
    """Whether an assessment must answer it."""


@cache
def day_of(written: str) -> date | None:
    """A day that a form gives as `2018-04-01`; None where it gives none."""
    return when(written).first if written else None


class Duty(Value):
    """A duty to have regard to something, and the time in which it applies."""

    key: str
    label: str
    basis: str = ""
    """The section that it stands in."""
    since: str = ""
    """The day on which it came into force, as `2018-04-01`; empty when it does not say."""
    until: str = ""
    """The last day on which it applied; empty while it does."""

    def applies(self, day: date | None) -> bool:
        """Whether the duty is in force on a day; where the day is not known, whether it is in force still."""
        since, until = day_of(self.since), day_of(self.until)
        if day is None:
            return until is None
        return not (since and day < since) and not (until and day > until)


class Statement(Value):
    """Something that the law says a published assessment must state."""

    key: str
    label: str
    basis: str = ""
    """The regulation or paragraph that says so."""
    answers: tuple[str, ...] = ()
    """The dotted paths of the answers that state it; one of them is enough."""


class Section(Value):
    """A part of the form: its heading, and the answers it asks for."""

    key: str
    heading: str
    guidance: str = ""
    asks: tuple[str, ...] = ()
    """Dotted paths of the answers, `*` for any item: `evidence`, `people.lead_officer`."""
    kinds: tuple[str, ...] = ("screening", "full", "cumulative")
    """The kinds of assessment that have this section."""
    internal_only: bool = False
    """Whether the whole section is for officers and members only: the public edition has none of that name."""


class Role(Value):
    """Somebody who signs."""

    key: str
    label: str
    required: bool = False
    independent: bool = False
    """Whether the person must be neither the author nor the lead officer."""


class Term(Value):
    """A word that is better not used of people, and what to say instead."""

    words: str
    """As in a lexicon: a whole word or phrase, lower case, or a beginning that ends in `*`."""
    say: str = ""
    unless: tuple[str, ...] = ()
    """Phrases in which the word is right, and words beside which it is: `gender pay gap`, `non-binary`."""


class RuleSetting(Value):
    """How a form changes one rule."""

    off: bool = False
    severity: str = ""
    due: str = ""
    kinds: tuple[str, ...] = ()
    """The kinds of assessment the rule looks at on this form; empty for its own."""
    reason: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


class Form(Value):
    """Everything `templates/<form>/form.yaml` says, with what it extends already merged in."""

    key: str
    name: str
    organisation: str = ""
    jurisdiction: str = ""
    language: str = "en-GB"
    colours: Mapping[str, str] = field(default_factory=dict)
    """What charts are drawn in, as `#1d4f7a`: `figure`, `comparator`, `text` and `paper`."""
    valid_from: str = ""
    """The day from which the form is used, as `2018-01-01`; empty when it does not say."""
    valid_to: str = ""
    """The last day on which it is used; empty while it is in use."""
    lineage: tuple[str, ...] = ()
    """This form and those it extends, nearest first: `("bedford", "england", "common")`."""
    groups: Mapping[str, Group] = field(default_factory=dict)
    aims: Mapping[str, Choice] = field(default_factory=dict)
    limbs: Mapping[str, Mapping[str, Choice]] = field(default_factory=dict)
    """Aim → its limbs in section 149(3) or (5)."""
    duties: Mapping[str, Duty] = field(default_factory=dict)
    """The duties of the form's nation, each with its days: `equality`, `socio_economic`."""
    must_state: Mapping[str, Statement] = field(default_factory=dict)
    """What the nation's law says a published assessment must state."""
    languages: tuple[str, ...] = ()
    """The languages that title and summary are published in, as `("en", "cy")`; empty for the assessment's own."""
    impact_tables: str = ""
    """`group` for a table of impacts for each group with a row for each aim, `aim` for one for each aim with a row
    for each group; empty for one table that does not ask about the aims one by one."""
    directions: Mapping[str, Choice] = field(default_factory=dict)
    levels: Mapping[str, Choice] = field(default_factory=dict)
    likelihoods: Mapping[str, Choice] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    relevance_outcomes: Mapping[str, Choice] = field(default_factory=dict)
    outcomes: Mapping[str, Choice] = field(default_factory=dict)
    action_categories: Mapping[str, Choice] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    statuses: Mapping[str, Choice] = field(default_factory=dict)
    kinds: Mapping[str, Choice] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    """Dotted path pattern → what the form calls that answer: `impacts.*.*.description`."""
    answers: Mapping[str, OwnQuestion] = field(default_factory=dict)
    """Questions that only this form asks, answered under `answers`."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Every other phrase the report prints, such as what stands for an unanswered question."""
    lexicons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    """Words that are better not used of people, with what to say instead."""
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)

    @cached_property
    def statutory_groups(self) -> tuple[Group, ...]:
        """The protected characteristics, in the form's order."""
        return tuple(group for group in self.groups.values() if group.is_statutory)

    @cached_property
    def required_groups(self) -> tuple[Group, ...]:
        """The groups about which a full assessment must say something."""
        return tuple(group for group in self.groups.values() if group.required)

    def groups_required_on(self, day: date | None) -> tuple[Group, ...]:
        """The same, as the law stood on a day; as it stands now where the day is not known."""
        return tuple(
            group
            for group in self.required_groups
            if day is None or not (since := day_of(group.since)) or day >= since
        )

    def duty_on(self, key: str, day: date | None) -> Duty | None:
        """The duty of that name, if the form's nation has it and it applies on the day."""
        duty = self.duties.get(key)
        return duty if duty and duty.applies(day) else None

    @cached_property
    def asks_each_aim(self) -> bool:
        """Whether the impact on a group is asked for each aim by itself."""
        return bool(self.impact_tables)

    @cached_property
    def screens_impacts(self) -> bool:
        """Whether a screening already says what the impact on each group is, as one under section 75 does."""
        return any("impacts" in part.asks and "screening" in part.kinds for part in self.sections.values())

    def kept(self, work_out: "Callable[[Form], Worked]") -> "Worked":
        """What `work_out` makes of this form, worked out once, however many assessments are made on it."""
        if work_out not in self._kept:
            self._kept[work_out] = work_out(self)
        worked: Worked = self._kept[work_out]
        return worked

    @cached_property
    def _kept(self) -> dict[Any, Any]:
        return {}

    def group_label(self, key: str) -> str:
        """What the form calls a group; the key itself when the form does not know it."""
        return self.groups[key].label if key in self.groups else key

    def group_labels(self, keys: Iterable[str]) -> str:
        """The groups' labels in the form's order, as a list in a sentence: “Age, Race and Sex”."""
        wanted = set(keys)
        known = [group.label for group in self.groups.values() if group.key in wanted]
        return in_a_sentence([*known, *sorted(wanted - self.groups.keys())])

    def group_words(self, key: str) -> tuple[str, ...]:
        """The words that show a text speaks of a group; none when the form does not know it."""
        return self.groups[key].lexicon if key in self.groups else ()

    def direction_label(self, key: str) -> str:
        """What the form calls a direction; the key itself when the form does not know it."""
        return self.directions[key].label if key in self.directions else key

    def level_label(self, key: str) -> str:
        """What the form calls a level; the key itself when the form does not know it."""
        return self.levels[key].label if key in self.levels else key

    def outcome_role(self, key: str) -> str:
        """What a recommendation means to the rules, such as `stop`; empty when the form does not know it."""
        return self.outcomes[key].role if key in self.outcomes else ""

    def question_with_role(self, role: str) -> Question | None:
        """The relevance question that asks `role`, or None when the form has none."""
        return next((question for question in self.questions.values() if question.role == role), None)

    def category_with_role(self, role: str) -> Choice | None:
        """The action category that means `role`, or None when the form has none."""
        return next((choice for choice in self.action_categories.values() if choice.role == role), None)

    def is_high(self, level: str) -> bool:
        """Whether a level stands in the top third of the form's scale."""
        heaviest = max((choice.weight for choice in self.levels.values()), default=0)
        return level in self.levels and self.levels[level].weight * 3 > heaviest * 2

    def parameter(self, rule: str, name: str) -> Any:
        """The value of one of a rule's parameters.

        Raises:
            KeyError: no form in the lineage sets the parameter; a test keeps this from happening.
        """
        return self.rules[rule].parameters[name]

    def lexicon(self, name: str) -> tuple[str, ...]:
        """The words of a lexicon, lower case; empty when the form has none of that name."""
        return self.lexicons.get(name, ())

    def lexicons_together(self, *names: str) -> tuple[str, ...]:
        """The words of several lexicons, as one."""
        return self._together[names]

    @cached_property
    def _together(self) -> Kept[tuple[str, ...], tuple[str, ...]]:
        return Kept(lambda names: together(map(self.lexicon, names)), most=64)

    @cached_property
    def words_of_statutory_groups(self) -> tuple[str, ...]:
        """The words that show a text speaks of a protected characteristic."""
        return together(group.lexicon for group in self.statutory_groups)

    def field_of(self, path: Path) -> Field | None:
        """What the form says about the answer at `path`: the most exact pattern that fits, or None."""
        node: Any = self._patterns
        return _match(node, path)

    def label(self, path: Path) -> str:
        """What the form calls the answer at `path`, with its group where it has one: “Age: Explanation”.

        The nearest enclosing answer the form has a name for; the dotted path itself as a last resort.
        """
        for length in range(len(path), 0, -1):
            found = self.field_of(path[:length])
            if found:
                return self._with_subject(path, found.label)
        return ".".join(str(part) for part in path) or self.name

    def _with_subject(self, path: Path, label: str) -> str:
        if len(path) >= 2 and path[0] in ("impacts", "duty") and str(path[1]) in self.groups:
            group = self.groups[str(path[1])].label
            return group if label == group else f"{group}: {label}"
        return label

    @cached_property
    def _patterns(self) -> dict[str | None, Any]:
        """The patterns as a tree; what one means stands under None, which no name can be."""
        tree: dict[str | None, Any] = {}
        for pattern, meaning in self.fields.items():
            node = tree
            for part in pattern.split("."):
                node = node.setdefault(part, {})
            node[None] = meaning
        return tree


def _match(node: dict[str | None, Any], path: Path) -> Field | None:
    if not path:
        found: Field | None = node.get(None)
        return found
    for key in (str(path[0]), "*"):
        if key in node:
            found = _match(node[key], path[1:])
            if found:
                return found
    return None


def in_a_sentence(words: Iterable[str], last: str = "and") -> str:
    """The words joined as in a sentence: “a, b and c”."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def merge(parent: Mapping[str, Any], child: Mapping[str, Any]) -> dict[str, Any]:
    """The child's data over the parent's: maps are merged, `null` takes away, anything else replaces.

    Keys keep the parent's order, then the child's.
    """
    merged = dict(parent)
    for key, value in child.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, Mapping):
            inherited = merged.get(key)
            merged[key] = merge(inherited if isinstance(inherited, Mapping) else {}, value)
        else:
            merged[key] = value
    return merged


def build(key: str, data: Mapping[str, Any], lineage: tuple[str, ...], language: str = "en") -> Form:
    """The form that merged, checked `data` describes; wording in several languages is told in `language`."""
    told = _in_language(data, language)
    relevance = told.get("relevance", {})
    index = Index()
    groups = {name: _group(name, item, index) for name, item in told.get("groups", {}).items()}
    questions = {name: Question(key=name, **item) for name, item in relevance.get("questions", {}).items()}
    sections = {name: Section(key=name, **_tuples(item)) for name, item in told.get("sections", {}).items()}
    return Form(
        key=key,
        name=told.get("name", key),
        organisation=told.get("organisation", ""),
        jurisdiction=told.get("jurisdiction", ""),
        language=told.get("language", "en-GB"),
        colours=told.get("colours", {}),
        valid_from=told.get("valid_from", ""),
        valid_to=told.get("valid_to", ""),
        lineage=lineage,
        groups=_in_order(groups, told.get("group_order", ())),
        aims=_choices({name: _without(aim, "limbs") for name, aim in told.get("aims", {}).items()}),
        limbs={name: _choices(aim.get("limbs", {})) for name, aim in told.get("aims", {}).items()},
        duties={name: Duty(key=name, **item) for name, item in told.get("duties", {}).items()},
        must_state={
            name: Statement(key=name, **_tuples(item)) for name, item in told.get("must_state", {}).items()
        },
        languages=tuple(told.get("languages", ())),
        impact_tables=told.get("impact_tables", ""),
        directions=_choices(told.get("directions", {})),
        levels=_choices(told.get("levels", {})),
        likelihoods=_choices(told.get("likelihoods", {})),
        questions=_in_order(questions, relevance.get("question_order", ())),
        relevance_outcomes=_choices(relevance.get("outcomes", {})),
        outcomes=_choices(told.get("outcomes", {})),
        action_categories=_in_order(
            _choices(told.get("action_categories", {})), told.get("action_category_order", ())
        ),
        roles={name: Role(key=name, **item) for name, item in told.get("roles", {}).items()},
        statuses=_choices(told.get("statuses", {})),
        kinds=_choices(told.get("kinds", {})),
        sections=_in_order(sections, told.get("section_order", ())),
        fields={pattern: Field(**item) for pattern, item in told.get("fields", {}).items()},
        answers={name: OwnQuestion(**item) for name, item in told.get("answers", {}).items()},
        texts=told.get("texts", {}),
        lexicons={name: index.add(words) for name, words in told.get("lexicons", {}).items()},
        terms={words: Term(words, **_tuples(item)) for words, item in told.get("terms", {}).items()},
        rules={code: _setting(item) for code, item in told.get("rules", {}).items()},
    )


Item = TypeVar("Item")


def _in_order(items: dict[str, Item], order: Iterable[str]) -> dict[str, Item]:
    return {name: items[name] for name in [*order, *items] if name in items}


def _group(key: str, item: Mapping[str, Any], index: Index) -> Group:
    return Group(key=key, **_tuples({**item, "lexicon": index.add(item.get("lexicon", ()))}))


def _setting(item: Mapping[str, Any]) -> RuleSetting:
    known = {"off", "severity", "due", "kinds", "reason"}
    return RuleSetting(
        **_tuples({name: value for name, value in item.items() if name in known}),
        parameters={name: value for name, value in item.items() if name not in known},
    )


def _choices(items: Mapping[str, Any]) -> dict[str, Choice]:
    return {name: Choice(key=name, **item) for name, item in items.items()}


def _without(item: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != name}


def _tuples(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in item.items()}


LANGUAGES = frozenset({"en", "cy", "gd", "ga"})
"""The languages a wording can be given in (BCP 47)."""


def _in_language(value: Any, language: str) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        if value and value.keys() <= LANGUAGES:
            return value.get(language) or value.get("en") or next(iter(value.values()))
        return {key: _in_language(item, language) for key, item in value.items()}
    if isinstance(value, list):
        return [_in_language(item, language) for item in value]
    return value
