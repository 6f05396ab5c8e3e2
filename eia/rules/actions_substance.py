"""Whether actions have substance: each its own, something to be done, where the assessment gives a reason for it."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Path, Problem, Severity
from eia.form import Form, in_a_sentence
from eia.model import Action, Assessment
from eia.rules import rule
from eia.rules.effects import called, is_empty, live_actions, numbered
from eia.rules.originals import Originals
from eia.text import found, may_mention, mentions, quote, repeated, shingles, word_count, words

OPENING = 6
"""Words at the beginning of an action in which a wish shows."""


@rule("ACT005", Severity.WARNING, due="submitted", basis="Brown principle 3: in substance")
def repeated_action(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Two actions say the same.

    ## Why it matters
    The same action in two rows makes the plan look fuller than it is. When one of the two is marked as done, nobody
    can tell whether the other is.

    ## What to do
    Keep one of two actions that say the same. If two things will be done, say how they differ: for whom, where or
    when.

    ## Flagged
    ```yaml
    actions:
      - category: lessen_negative
        description: Train staff of all branches to use the hearing loop.
      - category: increase_positive
        description: Train staff of all branches to use the hearing loop. # ACT005
    ```

    ## Accepted
    ```yaml
    actions:
      - category: lessen_negative
        description: Train staff of all branches to use the hearing loop.
      - category: increase_positive
        description: Tell deaf residents through the Deaf Club that every branch has a hearing loop.
    ```
    """
    least = form.parameter("ACT005", "overlap_percent")
    fewest = form.parameter("ACT005", "minimum_words")
    same: dict[tuple[str, ...], Action] = {}
    long = Originals[Action](least)
    for action in _live(assessment):
        text, sequence = action.description, words(action.description)
        originals = long.of(shingles(text)) if len(sequence) >= fewest else []
        if sequence in same:
            originals.append(same[sequence])
        if originals:
            original = min(originals, key=lambda other: other.path[1:])
            yield Problem(
                action.at("description"),
                f"{called(action)} says the same as action {numbered(original)}",
                "Keep one of the two, or say how they differ: for whom, where or when.",
            )
        if sequence:
            same.setdefault(sequence, action)
        if len(sequence) >= fewest:
            long.add(shingles(text), action)


