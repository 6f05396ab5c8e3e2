"""The answers in which an assessment argues: what is proposed, found, expected and recommended."""

from collections.abc import Iterator
from functools import lru_cache

from eia.findings import Path
from eia.model import Assessment
from eia.prose import Prose


@lru_cache(maxsize=4)
def arguments(assessment: Assessment) -> Prose:
    """Each of these answers with its place, in the order of the form; unanswered ones are left out."""
    return Prose(tuple(answer for answer in _all(assessment) if answer[1]))


def _all(assessment: Assessment) -> Iterator[tuple[Path, str]]:
    yield assessment.activity.at("description"), assessment.activity.description
    yield assessment.relevance.at("rationale"), assessment.relevance.rationale
    for answer in assessment.relevance.answers.values():
        yield answer.at("reason"), answer.reason
    yield assessment.scope.at("affected"), assessment.scope.affected
    yield assessment.scope.at("explanation"), assessment.scope.explanation
    for item in assessment.evidence:
        yield item.at("finding"), item.finding
    for round_ in assessment.engagement:
        yield round_.at("findings"), round_.findings
        yield round_.at("influence"), round_.influence
    for cell in assessment.duty.cells:
        yield cell.path, cell.explanation
    for aim, reason in assessment.duty.not_relevant.items():
        yield assessment.duty.at("not_relevant", aim), reason
    for effect in assessment.effects:
        yield effect.at("description"), effect.description
        yield effect.at("justification"), effect.justification
    yield assessment.commissioning.at("contract_measures"), assessment.commissioning.contract_measures
    yield assessment.commissioning.at("cycle_steps"), assessment.commissioning.cycle_steps
    for action in assessment.actions:
        yield action.at("description"), action.description
    yield assessment.recommendation.at("rationale"), assessment.recommendation.rationale
    yield assessment.at("summary"), assessment.summary
    yield assessment.monitoring.at("statement"), assessment.monitoring.statement
    for key, words in assessment.answers.items():
        yield assessment.at("answers", key), words
