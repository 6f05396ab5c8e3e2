"""Rules on whether what was signed is what the assessment says."""

from collections.abc import Iterator
from datetime import date

from eia.dates import in_words
from eia.findings import Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Approval, Assessment
from eia.past import Past, last_sign_offs
from eia.rules import rule_on_past
from eia.rules.governance import EVERY_KIND
from eia.substance import FINGERPRINT
from eia.text import quote

MOST_NAMED = 6
"""Answers that are named; of more only the number is told."""


@rule_on_past(
    "GOV005", Severity.ERROR, due="approved", basis="Brown principle 6: keep records", kinds=EVERY_KIND
)
def changed_after_sign_off(
    assessment: Assessment, form: Form, today: date, past: Past | None = None
) -> Iterator[Problem]:
    """An answer was changed after the assessment was signed.

    ## Why it matters
    A sign-off is given for a text. When an answer is changed afterwards, nobody has approved what now stands there,
    and the record of how regard was had is no longer the record of what was decided on (R (Brown) v SSWP [2008],
    principle 6).

    `eia approve` notes a fingerprint of all answers with the sign-off, and keeps what they said. Another setting
    out, comments, quotation marks and dashes, and what is only recorded later (the status, the result of the
    decision, how far an action has got) do not change it; any other word does. Nor does another name of the
    strategy's file under `policy`, as long as `eia approve` noted what the strategy said: whether it still says it is
    for the register to see (REG007).

    ## What to do
    Show what changed to whoever signed (`eia history` and `eia diff` tell it in sentences), and have it signed
    again with `eia approve`; or put the old answer back.

    ## Flagged
    What was signed:
    ```yaml approved
    activity:
      title: Library opening hours
    monitoring:
      review_date: 2026-10
    ```
    What it says now:
    ```yaml
    activity:
      title: Library opening hours
    monitoring:
      review_date: 2027-10
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2025-11-03
        fingerprint: v1:675335678a02b556ac35993fbe3a4daff57bf7abc34c6b3425f0780df548ce60  # GOV005
    ```

    ## Accepted
    ```yaml
    activity:
      title: "Library opening hours"  # another setting out is no change
    monitoring: {review_date: 2026-10}
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2025-11-03
        fingerprint: v1:675335678a02b556ac35993fbe3a4daff57bf7abc34c6b3425f0780df548ce60
    ```
    """
    if past is None:
        return
    for approval in last_sign_offs(assessment):
        role = form.roles.get(approval.role)
        label = quote(role.label if role else approval.role)
        if not FINGERPRINT.fullmatch(approval.fingerprint):
            yield Problem(
                approval.at("fingerprint"),
                f"{label}: the fingerprint of what was signed is not one that can be compared",
                "Delete it, and have the assessment signed again with `eia approve`.",
            )
        elif not past.stands(approval):
            yield Problem(
                approval.at("fingerprint"),
                f"{label}: {_what(approval, past, form)}",
                "Show what changed to whoever signed and have it signed again with `eia approve`, or put the old"
                " answers back.",
            )


def _what(approval: Approval, past: Past, form: Form) -> str:
    """What changed since a sign-off, as far as it can be told."""
    since = f"since the sign-off of {in_words(approval.date)}" if approval.date else "since the sign-off"
    changes = past.changes_since(approval)
    if not changes:
        return f"the assessment has changed {since}"
    labels = list(dict.fromkeys(quote(form.label(change.path), limit=80) for change in changes))
    named = labels[:MOST_NAMED]
    more = len(labels) - len(named)
    if more:
        named.append(f"{more} more")
    number = "an answer has" if len(changes) == 1 else f"{len(changes)} answers have"
    return f"{number} changed {since}: {in_a_sentence(named)}"
