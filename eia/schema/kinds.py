"""SCH003: one kind of thing stands where another belongs."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from . import names
from .faults import Fault
from .guess import LIST_MARKS, as_parts, first_words_for, is_person, kind_of, labels, number_in
from .nearest import nearest
from .patterns import how_to_write, said_as
from .tree import Node
from .words import called, choices, code, in_quotes, yaml
from .wrong import Wrong

CODE = "SCH003"
NAMED_LINES = "named lines"


def tell(wrong: Wrong) -> Iterator[Fault]:
    """The fault of a value whose kind the schema refused."""
    wanted = expected(wrong)
    got = kind_of(wrong.value)
    if wrong.value is None or wrong.value == "":
        if wrong.is_required:
            yield names.blank(wrong)
            return
        message, hint = _nothing(wrong, wanted)
    else:
        message = f"{called(wrong.label)} should {_should(wrong, wanted)}, not {got}"
        hint = _HINTS.get(wanted, _hint_for_anything)(wrong)
    yield wrong.fault(CODE, message, hint)


def _should(wrong: Wrong, wanted: str) -> str:
    if wanted != NAMED_LINES:
        return f"be {wanted}"
    names = wrong.tree.get(wrong.node, "required") or wrong.tree.properties(wrong.node)
    first = next((name for name in names if name != "id"), "")
    return f"have {wanted} such as {code(f'{first}: …')}" if first else f"have {wanted}"


def expected(wrong: Wrong) -> str:
    """What belongs here, in the words of a message."""
    tree, node = wrong.tree, wrong.node
    kinds = set(tree.kinds(node))
    if wrong.keyword in ("enum", "const"):
        return "one of the choices"
    if "array" in kinds and len(kinds) == 1:
        return "a list"
    if kinds == {"object"}:
        return "a person" if is_person(tree, node) else NAMED_LINES
    shape = said_as(tree.get(node, "pattern"))
    if shape and "string" in kinds and len(kinds) > 1:
        return shape
    if kinds == {"boolean"}:
        return "`true` or `false`"
    if kinds == {"integer"}:
        return "a whole number"
    return "text" if "string" in kinds else "a number"


def _nothing(wrong: Wrong, wanted: str) -> tuple[str, str]:
    if wrong.is_item:
        return f"{called(wrong.label)} has nothing after its dash", "Fill it in, or delete the dash."
    if not wrong.key:
        return f"{called(wrong.label)} is empty", "Write at least the lines that every file of this kind has."
    message = f"{called(wrong.label)} has nothing after {code(wrong.key + ':')}"
    if wanted == NAMED_LINES:
        return message, "Indent the lines that belong to it by two spaces, or delete the line."
    choose = (
        f"Write {_choices(wrong)} after the colon" if wrong.tree.get(wrong.node, "enum") else "Fill it in"
    )
    return message, f"{choose}, or delete the line: what is left out counts as not answered yet."


def _hint_for_list(wrong: Wrong) -> str:
    value, tree = wrong.value, wrong.tree
    item = tree.get(wrong.node, "items") or {}
    if isinstance(value, dict):
        return _hint_for_list_from_parts(wrong, item)
    if "object" in tree.kinds(item):
        key, written = as_parts(tree, item, str(value)) if isinstance(value, str) else ("", "")
        sample = f"- {key}: {written}" if key else f"- {_all_needed(wrong, item)}"
        return f"Under {code(wrong.key + ':')}, start each item on a new line with a dash: {code(sample)}."
    if isinstance(value, str) and len(LIST_MARKS.findall(value)) > 1:
        return f"Delete the `|` or `>` after {code(wrong.key + ':')}, so that each dash starts an item of a list."
    words = [part.strip() for part in value.split(",")] if isinstance(value, str) else [value]
    if all(isinstance(word, str) and len(word.split()) < 5 for word in words):
        listed = ", ".join(map(yaml, words))
        return f"Write it in square brackets: {wrong.line(f'[{listed}]')}."
    return f"Under {code(wrong.key + ':')}, start each item on a new line with a dash: {code('- ' + yaml(value))}."


def _hint_for_list_from_parts(wrong: Wrong, item: Any) -> str:
    tree, keys = wrong.tree, [str(key) for key in wrong.value]
    known = tree.properties(item)
    if keys and set(keys) <= labels(tree, item).keys():
        return f"Write the names alone, in square brackets: {wrong.line('[' + ', '.join(keys) + ']')}."
    first = keys[0] if keys else ""
    if first and known and not known.keys() & set(keys) and isinstance(wrong.value[first], dict):
        if "id" in known:
            return (
                "Start each item with a dash and its reference, in place of the name: "
                f"{code(f'- id: {first}')}, and put its lines below, in the same column as `id`."
            )
        return f"Start each item with a dash, and leave out {code(first + ':')}."
    choice, written = as_parts(tree, item, first) if first and first not in known else ("", "")
    if choice and written == nearest(first, labels(tree, known[choice])):
        return (
            f"Start each item on a new line with a dash, {code(f'- {choice}: {written}')}, and put its words below, "
            f"under {code(first_words_for(tree, item) + ':')}."
        )
    if known:
        sample = f"- {first or first_words_for(tree, item)}: …"
        return (
            f"Put a dash before the first line of each item, {code(sample)}, "
            "and begin its other lines in the same column as the first word."
        )
    sample = f"- {yaml(f'{first}: {wrong.value[first]}')}" if first else "- …"
    return f"Start each item on a new line with a dash; a text with a colon in it goes in quotes: {code(sample)}."


def _hint_for_parts(wrong: Wrong) -> str:
    value, tree = wrong.value, wrong.tree
    if isinstance(value, list):
        return _hint_for_parts_from_list(wrong)
    if wrong.is_item:
        key, written = as_parts(tree, wrong.node, str(value))
        if key:
            return f"Say what it is: {code(f'- {key}: {written}')}."
        return f"Say what each thing is, such as {code(_all_needed(wrong, wrong.node))}."
    key, written = as_parts(tree, wrong.node, value) if isinstance(value, str) else ("", "")
    if key:
        return (
            f"Leave {code(wrong.key + ':')} alone on its line and write below it, "
            f"indented by two spaces: {code(f'{key}: {written}')}."
        )
    names = list(tree.properties(wrong.node))
    few = f", such as {choices(f'{name}: …' for name in names[:3])}" if names else ""
    return f"Leave {code(wrong.key + ':')} alone on its line and write its lines below it, indented by two spaces{few}."


def _all_needed(wrong: Wrong, node: Node) -> str:
    """The thing with all it needs, and with the officer's words where a person belongs."""
    tree = wrong.tree
    properties = tree.properties(node)
    needed = dict.fromkeys(tree.get(node, "required") or list(properties)[:2], "…")
    person = next((name for name, part in properties.items() if is_person(tree, part)), "")
    if person and isinstance(wrong.value, str):
        needed[person] = "{" + ": ".join(as_parts(tree, properties[person], wrong.value)) + "}"
    return "{" + ", ".join(f"{name}: {written}" for name, written in needed.items()) + "}"


