"""Every answer of an assessment as it is printed: labelled, in words, and at its address."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from typing import Any, Final, Literal, NamedTuple

from eia import model
from eia.dates import When, in_words
from eia.editions import NOTHING, Withheld
from eia.findings import Path, dotted
from eia.form import Choice, Form
from eia.kept import Kept
from eia.model import Assessment
from eia.parts import Part, key_of
from eia.text import quote

Shape = Literal["words", "prose", "link", "references"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference points at: its anchor in the report, and its title."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; false when there is none yet."""

    field: str
    """Its address: `monitoring.review_date`."""
    label: str
    """What the form calls it."""
    text: str = ""
    """The answer as printed: dates and choices in words; Markdown if `shape` is `prose`."""
    shape: Shape = "words"
    alias: str = ""
    """The label with its group: “Age: Explanation”."""
    targets: tuple[Target, ...] = ()
    """What it refers to, if `shape` is `references`."""
    language: str = ""
    """The language it is in, where that is not the one of the assessment (BCP 47)."""
    withheld: str = ""
    """What stands in its place where the public is not shown it."""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Entry:
    """A part that holds answers by name; false when none of them is given."""

    field: str
    label: str
    parts: Mapping[str, "Node"]
    shape: Literal["entry", "person"] = "entry"
    anchor: str = ""
    """What references point at; the same for the same place in the file."""
    alias: str = ""
    withheld: str = ""

    def __bool__(self) -> bool:
        return any(self.parts.values())

    def __getitem__(self, name: str) -> "Node":
        return self.parts[name]

    def rest(self, *names: str) -> tuple["Node", ...]:
        """The parts that are answered, apart from those named."""
        return tuple(node for name, node in self.parts.items() if node and name not in names)


@dataclass(frozen=True)
class Entries:
    """A list of answers or entries; false when it is empty."""

    field: str
    label: str
    items: tuple["Node", ...] = ()
    shape: Literal["list"] = "list"
    alias: str = ""
    withheld: str = ""

    def __bool__(self) -> bool:
        return any(self.items)

    def __iter__(self) -> Iterator["Node"]:
        return (item for item in self.items if item)


Node = Answer | Entry | Entries


def answers_in(node: Node) -> Iterator[Answer]:
    """Every answer that is given in `node`, in its order."""
    given: list[Answer] = []
    _gather(node, given)
    return iter(given)


def _gather(node: Node, given: list[Answer]) -> None:
    if isinstance(node, Answer):
        if node.text:
            given.append(node)
    else:
        for inner in node.parts.values() if isinstance(node, Entry) else node.items:
            _gather(inner, given)


def without(node: Node, printed: Iterable[str]) -> Node | None:
    """The node less what stands at the addresses `printed`; None when no answer is left."""
    left = _pruned(node, frozenset(printed))
    return left or None


def _pruned(node: Node, printed: frozenset[str]) -> Node | None:
    if node.field in printed:
        return None
    if not isinstance(node, Entry):
        return node
    parts = {name: _pruned(inner, printed) for name, inner in node.parts.items()}
    left = {name: inner for name, inner in parts.items() if inner is not None}
    return replace(node, parts=left)


NOT_PRINTED: Final[Mapping[tuple[type[Part], str], str]] = {
    (model.Person, "email"): "kept for reminders; a person's address is nobody else's business",
    (model.Assessment, "form"): "the report carries the form's name",
    (model.Assessment, "waivers"): "a matter between officers and the checks, listed in every check",
    (model.Approval, "fingerprint"): "for the checks; the day and the post say who signed, and when",
    (model.Approval, "strategy_fingerprint"): "for the checks, likewise",
    (model.Publication, "redactions"): "says what is left out, and why, to those who publish",
    (model.Activity, "policy"): "an address in the organisation's own files; the title says what is assessed",
    (model.DutyCell, "group"): "its address; the table's row says it",
    (model.DutyCell, "aim"): "its address; the table's column says it",
    (model.Evidence, "id"): "a handle within the file; references are printed as titles",
    (model.EvidenceGap, "id"): "a handle within the file",
    (model.Engagement, "id"): "a handle within the file",
    (model.Option, "id"): "a handle within the file; the option's title is printed",
    (model.Action, "category"): "the action stands under the name of its category",
    (model.Action, "id"): "a handle within the file; references are printed as the action's words",
}
"""What no report shows, each with the reason. A number that is `suppressed` is not printed either."""

