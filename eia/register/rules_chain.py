"""Rules on which assessment replaces which."""

from collections.abc import Iterator

from eia.findings import Severity
from eia.register.register import Register
from eia.register.rule import Trouble, at, rule
from eia.text import quote


@rule("GOV012", Severity.ERROR, basis="Brown principle 6: keep records")
def broken_succession(register: Register) -> Iterator[Trouble]:
    """An assessment replaces one that is not there, or, by way of others, itself.

    ## Why it matters
    Which assessment counts, and what became of the actions of the one before, is read off `supersedes`. When it
    leads nowhere, or in a circle, no assessment counts.

    ## What to do
    Correct the reference after `supersedes:`. If the earlier assessment was on paper, leave the line out and say so
    in the change log. In a circle, delete the line in the oldest of them.

    ## Flagged
    ```yaml
    # assessments/parks-2022.yaml
    supersedes: parks-2025  # GOV012
    # assessments/parks-2025.yaml
    supersedes: parks-2022  # GOV012
    # assessments/trees-2025.yaml
    supersedes: trees-2021  # GOV012
    ```

    ## Accepted
    ```yaml
    # assessments/parks-2022.yaml
    status: superseded
    # assessments/parks-2025.yaml
    supersedes: parks-2022
    ```
    """
    circles = circular(register)
    for record in register.records:
        if not record.supersedes:
            continue
        if record.id in circles:
            around = " → ".join(circles[record.id])
            yield at(
                record.sheet,
                ("supersedes",),
                f"The assessments replace one another in a circle: {around}",
                "Delete `supersedes:` in the oldest of them.",
            )
        elif record.supersedes not in register.by_id:
            yield at(
                record.sheet,
                ("supersedes",),
                f"There is no assessment {quote(record.supersedes)} that this one could replace",
                "Correct the reference, or leave the line out and say in the change log what it replaces.",
            )


def circular(register: Register) -> dict[str, tuple[str, ...]]:
    """Every assessment in a circle, with the circle from it back to itself. Each is walked over once."""
    result: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for start in register.by_id:
        walked: dict[str, int] = {}
        record = register.by_id.get(start)
        while record is not None and record.id not in seen:
            seen.add(record.id)
            walked[record.id] = len(walked)
            record = register.by_id.get(record.supersedes)
        if record is not None and record.id in walked:
            circle = [name for name, number in walked.items() if number >= walked[record.id]]
            for number, name in enumerate(circle):
                result[name] = (*circle[number:], *circle[:number], name)
    return result
