"""A form of one's own, made from one that is there: every word in it laid open, nothing else changed.

What belongs to an organisation is copied; the law and plain forms that it builds on are extended, so that they go on
being kept up to date. Beneath, both mean the same: a test holds the copy of each form to that.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from eia import form as forms
from eia.library import NAME, Library
from eia.render.template import REPORT

RESERVED: Final = frozenset(
    {
        *("assessment", "form", "project", "findings", "register", "history", "difference"),
        *("con", "prn", "aux", "nul", "new", "list", "copy", "check"),
    }
)
"""Names that schemas have, or that a system or a command would take for something else."""
_WIDTH: Final = 100
_LINE: Final = 120
"""Characters up to which a name and all it holds stand on one line."""


class BadName(Exception):
    """A form cannot be called so; `hint` says what it can be called."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True)
class Copy:
    """A form to be written."""

    name: str
    extends: str
    """The form it builds on."""
    files: Mapping[str, bytes]
    """Name → content, in the order to tell of them."""


def check_name(name: str, library: Library) -> None:
    """Refuse a name that a new form cannot have.

    Raises:
        BadName: it is no name for a form, or there is a form of that name.
    """
    if not NAME.match(name):
        raise BadName(
            f"A form cannot be called “{name}”",
            "Use small letters, digits, hyphens and `_`, a letter first, 40 at most: our-council.",
        )
    if name in RESERVED:
        raise BadName(
            f"A form cannot be called “{name}”: the word is taken", "Choose another name: our-council."
        )
    if name in library.names():
        raise BadName(f"There is a form called “{name}” already", "Choose another name. Nothing was written.")


def copied(library: Library, source: str, name: str, organisation: str, modeline: str = "") -> Copy:
    """The files of a form called `name` that says what the form `source` says.

    Args:
        library: where `source` is.
        source: the form to start from.
        name: the new form's name.
        organisation: whose form it will be; may be empty.
        modeline: where an editor finds the schema of a form, from its file; empty when nowhere.

    Raises:
        BadName: it cannot be called so.
        UnknownForm, BrokenForm: as `Library.form`.
    """
    check_name(name, library)
    form = library.form(source)
    owned = _owned(library, source)
    base = form.lineage[len(owned)] if len(owned) < len(form.lineage) else ""
    folders = library.folders_of(source)[: len(owned)]
    mine = _Wording(form.organisation, organisation)
    files: dict[str, bytes] = {}
    files["form.yaml"] = _form_file(library, source, owned, base, name, organisation, modeline, mine).encode()
    for folder in reversed(folders):
        for file in sorted(folder.glob("*.j2")):
            text = file.read_text(encoding="utf-8")
            for owner in owned:
                text = text.replace(f'"{owner}/', f'"{name}/').replace(f"'{owner}/", f"'{name}/")
            files[file.name] = mine.changed(text).encode()
    if REPORT not in files:
        owner = library.file(source, REPORT).parent.name
        files[REPORT] = _template(owner, form.sections).encode()
    files["report.css"] = mine.changed(_sheet(library, source, len(owned))).encode()
    files["report.typ"] = mine.changed(_print_sheet(library, source, len(owned))).encode()
    files["reference.docx"] = library.file(source, "reference.docx").read_bytes()
    order = ("form.yaml", "reference.docx", REPORT, "report.css", "report.typ")
    return Copy(name, base, {each: files[each] for each in (*order, *(f for f in files if f not in order))})


@dataclass(frozen=True)
class _Wording:
    """Puts one organisation's name where another's stands."""

    old: str
    new: str

    def changed(self, text: str) -> str:
        """The text about the new organisation; “the organisation” where its name is not known."""
        return text.replace(self.old, self.new or "the organisation") if self.old else text

    def throughout(self, value: Any) -> Any:
        """The same for every text in some data."""
        if isinstance(value, str):
            return self.changed(value)
        if isinstance(value, Mapping):
            return {key: self.throughout(item) for key, item in value.items()}
        return [self.throughout(item) for item in value] if isinstance(value, list) else value


def _owned(library: Library, source: str) -> tuple[str, ...]:
    """The forms of the lineage that belong to an organisation, nearest first; all if it extends nothing else."""
    lineage = library.form(source).lineage
    layers = [library.own(name) for name in lineage]
    number = next((place for place, layer in enumerate(layers) if not layer.get("organisation")), len(layers))
    return lineage[:number]


