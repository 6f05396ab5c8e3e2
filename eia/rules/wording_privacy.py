"""The rule on what tells too much about a person: addresses and numbers by which somebody can be found."""

import re
from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import Assessment
from eia.prose import Prose
from eia.rules import rule
from eia.rules.pointing import answer_name


@rule(
    "TXT009",
    Severity.WARNING,
    due="submitted",
    basis="UK GDPR, article 5(1)(c): no more personal data than the purpose needs",
    kinds=("full", "screening", "cumulative"),
)
def personal_details_in_text(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An answer holds an e-mail address, a telephone number, a postcode, or a National Insurance or NHS number.

    ## Why it matters
    An assessment is published with the papers, copied and kept. Who drafted it can be reached through the council; an
    officer's own number or a resident's postcode serves nobody who reads it. Article 5(1)(c) of the UK GDPR asks
    for no more personal data than the purpose needs, and a postcode is about fifteen homes.

    The contact for the public, under `publication`, is left alone, as are numbers that belong to nobody in
    particular (0300, 0800 and the like).

    ## What to do
    Take such details out. Name a team and its contact under `publication`; name a building by its name, an area by its ward.

    ## Flagged
    ```yaml
    people:
      lead_officer:
        job_title: Head of Libraries, 01632 960123 # TXT009
    scope:
      affected: About 40 residents near NE48 1XX, who have told us so. # TXT009
    monitoring:
      statement: Ring the adviser on 07700 900461 or write to libraries@example.org each term. # TXT009
    ```

    ## Accepted
    ```yaml
    people:
      lead_officer:
        job_title: Head of Libraries
    scope:
      affected: About 40 residents of Queen's Park, who rang the council's 0300 number under regulation 4 of SI 2017/353.
    publication:
      contact: Libraries, 01632 960123, libraries@example.org
    ```
    """
    for prose in (assessment.prose, assessment.names):
        for what, start, end in _details(prose):
            path, _, _ = prose.around(start)
            words = prose.joined[start:end]
            yield Problem(
                path,
                f"{answer_name(path, form)} has {what} in it: “{words}”",
                "Take it out. A contact for the public belongs under `publication`, as that of a team.",
                words,
            )


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBERS = re.compile(
    r"""[0-9] (?:
        (?P<nhs> \d\d[ -]\d{3}[ -]\d{4}(?!\d) )
      | (?P<phone> (?<=0)[\d ()-]{9,15}\d(?!\d) )
      | (?P<abroad> (?<=4)4[ )(\d-]{9,16}\d(?!\d) )
      | (?P<insurance> \d[ ]?\d\d[ ]?\d\d[ ]?[A-D](?!\w) )
      | (?P<postcode> [ABD-HJLNP-UW-Z]{2}(?!\w) )
    )""",
    re.VERBOSE,
)
_FIGURES = re.compile(rb"0(?=AA|[0? ()-]{10}|[0?] ?[0?]{2} ?[0?]{2} ?A)")
"""The shape that each of them begins with; a `?` may be a figure of another script."""
_PHONE = re.compile(r"0(?:1\d|2\d|7\d)")
_INSURANCE = re.compile(r"(?<!\w)(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?$")
_OUTWARD = re.compile(r"(?<!\w)[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKMNPR-Y]? ?$")
"""The first half of a postcode, before the figure of the second (Royal Mail, PAF Programmers' Guide)."""


def _details(prose: Prose) -> Iterator[tuple[str, int, int]]:
    """What each is, and where it begins and ends in the long text."""
    text = prose.joined
    yield from (("an e-mail address", *match.span()) for match in _emails(text))
    for match in prose.matches(_NUMBERS, _FIGURES):
        start, end, kind = match.start(), match.end(), match.lastgroup
        before = text[max(0, start - 5) : start]
        digits = re.sub(r"\D", "", match.group())
        if kind == "nhs" and _is_nhs_number(digits) and not before[-1:].isalnum():
            yield "an NHS number", start, end
        elif kind == "phone" and _is_phone_number(digits) and not re.search(r"[\w./-]$", before):
            yield "a telephone number", start, end
        elif kind == "abroad" and before.endswith("+") and 12 <= len(digits) <= 13:
            yield "a telephone number", start - 1, end
        elif kind == "insurance" and (letters := _INSURANCE.search(before)):
            yield "a National Insurance number", start - len(letters.group()), end
        elif kind == "postcode" and (outward := _OUTWARD.search(before)):
            yield "a postcode", start - len(outward.group()), end


def _emails(text: str) -> Iterator[re.Match[str]]:
    at = text.find("@")
    while at >= 0:
        match = _EMAIL.search(text, max(0, at - 64))
        if match is None:
            return
        yield match
        at = text.find("@", match.end())


def _is_phone_number(digits: str) -> bool:
    """Whether it is a number of ten or eleven figures in an area or of a mobile telephone (Ofcom numbering plan)."""
    return len(digits) in (10, 11) and bool(_PHONE.match(digits))


def _is_nhs_number(digits: str) -> bool:
    """Whether the last figure is the check digit of the others, modulo 11 (NHS Data Dictionary)."""
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    )
    return len(digits) == 10 and check % 11 == int(digits[-1]) and digits[0] in "4679"
