"""Rules on what is marked as not for publication: that it is there, and that it stands nowhere else."""

from collections.abc import Iterator
from datetime import date

from eia.editions.marking import astray
from eia.editions.repeats import repeats
from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import Assessment
from eia.rules import rule
from eia.rules.pointing import answer_name
from eia.text import quote

KINDS = ("full", "screening", "cumulative")


@rule(
    "PUB009",
    Severity.ERROR,
    due="draft",
    basis="Local Government Act 1972, Schedule 12A: what is exempt has to be kept back in fact",
    kinds=KINDS,
)
def redaction_of_nothing(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A mark under `redactions` leaves nothing out: there is no such answer, or every edition has to say it.

    ## Why it matters
    Whoever wrote the mark believes that something is kept from the public. It is not, and the mistake shows only when
    the report is out. `eia render` makes no public edition of such an assessment.

    ## What to do
    Correct the path of the mark. It is the names in the file from the left, with dots between them, and an item of a list is named
    by its place, counted from 0, or by its `id`: `people.lead_officer.name`, `impacts.age.0`,
    `evidence.staff-survey.figures.2`. A whole part can be left out as well as one answer of it.

    ## Flagged
    ```yaml
    summary: Opening hours change at two libraries.
    publication:
      publish: partial
      redactions:
        - path: sumary # PUB009
        - path: publication.contact # PUB009
    ```

    ## Accepted
    ```yaml
    evidence:
      - id: staff-survey
        title: Staff survey
        finding: One team would close.
    publication:
      publish: partial
      reason: A team has not been told yet.
      exemption_ref: Schedule 12A, paragraph 4
      redactions:
        - path: evidence.staff-survey.finding
          because: employment
    ```
    """
    for item in astray(assessment):
        path = item.redaction.at("path") if item.redaction.answer else item.redaction.path
        said = quote(item.redaction.answer, limit=80)
        if item.is_public_anyway:
            yield Problem(
                path,
                f"{said} is marked as not for publication, but every edition has to say it",
                "Take the mark out; or publish nothing, with `publish: no`.",
            )
            continue
        near = f"Did you mean `{item.near}`? " if item.near else ""
        yield Problem(
            path,
            f"{said} is marked as not for publication, but there is no such answer"
            if item.redaction.answer
            else "A mark under `redactions` does not say which answer it leaves out",
            f"{near}Write the names from the left with dots between them, such as `impacts.age.0.description`.",
        )


@rule(
    "PUB010",
    Severity.ERROR,
    due="published",
    basis="UK GDPR, article 5(1); Local Government Act 1972, Schedule 12A",
    kinds=KINDS,
)
def withheld_words_told(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """What is kept from the public in one answer stands in another.

    ## Why it matters
    A name that is left out above and mentioned below is published, and a number that is hidden in a table and told in
    the sentence beside it was never hidden. Looked for are names and titles, whole sentences, and the numbers of
    hidden figures in what their source shows. `eia render` makes no public edition of such an assessment.

    ## What to do
    Take the words out of the other answer, or mark that answer as well.

    ## Flagged
    ```yaml
    evidence:
      - id: census
        title: School census
        finding: Of the pupils, 17 pupils use a sign language. # PUB010
        figures:
          - {label: Pupils in total, value: 210, unit: pupils}
          - {label: Pupils with a sign language, value: 17, unit: pupils, suppressed: yes}
    summary: The closure of the day centre at Wharf Lane will be put to staff first. # PUB010
    activity:
      title: Day centre at Wharf Lane
    publication:
      publish: partial
      reason: Staff have not been told.
      exemption_ref: Schedule 12A, paragraph 4
      redactions:
        - {path: activity.title, because: employment}
    ```

    ## Accepted
    ```yaml
    summary: The closure of a day centre will be put to staff first.
    activity:
      title: Day centre at Wharf Lane
    publication:
      publish: partial
      reason: Staff have not been told.
      exemption_ref: Schedule 12A, paragraph 4
      redactions:
        - {path: activity.title, because: employment}
    ```
    """
    if assessment.publication.publish == "no":
        return
    for repeat in repeats(assessment, form):
        yield Problem(
            repeat.told,
            f"{answer_name(repeat.told, form)} tells what is not for publication:"
            f" {quote(repeat.words)} is left out of {answer_name(repeat.withheld, form)}",
            "Take it out here, or list this answer under `redactions` as well.",
            repeat.words,
        )
