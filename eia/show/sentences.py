"""Differences between two versions in sentences: “Disability: no impact → negative impact”."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from eia import resources
from eia.dates import in_words, when
from eia.difference import Change, Kind, Rewording, differences, rewording
from eia.findings import Path, dotted
from eia.form import Form
from eia.model import Assessment
from eia.render.answers import Answer, Printer, answers_in, in_plain_words
from eia.schema.tree import Tree
from eia.show.plain import plain
from eia.substance import spelt_out, words
from eia.text import quote

LONG = 12
"""Words from which an answer is a text, of which only what changed is shown."""
ANEW = 0.6
"""The share of words from which a text is called written anew: to show each place would help nobody."""
TITLE = 60
"""Characters of a title by which an item of a list is known."""
SHOWN = 120
"""Characters of an answer that is shown whole."""
_TITLES = (
    "title",
    "description",
    "indicator",
    "label",
    "team",
    "role",
    "rule",
    "name",
    "job_title",
    "summary",
    "action",
    "id",
)
"""The answers by which people know an item of a list, the best first."""
_OF_A_PERSON = frozenset({"job_title", "name"})
"""The answers by which a person is named: the person is what they are about."""
_DETAILS = {
    "actions": ("owner", "due"),
    "approvals": ("person", "date"),
    "evidence": ("date",),
    "engagement": ("start",),
}
"""List → what is told of an item that was added, after its title."""


@dataclass(frozen=True, slots=True)
class Told:
    """One difference, in words."""

    change: Change
    label: str
    """What it is about, in the form's words."""
    before: str
    """What was answered, in words; empty if nothing was."""
    after: str
    """What is answered, in words; empty if nothing is."""
    sentence: str
    """The whole, in one sentence without a full stop."""
    rewording: Rewording | None = None
    """How a long text changed; None for what is shown whole."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an assessment, and the form it is on."""

    data: Mapping[str, Any]
    form: Form


def told(old: Version, new: Version) -> tuple[Told, ...]:
    """Every difference in sentences, in the order of the newer version."""
    changes = differences(old.data, new.data)
    if not changes:
        return ()
    narrator = _Narrator(old, new)
    return tuple(narrator.tell(change) for change in changes)


class _Narrator:
    def __init__(self, old: Version, new: Version) -> None:
        self.old, self.new = _Side(old), _Side(new)

    def tell(self, change: Change) -> Told:
        side, place = (self.old, change.old_path) if change.kind is Kind.REMOVED else (self.new, change.path)
        if _is_item(change):
            return self._of_item(change, side, place)
        label = self._label(side, place)
        if change.kind is Kind.MOVED:
            return Told(change, label, "", "", f"{label}: now in another order")
        before = self.old.words(change.old_path, change.before)
        after = self.new.words(change.path, change.after)
        if change.path[-1] == "direction":
            before, after = _small(before), _small(after)
        return self._of_answer(change, label, before, after)

    def _of_answer(self, change: Change, label: str, before: str, after: str) -> Told:
        length = max(_length(before), _length(after))
        is_list = isinstance(change.before or change.after, list)
        if is_list or (length < LONG and max(len(before), len(after)) <= SHOWN):
            none = "not answered"
            return Told(change, label, before, after, f"{label}: {before or none} → {after or none}")
        if not before:
            told = f"{label} answered ({_length(after)} words): {quote(after, SHOWN)}"
            return Told(change, label, before, after, told)
        if not after:
            told = f"{label} taken out ({_length(before)} words): {quote(before, SHOWN)}"
            return Told(change, label, before, after, told)
        how = rewording(before, after)
        verb = "reworded"
        if how.changed > ANEW * how.total:
            verb, how = "written anew", Rewording(how.changed, how.total, ((before, after),))
        told = f"{label} {verb}: {how.changed:,} of {how.total:,} words changed"
        return Told(change, label, before, after, told, how)

    def _of_item(self, change: Change, side: "_Side", place: Path) -> Told:
        item = change.before if change.kind is Kind.REMOVED else change.after
        words = side.words(place, item)
        label = side.item(place, item)
        if change.kind is Kind.REMOVED:
            return Told(change, label, words, "", f"{label} taken out")
        details = ", ".join(_details(place, item))
        return Told(change, label, "", words, f"{label} added ({details})" if details else f"{label} added")

    def _label(self, side: "_Side", place: Path) -> str:
        """What the answer is called, after the item it belongs to."""
        form = side.form
        if place[:1] in (("impacts",), ("duty",)) and len(place) > 2:
            group = form.group_label(str(place[1]))
            rows = (
                [other.data.get("impacts", {}).get(place[1]) for other in (self.old, self.new)]
                if place[0] == "impacts"
                else []
            )
            several = any(isinstance(row, list) and len(row) > 1 for row in rows)
            start = f"{group}, effect {place[2] + 1}" if several and isinstance(place[2], int) else group
            return start if place[-1] == "direction" and len(place) == 4 else f"{start}: {side.name(place)}"
        at = next((index for index, key in enumerate(place) if isinstance(key, int)), None)
        if at is None or at == len(place) - 1:
            return side.name(place)
        start = side.item(place[: at + 1], _reach(side.data, place[: at + 1]))
        return f"{start}: {side.name(place)}"


