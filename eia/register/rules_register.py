"""Rules on the register itself: what it names is there, once, and whatever is left out is left out for a reason."""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from eia.dates import in_words
from eia.findings import Path, Severity
from eia.register.policies import FEWEST_WORDS, Exemption
from eia.register.register import Register
from eia.register.rule import Trouble, at, on, rule
from eia.register.sheets import Sheet
from eia.register.strategies import Strategy
from eia.text import quote

GUESSES = 20
"""Names for which the likeliest one meant is looked for; more would take long in a large register."""
OF_A_STRATEGY = ("", "strategy", "policy", "procedure")
"""The types of activity that stand in a register of strategies."""


@rule("REG004", Severity.ERROR, basis="Brown principle 6: keep records")
def unknown_strategy(register: Register) -> Iterator[Trouble]:
    """An assessment names a strategy that is not in the register.

    ## Why it matters
    The assessment counts for no strategy, so that one stands there as if nobody had assessed it. Often the file was
    moved or renamed.

    ## What to do
    Under `activity.policy` write the strategy's path from the folder of `eia.yaml`, or its `id`. If it has no file,
    add it to `policies` in `eia.yaml`.

    ## Flagged
    ```yaml
    # strategies/archive/parks.md
    ---
    title: Parks strategy
    status: expired
    ---
    # assessments/parks.yaml
    activity:
      policy: strategies/parks.md  # REG004
    ```

    ## Accepted
    ```yaml
    # strategies/archive/parks.md
    ---
    title: Parks strategy
    status: expired
    ---
    # assessments/parks.yaml
    activity:
      policy: strategies/archive/parks.md
    ```
    """
    if not register.is_kept:
        return
    unknown = [record for record in register.unattached if record.policy]
    for number, record in enumerate(unknown):
        yield at(
            record.sheet,
            ("activity", "policy"),
            f"The register has no strategy {quote(record.policy)}",
            _meant(record.policy, register, guess=number < GUESSES),
        )


@rule("REG005", Severity.ERROR, basis="Brown principle 6: keep records")
def unfounded_exemption(register: Register) -> Iterator[Trouble]:
    """An exemption has no reason, no name, no day or no end, or has run out.

    ## Why it matters
    Deciding not to assess is itself a decision about equality, and somebody answers for it. Without an end nobody
    ever looks at it again.

    ## What to do
    Give the reason in a sentence, the post that decided it (`by`), the day (`date`) and the last day (`until`). Once
    it has run out, assess the strategy, or decide again.

    ## Flagged
    ```yaml
    # eia.yaml
    policies:
      - id: parks
        exempt:
          reason: No impact  # REG005
          by: Head of Parks
          date: 2025-09-01
          until: 2026-08-31
      - id: libraries
        exempt:
          reason: The strategy is being rewritten and nothing is decided on it before its successor comes.
          by: Head of Libraries
          date: 2024-09-01
          until: 2025-08-31  # REG005
    ```

    ## Accepted
    ```yaml
    # eia.yaml
    policies:
      - id: libraries
        exempt:
          reason: The strategy is being rewritten and nothing is decided on it before its successor comes.
          by: Head of Libraries
          date: 2025-09-01
          until: 2026-08-31
    ```
    """
    for strategy in register.strategies:
        exempt = strategy.facts.exempt
        if not exempt or not strategy.is_live:
            continue
        title = quote(strategy.title)
        until = exempt.until
        for name, is_there, what, hint in _wanting(exempt):
            if not is_there:
                yield _in_exemption(strategy, name, f"The exemption of {title} has no {what}", hint)
        if until and until.last and until.last < register.today:
            yield _in_exemption(
                strategy,
                "until",
                f"The exemption of {title} ran out on {in_words(until)}",
                "Assess the strategy, or have it decided again, with a new reason and a new day.",
            )
        elif exempt.date and exempt.date.first and exempt.date.first > register.today:
            yield _in_exemption(
                strategy,
                "date",
                f"The exemption of {title} is dated {in_words(exempt.date)}, which is still to come",
                "Write the day on which it was decided.",
            )


@rule("REG006", Severity.ERROR, basis="Brown principle 6: keep records")
def name_given_twice(register: Register) -> Iterator[Trouble]:
    """Two assessments, or two strategies, have the same reference.

    ## Why it matters
    Whoever looks for the one finds the other: its report is overwritten, and what replaces it cannot be told.

    ## What to do
    Give one of them another reference. A copy of an assessment needs an `id` of its own.

    ## Flagged
    ```yaml
    # eia.yaml
    strategies: [strategies/*]
    policies:
      - id: parks
        title: Parks strategy
      - id: parks  # REG006
        title: Tree strategy
    # assessments/first.yaml
    id: libraries
    reference: EA-12
    # assessments/second.yaml
    id: libraries  # REG006
    reference: EA-12  # REG006
    ```

    ## Accepted
    ```yaml
    # eia.yaml
    strategies: [strategies/*]
    policies:
      - id: parks
        title: Parks strategy
      - id: trees
        title: Tree strategy
    # assessments/first.yaml
    id: libraries
    # assessments/second.yaml
    id: libraries-2026
    ```
    """
    for name, words in (("id", "reference"), ("reference", "number")):
        named = ((getattr(record, name), record.sheet, (name,)) for record in register.records)
        yield from _again(named, f"The {words}")
    policies = (register.settings.data or {}).get("policies") or ()
    entries = [item if isinstance(item, dict) else {} for item in policies]
    for name, words in (("id", "The reference"), ("file", "The file")):
        listed = (
            (item.get(name), register.settings, ("policies", i, name)) for i, item in enumerate(entries)
        )
        yield from _again(listed, words)
    by_id = {item["id"]: item for item in entries if isinstance(item.get("id"), str)}
    own = [
        (strategy.facts.id, strategy.given["id"].sheet, strategy.given["id"].path)
        for strategy in register.strategies
        if "id" in strategy.given and strategy.given["id"].sheet is not register.settings
    ]
    taken = [(name, register.settings, ("policies",)) for name, item in by_id.items() if "file" not in item]
    yield from _again([*taken, *own], "The reference")


