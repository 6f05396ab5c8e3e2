"""One form's schema: the core, with the form's own groups, questions, choices, labels and guidance put in.

It is what the check uses and what an editor is given, so a question's wording and guidance, written once in
`form.yaml`, show up while the officer types. Whatever is not essential may be left blank in it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from eia.findings import Path
from eia.form import Choice, Field, Form, Group, Question, Role

from .blanks import with_blanks
from .tree import GROUP_ROWS

Node = Mapping[str, Any]


def compose(core: Node, form: Form) -> dict[str, Any]:
    """The schema of an assessment on `form` (JSON Schema 2020-12), self-contained, keys in a fixed order.

    Args:
        core: `schemas/assessment.schema.json`; it is not changed.
        form: the form, with what it extends merged in.
    """
    return _Composer(core, form).schema()


class _Composer:
    def __init__(self, core: Node, form: Form) -> None:
        self._form = form
        self._core = core
        self._given = _definitions(core["$defs"], form)
        self._made: dict[str, dict[str, Any]] = {}

    def schema(self) -> dict[str, Any]:
        root = dict(self._core)
        root["$id"] = f"{self._form.key}.schema.json"
        root["title"] = self._form.name
        root["properties"] = _questions(root["properties"], self._form, root["$defs"])
        named = self._named(root, ())
        named["$defs"] = dict(sorted(self._made.items()))
        return with_blanks(named)

    def _named(self, node: Node, path: Path) -> dict[str, Any]:
        """The node with the form's wording, for itself and for all it holds."""
        made = dict(node)
        self._word(made, path)
        if "$ref" in made:
            made["$ref"] = f"#/$defs/{self._definition(made['$ref'].rpartition('/')[2], path)}"
        self._inner(made, path)
        return made

    def _inner(self, made: dict[str, Any], path: Path) -> None:
        if "properties" in made:
            made["properties"] = {
                key: self._named(part, (*path, key)) for key, part in made["properties"].items()
            }
        for keyword in ("items", "additionalProperties"):
            if isinstance(made.get(keyword), Mapping):
                made[keyword] = self._named(made[keyword], (*path, "*"))

    def _word(self, made: dict[str, Any], path: Path) -> None:
        if len(path) == 2 and path[0] in GROUP_ROWS and path[1] in self._form.groups:
            return
        said = self._form.field_of(path) if path else None
        if said:
            made["title"] = said.label
            if said.guidance:
                made["description"] = _together(made.get("description", ""), said.guidance)

    def _definition(self, name: str, path: Path) -> str:
        """The name under which the definition stands, worded for `path`; shared wherever the words agree."""
        worded = dict(self._given[name])
        if "$ref" in worded:
            worded["$ref"] = f"#/$defs/{self._definition(worded['$ref'].rpartition('/')[2], path)}"
        self._inner(worded, path)
        wanted, number = name, 1
        while wanted in self._made and self._made[wanted] != worded:
            number += 1
            wanted = f"{name}_{number}"
        self._made[wanted] = worded
        return wanted


def _together(teaching: str, guidance: str) -> str:
    """The core's teaching and the form's guidance, one after the other, neither twice."""
    if guidance in teaching:
        return teaching
    return f"{teaching}\n\n{guidance}" if teaching else guidance


def _definitions(core: Mapping[str, Node], form: Form) -> dict[str, Node]:
    """The core's definitions, with the form's vocabulary."""
    given: dict[str, Any] = {name: dict(node) for name, node in core.items()}
    for name, choices in (
        ("group", form.groups.values()),
        ("aim", form.aims.values()),
        ("direction", form.directions.values()),
        ("level", form.levels.values()),
    ):
        given[name] |= _enumeration(choices)
    limbs = {key: limb for aim in form.limbs.values() for key, limb in aim.items()}
    _extend(given, "effect", "likelihood", _enumeration(form.likelihoods.values()))
    _extend(given, "action_item", "category", _enumeration(form.action_categories.values()))
    _extend(given, "approval", "role", _enumeration(form.roles.values()))
    parts = given["duty_cell"]["properties"]["limbs"]
    _extend(given, "duty_cell", "limbs", {"items": parts["items"] | _enumeration(limbs.values())})
    given["answer"] |= {"x-told-by": "REL001"}
    _extend(given, "answer", "answer", {"x-told-by": "REL001"})
    return given


def _extend(given: dict[str, Any], name: str, key: str, more: Node) -> None:
    """Say more about the property `key` of the definition `name`."""
    properties = given[name]["properties"]
    given[name]["properties"] = properties | {key: properties[key] | more}


