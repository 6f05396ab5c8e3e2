"""Rules on publishing: in time, or with a reason not to; and whom to ask."""

from collections.abc import Iterator
from datetime import date, timedelta

from eia.findings import Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment
from eia.rules import rule
from eia.rules.pointing import answer_name

KINDS = ("full", "screening", "cumulative")


@rule(
    "PUB003",
    Severity.WARNING,
    due="approved",
    basis="SSI 2012/162, regulation 5, in Scotland; WSI 2011/1064, regulation 8, in Wales; good practice in England",
    kinds=("full", "cumulative"),
)
def unpublished_assessment(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An assessment was approved long ago and has not been published.

    ## Why it matters
    Those who are affected can only hold an authority to what it found if they can read it. In Scotland an assessment
    is published within a reasonable period when the policy is applied, in Wales when the impact is substantial; no
    rule in England asks for it, but what is not published has to be asked for. The form sets the number of days.

    ## What to do
    Publish it, and write the day under `dates` and the address under `publication`. If it is not to be published, or
    not in full, say so there with the reason.

    ## Flagged
    ```yaml
    status: approved
    dates: # PUB003
      completed: 2025-06-02
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2025-06-16
    ```

    ## Accepted
    ```yaml
    status: approved
    dates:
      completed: 2025-06-02
      published: 2025-07-01
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2025-06-16
    ```
    """
    days = form.parameter("PUB003", "days")
    approved = assessment.approved_on
    if (
        assessment.status != "approved"
        or approved is None
        or assessment.dates.published
        or assessment.publication.publish == "no"
        or assessment.publication.url
    ):
        return
    waiting = today - approved
    if waiting > timedelta(days=days):
        yield Problem(
            assessment.dates.at("published"),
            f"The assessment was approved {waiting.days} days ago and has not been published",
            "Publish it and write the day under `dates`, as `published: 2026-03-02`; or say under `publication` why not.",
        )


@rule(
    "PUB005",
    Severity.ERROR,
    due="approved",
    basis="Local Government Act 1972, Schedule 12A: exempt information",
    kinds=KINDS,
)
def unexplained_withholding(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The assessment is kept back, in whole or in part, without a reason or without the exemption relied on.

    ## Why it matters
    Papers of a council are open unless a paragraph of Schedule 12A to the Local Government Act 1972 makes them exempt.
    Who keeps an assessment back has to be able to say which; “sensitive” is none of them. An assessment of a
    restructure that names posts may well be exempt for a time.

    ## What to do
    Give the reason in words, and the paragraph. Where only single answers are left out, a reason beside each of them
    under `redactions`, or what kind of information it is, will do instead. If no paragraph fits, publish it.

    ## Flagged
    ```yaml
    publication:
      publish: no # PUB005
      reason: Sensitive
    ```
    ```yaml
    publication:
      publish: partial # PUB005
    ```

    ## Accepted
    ```yaml
    publication:
      publish: partial
      reason: Two posts are named, whose holders have not been told yet.
      exemption_ref: Schedule 12A, paragraph 2
    ```
    ```yaml
    evidence:
      - title: Staff survey
        finding: Of the four in the team, two are carers.
    publication:
      publish: partial
      exemption_ref: Schedule 12A, paragraph 2
      redactions:
        - path: evidence.0.finding
          because: personal
    ```
    """
    publication = assessment.publication
    if publication.publish not in ("partial", "no"):
        return
    redactions = publication.redactions if publication.publish == "partial" else ()
    has_reason = publication.reason or (
        redactions and all(item.reason or item.because for item in redactions)
    )
    missing = [
        *([] if has_reason else ["reason"]),
        *([] if publication.exemption_ref else ["exemption"]),
    ]
    if missing:
        path = publication.at("publish")
        what = "not published" if publication.publish == "no" else "published only in part"
        keys = in_a_sentence(
            {
                "reason": "`reason:` in words",
                "exemption": "`exemption_ref:` with the paragraph of Schedule 12A",
            }[name]
            for name in missing
        )
        yield Problem(
            path,
            f"{answer_name(path, form)}: the assessment is {what}, without {in_a_sentence(('a reason' if name == 'reason' else 'the exemption relied on' for name in missing), last='or')}",
            f"Add {keys}; if no paragraph fits, publish it.",
        )


@rule(
    "PUB006",
    Severity.WARNING,
    due="published",
    basis="Equality Act 2010, s.20; Public Sector Bodies Accessibility Regulations 2018 (SI 2018/952)",
    kinds=KINDS,
)
def nobody_to_ask(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The published assessment does not say whom to ask, or in which other formats it can be had.

    ## Why it matters
    A reader who cannot use the document as it is must know whom to ask for another; section 20 of the Equality Act
    2010 asks for information in an accessible format, and whoever wants to object needs an address. Where the form
    prints a line on formats of its own, the contact is enough.

    ## What to do
    Name the team that answers, with a way to reach it, under `publication`; a person's own address does not belong there.

    ## Flagged
    ```yaml
    status: published
    publication: # PUB006
      publish: full
    ```

    ## Accepted
    ```yaml
    status: published
    publication:
      publish: full
      formats: [large print, Easy Read]
      contact: Libraries, at the Central Library or by the form on the council's pages
    ```
    """
    publication = assessment.publication
    if publication.publish == "no":
        return
    if not publication.contact:
        yield Problem(
            publication.at("contact"),
            "The published assessment does not say whom to ask about it",
            "Name the team that answers under `publication`, as `contact:`, with a way to reach it.",
        )
    elif not publication.formats and not form.texts.get("accessibility"):
        yield Problem(
            publication.at("formats"),
            "The published assessment does not say in which other formats it can be had",
            "Name them under `publication`, as `formats: [large print, Easy Read]`.",
        )
