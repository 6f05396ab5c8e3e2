"""The forms at hand: the organisation's own and those that come with the program.

A form is a folder with a `form.yaml`. It may extend another; what it does not say, it inherits: data, templates
and house style alike.
"""

import difflib
import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from eia import form as forms
from eia import ready_form, resources, rules, source
from eia.findings import Finding, Path, Problem, Severity
from eia.form import Form
from eia.placing import in_order, placed
from eia.schema import Checker, compose
from eia.source import Document
from eia.value import Alike

FORM = "form.yaml"
"""The file that makes a folder a form."""
NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z")
"""What a form can be called; anything else is never looked for on the disk."""


class Fault(Alike):
    """A kind of finding about forms, with its page in the guide."""

    name: str
    page: str


FAULTS: Mapping[str, Fault] = {
    "FRM001": Fault(
        "unknown-form",
        """There is no form of that name.

## Why it matters
The form says which questions are asked and what they are called. Without it nothing can be checked.

## What to do
Correct the name, or add the form's folder to the organisation's own forms. `eia new --help` lists the forms at
hand.
""",
    ),
    "FRM002": Fault(
        "circular-form",
        """A form extends itself, directly or by way of others.

## Why it matters
What a form inherits could never be worked out.

## What to do
Change `extends` in one of the forms named, so that the chain ends with a form that extends nothing.
""",
    ),
    "FRM003": Fault(
        "unknown-name-in-form",
        """A form uses a name that it does not define.

## Why it matters
An order, an aim or an outcome that points at nothing is a question lost from the form.

## What to do
Correct the name, or define it in this form or in the one it extends.
""",
    ),
    "FRM004": Fault(
        "incomplete-form",
        """A form lacks something that every form needs.

## Why it matters
Without groups, aims, directions, outcomes or statuses there is nothing to assess against.

## What to do
Extend a form that has it (`extends: england`), or add it.
""",
    ),
    "FRM005": Fault(
        "misplaced-form",
        """A form's name differs from its folder's.

## Why it matters
Assessments name the form; the program looks for a folder of that name.

## What to do
Rename the folder or change `form:`, so that the two are the same.
""",
    ),
    "FRM006": Fault(
        "form-of-another-nation",
        """The form follows the law of another nation than the organisation's.

## Why it matters
The duty and its groups differ: in Wales and Scotland other regulations say what has to be assessed and published, and
in Northern Ireland section 75 of the Northern Ireland Act 1998 applies instead of section 149 of the Equality Act 2010.
A form for one nation does not ask what the law of another requires.

It is found only where `eia.yaml` says the organisation's nation, as `jurisdiction`. It is a finding about the
settings and no rule: two settings contradict each other, whatever the assessment says, so nobody can waive it.

## What to do
Choose a form for the organisation's own nation, or correct `jurisdiction` in `eia.yaml`.
""",
    ),
}


class UnknownForm(Exception):
    """No folder at hand has a form of this name; `nearest` is the likeliest one meant, or empty."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        self.name = name
        self.names = tuple(names)
        self.nearest = next(iter(difflib.get_close_matches(name, self.names, n=1)), "")
        super().__init__(self.problem.message)

    @property
    def problem(self) -> Problem:
        """The same, as a problem of an assessment's `form`."""
        listed = ", ".join(f"`{name}`" for name in self.names)
        meant = f"Did you mean `{self.nearest}`? " if self.nearest else ""
        return Problem(
            ("form",), f"There is no form called “{self.name}”", f"{meant}The forms at hand are {listed}."
        )


class BrokenForm(Exception):
    """A form's own file has something wrong; `document` is the file, `findings` what was found in it."""

    def __init__(self, document: Document, findings: tuple[Finding, ...]) -> None:
        self.document = document
        self.findings = findings
        super().__init__(f"{document.name}: {findings[0].message}")


class _Layer(Alike):
    """One form's own file, before it is merged with what it extends."""

    folder: pathlib.Path
    data: dict[str, Any]

    @cached_property
    def document(self) -> Document:
        """The file, with the places of what it says: asked for only where something is wrong with it."""
        return _read(self.folder)


