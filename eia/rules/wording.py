"""Rules on wording: whether answers are answers."""

from collections.abc import Iterator, Mapping
from datetime import date

from eia import model
from eia.findings import Path, Problem, Severity
from eia.form import Form
from eia.model import Assessment
from eia.parts import Part, placed
from eia.rules import rule
from eia.rules.gaps import gaps_denied
from eia.rules.placeholders import placeholders, unfinished
from eia.text import found, may_mention_anywhere, quote

ANSWERS: Mapping[type[Part], tuple[str, ...]] = {
    model.Person: ("name", "job_title"),
    model.Activity: ("title", "description"),
    model.People: ("service_area",),
    model.Decision: ("maker",),
    model.Scope: ("affected", "explanation"),
    model.Evidence: ("title", "publisher", "finding"),
    model.EvidenceGap: ("description", "plan"),
    model.Engagement: ("title", "findings", "influence"),
    model.DutyCell: ("explanation",),
    model.Duty: ("not_relevant",),
    model.Intersection: ("description",),
    model.SocioEconomic: ("affected", "finding", "description", "not_required_reason"),
    model.Option: ("title", "description"),
    model.Action: ("description", "outcome"),
    model.Recommendation: ("rationale",),
    model.Measure: ("indicator",),
    model.Monitoring: ("statement",),
    model.Assessment: ("summary", "evidence_gaps_none_reason", "engagement_none_reason"),
}
"""Answers in words that have to say something: “N/A” will not do."""

NOTES: Mapping[type[Part], tuple[str, ...]] = {
    model.Assessment: ("reference", "answers"),
    model.Change: ("author", "summary"),
    model.Person: ("organisation",),
    model.Constraint: ("kind", "note"),
    model.Activity: ("aims", "intended_outcomes", "geography", "delivered_by", "partners"),
    model.Budget: ("ref",),
    model.People: ("directorate",),
    model.Decision: ("report_title", "minute_ref", "reasons"),
    model.Approval: ("conditions",),
    model.Advice: ("team", "summary"),
    model.Answer: ("reason",),
    model.Relevance: ("rationale",),
    model.Figure: ("label", "unit"),
    model.Comparator: ("label",),
    model.Evidence: ("period", "geography"),
    model.Engagement: ("method", "audience", "representative_bodies", "formats"),
    model.Effect: ("duration", "subgroups", "justification"),
    model.Related: ("relation",),
    model.Cumulative: ("statement",),
    model.Discrimination: ("legitimate_aim", "proportionality", "legal_advice"),
    model.SocioEconomic: ("changes_made", "no_change_reason"),
    model.Translation: ("title", "summary"),
    model.Option: ("equality_effect", "reason"),
    model.Commissioning: ("contract_measures", "cycle_steps"),
    model.Action: ("measure", "resources", "note"),
    model.PreviousAction: ("action", "result", "further"),
    model.Recommendation: ("changes_made", "no_change_reason"),
    model.Measure: ("source", "frequency", "baseline", "target"),
    model.Monitoring: ("triggers",),
    model.Redaction: ("reason",),
    model.Publication: ("reason", "exemption_ref", "formats", "languages", "contact"),
    model.Attachment: ("title",),
    model.Waiver: ("reason", "by"),
}
"""Answers in words where “N/A” or “none” can be the truth, but “TBC” cannot."""

TOLD_ELSEWHERE: Mapping[type[Part], tuple[str, ...]] = {model.Effect: ("description",)}
"""Answers in words whose placeholders the rules on impacts report; only what is left inside the text is told here."""


