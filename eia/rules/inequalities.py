"""Where an assessment speaks of an inequality between groups."""

from collections.abc import Iterator

from eia.findings import Path
from eia.form import Form
from eia.model import Assessment
from eia.text import asserted, clauses, mentions, quote


def inequalities(assessment: Assessment, form: Form) -> Iterator[str]:
    """Every inequality that the assessment speaks of, as a clause; those marked as such come first.

    Words such as “inequality” always count. Words such as “gap” count where the sentence names a group, or where
    the answer is about one, because there are gaps between other things too.
    """
    for item in assessment.evidence:
        if item.shows_inequality:
            yield f"{quote(item.title) if item.title else 'a source'} is marked as showing an inequality"
    negations = form.lexicon("negations")
    for path, answer, is_about_a_group in _accounts(assessment):
        for clause in clauses(answer):
            words = asserted(clause, form.lexicon("inequality"), negations)
            gap = () if words else asserted(clause, form.lexicon("gap"), negations)
            if gap and (
                is_about_a_group or any(mentions(clause, group.lexicon) for group in form.groups.values())
            ):
                words = gap
            if words:
                yield f"{quote(form.label(path))} speaks of “{words[0]}”: {quote(clause, limit=80)}"


def _accounts(assessment: Assessment) -> Iterator[tuple[Path, str, bool]]:
    """The answers that say how people fare: place, words, and whether the place is about certain groups."""
    yield assessment.activity.at("description"), assessment.activity.description, False
    yield assessment.scope.at("explanation"), assessment.scope.explanation, False
    for item in assessment.evidence:
        yield item.at("finding"), item.finding, bool(item.groups)
    for cell in assessment.duty.cells:
        yield cell.path, cell.explanation, True
    for effect in assessment.effects:
        yield effect.at("description"), effect.description, True