class Library:
    """The forms in some folders; those that come with the program are always there, and come last."""

    def __init__(self, folders: Iterable[pathlib.Path] = ()) -> None:
        self._folders = (*folders, resources.templates())
        self._forms: dict[tuple[str, str], Form] = {}
        self._checkers: dict[str, Checker] = {}
        self._lineages: dict[str, tuple[_Layer, ...]] = {}

    def names(self) -> tuple[str, ...]:
        """The names of every form at hand, in alphabetical order."""
        found = {
            file.parent.name for base in self._folders if base.is_dir() for file in base.glob(f"*/{FORM}")
        }
        return tuple(sorted(name for name in found if NAME.match(name)))

    def own_files(self) -> Iterator[tuple[str, pathlib.Path]]:
        """The name and the file of every form that does not come with the program, whether it can be used or not."""
        for base in self._folders[:-1]:
            if base.is_dir():
                yield from ((f"{base.name}/{file.parent.name}", file) for file in base.glob(f"*/{FORM}"))

    def is_own(self, name: str) -> bool:
        """Whether the form is the organisation's own, not one that comes with the program.

        Raises:
            UnknownForm: there is none of that name.
        """
        return self._folder(name).parent != resources.templates()

    def form(self, name: str, language: str = "en") -> Form:
        """The form called `name`, with what it extends merged in.

        Raises:
            UnknownForm: there is none.
            BrokenForm: its file, or that of a form it extends, has something wrong.
        """
        key = (name, language)
        if key not in self._forms:
            layers = self._lineage(name)
            merged: dict[str, Any] = {}
            inherited: dict[str, Any] = {}
            for layer in reversed(layers):
                inherited, merged = merged, forms.merge(merged, layer.data)
            findings = (*_incoherences(layers[0], merged), *_departures(layers[0], inherited, merged))
            if findings:
                raise BrokenForm(layers[0].document, findings)
            lineage = tuple(layer.folder.name for layer in layers)
            self._forms[key] = forms.build(name, merged, lineage, language)
        return self._forms[key]

    def own(self, name: str) -> Mapping[str, Any]:
        """What the form's own file says, without what it inherits.

        Raises:
            UnknownForm, BrokenForm: as `form`.
        """
        return self._lineage(name)[0].data

    def merged(self, name: str) -> dict[str, Any]:
        """What the form says with what it inherits, as its file would say it.

        Raises:
            UnknownForm, BrokenForm: as `form`.
        """
        merged: dict[str, Any] = {}
        for layer in reversed(self._lineage(name)):
            merged = forms.merge(merged, layer.data)
        return merged

    def schema(self, name: str) -> dict[str, Any]:
        """The schema of an assessment on this form, for checking and for editors (JSON Schema 2020-12).

        Raises:
            UnknownForm, BrokenForm: as `form`.
        """
        return compose(self._core, self.form(name))

    def checker(self, name: str) -> Checker:
        """What tells where data does not have the shape of this form; kept from call to call.

        Raises:
            UnknownForm, BrokenForm: as `form`.
        """
        if name not in self._checkers:
            self._checkers[name] = Checker(self.schema(name), self.form(name).label)
        return self._checkers[name]

    def folders_of(self, name: str) -> tuple[pathlib.Path, ...]:
        """The folders of a form and of those it extends, nearest first.

        Raises:
            UnknownForm, BrokenForm: as `form`.
        """
        return tuple(layer.folder for layer in self._lineage(name))

    def file(self, name: str, filename: str) -> pathlib.Path:
        """The form's file of that name, its own or the nearest it inherits.

        Raises:
            UnknownForm, BrokenForm: as `form`.
            FileNotFoundError: neither the form nor any it extends has such a file.
        """
        for folder in self.folders_of(name):
            if (folder / filename).is_file():
                return folder / filename
        raise FileNotFoundError(f"the form {name} has no {filename}")

    def files(self, name: str, filename: str) -> tuple[pathlib.Path, ...]:
        """The files of that name that the form adds up, what it extends first, its own last: style sheets.

        Raises:
            UnknownForm, BrokenForm: as `form`.
            FileNotFoundError: neither the form nor any it extends has such a file.
        """
        found = tuple(folder / filename for folder in self.folders_of(name) if (folder / filename).is_file())
        if not found:
            raise FileNotFoundError(f"the form {name} has no {filename}")
        return found[::-1]

    @cached_property
    def _core(self) -> dict[str, Any]:
        return resources.schema("assessment")

    @cached_property
    def _form_checker(self) -> Checker:
        return Checker(resources.schema("form"))

    def _lineage(self, name: str) -> tuple[_Layer, ...]:
        if name not in self._lineages:
            layers = [self._layer(name)]
            while "extends" in layers[-1].data:
                parent = str(layers[-1].data["extends"])
                chain = [layer.folder.name for layer in layers]
                if parent in chain:
                    told = " → ".join([*chain, parent])
                    hint = "Change `extends` so that the chain ends with a form that extends nothing."
                    raise _refusal(
                        layers[-1].document, "FRM002", ("extends",), f"The form extends itself: {told}", hint
                    )
                layers.append(self._parent(layers[-1], parent))
            self._lineages[name] = tuple(layers)
        return self._lineages[name]

    def _parent(self, child: _Layer, name: str) -> _Layer:
        try:
            return self._layer(name)
        except UnknownForm as unknown:
            problem = unknown.problem
            raise _refusal(child.document, "FRM001", ("extends",), problem.message, problem.hint) from None

    def _layer(self, name: str) -> _Layer:
        folder = self._folder(name)
        ready = ready_form.read(folder / FORM) if folder.parent == resources.templates() else None
        if ready is not None and ready["form"] == name:
            return _Layer(folder, ready)
        document = _read(folder)
        if document.data is None:
            raise BrokenForm(document, document.findings)
        faults = [
            placed(document, fault.code, Severity.ERROR, fault.problem)
            for fault in self._form_checker.faults(document.data)
        ]
        found = (*document.findings, *faults)
        if any(finding.severity is Severity.ERROR for finding in found):
            raise BrokenForm(document, in_order(found))
        if document.data["form"] != name:
            message = f"The form calls itself “{document.data['form']}”, but its folder is called “{name}”"
            raise _refusal(document, "FRM005", ("form",), message, "Rename the folder, or change `form:`.")
        return _Layer(folder, document.data)

    def _folder(self, name: str) -> pathlib.Path:
        if NAME.match(name):
            for base in self._folders:
                if (base / name / FORM).is_file():
                    return base / name
        raise UnknownForm(name, self.names())


