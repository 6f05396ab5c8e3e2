"""What `eia new` writes: the whole form as a file to fill in, every question blank below its guidance.

The questions, their order and their wording come from the form, their shape from its schema; the template
`new.yaml.j2` says how they are set out. Nothing here names a council or one of its questions.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from eia.findings import Path
from eia.form import Form
from eia.schema.tree import Node, Tree

TEMPLATE = "new.yaml.j2"
WIDTH = 100
"""Columns that guidance is broken to."""
LONGEST_ID = 60

ROWS = ("impacts", "duty")
"""The questions that are asked again for each group (b1 of the model: group → its effects, group → aim)."""
CORE: Mapping[Path, tuple[str, ...]] = {
    ("approvals", "*"): ("role", "person", "result", "date"),
    ("scope",): ("affected", "groups_affected", "explanation"),
    ("evidence", "*"): ("id", "title", "publisher", "date", "groups", "finding"),
    ("evidence_gaps", "*"): ("groups", "description", "plan"),
    ("engagement", "*"): ("title", "start", "end", "audience", "groups", "findings", "influence"),
    ("impacts", "*", "*"): ("direction", "level", "likelihood", "description", "evidence", "actions"),
    ("actions", "*"): ("id", "category", "description", "owner", "due", "outcome"),
    ("recommendation",): ("outcome", "rationale"),
    ("monitoring",): ("statement", "measures", "review_date"),
    ("monitoring", "measures", "*"): ("indicator", "source", "frequency", "owner"),
}
"""What is asked at the start of things that can say much more; the rest is only named. A form that wants
something else asks for it by its path (`evidence.*.quality`)."""
PERSON = ("job_title",)
"""What is asked of a person: the post, because posts outlive people."""
LONG = frozenset(
    {
        "affected",
        "contract_measures",
        "cycle_steps",
        "description",
        "engagement_none_reason",
        "evidence_gaps_none_reason",
        "explanation",
        "finding",
        "findings",
        "influence",
        "justification",
        "no_change_reason",
        "not_required_reason",
        "plan",
        "rationale",
        "statement",
        "summary",
    }
)
"""The answers that take more than a line."""
_SMALL = re.compile(
    r"\b(?:a|about|an|and|are|as|at|by|for|from|how|if|in|is|it|its|of|on|one|or|that|the|this|to)\b"
)


class BrokenTemplate(Exception):
    """A form's `new.yaml.j2` cannot be used; the message says why and on which line."""


@dataclass(frozen=True)
class Blank:
    """One question, or a part that holds several."""

    name: str
    shape: str
    """`line`, `text`, `choice`, `words` (a list in brackets), `lines` (a list), `part`, `items` or `rows`."""
    label: str = ""
    guidance: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    """What can be answered: the word to write, what it is called, and what it means."""
    parts: tuple["Blank", ...] = ()
    """What a `part` asks, what one of the `items` asks, or the `rows`."""
    further: tuple[str, ...] = ()
    """The names of what can be answered besides."""
    worded: bool = True
    """Whether it is explained; not when the same was explained further up, or there is nothing to add."""
    answer: str = ""
    """The answer itself, for the few things known from the start."""
    under: str = ""
    """The heading of the section that prints it, where it is set out within another's."""
    begins: bool = False
    """Whether one more of the items begins with it."""


@dataclass(frozen=True)
class Heading:
    """One section of the form, with the questions in it."""

    text: str
    guidance: str
    blanks: tuple[Blank, ...]