_PROSE: Final = frozenset(
    {
        *(
            "description",
            "explanation",
            "finding",
            "findings",
            "influence",
            "statement",
            "summary",
            "rationale",
        ),
        *(
            "reason",
            "reasons",
            "plan",
            "affected",
            "justification",
            "outcome",
            "measure",
            "resources",
            "note",
        ),
        *("result", "further", "action", "conditions", "equality_effect", "contract_measures", "cycle_steps"),
        *("legitimate_aim", "proportionality", "legal_advice", "relation", "no_change_reason"),
        *("evidence_gaps_none_reason", "engagement_none_reason", "not_required_reason"),
    }
)
"""The names of answers that may hold Markdown, where they are not choices."""

_SHORT: Final = frozenset(
    {"formats", "languages", "partners", "geography", "representative_bodies", "subgroups"}
)
"""The names of lists whose items are names, not sentences."""

Teller = Callable[["Printer", Any, Path], Answer | Entry | Entries]


@dataclass(frozen=True)
class Printer:
    """Says the answers of one assessment in the words of its form."""

    assessment: Assessment
    form: Form
    evidence: Mapping[str, Target] = field(default_factory=dict)
    actions: Mapping[str, Target] = field(default_factory=dict)
    withheld: Withheld = NOTHING
    """What this edition does not say."""

    @cached_property
    def _heads(self) -> Mapping[Path, "_Head"]:
        return self.form.kept(_heads_of)

    @cached_property
    def _blanks(self) -> Mapping[tuple[Path, "Shape"], Answer]:
        return self.form.kept(_blanks_of)

    @classmethod
    def of(cls, assessment: Assessment, form: Form, withheld: Withheld = NOTHING) -> "Printer":
        """The printer that knows what the references of the assessment point at."""
        return cls(
            assessment,
            form,
            {item.id: Target(anchor(item.path), item.title or item.id) for item in assessment.engagement}
            | {item.id: Target(anchor(item.path), item.title or item.id) for item in assessment.evidence},
            {item.id: Target(anchor(item.path), _opening(item.description)) for item in assessment.actions},
            withheld,
        )

    def text(self, name: str) -> str:
        """A phrase of the form; empty when the form has none of that name."""
        return self.form.texts.get(name, "")

    def label(self, path: Path) -> str:
        """What the form calls the answer at `path`; its name in the file, as words, if it calls it nothing."""
        return self._heads[path].label

    def answer(
        self, path: Path, text: str, shape: Literal["words", "prose", "link"] = "words", label: str = ""
    ) -> Answer:
        """The answer at `path`."""
        words = self.withheld.at(path)
        if not (text or label or words):
            return self._blanks[path, shape]
        address, called, alias = self._heads[path]
        if label:
            called, alias = label, _alias(self.form, path, label)
        if words:
            said = words if address in self.withheld.said_at else ""
            return Answer(address, called, said, alias=alias, withheld=words)
        return Answer(address, called, text, shape, alias)

    def references(self, path: Path, targets: tuple[Target, ...]) -> Answer:
        """The answer at `path` that points at others, which is not withheld."""
        if not targets:
            return self._blanks[path, "references"]
        address, called, alias = self._heads[path]
        words = "; ".join(target.title for target in targets)
        return Answer(address, called, words, "references", alias, targets)

    def entry(self, part: Part) -> Entry:
        """A part with every answer it holds or could hold."""
        told = _PLANS[type(part)]
        if isinstance(part, model.Figure) and part.suppressed and self.withheld.is_public:
            told = tuple(each for each in told if each[0] not in ("value", "unit", "comparator"))
        if isinstance(part, model.Effect) and self.form.asks_each_aim:  # the row, or its table, says it
            told = tuple(each for each in told if each[0] != "aim")
        path = part.path
        parts = {
            name: self._node(name, getattr(part, name), (*path, key), teller) for name, key, teller in told
        }
        shape: Literal["entry", "person"] = "person" if isinstance(part, model.Person) else "entry"
        address, label, _ = self._heads[path]
        return Entry(address, label, parts, shape, anchor(path), withheld=self.withheld.at(path))

    def _node(self, name: str, value: object, path: Path, teller: Teller | None) -> Node:
        if teller is not None:
            return teller(self, value, path)
        if isinstance(value, str):
            return self.answer(path, value, _shape(name, value))
        if isinstance(value, Part):
            return self.entry(value)
        if isinstance(value, tuple):
            return self.entries(value, path)
        if isinstance(value, Mapping):
            return Entries(
                dotted(path),
                self.label(path),
                tuple(self._mapped(value, path)),
                withheld=self.withheld.at(path),
            )
        return self.answer(path, self.words(value), _shape(name, value))

    def entries(self, items: Iterable[Part | str], path: Path) -> Entries:
        """A list, whose items are parts or texts."""
        label = self.label(path)
        shape: Literal["words", "prose"] = "words" if path[-1] in _SHORT else "prose"
        told = (
            self.entry(item) if isinstance(item, Part) else self.answer((*path, index), item, shape, label)
            for index, item in enumerate(items)
        )
        return Entries(dotted(path), label, tuple(told), withheld=self.withheld.at(path))

    def _mapped(self, value: Mapping[str, Any], path: Path) -> Iterator[Node]:
        for key, item in value.items():
            if isinstance(item, str):
                yield self.answer((*path, key), item, "prose")
            elif isinstance(item, Part):
                yield self.entry(item)
            else:
                yield self.entries(item, (*path, key))

    def words(self, value: object) -> str:
        """A text, a date, a number or a yes or no, as it is printed."""
        if isinstance(value, str):
            return value
        if isinstance(value, When):
            return in_words(value)
        if isinstance(value, bool):
            return self.text("yes" if value else "no")
        return number(value) if isinstance(value, int | float) else ""

    def choice(self, kind: str, key: str, choices: Mapping[str, Choice] | None = None) -> str:
        """What the form calls a choice: its own label, a phrase such as `activity_type_closure`, or the key."""
        if not key:
            return ""
        if choices and key in choices:
            return choices[key].label
        return self.text(f"{kind}_{key}".replace(".", "_")) or in_plain_words(key)