def _read(folder: pathlib.Path) -> Document:
    file = folder / FORM
    return source.read(file, _shown(file))


def _shown(file: pathlib.Path) -> str:
    """The file as a reader would name it: from the current folder where that is shorter."""
    try:
        return str(file.relative_to(pathlib.Path.cwd()))
    except ValueError:
        return str(file)


def _fault(document: Document, code: str, path: Path, message: str, hint: str) -> Finding:
    return placed(document, code, Severity.ERROR, Problem(path, message, hint))


def _refusal(document: Document, code: str, path: Path, message: str, hint: str) -> BrokenForm:
    return BrokenForm(document, (_fault(document, code, path, message, hint),))


_NEEDED = ("groups", "aims", "directions", "relevance", "outcomes", "statuses", "kinds", "sections", "fields")


def _incoherences(layer: _Layer, merged: Mapping[str, Any]) -> Iterator[Finding]:
    """Where the merged form lacks a part, or points at something that is not there."""
    for part in _NEEDED:
        if not merged.get(part):
            hint = "Extend a form that has it, such as `extends: england`, or add it."
            yield _fault(layer.document, "FRM004", (part,), f"The form has no `{part}`", hint)
    for path, name in _unnamed(merged):
        hint = f"Add `{path[-1]}:` with the words that officers and readers see."
        yield _fault(layer.document, "FRM004", path, f"“{name}” has no `{path[-1]}`", hint)
    for path, name, known in (*_orders(layer.data, merged), *_pointers(merged)):
        if name not in known:
            near = difflib.get_close_matches(str(name), [str(item) for item in known], n=1)
            hint = f"Did you mean `{near[0]}`?" if near else f"Choose from {', '.join(map(str, known))}."
            message = f"The form names “{name}”, which it does not define"
            yield _fault(layer.document, "FRM003", path, message, hint)


_OF_EVERY_RULE = frozenset({"off", "severity", "due", "kinds", "reason"})
"""What a form can say of any rule; the rest of a setting are the rule's own numbers."""