_HEADS: Final[Mapping[str, str]] = {
    "groups": "The groups of the impact table. `label` is what the form calls them. To add a group of your own, copy a "
    "line, give it `source: local` and `aims: []`, and words that show that a text speaks of it (`lexicon`).",
    "group_order": "The order of the groups in the tables.",
    "aims": "The three aims of the equality duty: only their wording is yours to change.",
    "directions": "What an impact can be called.",
    "levels": "How large an impact can be. `levels: null` if the form does not ask.",
    "likelihoods": "How likely an impact is. `likelihoods: null` if the form does not ask.",
    "relevance": "The relevance test: its questions, and what it can lead to.",
    "outcomes": "What an assessment can recommend.",
    "action_categories": "The kinds of action, each a heading in the action plan.",
    "action_category_order": "Their order.",
    "roles": "Who signs. `required: true` for those who must; `independent: true` for who must not be an author.",
    "statuses": "What the stages of an assessment are called.",
    "kinds": "What the kinds of assessment are called.",
    "section_order": "The parts of the form in their order: in the file that officers fill in, and in the report.",
    "sections": "The parts of the form: the heading of each, and the answers it asks for (`asks`) in their order. "
    "`null` takes a part away.",
    "fields": "What the form calls each answer, and the guidance that officers see as they type. `*` stands for any item.",
    "answers": "Questions that only your form asks. Put `answers` into the `asks` of a section.",
    "texts": "Every other phrase that a report prints: headings of columns, statements, what stands for no answer.",
    "lexicons": "Words that checks look for.",
    "terms": "Words that are better not used of people.",
    "rules": "What your organisation counts differently, each with its reason. `eia rules --form {name}` shows them all.",
}
"""What each part of a form is for, above it in the file."""
_WORDED: Final = (
    *("groups", "directions", "levels", "likelihoods", "relevance", "outcomes", "action_categories", "roles"),
    *("statuses", "kinds", "sections", "fields", "answers", "texts"),
)
"""The parts whose words are laid open."""
_UNSEEN: Final = frozenset({"lexicon", "aims", "source", "role", "weight"})
"""What is inherited in silence: it means something to the checks and nothing to readers."""
_ORDERS: Final = {
    "group_order": "groups",
    "action_category_order": "action_categories",
    "section_order": "sections",
}
"""The orders that a form gives, each with the part whose items it puts in order."""


def _form_file(
    library: Library,
    source: str,
    owned: tuple[str, ...],
    base: str,
    name: str,
    organisation: str,
    modeline: str,
    mine: _Wording,
) -> str:
    own: dict[str, Any] = {}
    for owner in reversed(owned):
        own = _laid_over(own, library.own(owner))
    merged = library.merged(source)
    data = mine.throughout(_opened(own, merged))
    for key in ("form", "extends", "organisation", "valid_from", "valid_to"):
        data.pop(key, None)
    lines = [f"# yaml-language-server: $schema={modeline}"] if modeline else []
    made = f"Made from the form “{source}”" + (f"; what it does not say is as in “{base}”." if base else ".")
    lines += _comment(
        f"{made} Change the words after the colons and save; a line that you delete is as in “{base}” again, and `null` "
        f"takes away what it has. `eia form check {name}` says what does not fit."
        if base
        else f"{made} Change the words after the colons and save. `eia form check {name}` says what does not fit."
    )
    lines += [f"form: {name}", *([f"extends: {base}"] if base else [])]
    head = {"name": data.pop("name", merged.get("name", name)), "organisation": organisation or None}
    head |= {key: data.pop(key) for key in ("jurisdiction", "language") if key in data}
    for key, value in head.items():
        lines += _yaml(key, value) if value is not None else ()
    if not organisation:
        lines += _comment("Say whose form it is, unless eia.yaml does: organisation: Our Council")
    for key in (*_HEADS, *(key for key in data if key not in _HEADS)):
        if key in data:
            lines += ["", *_comment(_HEADS.get(key, "").format(name=name)), *_yaml(key, data[key])]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _laid_over(parent: Mapping[str, Any], child: Mapping[str, Any]) -> dict[str, Any]:
    """As `form.merge`, but what is taken away stays as `null`: it is to be taken away from what lies beneath too."""
    laid = dict(parent)
    for key, value in child.items():
        inherited = laid.get(key)
        is_map = isinstance(value, Mapping) and isinstance(inherited, Mapping)
        laid[key] = _laid_over(inherited, value) if is_map and isinstance(inherited, Mapping) else value
    return laid


def _opened(own: Mapping[str, Any], merged: Mapping[str, Any]) -> dict[str, Any]:
    """The form's own data, with the words that it inherits written out."""
    opened = dict(own)
    for key in _WORDED:
        if merged.get(key) and own.get(key, {}) is not None:
            words = merged[key] if key == "texts" else _words(merged[key])
            opened[key] = _in_order_of(merged[key], _laid_over(words, own.get(key, {})))
    for key, part in _ORDERS.items():
        if merged.get(key) and opened.get(part):
            opened[key] = [name for name in merged[key] if name in merged[part]]
            opened[part] = _in_order_of(opened[key], opened[part])
    return opened