def _enumeration(choices: Iterable[Choice | Group | Role]) -> dict[str, Any]:
    """The choices as `enum`, each with its label and guidance for editors; nothing when there are none."""
    listed = tuple(choices)
    if not listed:
        return {}
    return {
        "enum": [choice.key for choice in listed],
        "enumDescriptions": [_described(choice.label, _guidance(choice)) for choice in listed],
    }


def _guidance(choice: Choice | Group | Role) -> str:
    if isinstance(choice, Choice):
        return choice.guidance
    return choice.definition if isinstance(choice, Group) else ""


def _described(label: str, guidance: str) -> str:
    """The label, and the guidance as a paragraph after it."""
    return f"{label}\n\n{guidance}" if guidance else label


def _questions(core: Mapping[str, Node], form: Form, teaching: Mapping[str, Node]) -> dict[str, Node]:
    """The core's questions, with those of the form, its groups and its choices.

    Args:
        core: the core's properties.
        form: the form.
        teaching: the core's definitions, whose descriptions go with the form's.
    """
    given: dict[str, Any] = dict(core)
    given["form"] = {**core["form"], "enum": [form.key], "enumDescriptions": [form.name]}
    del given["form"]["type"]
    given["kind"] = given["kind"] | _kept(core["kind"]["enum"], form.kinds)
    given["status"] = given["status"] | _kept(core["status"]["enum"], form.statuses)
    given["relevance"] = _relevance(core["relevance"], form, teaching["answer"]["description"])
    given["duty"] = _duty(core["duty"], form, teaching["duty_cell"]["description"])
    given["impacts"] = _rows(core["impacts"], form.groups.values())
    given["recommendation"] = _with(core["recommendation"], outcome=_enumeration(form.outcomes.values()))
    given["answers"] = _answers(core["answers"], form.answers)
    return given


def _kept(known: Iterable[str], called: Mapping[str, Choice]) -> dict[str, Any]:
    """The core's own choices, as the form calls them, without those it takes away."""
    return _enumeration(called[key] for key in known if key in called)


def _with(node: Node, **more: Node) -> dict[str, Any]:
    """The node, with more said about some of its properties."""
    properties = node["properties"]
    return {**node, "properties": properties | {key: properties[key] | said for key, said in more.items()}}


def _relevance(core: Node, form: Form, teaching: str) -> dict[str, Any]:
    answer = core["properties"]["answers"]["additionalProperties"]
    asked = {key: _question(answer, item, teaching) for key, item in form.questions.items()}
    outcomes = _enumeration(form.relevance_outcomes.values())
    closed = {"properties": asked, "additionalProperties": False}
    return _with(core, answers=closed, outcome=outcomes)


def _question(answer: Node, question: Question, teaching: str) -> dict[str, Any]:
    return {**answer, "title": question.text, "description": _together(question.guidance, teaching)}


def _rows(core: Node, groups: Iterable[Group]) -> dict[str, Any]:
    """A part whose names are groups: one property a group, and no others."""
    row = core["additionalProperties"]
    named = {group.key: _row(row, group) for group in groups}
    return {
        **core,
        "properties": core.get("properties", {}) | named,
        "additionalProperties": False,
        "x-told-by": "IMP014",
    }


def _row(row: Node, group: Group) -> dict[str, Any]:
    return {**row, "title": group.label, "description": _together(row["description"], group.definition)}


def _duty(core: Node, form: Form, teaching: str) -> dict[str, Any]:
    made = _rows(core, (group for group in form.groups.values() if group.aims))
    cell = core["additionalProperties"]["additionalProperties"]
    for group in form.groups.values():
        if group.key in made["properties"]:
            aims = {key: form.aims[key] for key in group.aims if key in form.aims}
            made["properties"][group.key] |= _aims(cell, aims, teaching)
    reasons = made["properties"]["not_relevant"]
    reason = reasons["additionalProperties"]
    made["properties"]["not_relevant"] = reasons | _aims(reason, form.aims, reason["description"])
    return made


def _aims(part: Node, aims: Mapping[str, Choice], teaching: str) -> dict[str, Any]:
    """One property an aim, and no others; `part` is what each holds, `teaching` what is said of it."""
    return {
        "properties": {
            key: {**part, "title": aim.label, "description": _together(teaching, aim.guidance)}
            for key, aim in aims.items()
        },
        "additionalProperties": False,
        "x-told-by": "IMP014",
    }


def _answers(core: Node, asked: Mapping[str, Field]) -> dict[str, Any]:
    answer = core["additionalProperties"]
    properties = {
        key: {
            **answer,
            "title": item.label,
            "description": _together(item.guidance, answer["description"]),
        }
        for key, item in asked.items()
    }
    return {**core, "properties": properties, "additionalProperties": False}
