"""The faults that data can have against a schema: their codes, names and pages in the guide."""

from collections.abc import Mapping
from typing import NamedTuple

from eia.findings import Problem
from eia.value import Alike


class Fault(Alike):
    """One place where data does not have the shape of the form."""

    code: str
    problem: Problem


class Page(NamedTuple):
    """One kind of fault, as the guide has it."""

    name: str
    """Names the fault; reads well after “allow”."""
    page: str
    """What `eia explain` shows, as Markdown: a summary line, then the headings of every rule's page."""


FAULTS: Mapping[str, Page] = {
    "SCH001": Page(
        "unknown-name",
        """A name before a colon is not one the form knows.

## Why it matters
What stands under a name the form does not know would be in no report: an answer lost without a word.

## What to do
Correct the spelling, or move the line to the part it belongs to. Often the name is right and the line is only
indented too far, or not far enough.

## Flagged
```yaml
activity:
  title: Library opening hours
  descripton: Two libraries will open on fewer days. # SCH001
```

## Accepted
```yaml
activity:
  title: Library opening hours
  description: Two libraries will open on fewer days.
```
""",
    ),
    "SCH002": Page(
        "missing-essential",
        """Something that the file cannot do without is missing.

## Why it matters
Every assessment says which form it is made on, what it is called, which kind it is and how far it has got;
without these nothing else in it can be judged. Some parts of it have such a word of their own: a sign-off, its
role; a waiver, its reason and its last day.

## What to do
Add the line that is missing, or write after its colon. `eia new` writes a file that has them all. Any other question
may be left blank: nothing after its colon counts as not answered yet.

## Flagged
```yaml
eia: 1 # SCH002
form: bedford
id: library-hours
kind: full
```

## Accepted
```yaml
eia: 1
form: bedford
id: library-hours
kind: full
status: draft
```
""",
    ),
    "SCH003": Page(
        "wrong-kind-of-answer",
        """One kind of thing stands where another belongs.

## Why it matters
A list, a text, a number and a person are read and printed differently. What is of the wrong kind is left out
of the report.

## What to do
Write the answer as the hint shows. A list starts each item on a new line with a dash. A person is written with
what is known of them, such as `{job_title: Head of Libraries}`. A number that is meant as words, such as a title,
goes in quotes.

## Flagged
```yaml
actions:
  - id: survey
    description: Ask the users of both libraries
    owner: Head of Libraries # SCH003
```

## Accepted
```yaml
actions:
  - id: survey
    description: Ask the users of both libraries
    owner: {job_title: Head of Libraries}
```
""",
    ),
    "SCH004": Page(
        "unknown-choice",
        """An answer is not one of the choices.

## Why it matters
Reports tick boxes and rules draw conclusions from these words, so they have to be the form's own.

## What to do
Write one of the choices as the hint gives it: small letters, with a line below (`_`) where a space would be.

## Flagged
```yaml
recommendation:
  outcome: No major changes # SCH004
```

## Accepted
```yaml
recommendation:
  outcome: no_change
```
""",
    ),
    "SCH005": Page(
        "misshapen-answer",
        """An answer is not written the way answers of its kind are.

## Why it matters
References point from one part of the file to another, links are clicked and numbers are compared; each works
only if it is written in the one way.

## What to do
Write it as the hint shows: a reference in small letters, digits and hyphens; a link as a whole web address; a
number in digits without its unit.

## Flagged
```yaml
evidence:
  - id: Survey 2017 # SCH005
    title: Survey of library users
```

## Accepted
```yaml
evidence:
  - id: survey-2017
    title: Survey of library users
```
""",
    ),
    "SCH006": Page(
        "out-of-bounds",
        """An answer is too long or too short, too large or too small, or says the same thing twice.

## Why it matters
A reference becomes the name of a file; a number of people cannot be less than none; a group named twice in one
list is usually a slip for another.

## What to do
Shorten it, correct the number, or take out what stands twice.

## Flagged
```yaml
scope:
  service_users: -40 # SCH006
```

## Accepted
```yaml
scope:
  service_users: 40
```
""",
    ),
}
"""Code → its name and its page in the guide."""
