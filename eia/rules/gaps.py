"""What several rules ask about gaps in the evidence."""

from eia.findings import Path
from eia.form import Form
from eia.model import Assessment
from eia.rules.placeholders import is_placeholder
from eia.rules.sources import sources_about


def gaps_denied(assessment: Assessment, form: Form) -> tuple[Path, str, list[str]] | None:
    """Where it is said that there are no gaps, in which words, and the groups of which no source speaks.

    None where a gap is admitted, nothing is said, or every group is spoken of.
    """
    admitted = [gap for gap in assessment.evidence_gaps if not is_placeholder(gap.description, form)]
    if admitted or not assessment.evidence:
        return None
    if assessment.evidence_gaps_none_reason:
        path, answer = assessment.at("evidence_gaps_none_reason"), assessment.evidence_gaps_none_reason
    elif assessment.evidence_gaps and assessment.evidence_gaps[0].description:
        gap = assessment.evidence_gaps[0]
        path, answer = gap.at("description"), gap.description
    else:
        return None
    cited = {effect.group for effect in assessment.effects if effect.evidence}
    unknown = [
        group.key
        for group in form.required_groups
        if group.key not in cited and not sources_about(assessment, form, group.key)
    ]
    return (path, answer, unknown) if unknown else None
