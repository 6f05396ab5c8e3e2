"""The list of all codes: for the terminal, and for programs (JSON)."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from eia.codes import FAMILIES, Code
from eia.findings import Severity
from eia.form import Form, RuleSetting
from eia.rules import find
from eia.show.paint import Paint
from eia.show.tally import counted


@dataclass(frozen=True, slots=True)
class Entry:
    """One code as a form has it."""

    code: Code
    """With the form's own severity and status."""
    setting: RuleSetting
    """What the form says about it."""
    changed: bool
    """Whether the form counts it differently, with other numbers, or not at all."""
    usual: Mapping[str, Any]
    """The rule's numbers as the law's own form has them."""
    idle: bool = False
    """Whether the form has nothing that the rule could look at."""


def entries(codes: Iterable[Code], form: Form | None, root: Form | None = None) -> tuple[Entry, ...]:
    """The codes, as the form has them if one is given.

    Args:
        codes: the codes.
        form: the form; None for the rules as they are without one.
        root: the form that it builds on in the end, whose numbers are the usual ones.
    """
    return tuple(_entry(code, form, root) for code in codes)


def _entry(code: Code, form: Form | None, root: Form | None) -> Entry:
    setting = _setting(form, code)
    severity = Severity[setting.severity.upper()] if setting.severity else code.severity
    tuned = replace(code, severity=severity, due=setting.due or code.due, kinds=setting.kinds or code.kinds)
    usual = _setting(root or form, code).parameters
    changed = setting.off or tuned != code or setting.parameters != usual
    return Entry(tuned, setting, changed, usual, _is_idle(form, code))


def _is_idle(form: Form | None, code: Code) -> bool:
    rule = find(code.code) if form and code.only else None
    return bool(form and rule and not rule.applies(form))


def _setting(form: Form | None, code: Code) -> RuleSetting:
    return form.rules.get(code.code, RuleSetting()) if form else RuleSetting()


def as_text(listed: tuple[Entry, ...], paint: Paint) -> str:
    """The list for people, family by family."""
    blocks = []
    for family, members in groupby(listed, key=lambda entry: entry.code.family):
        rows = [line for entry in members for line in _row(entry, paint)]
        blocks.append("\n".join([paint.bold(FAMILIES[family]), *rows]))
    return "\n\n".join([*blocks, count(listed)])


def _row(entry: Entry, paint: Paint) -> Iterator[str]:
    code = entry.code
    weight = paint.severity(code.severity.word, code.severity)
    counts = "off" if entry.setting.off else f"{weight} {due_from(code.due)}"
    if entry.idle:
        counts = paint.faint(f"not for this form{only_for(entry)}")
    yield f"  {code.code}  {code.name}, {counts}{because(entry)}"
    yield textwrap.fill(
        code.summary, paint.width, initial_indent=" " * 10, subsequent_indent=" " * 10, break_on_hyphens=False
    )
    if entry.setting.parameters and not entry.idle:
        yield " " * 10 + paint.faint(numbers(entry))


def numbers(entry: Entry, mark: str = "") -> str:
    """The rule's numbers with their names, and the usual ones where the form has others."""
    return ", ".join(
        f"{mark}{name}{mark}: {value}" + ("" if value == usual else f" (usually {usual})")
        for name, value in entry.setting.parameters.items()
        for usual in [entry.usual.get(name)]
    )


def because(entry: Entry) -> str:
    """Why the form counts it otherwise, in brackets; empty when it does not."""
    if not entry.changed:
        return ""
    return f" (changed by the form: {entry.setting.reason or 'no reason given'})"


def only_for(entry: Entry) -> str:
    """Which forms a rule is for, after a comma; empty when it is for all."""
    return f", only for one that {entry.code.only}" if entry.code.only else ""


def due_from(due: str) -> str:
    """From when something counts: `once submitted`, `always`."""
    return "always" if due == "draft" else f"once {due}"


def count(listed: tuple[Entry, ...]) -> str:
    """How many rules there are, and how many a form changes."""
    rules = sum(entry.code.is_rule for entry in listed)
    off = sum(entry.setting.off for entry in listed)
    idle = sum(entry.idle for entry in listed)
    tuned = sum(entry.changed and not entry.setting.off for entry in listed)
    others = counted(len(listed) - rules, "code")
    told = [
        f"{counted(rules, 'rule')}, and {others} about the register, files, forms, waivers and accessibility."
    ]
    told += [f"{counted(off, 'rule')} switched off by the form."] if off else []
    told += [f"{counted(tuned, 'rule')} changed by the form."] if tuned else []
    told += [f"{counted(idle, 'rule')} not for this form."] if idle else []
    return " ".join(told)


def as_json(listed: tuple[Entry, ...]) -> str:
    """The list as JSON: an array with one object a code."""
    return json.dumps(
        [
            {
                "code": entry.code.code,
                "name": entry.code.name,
                "family": entry.code.family,
                "rule": entry.code.is_rule,
                "severity": entry.code.severity.word,
                "due": entry.code.due,
                "kinds": list(entry.code.kinds),
                "summary": entry.code.summary,
                "basis": entry.code.basis or None,
                "off": entry.setting.off,
                "applies": not entry.idle,
                "only": entry.code.only or None,
                "changed": entry.changed,
                "reason": entry.setting.reason or None,
                "parameters": dict(entry.setting.parameters),
                "usual_parameters": dict(entry.usual),
            }
            for entry in listed
        ],
        indent=2,
    )
