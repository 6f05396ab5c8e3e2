"""Rules on proposals that take away what another relies on."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eia.findings import Severity
from eia.register.register import Register
from eia.register.rule import Trouble, at, rule
from eia.register.services import relying
from eia.text import quote, words

if TYPE_CHECKING:
    from eia.register.records import Record

_HINT = (
    "Find another way to lessen the effect, or say what happens to it when the service ends; weigh the two proposals"
    " together in a cumulative assessment."
)


@rule(
    "CUM004",
    Severity.WARNING,
    basis="EHRC, Making fair financial decisions: look at the cumulative impact of decisions",
    family="cumulative",
)
def mitigation_that_ends(register: Register) -> Iterator[Trouble]:
    """An action that is to lessen an effect relies on a service that another proposal ends.

    ## Why it matters
    One budget sends people who lose the advice line to the hub; another closes the hub. Each assessment is right by
    itself, and the people have neither. Nobody sees it who reads the assessments one by one; the Equality and Human
    Rights Commission asks authorities to look at decisions together.

    A proposal ends a service when its title says so (“Closure of the Northgate advice hub”) or its type is `closure`,
    and it was neither turned down nor advised against. A sentence that itself speaks of the end, or of something in its
    place, is let be.

    ## What to do
    Find another way to lessen the effect, or time the proposals so that one does not take away what the other promises.
    Say what they do together in a cumulative assessment.

    ## Flagged
    ```yaml
    # assessments/advice-line.yaml
    activity: {type: budget_proposal, title: Fewer hours on the advice line}
    actions:
      - id: hub
        category: lessen_negative
        description: Callers are sent to the Northgate advice hub, which is open in the evening.  # CUM004
    # assessments/hub.yaml
    activity: {type: budget_proposal, title: Closure of the Northgate advice hub from April 2027}
    ```

    ## Accepted
    ```yaml
    # assessments/advice-line.yaml
    activity: {type: budget_proposal, title: Fewer hours on the advice line}
    actions:
      - id: hub
        category: lessen_negative
        description: Before the Northgate advice hub closes, its users are shown the way to the town hall's desk.
      - id: town-hall
        category: lessen_negative
        description: The desk in the town hall answers questions in the evening.
    # assessments/hub.yaml
    activity: {type: budget_proposal, title: Closure of the Northgate advice hub from April 2027}
    ```
    """
    ending: defaultdict[str, list[Record]] = defaultdict(list)
    for record in register.records:
        if record.ends and not record.is_put_aside and not register.is_replaced(record):
            ending[record.ends.split()[0]].append(record)
    for record in register.records if ending else ():
        if record.is_put_aside:
            continue
        for action in record.actions:
            if not action.eases:
                continue
            others = (other for word in dict.fromkeys(words(action.what)) for other in ending.get(word, ()))
            for other in others:
                sentence = next(relying(action.what, other.ends), "") if other is not record else ""
                if sentence:
                    yield at(
                        record.sheet,
                        action.told_at,
                        f"{quote(sentence, 90)} relies on what another proposal ends ({other.name}: {quote(other.title)})",
                        _HINT,
                    )
                    break