def _words(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {
        key: _words(item) for key, item in value.items() if key not in _UNSEEN or isinstance(item, Mapping)
    }


def _in_order_of(order: Iterable[str], data: Mapping[str, Any]) -> dict[str, Any]:
    """The items in that order, then those that it does not name: what is taken away last."""
    return {key: data[key] for key in dict.fromkeys((*order, *data)) if key in data}


def _yaml(key: str, value: Any, depth: int = 0) -> Iterator[str]:
    """One name with what it holds as YAML: a line each, as long as the line can be read."""
    start = f"{'  ' * depth}{_flow(key)}:"
    is_map = isinstance(value, Mapping) and bool(value)
    nested = is_map and any(isinstance(item, Mapping) for item in value.values())
    if is_map and (nested or depth == 0 or len(start) + len(_flow(value)) > _LINE):
        yield start
        for name, item in value.items():
            yield from _yaml(str(name), item, depth + 1)
    else:
        yield f"{start} {_flow(value)}"


def _flow(value: Any) -> str:
    import yaml

    written = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=1_000_000
    )
    return str(written).removesuffix("\n").removesuffix("\n...")


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_on_hyphens=False)]


def _template(owner: str, sections: Iterable[str]) -> str:
    listed = ", ".join(f'"{key}"' for key in sections)
    return f"""{{# What the report says beyond what form.yaml asks for. As it stands it is the report of “{owner}”.

   The parts come in the order of `section_order` in form.yaml. To print them in another order than officers
   fill them in, take the marks away from the line below and move the names:
#}}
{{# {{% set order = [{listed}] %}} #}}
{{% extends "{owner}/report.html.j2" %}}

{{# To change a part of the report, write its block here. There are:
     facts     the table at the head           ask       one question with its answer
     contents  the list of contents, page only further   what else was answered
   For instance, a sentence before the table at the head:

   {{% block facts %}}
   <p class="note">Ask the equality team before you share this report.</p>
   {{{{ super() }}}}
   {{% endblock %}}

   An answer is `view.record.activity.description`, a phrase of form.yaml `view.texts.report`. What can be written,
   and what Word makes of it, is in the guide to Word.
#}}
"""


def _sheet(library: Library, source: str, owned: int) -> str:
    """The form's own style sheets, or else the colours of the one it inherits, to be changed."""
    folders = library.folders_of(source)[:owned]
    own = [folder / "report.css" for folder in folders if (folder / "report.css").is_file()]
    head = "/* Added to the style sheet of the form that this one extends: say only what differs. */\n\n"
    if own:
        return head + "\n".join(_uncommented(file.read_text(encoding="utf-8")) for file in reversed(own))
    colours: dict[str, str] = {}
    for file in library.files(source, "report.css"):
        for block in re.findall(r":root\s*\{([^}]*)\}", file.read_text(encoding="utf-8")):
            colours |= dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block))
    return head + ":root {\n" + "".join(f"  {name}: {value};\n" for name, value in colours.items()) + "}\n"


def _print_sheet(library: Library, source: str, owned: int) -> str:
    """The form's own settings of the PDF, or else the colours that it inherits, to be changed."""
    head = "// Read after the file of the form that this one extends: say only what differs.\n\n"
    folders = library.folders_of(source)[:owned]
    own = [folder / "report.typ" for folder in folders if (folder / "report.typ").is_file()]
    if own:
        texts = (file.read_text(encoding="utf-8") for file in reversed(own))
        return head + "\n".join(re.sub(r"\A(?:\s*//[^\n]*\n)+\s*", "", text) for text in texts)
    colours: dict[str, str] = {}
    for file in library.files(source, "report.typ"):
        found = re.findall(r"(?m)^#let ([\w-]+) = (rgb\([^)]*\))", file.read_text(encoding="utf-8"))
        colours |= dict(found)
    return head + "".join(f"#let {name} = {value}\n" for name, value in colours.items())


def _uncommented(text: str) -> str:
    """The sheet without the comment at its head, which was about another form."""
    return re.sub(r"\A\s*(?:/\*.*?\*/\s*)+", "", text, flags=re.DOTALL)


def differences(library: Library, one: str, other: str) -> Iterator[str]:
    """The parts in which two forms differ, apart from their names; for tests and for the curious."""
    first, second = (forms.merge({}, library.merged(name)) for name in (one, other))
    for key in sorted({*first, *second} - {"form", "extends", "organisation"}):
        if first.get(key) != second.get(key):
            yield key
