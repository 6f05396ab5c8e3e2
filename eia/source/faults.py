"""Every fault a text can have: its code, weight and page."""

from eia.findings import Finding, Path, Severity, Span
from eia.value import Alike


class Fault(Alike):
    """One kind of fault in a text; the code is never used again for another."""

    code: str
    name: str
    """Names the fault; reads well after “allow”."""
    severity: Severity
    page: str
    """What `eia explain` shows: a summary, then *Why it matters*, *Flagged* and *Accepted*."""

    @property
    def summary(self) -> str:
        """What is wrong, in one sentence."""
        return self.page.partition("\n")[0]


def finding(code: str, span: Span, path: Path, message: str, hint: str) -> Finding:
    """A finding with the severity that belongs to its code."""
    return Finding(code, FAULTS[code].severity, span, path, message, hint)


FAULTS: dict[str, Fault] = {}


def _fault(code: str, name: str, page: str, severity: Severity = Severity.ERROR) -> None:
    FAULTS[code] = Fault(code, name, severity, page.strip() + "\n")


_fault(
    "SRC001",
    "unreadable-file",
    """
The file cannot be read.

## Why it matters
Nothing can be said about an assessment that cannot be opened: the name may be misspelt, the file may be open to
other people only, or the name may belong to a folder or to something that is no file at all.

## Flagged
A name that no file has, a folder, a device, a file that you may not read.

## Accepted
Any ordinary file that you may read.
""",
)
_fault(
    "SRC002",
    "not-utf-8",
    """
The file is not saved as UTF-8 text.

## Why it matters
In another encoding the same bytes mean other characters: “Café” and “£” would come out wrong in the report, or not
at all. UTF-8 is what every editor, browser and Git expects (RFC 3629; GOV.UK, *Open standards: cross-platform
character encoding*).

## Flagged
A file saved as Windows-1252, Latin-1 or UTF-16; a Word document, a PDF or a picture given instead of an assessment.

## Accepted
UTF-8, with or without the mark that Notepad puts at the start.
""",
)
_fault(
    "SRC003",
    "oversized-file",
    """
The file is larger than one megabyte.

## Why it matters
The longest published assessments have a tenth of that. A file this large is something else, or has a picture or a
table of data pasted into it, and nobody could read the report.

## Flagged
A file of more than 1,000,000 bytes. It is not read at all.

## Accepted
Anything smaller. Keep data and pictures in files of their own and say in `evidence` where they are.
""",
)
_fault(
    "SRC004",
    "empty-file",
    """
There is nothing in the file.

## Why it matters
An empty file looks like an assessment in a list of files, and is none.

## Flagged
```yaml
# To be written  # SRC004
```

## Accepted
```yaml
title: Library opening hours
```
""",
)
_fault(
    "SRC005",
    "hidden-character",
    r"""
The text has a character that cannot be seen and cannot stand in a Word report.

## Why it matters
Such characters come along with text copied from slides, PDFs and old systems. Word refuses to open a document that
holds one (XML 1.0, section 2.2), so the report could not be written. While the rest is checked, U+FFFD (�) stands
in its place.

## Flagged
```yaml
title: "Library\x0bopening hours"  # SRC005
```

## Accepted
```yaml
title: "Library\topening hours\n"
```
""",
)
_fault(
    "SRC006",
    "unreadable-line",
    """
A line is not written in the way that names and answers are written.

## Why it matters
From this line on nothing is certain, so nothing after it is checked. Most often an answer holds a colon followed
by a space, starts with a sign that has a meaning of its own (`@`, `%`, `*`, `&`, `[`, `{`, `>`, `|` or a
backtick), or a quotation mark or bracket is not closed. Text in quotation marks, or after `|` on lines of its own,
may hold anything (YAML 1.2.2, chapters 5 to 8).

## Flagged
```yaml
title: Libraries: opening hours  # SRC006
```
```yaml
contact: @libraries  # SRC006
```
```yaml
title: "Open" for all  # SRC006
```
```yaml
title Library opening hours  # SRC006
kind: full
```
```yaml
people:
    service_area: Libraries
  lead_officer: Head of Libraries  # SRC006
```

## Accepted
```yaml
title: "Libraries: opening hours"
contact: "@libraries"
description: |
  Libraries: who uses them, and when?
  "Open" for all.
```
""",
)
_fault(
    "SRC007",
    "tab-indentation",
    """
A line is indented with a tab.

## Why it matters
Each editor shows a tab as wide as it likes, so lines that look as if they belong together may not. Only spaces
count (YAML 1.2.2, section 6.1).

## Flagged
```yaml
activity:
\ttitle: Library opening hours  # SRC007
```

## Accepted
```yaml
activity:
  title: Library opening hours
```
""",
)
_fault(
    "SRC008",
    "repeated-name",
    """
The same name stands twice in one block.

## Why it matters
Only one of the two answers could be used, and a reader could not tell which. The first one is checked; the other
is left out.

## Flagged
```yaml
kind: full
title: Library opening hours
kind: screening  # SRC008
```

## Accepted
```yaml
kind: full
title: Library opening hours
```
""",
)
_fault(
    "SRC009",
    "borrowed-answer",
    """
An answer is a reference to another place in the file.

## Why it matters
YAML lets one place borrow from another with `&name` and `*name`, or a block take over another with `<<`. A reader
of the file cannot see what such an answer says, and a change in one place would silently change another. Text
that only happens to start with `*` or `&` belongs in quotation marks.

## Flagged
```yaml
owner: &head Head of Libraries  # SRC009
approver: *head  # SRC009
```

## Accepted
```yaml
owner: Head of Libraries
approver: Head of Libraries
```
""",
)
_fault(
    "SRC010",
    "tagged-answer",
    """
An answer starts with an exclamation mark that is not in quotation marks.

## Why it matters
In YAML `!` gives a value a type of its own, which some programs run as code. An assessment needs no types. Text
that starts with an exclamation mark belongs in quotation marks.

## Flagged
```yaml
title: !important Library opening hours  # SRC010
```

## Accepted
```yaml
title: "!important Library opening hours"
```
""",
)
_fault(
    "SRC011",
    "unnamed-answer",
    """
An answer has no name before its colon.

## Why it matters
The name says which question is answered. An empty name, a list or a block in its place names nothing, so the answer
is left out. It also happens when text starts with two curly brackets.

## Flagged
```yaml
title: Library opening hours
~: Head of Libraries  # SRC011
```

## Accepted
```yaml
title: Library opening hours
lead_officer: Head of Libraries
```
""",
)
_fault(
    "SRC012",
    "deep-nesting",
    """
Blocks stand inside blocks more than 40 deep.

## Why it matters
No form goes deeper than ten. Files that do are a mistake, or are made to exhaust a program, so reading stops there.

## Flagged
```yaml
title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]  # SRC012
```

## Accepted
```yaml
groups: [age, [disability, [sex]]]
```
""",
)
_fault(
    "SRC013",
    "second-document",
    """
The file holds more than one document.

## Why it matters
A line of three hyphens starts another document. One file is one assessment; what follows that line is not read.

## Flagged
```yaml
title: Library opening hours
---  # SRC013
title: Museum charges
```

## Accepted
```yaml
---
title: Library opening hours
```
""",
)
_fault(
    "SRC014",
    "no-names",
    """
The file is a list or running text, not names with answers.

## Why it matters
Each answer is found by its name. A list or a letter has none.

## Flagged
```yaml
- title: Library opening hours  # SRC014
```
```yaml
Libraries will open one hour later.  # SRC014
```

## Accepted
```yaml
title: Library opening hours
description: Libraries will open one hour later.
```
""",
)
_fault(
    "SRC015",
    "lost-comment",
    """
Text after a space and `#` is a comment, and seems to be lost by mistake.

## Why it matters
Everything after ` #` is a note to whoever edits the file and reaches neither the checks nor the report. That is
easily overlooked when a text mentions “Issue #4”. A comment meant as one has a space after the `#`.

## Flagged
```yaml
source: Minutes, item #4 of the agenda  # SRC015
```

## Accepted
```yaml
source: "Minutes, item #4 of the agenda"
status: draft  # or submitted
```
""",
    Severity.WARNING,
)
_fault(
    "SRC016",
    "too-many-answers",
    """
There are more names or items than any form has questions.

## Why it matters
More than 200 names in one block, 2,000 items in one list or 50,000 values in one file is a mistake, or made to
exhaust a program, so reading stops there.

## Flagged
A block of 201 names; a list of 2,001 items.

## Accepted
Anything a person would write. Keep tables of data in files of their own and say in `evidence` where they are.
""",
)
_fault(
    "SRC017",
    "hidden-direction-mark",
    r"""
A hidden mark turns the direction in which the text runs.

## Why it matters
With such a mark a line can show other words than it stores, so that what was approved is not what was read
(CVE-2021-42574). Arabic, Hebrew, Urdu and other scripts need none: their letters know their direction.

## Flagged
```yaml
title: "Library \u202Eopening hours"  # SRC017
```

## Accepted
```yaml
title: Library opening hours (مواعيد عمل المكتبة)
```
""",
    Severity.WARNING,
)