@rule("REG010", Severity.INFO, basis="Good practice: a register that leads both ways")
def unattached_assessment(register: Register) -> Iterator[Trouble]:
    """An approved assessment of a strategy or policy does not say which.

    ## Why it matters
    Nobody who looks for the strategy finds its assessment, and the register cannot tell when the strategy changes.

    Assessments of changes to services, of contracts, budgets and the like need not name a strategy.

    ## What to do
    Name the strategy under `activity.policy`: its path from the folder of `eia.yaml`, or its `id`.

    ## Flagged
    ```yaml
    # assessments/parks.yaml
    status: approved
    activity:  # REG010
      type: strategy
      title: Parks strategy
    ```

    ## Accepted
    ```yaml
    # strategies/parks.md
    ---
    title: Parks strategy
    ---
    # assessments/parks.yaml
    status: approved
    activity:
      type: strategy
      title: Parks strategy
      policy: strategies/parks.md
    # assessments/storage.yaml
    status: approved
    activity:
      type: commissioning
      title: Renewal of the contract for backup storage
    ```
    """
    if not register.is_kept:
        return
    for record in register.unattached:
        if record.is_approved and not record.policy and record.activity_type in OF_A_STRATEGY:
            yield at(
                record.sheet,
                ("activity", "policy"),
                "The assessment is approved, but does not say which strategy it is of",
                "Name it under `activity`, as `policy: strategies/….md` or by its reference.",
            )


@rule("REG011", Severity.ERROR, basis="Brown principle 6: keep records")
def lost_file(register: Register) -> Iterator[Trouble]:
    """The register names a file that is not there.

    ## Why it matters
    Nobody can read the strategy that was assessed, or see whether it has changed since.

    ## What to do
    Correct the path after `file:`, or delete the line if the strategy has no file.

    ## Flagged
    ```yaml
    # eia.yaml
    policies:
      - id: parks
        file: strategies/park.docx  # REG011
        status: expired
    # strategies/parks.docx
    ```

    ## Accepted
    ```yaml
    # eia.yaml
    policies:
      - id: parks
        file: strategies/parks.docx
        status: expired
    # strategies/parks.docx
    ```
    """
    lost = [strategy for strategy in register.strategies if strategy.is_lost]
    for number, strategy in enumerate(lost):
        there = [name for name in register.by_file_name if number < GUESSES]
        near = difflib.get_close_matches(PurePosixPath(strategy.name).name.casefold(), there, n=2)
        meant = [name for like in near for name in register.by_file_name[like] if name != strategy.name]
        hint = f"Did you mean `{meant[0]}`?" if meant else "Correct the path, from the folder of `eia.yaml`."
        yield on(strategy, "file", f"There is no file {quote(strategy.name)}", hint)


def _meant(named: str, register: Register, *, guess: bool) -> str:
    """What to do about a name that the register does not know."""
    last = PurePosixPath(named.replace("\\", "/")).name.casefold()
    near = list(register.by_file_name.get(last, ()))
    if not near and guess:
        names = [strategy.name for strategy in register.strategies]
        near = difflib.get_close_matches(named, names, n=1)
    if near:
        return f"Did you mean `{near[0]}`?"
    return "Write its path from the folder of `eia.yaml`, or its reference; or add it to `policies` in `eia.yaml`."


def _wanting(exempt: Exemption) -> Iterable[tuple[str, bool, str, str]]:
    """Each thing that an exemption must have: its name, whether it is there, and what to do if not."""
    few = f"reason that anybody could judge: {quote(exempt.reason)}" if exempt.reason else "reason"
    why = f"Say in a sentence, of {FEWEST_WORDS} words or more, why no assessment is needed."
    return (
        ("reason", exempt.is_reasoned, few, why),
        ("by", bool(exempt.by), "name of who decided it", "Write the post that decided it, as `by: …`."),
        ("date", bool(exempt.date), "day on which it was decided", "Write it as `date: 2026-09-01`."),
        ("until", bool(exempt.until), "end", "Write its last day, as `until: 2027-03-31`."),
    )


def _in_exemption(strategy: Strategy, name: str, message: str, hint: str) -> Trouble:
    place = strategy.where("exempt")
    return at(place.sheet, (*place.path, name), message, hint)


def _again(named: Iterable[tuple[object, Sheet, Path]], what: str) -> Iterator[Trouble]:
    """Every name after the first of its kind."""
    first: dict[str, Sheet] = {}
    for name, sheet, path in named:
        if not isinstance(name, str) or not name:
            continue
        if name in first:
            where = "further up" if first[name] is sheet else f"in {first[name].name}"
            yield at(
                sheet, path, f"{what} {quote(name)} is given {where} as well", "Give one of them another."
            )
        else:
            first[name] = sheet