def _hint_for_parts_from_list(wrong: Wrong) -> str:
    value = wrong.value
    if len(value) == 1 and isinstance(value[0], str):
        key, written = as_parts(wrong.tree, wrong.node, value[0])
        if key:
            return f"Write it without the dash or the brackets: {wrong.line(f'{{{key}: {written}}}')}."
    return (
        f"Delete the dashes below {code(wrong.key + ':')}: its lines have names, and each stands there once."
    )


def _hint_for_person(wrong: Wrong) -> str:
    value = wrong.value
    if isinstance(value, list):
        value = value[0] if value else ""
    key, written = as_parts(wrong.tree, wrong.node, value) if isinstance(value, str) else ("", "")
    if not key:
        return f"Write who it is, such as {wrong.line('{job_title: Head of Libraries}')}."
    if isinstance(wrong.value, list) and len(wrong.value) > 1:
        return f"Name the one who answers for it: {wrong.line(f'{{{key}: {written}}}')}. Others can be named in the text."
    also = " If it is a name, write `name` in place of `job_title`." if key == "job_title" else ""
    return f"Write {wrong.line(f'{{{key}: {written}}}')}.{also}"


def _hint_for_text(wrong: Wrong) -> str:
    value = wrong.value
    if wrong.tree.get(wrong.node, "enum"):
        return _hint_for_choice(wrong)
    if isinstance(value, bool | int | float):
        pattern = wrong.tree.get(wrong.node, "pattern")
        if pattern and not re.search(pattern, str(value)):
            return how_to_write(pattern)
        return f"Put it in quotes: {wrong.line(in_quotes(value))}."
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], str | int):
            as_number = isinstance(value[0], str) or "integer" in wrong.tree.kinds(wrong.node)
            word = yaml(value[0]) if as_number else in_quotes(value[0])
            return f"Write it without the dash or the brackets: {wrong.line(word)}."
        place = f"put `|` after {code(wrong.key + ':')} and" if wrong.key else "put `|` after the dash and"
        return f"Write it as one text: {place} keep the lines below it, indented. Dashes may stay: the report shows them as a list."
    if len(value) == 1:
        ((first, second),) = value.items()
        if isinstance(second, str) and re.fullmatch(r"[a-z_]+", first):
            return f"Write the words alone: {wrong.line(yaml(second))}."
        if isinstance(second, str | int) and not isinstance(second, bool):
            return f"A text with a colon in it goes in quotes: {wrong.line(yaml(f'{first}: {second}'))}."
    return f"Write the words themselves: {wrong.line('…')}."


