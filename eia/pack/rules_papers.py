"""Rules on the papers of a meeting: approved, in time, unchanged since, finished, and fit to be published."""

from collections.abc import Iterator
from datetime import date

from eia.dates import in_words, when
from eia.editions import NotPublic, refuse
from eia.findings import Finding
from eia.pack.paper import Paper, Papers
from eia.pack.rule import Trouble, rule
from eia.text import quote

_APPROVED = ("approved", "published")
_PUT_ASIDE = ("superseded", "withdrawn")
_VOID = ("GOV005", "MON009")
"""The rules that find what was changed after the sign-off."""


@rule(
    "PUB008",
    basis="Brown principle 2: regard must be had before and at the time of the decision",
    mark="unapproved",
)
def unapproved_assessment(papers: Papers) -> Iterator[Trouble]:
    """The papers of a meeting include an assessment that is not approved.

    ## Why it matters
    Members rely on what is put before them. A draft may still change, and nobody answers for it yet: Brighton & Hove's
    guidance lets only an assessment that is signed off go to a committee. One that was superseded or withdrawn is
    relied on by nobody.

    ## What to do
    Have the assessment approved (`eia approve`), or take the item off the agenda. If members have to see a draft,
    `eia pack --mark unapproved` puts it in and says so on the cover, in the contents and on its first page.

    ## Flagged
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/libraries.yaml
    # assessments/libraries.yaml
    status: submitted  # PUB008
    ```

    ## Accepted
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/libraries.yaml
    # assessments/libraries.yaml
    status: approved
    ```
    """
    for paper in papers.papers:
        status = paper.assessment.status
        if status in _APPROVED:
            continue
        known = paper.form.statuses.get(status)
        if status in _PUT_ASIDE:
            said = f"It was {status}, and nobody relies on it any more"
            hint = "Put in the assessment that takes its place, or take the item off the agenda."
        else:
            said = f"Its status is {quote(known.label if known else status or 'draft')}"
            hint = "Have it approved (eia approve), or take the item off the agenda."
        yield Trouble(paper, ("status",), said, hint)


@rule(
    "PCK001",
    basis="Local Government Act 1972, section 100B; SI 2012/2089, regulation 7: five clear days",
    mark="late",
)
def late_paper(papers: Papers) -> Iterator[Trouble]:
    """A paper came too late to be open to the public for the clear days before the meeting.

    ## Why it matters
    Agenda and reports are open to inspection five clear days before a meeting (section 100B of the Local Government
    Act 1972; for executives, regulation 7 of SI 2012/2089). Neither the day they go out nor that of the meeting
    counts, nor weekends and bank holidays. What was approved later cannot have gone out with them, so that members
    and the public had too little time to read it.

    The form sets how many clear days there must be.

    ## What to do
    Move the item to the next meeting. If it cannot wait, the chair has to agree that it is urgent, for a reason that
    the minutes give; `eia pack --mark late` then puts it in and says so on the cover.

    ## Flagged
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/libraries.yaml
    # assessments/libraries.yaml
    status: approved
    approvals:
      - role: approver
        date: 2026-02-04  # PCK001
    ```

    ## Accepted
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/libraries.yaml
    # assessments/libraries.yaml
    status: approved
    approvals:
      - role: approver
        date: 2026-02-03
    ```
    """
    last, meeting = papers.last_day, papers.meeting
    if last is None or meeting is None:
        return
    needed = f"for {papers.clear_days} clear days before {_day(meeting)}"
    if not papers.is_over and papers.goes_out > last:
        yield Trouble(
            None,
            (),
            f"The papers go out on {_day(papers.goes_out)}; {needed} they had to be out by {_day(last)}",
            "Put them before the next meeting, or ask the chair whether the items are urgent, and why.",
        )
    for paper in papers.papers:
        days = [
            (item.at("date"), item.date.first)
            for item in paper.assessment.approvals
            if item.stands and item.date and item.date.first and item.date.is_day
        ]
        path, approved = max(days, key=lambda pair: pair[1], default=((), None))
        if approved is not None and approved > last:
            yield Trouble(
                paper,
                path,
                f"It was approved on {_day(approved)}; {needed} papers had to be out by {_day(last)}",
                "Move it to the next meeting, or ask the chair whether it is urgent, and why.",
            )


