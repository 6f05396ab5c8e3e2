"""The kinds of fault that `eia form check` finds, each with its page in the guide."""

from collections.abc import Mapping
from dataclasses import dataclass

from eia.findings import Finding, Path, Position, Severity, Span
from eia.source import Document


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of finding about the files of a form."""

    name: str
    severity: Severity
    page: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something found in one file of a form."""

    code: str
    message: str
    hint: str
    line: int = 1
    column: int = 1
    width: int = 0
    """How many characters of the line are at fault; 0 where no place in a text is."""
    path: Path = ()
    at_name: bool = False
    """Whether the name before the colon is at fault, where there is a path."""
    severity: Severity | None = None
    """How much it weighs, where that is not as usual."""

    def finding(self, document: Document) -> Finding:
        """The finding, at its place: a path's in the form's own file, or a line's."""
        if self.path:
            span = (document.key_span_of if self.at_name else document.span_of)(self.path)
        else:
            span = Span(Position(self.line, self.column), Position(self.line, self.column + self.width))
        weight = self.severity or FAULTS[self.code].severity
        return Finding(self.code, weight, span, self.path, self.message, self.hint)


FAULTS: Mapping[str, Fault] = {
    "FRM010": Fault(
        "unknown-answer-in-template",
        Severity.ERROR,
        """A template asks for an answer, a phrase or a part that does not exist.

## Why it matters
The report cannot be made: not for one assessment, or not for any.

## What to do
Correct the name in the template. The line is given, and the likeliest name meant.
""",
    ),
    "FRM011": Fault(
        "broken-template",
        Severity.ERROR,
        """A template cannot be read or carried out.

## Why it matters
No report can be made with it.

## What to do
Correct the line that is named. If you cannot find what is wrong, delete your `report.html.j2`: the form then has the
template of the form it extends.
""",
    ),
    "FRM012": Fault(
        "element-unknown-to-word",
        Severity.ERROR,
        """A template writes an element or an attribute that Word has no equal for.

## Why it matters
Whatever Word cannot show would be missing from the report that the committee reads. So nothing is made at all.

## What to do
Use the elements that [the guide to Word](word.md) lists. If it is for the page only, give it `class="page-only"`.
""",
    ),
    "FRM013": Fault(
        "missing-style",
        Severity.ERROR,
        """A style that the report uses is not in reference.docx, or is for something else.

## Why it matters
The words would come out in whatever look Word happens to have, or the report cannot be made.

## What to do
Make a style of that name in Word (Home, Styles, New), or copy it from the `reference.docx` of the form yours was made
from. Its name counts, not its look.
""",
    ),
    "FRM014": Fault(
        "unusable-house-style",
        Severity.ERROR,
        """The house style, reference.docx, cannot be used.

## Why it matters
No Word report can be made with it.

## What to do
Do what the message says. If all else fails, copy `reference.docx` again from the form yours was made from.
""",
    ),
    "FRM015": Fault(
        "question-asked-nowhere",
        Severity.WARNING,
        """The form knows a question that none of its sections asks.

## Why it matters
Officers are not asked it by `eia new`, and are not told that it is missing until a rule finds it.

## What to do
Put it into the `asks` of a section. If your organisation does not ask it on purpose, take it away with `null`.
""",
    ),
    "FRM016": Fault(
        "unknown-question",
        Severity.ERROR,
        """The form names a question that no assessment has.

## Why it matters
A misspelt name in `asks` is a question lost without a word; under `fields` it is wording for nothing.

## What to do
Correct the name of the question. A question that only your form asks goes under `answers`, and is asked as `answers`.
""",
    ),
    "FRM017": Fault(
        "answer-left-out-of-the-report",
        Severity.WARNING,
        """The template leaves answers out of the report.

## Why it matters
What officers answered, readers do not see. `eia render` says so each time.

## What to do
Print them, or keep the block `further` of the template, which prints whatever else was answered.
""",
    ),
    "FRM018": Fault(
        "low-contrast",
        Severity.ERROR,
        """Text is too like in colour to what is behind it.

## Why it matters
People who see less well cannot read it, and in sunlight or on a cheap printer nobody can. Text needs a contrast of 4.5
to 1; large text (18 point, or 14 point and bold) 3 to 1 (WCAG 2.2, success criterion 1.4.3). The accessibility
regulations for public bodies ask for it, S.I. 2018/952.

## What to do
Make the text darker, or what is behind it lighter.
""",
    ),
    "FRM019": Fault(
        "small-text",
        Severity.WARNING,
        """Text is smaller than most people can read with ease.

## Why it matters
A report that has to be enlarged to be read is not read.

## What to do
Use at least 11 point for text, 10 in tables and 9 in headers, footers and notes; on the page at least 14 pixels.
""",
    ),
    "FRM020": Fault(
        "picture-without-words",
        Severity.ERROR,
        """A picture in the header or footer has no alternative text.

## Why it matters
Who cannot see the picture is told “graphic”, on every page (WCAG 2.2, success criterion 1.1.1).

## What to do
In Word, right-click the picture, choose View Alt Text, and write what it is, such as “Logo of Anytown Council”. In
LibreOffice: right-click, Properties, Options, Alternative text.
""",
    ),
    "FRM021": Fault(
        "document-without-language-or-title",
        Severity.ERROR,
        """The report does not say its language or its title.

## Why it matters
A screen reader reads it in the wrong voice, and the window and the list of files show no name (WCAG 2.2, success
criteria 2.4.2 and 3.1.1).

## What to do
Keep `<html lang="…">` and `<title>` in the template. In reference.docx set the language of all text (Review, Language).
""",
    ),
    "FRM022": Fault(
        "unknown-tag-in-header-or-footer",
        Severity.WARNING,
        """A header or footer asks for something that reports do not say of themselves, or lacks what they should.

## Why it matters
A control that nothing fills is left out of every report. Without the status, a draft looks like an approved report.

## What to do
Correct the tag (Developer, Properties), or what stands in square brackets. Reports say: organisation, title, status,
reference, author, subject, date and category.
""",
    ),
    "FRM023": Fault(
        "template-without-measure",
        Severity.ERROR,
        """A template takes too long or needs too much memory.

## Why it matters
One report must not stop all others.

## What to do
Look for a loop that goes round many thousand times, or for a text that is repeated.
""",
    ),
}
