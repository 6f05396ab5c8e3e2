"""The guide of rules in Markdown: for each family a table, then every code's page with what is known about it."""

import re
from collections.abc import Iterator
from itertools import groupby

from eia.codes import FAMILIES, Code
from eia.show.rules import Entry, because, count, due_from, numbers
from eia.show.tally import in_a_row

INTRODUCTION = """\
# What `eia check` looks for

Every finding stands under a code, which never changes its meaning. `eia explain CODE` shows the same pages in the
terminal, and `eia rules --form FORM` what your own form makes of them.

- An **error** blocks: the check fails until it is put right. A **warning** should be answered; a **note** (`info`) may help.
- A rule counts **from a status on**: before that its findings are listed as not due yet, and block nothing.
- Some rules are **only on a form that** asks for something, because the law of one nation does: see the forms
  `scotland`, `wales` and `northern_ireland`. On other forms they are silent; a form of yours can ask for the same.
- A finding of a rule can be accepted by a **waiver**, with a reason, a person and a day on which it ends. Findings
  about files, forms, waivers and accessibility cannot.
- Codes that begin with `ACC` are found by `eia accessibility` in Word files and pages, whoever made them; see
  [the guide to accessibility](accessibility.md).
- In the examples, `# CODE` stands at the end of each line on which the finding falls. They are tested: what is
  flagged here is flagged, what is accepted is not.

This page is written from the rules themselves with `make guide`."""
_KINDS = {"full": "full assessments", "screening": "screenings", "cumulative": "cumulative assessments"}
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) ", re.MULTILINE)


def guide(listed: tuple[Entry, ...]) -> str:
    """The whole guide, as the form has it that the entries were made for."""
    families = [(name, tuple(members)) for name, members in groupby(listed, lambda entry: entry.code.family)]
    contents = [
        f"- [{FAMILIES[name]}](#{_slug(FAMILIES[name])}), {members[0].code.code} to {members[-1].code.code}"
        for name, members in families
    ]
    chapters = [chapter for name, members in families for chapter in _chapter(name, members)]
    return "\n\n".join([INTRODUCTION, "\n".join(contents), count(listed), *chapters])


def anchor(code: Code) -> str:
    """Where the page of a code begins in the guide, as GitHub names it: `imp008-pasted-explanation`."""
    return _slug(_title(code))


def _title(code: Code) -> str:
    return f"{code.code} {code.name}"


def _slug(heading: str) -> str:
    """What GitHub makes of a heading: small letters, digits and hyphens."""
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


def _chapter(name: str, members: tuple[Entry, ...]) -> Iterator[str]:
    rows = [
        f"| [{entry.code.code}](#{anchor(entry.code)}) | {entry.code.name} | {_weight(entry)} "
        f"| {_cell(entry.code.summary)} |"
        for entry in members
    ]
    head = ["| Code | Name | Weight | What it finds |", "|---|---|---|---|"]
    yield "\n".join([f"## {FAMILIES[name]}", "", *head, *rows])
    for entry in members:
        yield f"### {_title(entry.code)}"
        yield _facts(entry)
        yield _demoted(entry.code.page.strip())


def _weight(entry: Entry) -> str:
    return "off" if entry.setting.off else f"{entry.code.severity.word} {due_from(entry.code.due)}"


def _facts(entry: Entry) -> str:
    """What is known about a code besides its page, in one paragraph."""
    code = entry.code
    facts = [f"**{_weight(entry).capitalize()}**{because(entry)}"]
    if code.kinds and set(code.kinds) != _KINDS.keys():
        facts.append(f"in {in_a_row(_KINDS[kind] for kind in _KINDS if kind in code.kinds)}")
    if code.only:
        facts.append(f"only on a form that {code.only}")
    if entry.setting.parameters:
        facts.append(f"numbers: {numbers(entry, mark='`')}")
    if code.basis:
        facts.append(f"basis: {code.basis}")
    return " · ".join(facts)


def _demoted(page: str) -> str:
    """The page with its headings two steps lower; what stands in an example is left alone."""
    told, start = [], 0
    for fenced in _FENCED.finditer(page):
        told += [_HEADING.sub(r"##\1 ", page[start : fenced.start()]), fenced[0]]
        start = fenced.end()
    return "".join([*told, _HEADING.sub(r"##\1 ", page[start:])])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
