"""Rules on how each strategy stands: whether it has an assessment, approved, in force and made for it as it is."""

from collections.abc import Iterator
from datetime import timedelta

from eia.dates import in_words
from eia.findings import Severity
from eia.register.register import Register
from eia.register.rule import Trouble, on, rule
from eia.register.standing import Standing, State
from eia.text import quote

NOTICE = timedelta(days=28)
"""How long before a decision an assessment that is not approved is told of: forward plans give 28 days' notice
(Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012,
regulation 9)."""
_START = "Start one with `eia new` and name the strategy in it: `activity: {policy: %s}`."


@rule(
    "REG001",
    Severity.ERROR,
    basis="Brown principle 2: regard must be had before and at the time of the decision",
)
def unassessed_strategy(register: Register) -> Iterator[Trouble]:
    """A strategy has neither an assessment nor a valid exemption.

    ## Why it matters
    A public authority must have due regard to equality in whatever it does (Equality Act 2010, section 149), and
    before it decides on a policy (R (Brown) v SSWP [2008]). Where a strategy has no assessment, nothing on record
    shows that anybody looked. It counts as long as its status is not `expired` or `withdrawn`, whatever its dates
    say.

    A screening that ends with “a full assessment is needed” does not yet answer for the strategy.

    ## What to do
    Start an assessment, or a screening with reasons, and name the strategy in it under `activity.policy`: its path
    from the folder of `eia.yaml`, or its `id`. If none is needed for now, record an exemption, with its reason, who
    decided it, when, and until when. If the strategy is no longer in force, say `status: expired`.

    ## Flagged
    ```yaml
    # strategies/parks.md  # REG001
    ---
    title: Parks strategy
    status: adopted
    ---
    # strategies/libraries.md
    ---
    title: Library strategy
    status: proposed
    ---
    # assessments/libraries.yaml
    activity:
      policy: strategies/libraries.md
    ```

    ## Accepted
    ```yaml
    # strategies/parks.md
    ---
    title: Parks strategy
    status: proposed
    ---
    # assessments/parks.yaml
    activity:
      policy: strategies/parks.md
    ```
    ```yaml
    # eia.yaml
    strategies: [strategies/*]
    policies:
      - id: parks
        file: strategies/parks.pdf
        exempt:
          reason: It only sets out the opening hours of 2025 anew, which do not change before April.
          by: Director of Communities
          date: 2025-12-01
          until: 2026-03-31
    # strategies/parks.pdf
    ```
    """
    for item in register.standings:
        relied_on, strategy = item.relied_on, item.strategy
        if item.state is State.MISSING and not strategy.facts.exempt:
            yield on(
                strategy,
                "",
                f"{quote(strategy.title)} has no assessment, and no exemption",
                _START % _named(strategy.name),
            )
        elif item.state is State.TO_ASSESS and relied_on and relied_on.outcome != "needed_later":
            yield on(
                strategy,
                "",
                f"{quote(strategy.title)} was screened, needs a full assessment and has none",
                _START % _named(strategy.name),
            )


@rule("REG002", Severity.ERROR, basis="R (Kaur & Shah) v Ealing [2008] EWHC 2062")
def adopted_before_approval(register: Register) -> Iterator[Trouble]:
    """A strategy has been adopted, and its assessment is not approved.

    ## Why it matters
    In Kaur & Shah v Ealing [2008] the council decided first and assessed later, and lost. As long as the assessment
    of a strategy in force is a draft, the record says that this is what happened.

    ## What to do
    Finish the assessment, have it approved and put it before those who adopted the strategy, with what it found;
    they may have to decide again. If the strategy is not adopted yet, say `status: proposed`.

    ## Flagged
    ```yaml
    # strategies/parks.md
    ---
    title: Parks strategy
    status: adopted  # REG002
    ---
    # assessments/parks.yaml
    status: draft
    activity:
      policy: strategies/parks.md
    ```

    ## Accepted
    ```yaml
    # strategies/parks.md
    ---
    title: Parks strategy
    status: adopted
    ---
    # assessments/parks.yaml
    status: approved
    activity:
      policy: strategies/parks.md
    ```
    """
    for item in register.standings:
        if item.relied_on is None or not _is_adopted(item, register):
            continue
        deferred = item.state is State.TO_ASSESS and item.relied_on.outcome == "needed_later"
        if deferred or item.state in (State.DRAFT, State.SUBMITTED):
            fact = "status" if item.strategy.facts.status == "adopted" else "adopted_on"
            state = "put off" if deferred else f"only {item.words}"
            yield on(
                item.strategy,
                fact,
                f"{quote(item.strategy.title)} is adopted, and its assessment ({item.relied_on.name}) is {state}",
                "Have the assessment approved and put before those who adopted the strategy.",
            )


