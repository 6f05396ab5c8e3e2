"""A rule on how long a consultation has to be where the law of the form's nation says so."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import Assessment
from eia.rules import Where, rule
from eia.rules.asked import called, rounds
from eia.rules.consultation_reach import SLACK, days_open, in_weeks

WITH_WEEKS = Where(
    "asks for a consultation of so many weeks",
    lambda form: form.parameter("CON007", "minimum_weeks") > 0,
)


@rule(
    "CON007",
    Severity.ERROR,
    due="approved",
    basis="Northern Ireland Act 1998, Schedule 9; Equality Commission for Northern Ireland, Practical guidance on"
    " equality impact assessment: twelve weeks",
    only=WITH_WEEKS,
)
def short_formal_consultation(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """No consultation was open for as long as the equality scheme promises.

    ## Why it matters
    In Northern Ireland an equality impact assessment is itself consulted on, as the fifth of its seven steps. Equality
    schemes commit authorities to the twelve weeks of the Equality Commission's guidance, so that groups without paid
    staff can read, meet and answer. A complaint about a shorter one is a complaint that the scheme was not followed.

    One consultation of that length is enough; meetings and surveys beside it take the time they take.

    ## What to do
    Consult for the number of weeks that the form asks for (`minimum_weeks`), write its first and last day, and only
    then decide. If the scheme allows less in an emergency, waive this finding and quote the scheme.

    ## Flagged
    ```yaml
    form: northern_ireland
    engagement:
      - title: Consultation on the draft equality impact assessment
        start: 2025-03-03
        end: 2025-04-28 # CON007
      - title: Meeting with the disability forum
        start: 2025-03-20
        end: 2025-03-20
    ```

    ## Accepted
    ```yaml
    form: northern_ireland
    engagement:
      - title: Consultation on the draft equality impact assessment
        start: 2025-03-03
        end: 2025-05-26
      - title: Meeting with the disability forum
        start: 2025-03-20
        end: 2025-03-20
    ```
    """
    weeks = form.parameter("CON007", "minimum_weeks")
    dated = [item for item in rounds(assessment, form) if days_open(item)]
    longest = max(dated, key=days_open, default=None)
    if longest and days_open(longest) < weeks * 7 - SLACK:
        only = " is the longest, and" if len(dated) > 1 else ""
        yield Problem(
            longest.at("end"),
            f"{called(longest)}{only} lasts {in_weeks(days_open(longest))}; the form asks for {weeks} weeks",
            f"Consult for {weeks} weeks before the decision; or waive this with what the equality scheme says.",
        )
