"""Whether groups, aims, directions and levels are those of the form."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from eia.findings import Path, Problem, Severity
from eia.form import Choice, Form, Group, in_a_sentence
from eia.kept import Kept
from eia.model import Assessment, DutyCell
from eia.parts import Part, placed
from eia.rules import rule
from eia.rules.effects import groups_meant
from eia.schema.nearest import nearest
from eia.text import quote


@rule(
    "IMP014",
    Severity.ERROR,
    due="draft",
    basis="an answer must be one that the form offers",
    kinds=("screening", "full", "cumulative"),
)
def word_not_on_the_form(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A group, aim, direction or level is not one that the form has.

    ## Why it matters
    Reports, rules and counts across assessments know the form's own words only. An answer under a name the form does
    not have would appear in no row of the table.

    ## What to do
    Use the form's word; the editor offers them. A group the form does not have goes under its row for other groups,
    if there is one, or is named as a subgroup in the nearest row.

    ## Flagged
    ```yaml
    scope:
      groups_affected: [age, gender] # IMP014
    impacts:
      disability:
        - direction: quite bad # IMP014
          description: Blind users lose the weekly hour in which staff read to them.
    ```
    ```yaml
    impacts:
      women: # IMP014
        - direction: negative
          description: Women, who make most short trips on foot, lose the crossing at the school.
    ```

    ## Accepted
    ```yaml
    scope:
      groups_affected: [age, sex]
    impacts:
      disability:
        - direction: negative
          level: high
          subgroups: [blind people]
          description: Blind users lose the weekly hour in which staff read to them.
    ```
    """
    for word in _unknown(assessment, form):
        message = f"{quote(word.written)} is not {word.kind} on this form"
        is_name = word.path[-1] == word.written
        yield Problem(word.path, message, _what_to_choose(word, form), at_name=is_name)


class _Word(NamedTuple):
    """One word that must be the form's own."""

    path: Path
    written: str
    kind: str
    """What it should be, with its article: “a group”."""
    choices: Mapping[str, Choice | Group]


_Question = tuple[str, str, Mapping[str, Choice | Group]]
"""An attribute, what the word in it should be, and which there are."""
_PARTS = 64
"""Kinds of part of which it is kept where such words stand: more than there are."""


def _unknown(assessment: Assessment, form: Form) -> Iterator[_Word]:
    """Every word that should be a group, aim, direction or level of the form, and is none."""
    for group in assessment.impacts:
        if group not in form.groups:
            yield _Word(("impacts", group), group, "a group", form.groups)
    for aim in assessment.duty.not_relevant:
        if aim not in form.aims:
            yield _Word(assessment.duty.at("not_relevant", aim), aim, "an aim of the duty", form.aims)
    asked = form.kept(_asked)
    for part in assessment.parts():
        for name, kind, choices in asked[type(part)]:
            if written := getattr(part, name):
                if isinstance(written, str):
                    if written not in choices:
                        yield _Word(part.at(name), written, kind, choices)
                elif any(word not in choices for word in written):
                    unknown = ((at, word) for at, word in placed(written) if word not in choices)
                    yield from (_Word(part.at(name, at), word, kind, choices) for at, word in unknown)
    for cell in assessment.duty.cells:
        yield from _unknown_of_the_duty(cell, form)


def _unknown_of_the_duty(cell: DutyCell, form: Form) -> Iterator[_Word]:
    if cell.group not in form.groups:
        yield _Word(cell.path[:2], cell.group, "a group", form.groups)
    if cell.aim not in form.aims:
        yield _Word(cell.path, cell.aim, "an aim of the duty", form.aims)
    else:
        part, choices = f"a part of the aim {quote(form.aims[cell.aim].label)}", form.limbs.get(cell.aim, {})
        for index, limb in placed(cell.limbs):
            if limb not in choices:
                yield _Word(cell.at("limbs", index), limb, part, choices)


def _asked(form: Form) -> Kept[type[Part], tuple[_Question, ...]]:
    """Kind of part → its attributes that hold such a word; none for a cell of the duty, where the aim decides."""
    kinds: Mapping[str, tuple[str, Mapping[str, Choice | Group]]] = {
        "group": ("a group", form.groups),
        "groups": ("a group", form.groups),
        "groups_affected": ("a group", form.groups),
        "aim": ("an aim of the duty", form.aims),
        "direction": ("a direction", form.directions),
        "level": ("a level", form.levels),
        "likelihood": ("a likelihood", form.likelihoods),
    }
    return Kept(
        lambda part: tuple(
            (name, *kinds[name])
            for name in kinds
            if name in part.__dataclass_fields__ and part is not DutyCell
        ),
        _PARTS,
    )


def _what_to_choose(word: _Word, form: Form) -> str:
    if not word.choices:
        return "The form does not ask for it: delete the line."
    if word.choices is form.groups:
        meant = groups_meant(word.written, form)
        if len(meant) > 1:
            return (
                f"Give {form.group_labels(meant)} a row each: {in_a_sentence(f'`{key}`' for key in meant)}."
            )
    else:
        near = nearest(word.written, {key: choice.label for key, choice in word.choices.items()}, 0.6)
        meant = (near,) if near else ()
    if meant:
        return f"Did you mean `{meant[0]}`? Write it as it stands there."
    return f"Choose {in_a_sentence((f'`{key}`' for key in word.choices), last='or')}."
