"""Rules on whether the activity is still the one that was assessed."""

from collections.abc import Iterator
from datetime import date

from eia.dates import in_words, when
from eia.difference import Change, rewording
from eia.findings import Path, Problem, Severity
from eia.form import Form
from eia.model import Assessment
from eia.past import Past, last_sign_offs
from eia.rules import rule_on_past
from eia.rules.monitoring import KINDS
from eia.text import quote

_WHAT_IT_IS = ("type", "start", "end", "description")
"""The answers that say which activity is assessed."""


@rule_on_past(
    "MON009", Severity.ERROR, due="approved", basis="R (Hough) v SSHD [2022] EWHC 1635", kinds=KINDS
)
def changed_activity(
    assessment: Assessment, form: Form, today: date, past: Past | None = None
) -> Iterator[Problem]:
    """The activity's type, start, end or description was changed after the assessment was signed.

    ## Why it matters
    In Hough v Home Secretary [2022] the assessment had been made for an earlier end date than the one decided on,
    and could not be relied on: what is harmless for a year may not be for five. When the activity becomes another,
    what was found out about the first says little about it. This can be told where `eia approve` has kept what was
    signed, or git has.

    ## What to do
    Go through the impacts again with the change in mind, group by group; say in the description what changed and
    why. Then have the assessment signed again with `eia approve`. If the change was a slip, put the old answer back.

    ## Flagged
    What was signed:
    ```yaml approved
    activity:
      title: Library opening hours
      description: Four libraries open and close an hour later, as a trial.
      start: 2025-12
      end: 2026-12
    ```
    What it says now:
    ```yaml
    activity:
      title: Library opening hours
      description: Four libraries open and close an hour later, for good.  # MON009
      start: 2025-12
      end: 2030-12  # MON009
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2025-11-03
        fingerprint: v1:65d611256a626441c98db4c00454eb4609f824c94f949b598b25c0ce8db76fec
    ```

    ## Accepted
    ```yaml
    activity:
      title: Library opening hours
      description: |
        Four libraries open and close an hour later,
        as a trial.
      start: 2025-12
      end: 2026-12
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2025-11-03
        fingerprint: v1:65d611256a626441c98db4c00454eb4609f824c94f949b598b25c0ce8db76fec
    ```
    """
    told: set[Path] = set()
    for approval in last_sign_offs(assessment) if past else ():
        changes = () if past is None or past.stands(approval) else past.changes_since(approval) or ()
        for change in changes:
            if change.path not in told and change.path in {
                assessment.activity.at(name) for name in _WHAT_IT_IS
            }:
                told.add(change.path)
                yield Problem(
                    change.path,
                    f"{quote(form.label(change.path), limit=80)} changed after the assessment was signed: {_how(change, form)}",
                    "Weigh what the change does to each group, and have the assessment signed again with `eia approve`.",
                )


def _how(change: Change, form: Form) -> str:
    """What an answer was, and what it is."""
    if change.path[-1] == "description" and change.before and change.after:
        words = rewording(str(change.before), str(change.after))
        return f"{words.changed} of {words.total} words"
    if change.path[-1] == "description":
        return "it was added" if change.after else "it was taken out"
    return f"{_words(change.before, form)} → {_words(change.after, form)}"


def _words(value: object, form: Form) -> str:
    if value is None:
        return "not answered"
    key = str(value)
    return form.texts.get(f"activity_type_{key}") or in_words(when(key)).replace("_", " ")
