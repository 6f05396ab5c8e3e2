"""The day for which an assessment is held to what was known and what was law."""

from datetime import date

from eia.model import Assessment


def day_of_use(assessment: Assessment, today: date) -> date | None:
    """The day of the decision, else the latest known before it.

    Today while the assessment is being written; None for an older one that gives no day.
    """
    dates = (assessment.decision.date, assessment.dates.submitted, assessment.dates.completed)
    known = next((moment.first for moment in dates if moment), None)
    return known or (today if assessment.status in ("", "draft", "submitted") else None)
