"""Which groups gain, lose or feel nothing, told in one sentence."""

from collections.abc import Mapping

from eia.form import Form, in_a_sentence
from eia.model import Assessment
from eia.rules.labels import direction_label
from eia.text import quote

Pattern = Mapping[str, frozenset[str]]
"""Group → the directions recorded for it; none when nothing was."""


def felt_or_unknown(assessment: Assessment) -> Pattern:
    """The groups for which something other than no impact is recorded, with those directions."""
    return _recorded_except(assessment, "none")


def in_words(form: Form, pattern: Pattern) -> str:
    """The pattern as a clause: the assessment records “Positive impact” for Age and nothing for Sex."""
    alike: dict[str, list[str]] = {}
    for group, directions in pattern.items():
        labels = " with ".join(direction_label(form, key) for key in sorted(directions))
        alike.setdefault(labels, []).append(group)
    blank = alike.pop("", [])
    told = [f"{labels} for {form.group_labels(groups)}" for labels, groups in alike.items()]
    if blank:
        told.append(f"nothing for {form.group_labels(blank) if len(blank) < 4 else f'{len(blank)} groups'}")
    return f"the assessment records {in_a_sentence(told)}"


def difference(assessment: Assessment, form: Form) -> str:
    """How groups are treated differently, as a clause; empty when they are not.

    What is not yet known says nothing about a difference. A group left blank beside one that gains or loses does:
    as it stands, the assessment treats the two differently.
    """
    if assessment.felt_groups:
        blank = [group.key for group in form.required_groups if not assessment.directions(group.key)]
        pattern = {**_recorded_except(assessment, "unknown"), **dict.fromkeys(blank, frozenset[str]())}
        return in_words(form, pattern) if len(set(pattern.values())) > 1 else ""
    named = assessment.scope.groups_affected
    if named and any(group.key not in named for group in form.required_groups):
        label = quote(form.label(assessment.scope.at("groups_affected")), limit=80)
        return f"{label} names only {form.group_labels(named)}"
    return ""


def _recorded_except(assessment: Assessment, left_out: str) -> Pattern:
    recorded = {group: assessment.directions(group) - {left_out} for group in assessment.impacts}
    return {group: directions for group, directions in recorded.items() if directions}