@rule(
    "TXT001",
    Severity.ERROR,
    due="submitted",
    basis="Brown principle 3: in substance, with rigour",
    kinds=("full", "screening", "cumulative"),
)
def placeholder_answer(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An answer only stands in for one: “TBC”, “N/A”, “to follow”, “[insert name]”.

    ## Why it matters
    The duty is met in substance or not at all (R (Brown) v SSWP [2008]). “TBC” looks like an answer in a list and
    in print, but it says that the question has not been considered yet, and nobody will be reminded of it.

    “N/A” and “none” are accepted where they can be true, such as under conditions of a sign-off, but not where
    the form asks for a description, a source or a reason.

    ## What to do
    Write the answer that the word stands in for. If there is none yet, delete the line: a question that is left
    out is listed as open, and counts when it is due.

    ## Flagged
    ```yaml
    activity:
      title: Library opening hours
      description: To follow  # TXT001
    people:
      lead_officer: {job_title: TBC}  # TXT001
    evidence:
      - title: Visitor survey 2025
        publisher: "[insert name of team]"  # TXT001
        finding: N/A  # TXT001
    summary: |  # TXT001
      Parents gain an hour in the evening, and XXX older residents lose one in the morning.
    ```

    ## Accepted
    ```yaml
    activity:
      title: Library opening hours
      description: Four libraries would open and close an hour later from April 2027.
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        conditions: None
    evidence:
      - title: Visitor survey 2025
        publisher: Library Service
        finding: Of 412 visitors, 96 came before ten o'clock, and 71 of these were 60 or older.
    summary: |
      Parents gain an hour in the evening, and about 70 older residents a week lose one in the morning.
    ```
    """
    explanation = assessment.relevance.at("rationale")
    left_to_rel009 = explanation if assessment.relevance.outcome == "not_needed" else None
    denied = gaps_denied(assessment, form) if assessment.is_full else None
    left_to_evd007 = denied[0] if denied else None
    stands_in = {_ANSWER: placeholders(form), _NOTE: unfinished(form), _TOLD_ELSEWHERE: placeholders(form)}
    said: list[tuple[Part, Path, str]] = []
    marks = form.lexicon("unfinished_marks")
    for kind, part, keys, words in _looked_at(assessment):
        if not stands_in[kind][words]:
            said.append((part, keys, words))
        elif kind != _TOLD_ELSEWHERE and part.at(*keys) not in (left_to_rel009, left_to_evd007):
            yield _nothing_said(part.at(*keys), words, form)
    if may_mention_anywhere("\n".join(words for _, _, words in said), marks):
        for part, keys, words in said:
            yield from _left_inside(part.at(*keys), words, form)


_ANSWER, _NOTE, _TOLD_ELSEWHERE = range(3)
_LOOKED_AT: Mapping[type[Part], Mapping[str, int]] = {
    kind: {
        **dict.fromkeys(ANSWERS.get(kind, ()), _ANSWER),
        **dict.fromkeys(NOTES.get(kind, ()), _NOTE),
        **dict.fromkeys(TOLD_ELSEWHERE.get(kind, ()), _TOLD_ELSEWHERE),
    }
    for kind in (*ANSWERS, *NOTES, *TOLD_ELSEWHERE)
}
"""Part → its answers that are looked at, and in which of the tables above each stands."""


def _looked_at(assessment: Assessment) -> Iterator[tuple[int, Part, Path, str]]:
    """Every answer in words that is looked at: in which table it stands, its part, its place in that, and the words."""
    for part in assessment.parts():
        looked_at = _LOOKED_AT.get(type(part))
        if looked_at is None:
            continue
        for name, answer in vars(part).items():
            if not answer or name not in looked_at:
                continue
            kind = looked_at[name]
            if isinstance(answer, str):
                yield kind, part, (name,), answer
            else:
                items = answer.items() if isinstance(answer, Mapping) else placed(answer)
                yield from ((kind, part, (name, key), words) for key, words in items if words)


def _nothing_said(path: Path, words: str, form: Form) -> Problem:
    return Problem(
        path,
        f"{quote(form.label(path), limit=80)} says only {quote(words)}",
        "Write the answer, or leave the question out until there is one.",
    )


def _left_inside(path: Path, words: str, form: Form) -> Iterator[Problem]:
    """The first mark that was left inside a text to be filled in later."""
    for mark in found(words, form.lexicon("unfinished_marks"))[:1]:
        rest = words[words.replace("’", "'").index(mark) :]
        told = rest.partition("]")[0] + "]" if rest.startswith("[") and "]" in rest else mark
        yield Problem(
            path,
            f"{quote(form.label(path), limit=80)} still has {quote(told)} in it",
            "Write what belongs there, or reword the sentence.",
            told,
        )
