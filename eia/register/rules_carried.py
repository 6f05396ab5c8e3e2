"""Rules on what became of the actions of an assessment that was replaced."""

import re
from collections.abc import Iterator

from eia.findings import Severity
from eia.register.records import Carried, Promise, Record
from eia.register.register import Register
from eia.register.rule import Trouble, at, rule
from eia.register.rules_chain import circular
from eia.text import quote, words

FEWEST = 4
"""Words in a row from which on the shorter of two descriptions counts as taken from the longer."""
SHARE = 0.8
"""The share of the words of the longer description from which on two say the same."""
_SHORT = 3
"""Letters of the words that say little of what is done: “the”, “for”, “and”."""
_QUOTED = 90
_NUMBERED = re.compile(r"[a-z]*[\W_]*\d{1,3}", re.IGNORECASE)
"""An `id` that is only a number, such as `a1` or `action-2`; every assessment has those."""


@rule("ACT011", Severity.WARNING, basis="Brown principle 5: the duty is continuing")
def forgotten_action(register: Register) -> Iterator[Trouble]:
    """An action of the assessment before was neither done nor dropped, and the new one says nothing of it.

    ## Why it matters
    The duty goes on after the decision (R (Brown) v SSWP [2008], principle 5). When a new assessment takes the place of
    the old, nobody looks in the old one any more, and what was promised there to the people who stood to lose is
    dropped without anyone having decided so. Brighton & Hove's form therefore asks what came of the actions of the
    earlier assessment.

    An action is found again by its `id` or its words: under `previous_actions`, or under `actions` if it goes on. An
    `id` that is only a number, such as `a1`, is not enough under `actions`, where each assessment counts anew. When the
    earlier assessment itself replaced one, that one's actions are looked for too.

    ## What to do
    Copy each action to `previous_actions`. Give the reference of the earlier assessment under `from`, and say under
    `result` what came of it and under `further` what remains. If it is still to be done, put it under `actions` too.

    ## Flagged
    ```yaml
    # assessments/parks-2022.yaml
    status: superseded
    actions:
      - {id: north-ramp, description: Build a ramp at the north gate, status: open}
      - {id: signs, description: Put up signs that can be felt, status: done}
    # assessments/parks-2025.yaml
    supersedes: parks-2022  # ACT011
    actions:
      - {id: benches, description: Set out benches with arms, status: open}
    ```

    ## Accepted
    ```yaml
    # assessments/parks-2022.yaml
    status: superseded
    actions:
      - {id: north-ramp, description: Build a ramp at the north gate, status: open}
      - {id: paths, description: Lay the path to the pond with a firm surface, status: open}
      - {id: signs, description: Put up signs that can be felt, status: done}
    # assessments/parks-2025.yaml
    supersedes: parks-2022
    previous_actions:
      - from: parks-2022
        action: Build a ramp at the north gate
        result: It was built in May 2024.
    actions:
      - {id: paths, description: Lay the path to the pond with a firm surface, status: open}
    ```
    """
    circle = circular(register)
    for record in register.records:
        if record.is_put_aside or record.id in circle:
            continue
        earlier = list(_before(register, record))
        said = record.details().carried if earlier else ()
        for older in earlier:
            for action in older.details().promises:
                if not any(_is_of(item, action, older) for item in said):
                    yield at(record.sheet, ("supersedes",), _told(action, older), _hint(older))
            said += older.details().carried


def _before(register: Register, record: Record) -> Iterator[Record]:
    """The assessment that this one replaces, and those before it, up to one that is held to this rule itself."""
    seen = {record.id}
    older = register.by_id.get(record.supersedes)
    while older is not None and older.id not in seen:
        seen.add(older.id)
        yield older
        older = register.by_id.get(older.supersedes) if older.is_put_aside else None


def _told(action: Promise, older: Record) -> str:
    name = quote(action.told, _QUOTED) if action.told else f"number {action.number}"
    return f"Action {name} of {older.name} was neither done nor dropped, and nothing is said of it here"


def _hint(older: Record) -> str:
    return (
        f"Copy it to `previous_actions` with `from: {older.id}`, and say under `result` what came of it and under"
        " `further` what remains; if it goes on, put it under `actions`."
    )


def _is_of(item: Carried, action: Promise, older: Record) -> bool:
    """Whether something that a later assessment says is about an action of this earlier one."""
    return _names(item, action, older) or _say_the_same(item.words, action.words)


def _names(item: Carried, action: Promise, older: Record) -> bool:
    """Whether it has the action's `id`, where that can only mean this action."""
    if not action.id:
        return False
    if item.is_own:
        return item.id == action.id and not _NUMBERED.fullmatch(action.id)
    begins = re.match(rf"\s*{re.escape(action.id)}\s*(?:[:.)–—]|\Z)", item.words, re.IGNORECASE)
    return begins is not None and item.source.casefold() in (
        "",
        older.id.casefold(),
        older.reference.casefold(),
    )


def _say_the_same(one: str, other: str) -> bool:
    """Whether two descriptions have the same words, or nearly, or the one is taken from the other."""
    shorter, longer = sorted((words(one), words(other)), key=len)
    if not shorter or shorter == longer:
        return shorter == longer != ()
    if len(shorter) >= FEWEST and f" {' '.join(shorter)} " in f" {' '.join(longer)} ":
        return True
    first, second = ({word for word in text if len(word) > _SHORT} for text in (shorter, longer))
    return len(first & second) >= max(SHARE * max(len(first), len(second)), 1)