@rule("REG003", Severity.ERROR, basis="Brown principle 5: the duty is a continuing one")
def lapsed_assessment(register: Register) -> Iterator[Trouble]:
    """The assessment of a strategy has been superseded or withdrawn, or its review is overdue.

    ## Why it matters
    A strategy in force is held to the duty every day (R (Brown) v SSWP [2008]). An assessment that was put aside, or
    that was to be looked at again and was not, says nothing about the strategy today.

    ## What to do
    Review the assessment, have it approved again and set the next review date. Where another assessment replaces it,
    name the strategy in that one, under `activity.policy`. If the strategy is no longer in force, say
    `status: expired`.

    ## Flagged
    ```yaml
    # strategies/parks.md  # REG003
    ---
    title: Parks strategy
    ---
    # assessments/parks.yaml
    status: approved
    activity:
      policy: strategies/parks.md
    monitoring:
      review_date: 2025-09-30
    # strategies/libraries.md  # REG003
    ---
    title: Library strategy
    ---
    # assessments/libraries.yaml
    status: withdrawn
    activity:
      policy: strategies/libraries.md
    ```

    ## Accepted
    ```yaml
    # strategies/parks.md
    ---
    title: Parks strategy
    ---
    # assessments/parks-2022.yaml
    status: superseded
    activity:
      policy: strategies/parks.md
    # assessments/parks-2025.yaml
    status: approved
    supersedes: parks-2022
    activity:
      policy: strategies/parks.md
    monitoring:
      review_date: 2026-09-30
    ```
    """
    for item in register.standings:
        title = quote(item.strategy.title)
        if item.is_overdue and item.relied_on is not None and item.relied_on.review:
            yield on(
                item.strategy,
                "",
                f"The assessment of {title} ({item.relied_on.name}) was to be reviewed by {in_words(item.relied_on.review)}",
                "Review it, have it approved again and set the next review date.",
            )
        elif item.state is State.SUPERSEDED:
            old = item.others[-1]
            newer = next(iter(register.replacing.get(old.id, ())), None)
            hint = (
                f"If {newer.name} is of this strategy, name it there under `activity.policy`; else assess it anew."
                if newer is not None and newer is not old
                else "Assess it anew, or say `status: expired` if the strategy is no longer in force."
            )
            word = "withdrawn" if old.status == "withdrawn" else "superseded"
            yield on(item.strategy, "", f"The assessment of {title} ({old.name}) is {word}", hint)


@rule("REG007", Severity.ERROR, basis="R (Hough) v SSHD [2022] EWHC 1635")
def changed_strategy(register: Register) -> Iterator[Trouble]:
    """A strategy is not the one that was assessed: it changed after the approval.

    ## Why it matters
    In Hough v Home Secretary [2022] the assessment had been made for an earlier end date than the one decided on,
    and could not be relied on. An approval is of an assessment of one text; another text may harm other people.

    A change shows by the fingerprint that `eia approve` records, or by a `version` after `assessed_version`.

    ## What to do
    Read what changed in the strategy. If it changes who is affected or how, change the assessment too. Either way
    have it approved again, with `eia approve`, or set `assessed_version`.

    ## Flagged
    ```yaml
    # strategies/parks.md
    ---
    title: Parks strategy
    version: 3  # REG007
    assessed_version: 1
    ---
    # assessments/parks.yaml
    status: approved
    activity:
      policy: strategies/parks.md
    ```

    ## Accepted
    ```yaml
    # strategies/parks.md
    ---
    title: Parks strategy
    version: 3
    assessed_version: 3
    ---
    # assessments/parks.yaml
    status: approved
    activity:
      policy: strategies/parks.md
    ```
    """
    for item in register.standings:
        if item.state is State.STALE and item.relied_on is not None:
            yield on(
                item.strategy,
                "version",
                f"{quote(item.strategy.title)} is not as it was assessed in {item.relied_on.name}: {item.changed}",
                "Read what changed, change the assessment where it matters, and have it approved again.",
            )