class _Head(NamedTuple):
    """What is said of an answer before it is given."""

    field: str
    label: str
    alias: str


_MOST = 50_000
"""Addresses of which is kept what a form calls them."""


def _heads_of(form: Form) -> Mapping[Path, _Head]:
    def head(path: Path) -> _Head:
        pattern = tuple(["*" if isinstance(key, int) else key for key in path])
        found = form.field_of(pattern)
        label = found.label if found else in_plain_words(pattern[-1] if pattern else "")
        return _Head(dotted(path), label, _alias(form, path, label))

    return Kept(head, _MOST)


def _blanks_of(form: Form) -> Mapping[tuple[Path, Shape], Answer]:
    """Answers that are not given: most of what a form asks in most assessments."""
    heads = form.kept(_heads_of)

    def blank(key: tuple[Path, Shape]) -> Answer:
        address, label, alias = heads[key[0]]
        return Answer(address, label, "", key[1], alias)

    return Kept(blank, _MOST)


def _alias(form: Form, path: Path, label: str) -> str:
    """The label with the group that the answer is about, where its address names one."""
    if len(path) > 2 and path[0] in ("impacts", "duty") and str(path[1]) in form.groups:
        return f"{form.group_label(str(path[1]))}: {label}"
    return label


@lru_cache(maxsize=4096)
def anchor(path: Path) -> str:
    """The anchor of the part at `path`: `evidence-2`. It has letters, digits and hyphens only."""
    return re.sub(r"[^A-Za-z0-9]+", "-", "-".join(str(key) for key in path))


