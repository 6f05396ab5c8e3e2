"""Rules on what a published assessment has to contain by law: what it states, and in which languages."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Assessment
from eia.parts import Part
from eia.rules import Where, rule
from eia.rules.placeholders import is_placeholder

WITH_CONTENTS = Where("lists what a published assessment must state", lambda form: bool(form.must_state))
WITH_LANGUAGES = Where("names the languages to publish in", lambda form: bool(form.languages))
_USUAL_LANGUAGE = "en"


@rule(
    "PUB004",
    Severity.ERROR,
    due="approved",
    basis="WSI 2011/1064, regulation 8(2), in Wales; Northern Ireland Act 1998, Schedule 9, paragraph 9",
    only=WITH_CONTENTS,
)
def unstated_contents(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Something that the law says the published assessment must state is not stated.

    ## Why it matters
    In Wales a report on an assessment states five things: the purpose of the policy, the steps taken, the information
    considered, the results, and the decisions about them (regulation 8(2)). In Northern Ireland it states the aims of
    the policy and gives details of mitigation and of alternatives that were considered (Schedule 9, paragraph 9). Unlike
    most of what an assessment holds, these are not good practice but law, and anybody can see whether they are there.

    ## What to do
    Answer the question that is named. The form says which answers state what (`must_state`). A question of the form's
    own that must be answered anyway is told by GOV015 alone.

    ## Flagged
    ```yaml
    form: wales # PUB004
    ```
    ```yaml
    form: wales
    activity:
      aims: [Fewer people wait more than a week for a repair.]
    evidence:
      - title: Repairs by age of the tenant, 2025
    engagement:
      - title: Meetings with the tenants' panel
    impacts:
      age:
        - direction: positive
          description: Tenants over 75, who reported most of the long waits, wait three weeks less.
    summary: Older tenants gain most. No group was found to lose.
    recommendation: # PUB004
    answers:
      steps_taken: The team went through the evidence with the tenants' panel in May, and again in July.
    ```

    ## Accepted
    ```yaml
    form: wales
    activity:
      aims: [Fewer people wait more than a week for a repair.]
    evidence:
      - title: Repairs by age of the tenant, 2025
    summary: Older tenants gain most. No group was found to lose.
    recommendation:
      outcome: no_change
    answers:
      steps_taken: The team went through the evidence with the tenants' panel in May, and again in July.
    ```
    """
    if assessment.publication.publish == "no":
        return
    told_by_gov015 = {f"answers.{key}" for key, question in form.answers.items() if question.required}
    for item in form.must_state.values():
        if told_by_gov015.isdisjoint(item.answers) and not any(
            _is_answered(assessment, form, path) for path in item.answers
        ):
            asked = in_a_sentence((f"“{_label(path, form)}”" for path in item.answers), last="or")
            yield Problem(
                tuple(item.answers[0].split(".")),
                f"The assessment does not state {item.label}, which it must when it is published ({item.basis})",
                f"Answer {asked}.",
            )


@rule(
    "PUB007",
    Severity.ERROR,
    due="published",
    basis="Welsh Language (Wales) Measure 2011 and the Welsh Language Standards: documents for the public",
    kinds=("full", "screening", "cumulative"),
    only=WITH_LANGUAGES,
)
def untranslated_title(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A published assessment lacks its title or its summary in a language in which it has to be published.

    ## Why it matters
    Bodies under the Welsh Language Standards publish what is for the public in Welsh, and no less favourably than in
    English. A reader who looks for the assessment in Welsh has to find at least what it is about and what came of it.
    The form says which languages (`languages`).

    ## What to do
    Have title and summary translated by a translator, and write them under `publication`, as `translations:` with the
    language, `cy` for Welsh.

    ## Flagged
    ```yaml
    form: wales
    summary: Older tenants gain most. No group was found to lose.
    publication: # PUB007
      publish: full
    ```
    ```yaml
    form: wales
    summary: Older tenants gain most. No group was found to lose.
    publication:
      translations:
        cy: # PUB007
          title: Cynllun atgyweirio
    ```

    ## Accepted
    ```yaml
    form: wales
    summary: Older tenants gain most. No group was found to lose.
    publication:
      translations:
        cy:
          title: Cynllun atgyweirio
          summary: Tenantiaid hŷn sy'n elwa fwyaf. Ni chanfuwyd bod unrhyw grŵp ar ei golled.
    ```
    """
    publication = assessment.publication
    if publication.publish == "no":
        return
    for language in form.languages:
        if language == (assessment.language or _USUAL_LANGUAGE):
            continue
        given = publication.translations.get(language)
        missing = [
            *([] if given and given.title else ["title"]),
            *([] if (given and given.summary) or not assessment.summary else ["summary"]),
        ]
        if missing:
            name = form.texts.get(f"language_{language}", language)
            yield Problem(
                publication.at("translations", language),
                f"The published assessment has no {in_a_sentence(missing)} in {name}",
                f"Add {in_a_sentence(f'`{key}:`' for key in missing)} under `publication`, as `translations:` and"
                f" `{language}:`.",
                at_name=True,
            )


def _label(dotted: str, form: Form) -> str:
    """What the form calls the answer at a dotted path, one of its own questions included."""
    question = form.answers.get(dotted.removeprefix("answers."))
    return question.label if question else form.label(tuple(dotted.split(".")))


def _is_answered(assessment: Assessment, form: Form, dotted: str) -> bool:
    """Whether the answer at a dotted path says something."""
    value: object = assessment
    for name in dotted.split("."):
        value = value.get(name, "") if isinstance(value, dict) else getattr(value, name, "")
    if isinstance(value, Part):
        return any(bool(getattr(value, name)) for name in vars(value) if name != "path")
    return bool(value) and not (isinstance(value, str) and is_placeholder(value, form))
