"""What the sources, the consultations and the admitted gaps say about a group, and how old a source is."""

import re
from datetime import date

from eia.form import Form
from eia.model import Assessment, Engagement, Evidence
from eia.text import mentions

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
"""A year as a title names it."""


def speaks_of(text: str, group: str, form: Form) -> bool:
    """Whether the text has a word that the form knows to be about the group."""
    return group in form.groups and mentions(text, form.groups[group].lexicon)


def gap_about(assessment: Assessment, form: Form, group: str) -> bool:
    """Whether a gap in the evidence names the group: in its list or, where it has none, in its words.

    “Too few trans pupils answered” is a gap about trans people, which its list says, not about people of an age.
    """
    return any(
        group in gap.groups if gap.groups else speaks_of(gap.description, group, form)
        for gap in assessment.evidence_gaps
    )


def sources_about(assessment: Assessment, form: Form, group: str) -> tuple[Evidence | Engagement, ...]:
    """The sources and consultations that name the group: in their list, in a figure, or in their words."""
    return (
        *(
            item
            for item in assessment.evidence
            if group in item.groups
            or any(figure.group == group for figure in item.figures)
            or speaks_of(f"{item.title} {item.finding}", group, form)
        ),
        *(
            item
            for item in assessment.engagement
            if group in item.groups or speaks_of(f"{item.audience} {item.findings}", group, form)
        ),
    )


def finding_about(assessment: Assessment, form: Form, group: str) -> bool:
    """Whether anything was found out about the group: a figure, or words that speak of it.

    A source that lists several groups says with that only that it covers them; one that lists a single group is
    about it, whatever its words.
    """
    words = form.group_words(group)
    return any(
        mentions(item.finding, words)
        or (item.finding and item.groups == (group,))
        or any(figure.group == group for figure in item.figures)
        for item in assessment.evidence
    ) or any(
        mentions(item.findings, words) or (item.findings and item.groups == (group,))
        for item in assessment.engagement
    )


def latest_day(item: Evidence) -> date | None:
    """The last day that the source can be about: of its date, else of the last year its period or title names."""
    if item.date:
        return item.date.last
    years = YEAR.findall(item.period) or YEAR.findall(item.title)
    return date(max(map(int, years)), 12, 31) if years else None