@rule("ACT006", Severity.WARNING, due="submitted", basis="Brown principle 3: in substance")
def action_pasted_from_elsewhere(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An action repeats the description of the activity or the explanation of an impact.

    ## Why it matters
    What the activity does anyway is not done because of the assessment. A paragraph from the description, put into
    the table of actions, gives an impact an answer in looks only.

    ## What to do
    Name the one thing that will be done besides, for this group or this impact; leave the description where it is.

    ## Flagged
    ```yaml
    activity:
      description: |
        Two branches close on weekday mornings and open until eight on Thursdays. Staff move between branches in
        teams, new self-service desks lend and take back books at any hour, and the stock is exchanged every month.
    actions:
      - description: | # ACT006
          Staff move between branches in teams, new self-service desks lend and take back books at any hour, and the
          stock is exchanged every month, which is good for all groups.
    ```

    ## Accepted
    ```yaml
    activity:
      description: |
        Two branches close on weekday mornings and open until eight on Thursdays. Staff move between branches in
        teams, new self-service desks lend and take back books at any hour, and the stock is exchanged every month.
    actions:
      - description: |
          Set the self-service desks at a height that wheelchair users can reach, and have two wheelchair users try them
          before they are bolted down.
    ```
    """
    least = form.parameter("ACT006", "overlap_percent")
    fewest = form.parameter("ACT006", "minimum_words")
    others = [(effect.at("description"), effect.description) for effect in assessment.effects]
    others.append((assessment.activity.at("description"), assessment.activity.description))
    long = Originals[tuple[Path, str]](least)
    actions = [action for action in _live(assessment) if word_count(action.description) >= fewest]
    runs_of_actions = frozenset[int]().union(*(shingles(action.description) for action in actions))
    for path, text in others:
        if word_count(text) >= fewest and not runs_of_actions.isdisjoint(shingles(text)):
            long.add(shingles(text), (path, text))
    for action in actions:
        originals = long.of(shingles(action.description))
        counted = [(repeated(action.description, text), path) for path, text in originals]
        if counted:
            (count, run), path = max(counted, key=lambda item: item[0][0])
            yield Problem(
                action.at("description"),
                f"{called(action)}: of its {word_count(action.description)} words {count} also stand under"
                f" {quote(form.label(path))} ({quote(run)})",
                "Name the one thing that will be done besides what the activity does anyway.",
            )


@rule(
    "ACT007",
    Severity.WARNING,
    due="submitted",
    basis="forms ask for actions that are specific and measurable",
)
def wish_for_an_action(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An action is a wish: nobody could see that it has been done.

    ## Why it matters
    “Continue to support”, “where possible” and “all actions in the strategy” promise nothing that was not so before.
    A mitigation that cannot be seen to have been done cannot be relied on by the person who decides.

    ## What to do
    Say what will be different the day after it is done: a course held, a ramp built, a letter sent; and how many, or
    how often.

    ## Flagged
    ```yaml
    actions:
      - description: Continue to support disabled residents where possible. # ACT007
      - description: All actions in the strategy are aimed at closing gaps. # ACT007
    ```

    ## Accepted
    ```yaml
    actions:
      - description: Continue the reading hour for blind users every Tuesday until the new hours have been reviewed.
      - description: Build a ramp at the side door.
    ```
    """
    vague = form.lexicon("vague")
    for action in _live(assessment):
        if not may_mention(action.description, vague):
            continue
        wish = found(" ".join(action.description.split()[:OPENING]), vague)
        if wish and not action.measure and not _is_concrete(action.description, form):
            yield Problem(
                action.at("description"),
                f"{called(action)}: “{wish[0]}” is a wish; nobody could see that it has been done",
                "Say what will be there once it is done, and how many or how often.",
            )


@rule("ACT008", Severity.INFO, due="submitted", basis="forms ask for the outcome of each action")
def same_outcome_throughout(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Several actions have the same outcome, word for word.

    ## Why it matters
    If training, a survey and a new contract all lead to “standards will rise”, the outcome was not thought of for any
    of them, and the review cannot tell which of them worked.

    ## What to do
    Say for each action what will be different because of it, and for whom.

    ## Flagged
    ```yaml
    actions:
      - description: Train staff of all branches to use the hearing loop.
        outcome: Access will improve for all groups.
      - description: Ask users in a survey how the new hours suit them.
        outcome: Access will improve for all groups. # ACT008
      - description: Build a ramp at the side door.
        outcome: Access will improve for all groups.
    ```

    ## Accepted
    ```yaml
    actions:
      - description: Train staff of all branches to use the hearing loop.
        outcome: Hearing-aid users are heard at the first try in nine of ten visits by a mystery shopper.
      - description: Ask users in a survey how the new hours suit them.
        outcome: The review knows which groups come less often.
      - description: Build a ramp at the side door.
        outcome: Wheelchair users come in without ringing.
    ```
    """
    fewest = form.parameter("ACT008", "minimum_actions")
    alike: dict[tuple[str, ...], list[Action]] = {}
    for action in _live(assessment):
        if action.outcome:
            alike.setdefault(words(action.outcome), []).append(action)
    for actions in alike.values():
        if len(actions) >= fewest:
            numbers = in_a_sentence(str(numbered(action)) for action in actions)
            yield Problem(
                actions[1].at("outcome"),
                f"Actions {numbers} have the same outcome, {quote(actions[0].outcome)}",
                "Say for each action what will be different because of it, and for whom.",
            )


@rule("ACT009", Severity.WARNING, due="submitted", basis="an action answers an impact that is recorded")
def action_against_no_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An action is to lessen a negative impact, and no negative impact is recorded.

    ## Why it matters
    Either the action is in the wrong part of the table, or somebody knew of harm that the impact table keeps silent
    about. The decision maker must see adverse impact squarely put: R (Bracking) v Secretary of State for Work and
    Pensions [2013].

    ## What to do
    Record the negative impact that the action lessens, and link the two. If there is none, move the action to the
    category it belongs to.

    ## Flagged
    ```yaml
    impacts:
      disability: [{direction: positive, description: Deaf users gain a hearing loop at every desk.}]
    actions:
      - category: lessen_negative # ACT009
        description: Train staff of all branches to use the hearing loop.
    ```

    ## Accepted
    ```yaml
    impacts:
      disability:
        - {direction: positive, description: Deaf users gain a hearing loop at every desk.}
        - {direction: negative, description: Deaf users lose the signed tour., actions: [tour]}
    actions:
      - id: tour
        category: lessen_negative
        description: Film the tour with a sign language interpreter and show it on request.
    ```
    """
    category = form.category_with_role("lessen_negative")
    adverse = form.question_with_role("adverse")
    answer = assessment.relevance.answers.get(adverse.key) if adverse else None
    denied = answer is not None and answer.answer == "no"
    directions = {effect.direction for effect in assessment.effects if effect.direction}
    if category is None or "unknown" in directions or not (directions or denied):
        return
    losing = {effect.group for effect in assessment.negative_effects}
    linked = {name for effect in assessment.negative_effects for name in effect.actions}
    for action in _live(assessment):
        if action.category != category.key or action.id in linked:
            continue
        meant_for = {*action.groups}
        if losing and (not meant_for or meant_for & losing):
            continue
        on = f" on {form.group_labels(meant_for)}" if losing else ""
        yield Problem(
            action.at("category"),
            f"{called(action)} is under {quote(category.label)}, but no negative impact{on} is recorded",
            "Record the impact and link the action to it, or move the action to the category it belongs to.",
        )


@rule("ACT013", Severity.INFO, due="submitted", basis="forms ask for actions of each kind")
def kind_of_action_left_empty(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A kind of action is set out with nothing in it, or there is none although the assessment gives a reason for it.

    ## Why it matters
    A gap in the evidence with no action to fill it stays a gap. A positive impact that nobody builds on, or a contract
    without an action on equality, is an opportunity to advance equality that was seen and left.

    ## What to do
    Add an action of that kind, or say in the summary why none is needed. Where a gap is not worth filling, its plan says
    so and why. A row of the form that was left empty is better taken out than published.

    ## Flagged
    ```yaml
    actions:
      - category: other # ACT013
        description:
        owner:
    ```
    ```yaml
    evidence_gaps: # ACT013
      - groups: [sexual_orientation]
        description: Users are not asked about their sexual orientation.
        plan: To be asked about.
    ```

    ## Accepted
    ```yaml
    evidence_gaps:
      - groups: [sexual_orientation]
        description: Users are not asked about their sexual orientation.
        action: survey
      - groups: [gender_reassignment]
        description: How many users are trans is not known.
        plan: Not worth finding out, because nobody is asked at the door and nothing changes there.
    actions:
      - id: survey
        category: evidence
        description: Ask users in the survey of May, with the option not to answer.
    ```
    """
    for action in assessment.actions:
        if is_empty(action) and action.category in form.action_categories:
            yield Problem(
                action.path,
                f"{quote(form.action_categories[action.category].label)} is set out and left empty",
                "Add an action of that kind, or take the empty one out and say in the summary why none is needed.",
            )
    taken = {action.category for action in _live(assessment)}
    if taken == {""}:
        return
    for role, reason in _reasons(assessment, form):
        category = form.category_with_role(role)
        if category and category.key not in taken:
            yield Problem(
                ("actions",),
                f"Nothing stands under {quote(category.label)}, though {reason}",
                "Add an action of that kind, or say in the summary why none is needed.",
            )


def _live(assessment: Assessment) -> tuple[Action, ...]:
    """The actions that say something and were not dropped."""
    return tuple(action for action in assessment.actions if action.description and action.status != "dropped")


def _is_concrete(description: str, form: Form) -> bool:
    """Whether a number, or how often, makes an action something that can be seen."""
    counted = form.lexicons_together("number_words", "how_often")
    return any(character.isdecimal() for character in description) or mentions(description, counted)


def _reasons(assessment: Assessment, form: Form) -> Iterator[tuple[str, str]]:
    """The kinds of action that the assessment gives a reason for and has not answered otherwise, with the reason."""
    live = {action.id for action in _live(assessment) if action.id}
    if any(
        effect.justification and not live_actions(effect, assessment)
        for effect in assessment.negative_effects
    ):
        yield "lessen_negative", "a negative impact is only justified"
    if any(
        effect.direction == "positive" and not live_actions(effect, assessment)
        for effect in assessment.effects
    ):
        yield "increase_positive", "positive impacts are recorded"
    if any(
        gap.action not in live and not mentions(gap.plan, form.lexicon("negations"))
        for gap in assessment.evidence_gaps
    ):
        yield "evidence", "a gap in the evidence is recorded"
    if assessment.commissioning.applies:
        yield "procurement", "the activity is commissioned"