class _Side:
    """One of the two versions, with every answer in the words of its form."""

    def __init__(self, version: Version) -> None:
        self.data, self.form = version.data, version.form
        assessment = Assessment.build(version.data)
        printer = Printer.of(assessment, version.form)
        self._answers: dict[str, Answer] = {one.field: one for one in answers_in(printer.entry(assessment))}

    def words(self, path: Path, value: Any) -> str:
        """An answer as people read it, on one line; nothing for one that is not there."""
        if value is None:
            return ""
        if path and not isinstance(path[-1], int):
            answer = self._answers.get(dotted(path[:-1] if spelt_out(path[:-1]) == path[-1] else path))
            if answer and answer.shape != "prose":
                return plain(answer.text)
        return plain(_raw(value))

    def name(self, path: Path) -> str:
        """What the form calls the answer at `path`."""
        shown = path[:-1] if spelt_out(path[:-1]) == path[-1] else path
        if shown[-1:] and shown[-1] in _OF_A_PERSON and len(shown) > 1 and not self.form.field_of(shown):
            return self._called(shown[:-1])
        if shown[:1] == ("duty",) and len(shown) == 4:
            return f"{self._called(shown[:-1])}: {_small(self._called(shown))}"
        if shown[:2] == ("relevance", "answers") and len(shown) >= 3:
            question = self.form.questions.get(str(shown[2]))
            asked = quote(question.text, 80) if question else in_plain_words(str(shown[2]))
            return asked if len(shown) == 3 else f"{asked}: {in_plain_words(str(shown[3]))}"
        if shown[:1] == ("answers",) and len(shown) == 2:
            known = self.form.answers.get(str(shown[1]))
            return known.label if known else in_plain_words(str(shown[1]))
        return self._called(shown)

    def _called(self, path: Path) -> str:
        found = self.form.field_of(path)
        last = next((str(key) for key in reversed(path) if not isinstance(key, int)), "")
        return plain(found.label if found else _titled(path) or in_plain_words(last))

    def item(self, path: Path, item: Any) -> str:
        """What an item of a list is called: “Action “Put a ramp at the door””."""
        if path[:1] == ("impacts",) and len(path) == 3:
            described = item if isinstance(item, dict) else {"description": item}
            direction = _small(self.words((*path, "direction"), described.get("direction")))
            says = _raw(described.get("description"))
            effect = (
                f"{direction} ({quote(says, TITLE)})"
                if direction and says
                else direction or quote(says, TITLE)
            )
            return f"{self.form.group_label(str(path[1]))}: {effect}"
        if _titled(path) == _titled(("people", "authors", 0)):
            # What the format calls them all, a person, says less than what the list is called.
            return f"{self.name(path[:-1])}: {quote(self._title(item), TITLE)}"
        noun = _titled(path) or self.name(path[:-1])
        title = self._title(item)
        return f"{noun} {quote(title, TITLE)}" if title else noun

    def _title(self, item: Any) -> str:
        if not isinstance(item, dict):
            return _raw(item)
        if isinstance(item.get("role"), str) and item["role"] in self.form.roles:
            return self.form.roles[item["role"]].label
        return next((title for name in _TITLES if (title := plain(_raw(item.get(name) or "")))), "")


def _is_item(change: Change) -> bool:
    """Whether an item of a list came or went as a whole."""
    place = change.old_path if change.kind is Kind.REMOVED else change.path
    return change.kind in (Kind.ADDED, Kind.REMOVED) and bool(place) and isinstance(place[-1], int)


def _details(path: Path, item: Any) -> Iterator[str]:
    """Who and when, of an item that was added."""
    for name in _DETAILS.get(str(path[0]), ()) if isinstance(item, dict) and len(path) == 2 else ():
        value = item.get(name)
        if isinstance(value, dict):
            yield from filter(None, [plain(_raw(value.get("job_title") or value.get("name") or ""))])
        elif words(value):
            moment = plain(in_words(when(str(value))))
            yield f"due {moment}" if name == "due" else moment


def _reach(data: Any, path: Path) -> Any:
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _raw(value: Any) -> str:
    """What is written, on one line: lists with commas, parts by what stands in them."""
    if isinstance(value, dict):
        return "; ".join(filter(None, map(_raw, value.values())))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_raw, value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else " ".join(str(value).split())


def _small(label: str) -> str:
    """A label as it stands within a sentence."""
    return label[:1].lower() + label[1:]


def _length(text: str) -> int:
    return len(text.split())


@cache
def _tree() -> Tree:
    return Tree(resources.schema("assessment"))


def _titled(path: Sequence[str | int]) -> str:
    """What the format calls what stands at `path`; empty where it knows nothing."""
    node = _tree().at(tuple(path))
    return _tree().title(node) if node else ""