@rule("PCK002", basis="R (Hough) v SSHD [2022] EWHC 1635", mark="changed")
def changed_paper(papers: Papers) -> Iterator[Trouble]:
    """What was approved is not what would go to the meeting: the assessment, or its strategy, was changed since.

    ## Why it matters
    A sign-off is given for a text. In Hough v Home Secretary [2022] the assessment had been made for another end
    date than the one decided on, and could not be relied on.

    ## What to do
    Show what changed to whoever signed (`eia history` and `eia diff` tell it) and have it signed again with
    `eia approve`, or put the old text back.

    ## Flagged
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/parks.yaml
    # strategies/parks.md
    ---
    title: Parks strategy
    version: 3
    assessed_version: 1
    ---
    # assessments/parks.yaml
    status: approved
    activity:
      policy: strategies/parks.md  # PCK002
    ```

    ## Accepted
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/parks.yaml
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
    again = "Show what changed to whoever signed, and have it signed again (eia approve)."
    for paper in papers.papers:
        for finding in _blocking(paper):
            if finding.code in _VOID:
                yield Trouble(paper, finding.path, f"{finding.message} ({finding.code})", again)
        if paper.changed:
            yield Trouble(
                paper,
                ("activity", "policy"),
                f"Its strategy is not the one that was assessed: {paper.changed} (REG007)",
                again,
            )


@rule("PCK003", basis="Brown principle 3: in substance, with rigour", mark="unfinished")
def unfinished_paper(papers: Papers) -> Iterator[Trouble]:
    """An assessment still has errors that block it.

    ## Why it matters
    What is missing, or contradicts itself, will be found by a member or by a court after the decision, when nothing
    can be put right any more.

    ## What to do
    Put right what `eia check` finds in it. `eia pack --mark unfinished` puts the assessment in all the same, and lists
    what is open on its first page.

    ## Flagged
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/libraries.yaml
    # assessments/libraries.yaml
    status: approved
    monitoring:
      review: 2027-02-28  # PCK003
    ```

    ## Accepted
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/libraries.yaml
    # assessments/libraries.yaml
    status: approved
    monitoring:
      review_date: 2027-02-28
    ```
    """
    for paper in papers.papers:
        left = [finding for finding in _blocking(paper) if finding.code not in _VOID]
        if not left:
            continue
        worst = left[0]
        others = len(left) - 1
        more = f"; {others} more {'error is' if others == 1 else 'errors are'} open" if others else ""
        yield Trouble(
            paper,
            worst.path,
            f"{worst.message} ({worst.code}){more}",
            f"Have it put right: eia check {paper.name}.",
        )


@rule("PCK004", basis="Local Government Act 1972, Schedule 12A: exempt information")
def unpublishable_paper(papers: Papers) -> Iterator[Trouble]:
    """An assessment that is not for publication would go into papers that are open to the public.

    ## Why it matters
    The papers of a meeting are on the council's website and in its office for anybody to read. What the assessment
    itself keeps back, because it is exempt or would show who somebody is, cannot be taken back afterwards.

    ## What to do
    Leave the item out of the public papers and put it into those for the part of the meeting that is closed
    (`--edition members`). If only part of it is exempt, mark those answers under `redactions`. There is no mark for it.

    ## Flagged
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/libraries.yaml
    # assessments/libraries.yaml
    status: approved
    publication:
      publish: no  # PCK004
      reason: The contract is still being negotiated.
    ```

    ## Accepted
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/libraries.yaml
    # assessments/libraries.yaml
    status: approved
    publication:
      publish: full
    ```
    """
    for paper in papers.papers if papers.is_public else ():
        publication = paper.assessment.publication
        try:
            refuse(paper.assessment, paper.form)
        except NotPublic as fault:
            said = str(fault)
            yield Trouble(paper, publication.at("publish"), said[:1].upper() + said[1:], fault.hint)


@rule("PCK005", basis="Brown principle 2; the form's own relevance test", mark="screening")
def screening_alone(papers: Papers) -> Iterator[Trouble]:
    """A decision would be taken on a screening that says a full assessment is needed.

    ## Why it matters
    The screening has found that the activity matters to equality, and not yet how. To decide on it alone is to
    decide before regard was had.

    ## What to do
    Have the full assessment made and approved, and put that before the meeting. If members are only asked to note
    the screening, `eia pack --mark screening` puts it in and says so.

    ## Flagged
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/libraries.yaml
    # assessments/libraries.yaml
    status: approved
    kind: screening
    relevance:
      outcome: full_needed  # PCK005
    ```

    ## Accepted
    ```yaml
    # agenda.yaml
    meeting: 2026-02-11
    maker: Executive
    items:
      - assessment: assessments/libraries.yaml
    # assessments/libraries.yaml
    status: approved
    kind: screening
    relevance:
      outcome: not_needed
    ```
    """
    for paper in papers.papers:
        own = paper.assessment
        if own.kind == "screening" and own.relevance.outcome in ("full_needed", "needed_later"):
            yield Trouble(
                paper,
                own.relevance.at("outcome"),
                "It is only a screening, and says itself that a full assessment is needed",
                "Have the full assessment made and approved, and put that before the meeting.",
            )


def _blocking(paper: Paper) -> list[Finding]:
    return [finding for finding in paper.open if finding.blocks]


def _day(day: date) -> str:
    return in_words(when(day.isoformat()))