def _departures(layer: _Layer, inherited: Mapping[str, Any], merged: Mapping[str, Any]) -> Iterator[Finding]:
    """Where a form that builds on another tunes what is no rule, or a rule's numbers wrongly or without a reason."""
    own = _inside(layer.data, ("rules",))
    if not inherited or not own:
        return
    for code, setting in own.items():
        if rules.find(code) is None and code not in _inside(inherited, ("rules",)):
            codes = [item.code for item in rules.all_rules()]
            near = difflib.get_close_matches(code, codes, n=1)
            hint = f"Did you mean `{near[0]}`?" if near else "`eia rules` lists them all."
            yield _fault(layer.document, "FRM003", ("rules", code), f"There is no rule {code}", hint)
            continue
        numbers, left = _numbers(inherited, code), _numbers(merged, code)
        for name in left:
            if name not in numbers:
                hint = (
                    f"Its numbers are {', '.join(f'`{item}`' for item in numbers)}."
                    if numbers
                    else "It has none."
                )
                message = f"{code} has no number “{name}”"
                yield _fault(layer.document, "FRM003", ("rules", code, name), message, hint)
        for name, usual in numbers.items():
            if name not in left:
                message = f"{code} cannot do without its number “{name}”"
                yield _fault(
                    layer.document, "FRM004", ("rules", code, name), message, f"It is usually {usual}."
                )
        if left != numbers and not (setting or {}).get("reason"):
            message = f"The form changes a number of {code} and does not say why"
            hint = "Add `reason:` with a sentence that a reader outside would accept."
            yield _fault(layer.document, "FRM004", ("rules", code, "reason"), message, hint)


def _numbers(form: Mapping[str, Any], code: str) -> dict[str, Any]:
    """The rule's own numbers, as the form sets them."""
    setting = _inside(form, ("rules", code))
    return {name: value for name, value in setting.items() if name not in _OF_EVERY_RULE}


_WORDED: Mapping[Path, str] = {
    ("groups",): "label",
    ("aims",): "label",
    ("directions",): "label",
    ("levels",): "label",
    ("likelihoods",): "label",
    ("relevance", "questions"): "text",
    ("relevance", "outcomes"): "label",
    ("outcomes",): "label",
    ("action_categories",): "label",
    ("roles",): "label",
    ("statuses",): "label",
    ("kinds",): "label",
    ("sections",): "heading",
    ("fields",): "label",
    ("answers",): "label",
    ("duties",): "label",
    ("must_state",): "label",
    ("terms",): "say",
}
"""The parts of a form whose items need words of their own, and what those are called."""


def _unnamed(merged: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every item that has no words to show: the path they would have, and the item's name."""
    for part, words in _WORDED.items():
        for name, item in _inside(merged, part).items():
            if not item.get(words):
                yield (*part, name, words), str(name)


def _orders(own: Mapping[str, Any], merged: Mapping[str, Any]) -> Iterator[tuple[Path, Any, Iterable[Any]]]:
    """Every name in an order that the form itself gives; an inherited one may name what was taken away."""
    orders: tuple[tuple[Path, Path], ...] = (
        (("group_order",), ("groups",)),
        (("section_order",), ("sections",)),
        (("action_category_order",), ("action_categories",)),
        (("relevance", "question_order"), ("relevance", "questions")),
    )
    for path, known in orders:
        for index, name in enumerate(_inside(own, path) or ()):
            yield (*path, index), name, _inside(merged, known) or ()


def _inside(data: Any, path: Path) -> Any:
    for key in path:
        data = data.get(key) or {}
    return data


def _pointers(merged: Mapping[str, Any]) -> Iterator[tuple[Path, Any, Iterable[Any]]]:
    """Every name that points at another part of the form: where it stands, the name, the names there are."""
    relevance = merged.get("relevance") or {}
    aims = merged.get("aims") or {}
    for key, group in (merged.get("groups") or {}).items():
        for index, aim in enumerate(group.get("aims") or ()):
            yield ("groups", key, "aims", index), aim, aims
    outcomes = relevance.get("outcomes") or {}
    for key, question in (relevance.get("questions") or {}).items():
        for answer in ("when_yes", "when_no"):
            if question.get(answer):
                yield ("relevance", "questions", key, answer), question[answer], outcomes