@rule("REG008", Severity.WARNING, basis="Brown principle 2: regard must be had in time")
def broken_promise(register: Register) -> Iterator[Trouble]:
    """An assessment was promised, and the day has passed or was never named.

    ## Why it matters
    “An assessment should be conducted” in a report to members lets them decide as if there were one. Without a day
    and a name nobody makes it; a report to one council's scrutiny committee in 2009 promised one in a single
    sentence, with no date.

    ## What to do
    Make the assessment now and have it approved. Until then name the day by which it will be, under `eia_due`.

    ## Flagged
    ```yaml
    # eia.yaml
    policies:
      - id: parks
        title: Parks strategy
        eia_due: 2025-10-31  # REG008
      - id: libraries
        title: Library strategy
        eia_promised: Report to the scrutiny committee, 4 November 2025  # REG008
    ```

    ## Accepted
    ```yaml
    # eia.yaml
    policies:
      - id: parks
        title: Parks strategy
        eia_promised: Report to the scrutiny committee, 4 November 2025
        eia_due: 2026-03-31
    ```
    """
    for item in register.standings:
        facts = item.strategy.facts
        if item.is_approved or item.state in (State.EXEMPT, State.ENDED):
            continue
        title = quote(item.strategy.title)
        if facts.eia_due and facts.eia_due.last and facts.eia_due.last < register.today:
            yield on(
                item.strategy,
                "eia_due",
                f"The assessment of {title} was due by {in_words(facts.eia_due)}, and is not approved",
                "Make it now and have it approved; until then name the new day under `eia_due`.",
            )
        elif facts.eia_promised and not facts.eia_due:
            yield on(
                item.strategy,
                "eia_promised",
                f"An assessment of {title} was promised ({quote(facts.eia_promised, limit=90)}), but not by when",
                "Name the day by which it will be approved, as `eia_due: 2026-09-30`.",
            )


@rule(
    "REG009",
    Severity.WARNING,
    basis="SI 2012/2089, regulation 9: a key decision is announced 28 days before",
)
def decision_at_hand(register: Register) -> Iterator[Trouble]:
    """A strategy will be decided on within 28 days, and its assessment is not approved.

    ## Why it matters
    Key decisions of an executive in England are announced 28 days before they are taken. By then those who decide
    should be able to have the assessment; one that is written in the last week can hardly change the strategy.

    ## What to do
    Have the assessment approved and sent out with the papers, or put the decision off.

    ## Flagged
    ```yaml
    # strategies/parks.md
    ---
    title: Parks strategy
    status: proposed
    decision_date: 2026-01-27  # REG009
    ---
    # assessments/parks.yaml
    status: submitted
    activity:
      policy: strategies/parks.md
    ```

    ## Accepted
    ```yaml
    # strategies/parks.md
    ---
    title: Parks strategy
    status: proposed
    decision_date: 2026-03-10
    ---
    # assessments/parks.yaml
    status: submitted
    activity:
      policy: strategies/parks.md
    ```
    """
    for item in register.standings:
        decision = item.strategy.facts.decision_date
        if item.is_approved or item.state in (State.EXEMPT, State.ENDED) or not (decision and decision.first):
            continue
        left = decision.first - register.today
        if timedelta(0) <= left <= NOTICE:
            when = {0: "today", 1: "tomorrow"}.get(left.days, f"in {left.days} days")
            yield on(
                item.strategy,
                "decision_date",
                f"{quote(item.strategy.title)} is to be decided on {when}, and its assessment is not approved",
                "Have the assessment approved and sent out with the papers, or put the decision off.",
            )


def _is_adopted(item: Standing, register: Register) -> bool:
    """Whether the strategy is in force: it says so, or it does not say otherwise and its day has come."""
    facts = item.strategy.facts
    if facts.status:
        return facts.status == "adopted"
    return bool(facts.adopted_on and facts.adopted_on.first and facts.adopted_on.first <= register.today)


def _named(name: str) -> str:
    """The name of a strategy as it can be copied into a file."""
    plain = name.replace("\n", " ")
    return (
        plain if all(mark not in plain for mark in ":#{}[],'\"&*") else "'" + plain.replace("'", "''") + "'"
    )