def _hint_for_true_or_false(wrong: Wrong) -> str:
    meant = {"yes": "true", "no": "false"}.get(nearest(str(wrong.value), ("yes", "no")), "")
    if meant:
        return f"Write {wrong.line(meant)}."
    return f"Write {wrong.line('true')} or {wrong.line('false')}, without quotes."


def _hint_for_yes_or_no(wrong: Wrong) -> str:
    return f"Write {wrong.line('yes')} or {wrong.line('no')}."


def _hint_for_number(wrong: Wrong) -> str:
    digits = number_in(wrong.value) if isinstance(wrong.value, str) else ""
    whole = "integer" in wrong.tree.kinds(wrong.node)
    if digits and whole and "." in digits:
        return f"Write it without a part after the point: {wrong.line(str(round(float(digits))))}."
    if digits:
        return f"Write the digits alone, without words or commas: {wrong.line(digits)}."
    return f"Write it in digits, such as {wrong.line('120')}, or leave the line out if it is not known."


def _hint_for_date(wrong: Wrong) -> str:
    return how_to_write(wrong.tree.get(wrong.node, "pattern"))


def _hint_for_choice(wrong: Wrong) -> str:
    value = wrong.value
    only = value[0] if isinstance(value, list) and len(value) == 1 else None
    if isinstance(only, str) and only in labels(wrong.tree, wrong.node):
        return f"Write it without the dash or the brackets: {wrong.line(only)}."
    return f"Write {_choices(wrong)} after {code(wrong.key + ':') if wrong.key else 'the dash'}."


def _choices(wrong: Wrong) -> str:
    return choices(labels(wrong.tree, wrong.node))


def _hint_for_anything(wrong: Wrong) -> str:
    return wrong.teaching


_HINTS: dict[str, Callable[[Wrong], str]] = {
    "a list": _hint_for_list,
    NAMED_LINES: _hint_for_parts,
    "a person": _hint_for_person,
    "text": _hint_for_text,
    "`true` or `false`": _hint_for_true_or_false,
    "yes or no": _hint_for_yes_or_no,
    "a number": _hint_for_number,
    "a whole number": _hint_for_number,
    "a day": _hint_for_date,
    "a day or a month": _hint_for_date,
    "a year, a month or a day": _hint_for_date,
    "one of the choices": _hint_for_choice,
}