def in_plain_words(key: str) -> str:
    """A name in the file as words: `service_change` is “Service change”."""
    words = key.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def number(value: float) -> str:
    """A number as people write it: `1,250`, `66.7`."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.10f}".rstrip("0")


def _opening(text: str) -> str:
    """The beginning of a text, without its Markdown marks."""
    return quote(re.sub(r"[*_`#]", "", text), 80).strip("“”")


_Plan = tuple[tuple[str, str, Teller | None], ...]


def _planned(kind: type[Part]) -> _Plan:
    return tuple(
        (item.name, key_of(kind, item.name), _TOLD.get((kind, item.name)))
        for item in fields(kind)
        if item.name != "path" and (kind, item.name) not in NOT_PRINTED
    )


_PLANS: Final[Mapping[type[Part], _Plan]] = Kept(_planned, _MOST)
"""What a kind of part shows to readers: the name, its key in the file, and what tells it."""


def _shape(name: str, value: object) -> Literal["words", "prose", "link"]:
    if name in ("url", "report_url"):
        return "link"
    return "prose" if isinstance(value, str) and name in _PROSE else "words"


def _choice(choices: str = "") -> Teller:
    """One of several: of the form's own `choices`, or of those every form has."""

    def tell(printer: Printer, key: str, path: Path) -> Answer:
        if not key:
            return printer.answer(path, "")
        kind = ".".join(str(part) for part in path if not isinstance(part, int))
        return printer.answer(path, printer.choice(kind, key, getattr(printer.form, choices, None)))

    return tell


def _choices(printer: Printer, keys: Iterable[str], path: Path) -> Answer:
    """Several of several, as a list in a sentence."""
    kind = ".".join(str(part) for part in path if not isinstance(part, int))
    return printer.answer(path, ", ".join(printer.choice(kind, key) for key in keys))


def _groups(printer: Printer, keys: tuple[str, ...], path: Path) -> Answer:
    return printer.answer(path, printer.form.group_labels(keys))


def _group(printer: Printer, key: str, path: Path) -> Answer:
    return printer.answer(path, printer.form.group_label(key))


def _limbs(printer: Printer, keys: tuple[str, ...], path: Path) -> Answer:
    limbs = {key: limb for group in printer.form.limbs.values() for key, limb in group.items()}
    return printer.answer(path, "; ".join(printer.choice("limb", key, limbs) for key in keys))


def _references(attribute: Literal["evidence", "actions"]) -> Teller:
    def tell(printer: Printer, keys: str | tuple[str, ...], path: Path) -> Answer:
        if printer.withheld.at(path):
            return printer.answer(path, "")
        known: Mapping[str, Target] = getattr(printer, attribute)
        names = (keys,) if isinstance(keys, str) else keys
        return printer.references(path, tuple(known.get(key, Target("", key)) for key in names if key))

    return tell


def _suppressed(printer: Printer, hidden: bool | None, path: Path) -> Answer:
    """What stands for a number that is too small to publish."""
    return printer.answer(path, printer.text("suppressed") if hidden else "")


def _further_answers(printer: Printer, given: Mapping[str, str], path: Path) -> Answer | Entry:
    """The questions that only this form asks, and any other that was answered."""
    if dotted(path) in printer.withheld.words and not printer.form.answers:
        return printer.answer(path, "")
    asked = {key: question.label for key, question in printer.form.answers.items()}
    parts = {
        key: printer.answer((*path, key), given.get(key, ""), "prose", asked.get(key) or in_plain_words(key))
        for key in dict.fromkeys([*asked, *given])
    }
    return Entry(dotted(path), printer.label(path), parts, withheld=printer.withheld.at(path))


def _yes_or_no(printer: Printer, word: str, path: Path) -> Answer:
    """The answer to a relevance question, which is written at the question's own address."""
    words = printer.text(word) if word in ("yes", "no") else word
    question = printer.form.questions.get(str(path[-2]))
    return printer.answer(
        path[:-1], words, label=question.text if question else in_plain_words(str(path[-2]))
    )


