"""The rule on what a conversion leaves behind in a text."""

import re
from collections.abc import Iterator
from datetime import date

from eia.characters import PRINTABLE, in_bytes, uncommon
from eia.findings import Path, Problem, Severity
from eia.form import Form
from eia.model import Assessment
from eia.rules import rule
from eia.rules.pointing import answer_name
from eia.text import quote


@rule(
    "TXT010",
    Severity.WARNING,
    due="submitted",
    basis="Brown principle 6: records that can be read",
    kinds=("full", "screening", "cumulative"),
)
def conversion_residue(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    r"""An answer holds what a conversion from another format left behind.

    ## Why it matters
    Tabs of a broken table, `\boxtimes` for a tick and `â€™` for an apostrophe show that nobody read the answer after
    it was pasted. Often more was lost than is left: a tick that is gone changes the answer.

    ## What to do
    Hold the answer against the document it came from, and type again what was lost.

    ## Flagged
    ```yaml
    scope:
      affected: "Older residents \t\t younger residents" # TXT010
      explanation: Residents\boxtimes Staff # TXT010
    monitoring:
      statement: The councilâ€™s team looks at visits by age. # TXT010
    ```

    ## Accepted
    ```yaml
    scope:
      affected: Older residents and younger residents.
      explanation: Residents are affected; staff are not.
    monitoring:
      statement: The council’s team looks at visits by age.
    ```
    """
    for prose in (assessment.prose, assessment.names):
        if not _BEGINNING.search(uncommon(in_bytes(prose.joined), _COMMON)):
            continue
        first: dict[Path, str] = {}
        for match in _RESIDUE.finditer(prose.joined):
            path, _, _ = prose.around(match.start())
            if not first.get(path, "").strip():
                first[path] = match.group()
        for path, left in first.items():
            yield Problem(
                path,
                f"{answer_name(path, form)} has {_called(left)} left in it from a conversion",
                "Hold it against the document it came from, and type again what was lost.",
                left if left.strip() else "",
            )


_BEGINNING = re.compile(r"[\\\t·\uE000-\uF8FF\uFFFD¬âÃÂ&]")
_COMMON = bytes({*PRINTABLE} - {*b"\t\\&"})
"""What a text mostly is made of, and no residue begins with."""
_RESIDUE = re.compile(
    _BEGINNING.pattern
    + r""" (?:
        (?<=\\)(?:boxtimes|boxempty|square|checkmark|textbullet|bullet|Box)\b
      | (?<=\t)[ \t]*\t
      | (?<=·)(?: (?:\s*·){2,} | \s+l\b )
      | (?<=[\uE000-\uF8FF\uFFFD])
      | (?<=¬)\n
      | (?<=â)€.?
      | (?<=Ã)[\u0080-\u00BF©¨¢ªº‚ƒ„…†‡ˆ‰Š‹Œ]
      | (?<=Â)[£§°·«»\u00A0]
      | (?<=&)(?:nbsp|amp|quot|apos|lt|gt|rsquo|lsquo|ndash|mdash|\#\d{2,5});
    )""",
    re.VERBOSE,
)
"""What LaTeX, tables, symbol fonts, wrong character sets and web pages leave in a text."""


def _called(left: str) -> str:
    if "\t" in left:
        return "the tabs of a table"
    return quote(left) if left.isprintable() else "a sign that cannot be read"