def slug(title: str) -> str:
    """The short name that a title gives an assessment: `library-opening-hours`; empty when no letter is left."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", letters))
    made = "-".join(words)
    return made if len(made) <= LONGEST_ID else made[: LONGEST_ID + 1].rpartition("-")[0] or made[:LONGEST_ID]


def quoted(text: str) -> str:
    """A text as an answer in the file: as it is where that is safe, else in quotation marks."""
    flat = " ".join(text.split())
    safe = re.fullmatch(r"[^\W\d_][\w '’“”–,.()/&+-]*", flat) and not flat.endswith((" ", ":"))
    if safe and flat.lower() not in ("true", "false", "null"):
        return flat
    escaped = flat.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def scaffold(
    *, title: str, id_: str, kind: str, form: Form, schema: Mapping[str, Any], template: str, modeline: str
) -> str:
    """The file for a new assessment.

    Args:
        title: what the activity is called.
        id_: the assessment's short name.
        kind: `screening` or `full`.
        form: the form it is made on.
        schema: the form's composed schema, which gives every answer its shape.
        template: the text of the form's `new.yaml.j2`.
        modeline: where an editor finds the schema, from the file; empty when nowhere.

    Raises:
        BrokenTemplate: the template cannot be read, or asks for something it may not have.
    """
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

    # What is written is YAML, where HTML's escapes would come out as they stand.
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.filters["broken"] = broken
    asked = headings(form, schema, kind, {("activity", "title"): quoted(title)})
    try:
        made = environment.from_string(template).render(
            title=" ".join(title.split()),
            answer=quoted(title),
            id=id_,
            kind=kind,
            form=form,
            headings=asked,
            modeline=modeline,
        )
    except TemplateError as fault:
        line = f" (line {fault.lineno})" if isinstance(fault, TemplateSyntaxError) else ""
        raise BrokenTemplate(f"{fault.message}{line}") from fault
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError, AttributeError) as fault:
        raise BrokenTemplate(str(fault)) from fault
    return re.sub(r"[ \t]+\n", "\n", made).strip("\n") + "\n"


def broken(text: str, indent: int = 0) -> list[str]:
    """The text broken into lines that fit when they stand `indent` columns in."""
    flat = re.sub(r"\((\w+) or (\w+)\)$", "(\\1\xa0or\xa0\\2)", " ".join(text.split()))
    lines = textwrap.wrap(flat, max(WIDTH - indent, 40), break_long_words=False, break_on_hyphens=False)
    return [line.replace("\xa0", " ") for line in lines]


def headings(
    form: Form, schema: Mapping[str, Any], kind: str, known: Mapping[Path, str]
) -> tuple[Heading, ...]:
    """The form's sections for this kind of assessment, each with what it asks.

    A name can stand in a file only once, so all that is asked under it stands where it is first asked.
    """
    sections = [section for section in form.sections.values() if kind in section.kinds]
    asked = [tuple(ask.split(".")) for section in sections for ask in section.asks]
    builder = _Builder(form, Tree(schema), asked, known)
    made, done = [], set()
    for section in sections:
        names = dict.fromkeys(ask.split(".")[0] for ask in section.asks)
        fresh = [name for name in names if name not in done]
        done.update(fresh)
        blanks = [blank for name in fresh for blank in builder.blanks(name)]
        if blanks:
            made.append(Heading(section.heading, section.guidance, tuple(_under(section.heading, blanks))))
    if form.answers and "answers" not in done:
        blanks = list(builder.blanks("answers"))
        made.append(Heading(blanks[0].label, "", tuple(_under(blanks[0].label, blanks))))
    return tuple(made)


def _under(heading: str, blanks: Iterable[Blank]) -> Iterator[Blank]:
    """The questions, without a label that only repeats the heading."""
    for blank in blanks:
        yield replace(blank, label="") if blank.label.casefold() == heading.casefold() else blank


class _Builder:
    """Turns what a form asks into blanks."""

    def __init__(self, form: Form, tree: Tree, asked: Iterable[Path], known: Mapping[Path, str]) -> None:
        self._form = form
        self._tree = tree
        self._asked = tuple(asked)
        self._known = known
        self._listed: set[object] = set()

    def blanks(self, name: str) -> Iterator[Blank]:
        """What is asked under one name at the top of the file, and the reason to give when there is none."""
        for key in (name, f"{name}_none_reason"):
            node = self._tree.at((key,))
            if node is not None:
                yield self._blank((key,), node)

    def _blank(self, path: Path, node: Node) -> Blank:
        shape = self._shape(path, node)
        label = self._label(path, node)
        blank = Blank(
            name=str(path[-1]),
            shape=shape,
            label=label,
            guidance=self._guidance(path, node, label),
            choices=self._choices(node, shape),
            answer=self._known.get(path, ""),
        )
        if shape == "part":
            only_inside = path not in self._asked and self._deeper(path) != []
            return replace(self._filled(blank, path, node), worded=not only_inside)
        if shape == "items":
            return self._filled(blank, (*path, "*"), self._tree.child(node, 0) or {})
        if shape == "rows":
            return replace(blank, parts=tuple(self._rows(path, node)))
        return blank

    def _filled(self, blank: Blank, path: Path, node: Node) -> Blank:
        """The blank of a part, or of an item, with what is asked in it."""
        properties = self._tree.properties(node)
        offered = [key for key in properties if self._is_offered(path, key)]
        keys = [key for key in self._wanted(path, node) if key in offered]
        parts = tuple(self._blank((*path, key), properties[key]) for key in keys)
        if path == ("answers",):
            parts = tuple(self._under_headings(parts))
        is_person = PERSON[0] in properties
        if is_person:
            parts = tuple(replace(part, worded=False) for part in parts)
        rest = tuple(key for key in offered if key not in keys and not self._is_said(path, key))
        return replace(blank, parts=parts, further=() if is_person or self._deeper(path) else rest)

    def _under_headings(self, parts: Iterable[Blank]) -> Iterator[Blank]:
        """The form's own questions, each first one of a section under its heading but for the section they stand in."""
        known = {ask: section.heading for section in self._form.sections.values() for ask in section.asks}
        last = None
        for part in parts:
            heading = known.get(f"answers.{part.name}", "")
            yield replace(part, under=heading if last not in (None, heading) else "")
            last = heading

    def _wanted(self, path: Path, node: Node) -> Iterable[str]:
        """What to ask inside a part: what the form asks for by its path, else the core of it, else all."""
        properties = self._tree.properties(node)
        deeper = self._deeper(path)
        if deeper:
            return dict.fromkeys(deeper)
        if PERSON[0] in properties:
            return PERSON
        return CORE.get(tuple("*" if part in self._form.groups else part for part in path), tuple(properties))

    def _deeper(self, path: Path) -> list[str]:
        """The names that the form's sections ask for inside the answer at `path`."""
        return [
            str(ask[len(path)]) for ask in self._asked if len(ask) > len(path) and ask[: len(path)] == path
        ]

    def _is_offered(self, path: Path, key: str) -> bool:
        """Whether the form can be answered here: a scale needs its levels."""
        scales = {"level": self._form.levels, "likelihood": self._form.likelihoods}
        return bool(scales.get(key, True)) if path[0] == "impacts" else True

    def _is_said(self, path: Path, key: str) -> bool:
        """Whether a new file says it from the start: the aim, where the form asks about each."""
        return path[0] == "impacts" and key == "aim" and self._form.asks_each_aim

    def _rows(self, path: Path, node: Node) -> Iterator[Blank]:
        """One block for each group; the first explains what is asked, the others only name it."""
        told = False
        defined = "groups" in self._listed
        self._listed.add("groups")
        rows = self._tree.properties(node)
        for key, row in sorted(rows.items(), key=lambda item: item[0] not in self._form.groups):
            inner = self._tree.child(row, 0)
            one = self._filled(
                Blank(name=key, shape="part" if inner is None else "items"),
                (*path, key) if inner is None else (*path, key, "*"),
                inner or row,
            )
            group = self._form.groups.get(key)
            parts = tuple(replace(part, worded=not told) for part in one.parts)
            if group and path == ("impacts",) and self._form.asks_each_aim:
                parts = tuple(self._for_each_aim(parts, group.aims, told=told))
            yield replace(
                one,
                label=group.label if group else self._label((*path, key), row),
                guidance=(not defined and group.definition) or ""
                if group
                else self._guidance((*path, key), row, ""),
                parts=parts,
                further=() if told else one.further,
            )
            told = True

    def _for_each_aim(self, parts: tuple[Blank, ...], aims: Iterable[str], *, told: bool) -> Iterator[Blank]:
        """An effect for each aim that can apply, which says the aim; the first explains the rest."""
        for number, aim in enumerate(aims):
            label = self._form.aims[aim].label if aim in self._form.aims else aim
            yield Blank("aim", "line", label=label, worded=not told, answer=aim, begins=number > 0)
            yield from (replace(part, worded=part.worded and not number) for part in parts)

    def _shape(self, path: Path, node: Node) -> str:
        kinds = self._tree.kinds(node)
        if kinds == ("object",):
            return "rows" if path[0] in ROWS and len(path) == 1 else "part"
        if kinds == ("array",):
            item = self._tree.child(node, 0) or {}
            if "object" in self._tree.kinds(item):
                return "items"
            closed = self._tree.get(item, "enum") or self._tree.get(item, "pattern")
            return "words" if closed else "lines"
        if self._tree.get(node, "enum"):
            return "choice"
        return "text" if path[-1] in LONG or path[0] == "answers" else "line"

    def _label(self, path: Path, node: Node) -> str:
        said = self._form.field_of(path)
        if path[:2] == ("relevance", "answers") and path[-1] in self._form.questions:
            return self._form.questions[str(path[-1])].text
        return said.label if said else self._tree.title(node)

    def _guidance(self, path: Path, node: Node, label: str) -> str:
        """The form's own guidance, or else what the schema teaches; and how a date is written."""
        if path[:2] == ("relevance", "answers") and path[-1] in self._form.questions:
            return self._form.questions[str(path[-1])].guidance
        if path[0] == "duty" and path[-1] in self._form.aims:
            return self._form.aims[str(path[-1])].guidance
        said = self._form.field_of(path)
        taught = str(self._tree.get(node, "description") or "").partition("\n\n")[0]
        guidance = said.guidance if said and said.guidance else taught
        if _words(guidance) <= _words(label):
            guidance = ""
        example = next(iter(self._tree.get(node, "examples") or ()), "")
        if str(example)[:1].isdigit() and "`" not in guidance:
            guidance = f"{guidance} Such as `{example}`.".strip()
        return guidance

    def _choices(self, node: Node, shape: str) -> tuple[tuple[str, str, str], ...]:
        """What can be answered; the choices of a list, being the same in many places, only the first time."""
        item = (self._tree.child(node, 0) or {}) if shape == "words" else node
        known = self._tree.choices(item)
        words = tuple(known)
        if not words and self._tree.get(node, "examples") == ["yes", "no"]:
            words = ("yes", "no")
        if shape == "words" and words in self._listed:
            return ()
        self._listed.add(words)
        return tuple((word, *_split("" if shape == "words" else known.get(word, ""))) for word in words)


def _split(described: str) -> tuple[str, str]:
    label, _, guidance = described.partition("\n\n")
    return label, guidance


def _words(text: str) -> set[str]:
    """The words that say something."""
    return set(re.findall(r"[^\W_]+", _SMALL.sub(" ", text.casefold())))