def _explanation(printer: Printer, words: str, path: Path) -> Answer:
    """Why an aim is relevant, which is written at the cell's own address."""
    return printer.answer(path[:-1], words, "prose")


def _translations(printer: Printer, given: Mapping[str, model.Translation], path: Path) -> Entry:
    """Title and summary in each language the form asks for, and in any other that was given."""
    own = printer.assessment.language or "en"
    asked = [language for language in printer.form.languages if language != own]
    parts = {
        language: _in_language(
            printer.entry(given.get(language, model.Translation(path=(*path, language)))), language
        )
        for language in dict.fromkeys([*asked, *given])
    }
    return Entry(dotted(path), printer.label(path), parts)


def _in_language(entry: Entry, language: str) -> Entry:
    parts = {
        name: replace(node, language=language) if isinstance(node, Answer) else node
        for name, node in entry.parts.items()
    }
    return replace(entry, parts=parts)


def _pounds(printer: Printer, value: float | None, path: Path) -> Answer:
    return printer.answer(path, "" if value is None else f"£{number(value)}")


_TOLD: Final[Mapping[tuple[type[Part], str], Teller]] = {
    (model.Assessment, "kind"): _choice("kinds"),
    (model.Assessment, "answers"): _further_answers,
    (model.Assessment, "status"): _choice("statuses"),
    (model.Assessment, "language"): _choice(),
    (model.Activity, "type"): _choice(),
    (model.Activity, "newness"): _choice(),
    (model.Activity, "capacity"): _choices,
    (model.Activity, "sectors"): _choices,
    (model.Budget, "saving"): _pounds,
    (model.Decision, "result"): _choice(),
    (model.Approval, "role"): _choice("roles"),
    (model.Approval, "result"): _choice(),
    (model.Relevance, "outcome"): _choice("relevance_outcomes"),
    (model.Scope, "groups_affected"): _groups,
    (model.Evidence, "kind"): _choice(),
    (model.Evidence, "quality"): _choice(),
    (model.Evidence, "groups"): _groups,
    (model.Figure, "group"): _group,
    (model.Figure, "suppressed"): _suppressed,
    (model.EvidenceGap, "groups"): _groups,
    (model.EvidenceGap, "action"): _references("actions"),
    (model.Engagement, "status"): _choice(),
    (model.Engagement, "groups"): _groups,
    (model.Answer, "answer"): _yes_or_no,
    (model.DutyCell, "explanation"): _explanation,
    (model.DutyCell, "limbs"): _limbs,
    (model.Effect, "direction"): _choice("directions"),
    (model.Effect, "aim"): _choice("aims"),
    (model.Effect, "level"): _choice("levels"),
    (model.Effect, "likelihood"): _choice("likelihoods"),
    (model.Effect, "population"): _choice(),
    (model.Effect, "evidence"): _references("evidence"),
    (model.Effect, "actions"): _references("actions"),
    (model.Residual, "direction"): _choice("directions"),
    (model.Residual, "level"): _choice("levels"),
    (model.Intersection, "groups"): _groups,
    (model.Intersection, "direction"): _choice("directions"),
    (model.Discrimination, "direct"): _choice(),
    (model.Discrimination, "indirect"): _choice(),
    (model.Discrimination, "harassment"): _choice(),
    (model.Discrimination, "victimisation"): _choice(),
    (model.SocioEconomic, "direction"): _choice("directions"),
    (model.SocioEconomic, "evidence"): _references("evidence"),
    (model.SocioEconomic, "actions"): _references("actions"),
    (model.Action, "groups"): _groups,
    (model.Action, "status"): _choice(),
    (model.Recommendation, "outcome"): _choice("outcomes"),
    (model.Measure, "groups"): _groups,
    (model.Publication, "publish"): _choice(),
    (model.Publication, "translations"): _translations,
}
"""How the answers that are choices, groups or references are said."""
