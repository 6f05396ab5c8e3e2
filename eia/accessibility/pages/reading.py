"""Codes on how text looks and is set."""

from eia.accessibility.code import code
from eia.findings import Severity

code(
    "ACC060",
    "faint-text",
    Severity.ERROR,
    "WCAG 2.2, 1.4.3 Contrast (Minimum) (AA)",
    """
Text hardly stands out from what lies behind it.

## Why it matters
People with low vision or colour blindness, people with a poor screen or in sunlight, and readers of a bad copy cannot
make it out. Text needs a contrast of 4.5 to 1; large text, from 18 points or 14 points bold, of 3 to 1.

## What to do
Make the text darker, or what lies behind it lighter.

**In Word:** select the text, choose Home, Font Colour, Automatic or a darker colour; or Shading, No Colour behind it. If a
style sets it, modify the style.

**In a page:** change `color` or `background` in the style sheet.

**With eia:** change the colour of the style in the form's `reference.docx` or `report.css`.

## Accepted
Text in the automatic colour, which is black or white as needed. Text over pictures, and in drawings, is not measured.
""",
)
code(
    "ACC061",
    "blank-paragraphs",
    Severity.WARNING,
    "Microsoft Accessibility Checker: avoid the use of repeated blank characters; WCAG 2.2, 1.3.2 Meaningful Sequence (A)",
    """
Blank paragraphs make room between paragraphs.

## Why it matters
A screen reader says “blank, blank, blank”, and people think that the document has come to its end.

## What to do
Delete the blank paragraphs, and set the room between paragraphs.

**In Word:** choose Home, ¶ to see them; delete them, and choose Layout, Spacing, After. For a new page choose Insert,
Page Break.

**In a page:** delete the empty `<p>` and repeated `<br>`; set `margin` in the style sheet.

**With eia:** delete them in the form's `report.html.j2`.

## Flagged
Two or more in a row; or single ones between paragraphs, time and again.

## Accepted
One after a table, and those that begin a page or a section.
""",
)
code(
    "ACC062",
    "repeated-spaces",
    Severity.WARNING,
    "Microsoft Accessibility Checker: avoid the use of repeated blank characters; WCAG 2.2, 1.3.2 Meaningful Sequence (A)",
    """
Spaces move words into place.

## Why it matters
Some screen readers say “space” for each. With another font or size the words stand elsewhere.

## What to do
Delete the spaces, and use an indent or a tab stop.

**In Word:** delete them, and use Layout, Indent; Home, Centre; or a tab stop (double-click the ruler).

**In a page:** delete `&nbsp;` used for room; use the style sheet.

**With eia:** delete them in the answer or in the form's `report.html.j2`.

## Flagged
Three or more in a row.
""",
)
code(
    "ACC063",
    "repeated-tabs",
    Severity.WARNING,
    "Microsoft Accessibility Checker: avoid the use of repeated blank characters; WCAG 2.2, 1.3.2 Meaningful Sequence (A)",
    """
Tabs move words into place, or make something that looks like a table.

## Why it matters
A screen reader reads it line by line, and nobody can tell what belongs together.

## What to do
Use a table for data, and one tab with a tab stop for room.

**In Word:** for columns of data choose Insert, Table, Convert Text to Table; for room use one tab with a tab stop where it
is needed, or Layout, Indent.

**With eia:** use a table in the form's `report.html.j2`.

## Flagged
Two or more tabs in a row, outside tables of contents.
""",
)
code(
    "ACC064",
    "typed-list",
    Severity.WARNING,
    "WCAG 2.2, 1.3.1 Info and Relationships (A)",
    """
Bullets or numbers were typed by hand.

## Why it matters
A screen reader announces a real list and its length, and lets people jump over it. Typed hyphens and numbers are just
text.

## What to do
Make it a real list.

**In Word:** select the lines, delete what was typed in front, and choose Home, Bullets or Numbering.

**In a page:** use `<ul>` or `<ol>` with `<li>`.

**With eia:** in an answer, begin each line with `- ` or `1. `.

## Flagged
Two or more lines after one another that begin with a bullet or a hyphen, or with numbers that count on.
""",
)
code(
    "ACC065",
    "tiny-text",
    Severity.INFO,
    "UK Association for Accessible Formats, minimum standards: clear print is 12 points or more",
    """
Text is smaller than 10 points.

## Why it matters
Many people cannot read it on paper. Clear print begins at 12 points, large print at 16.

## What to do
Set the text larger: 12 points or more.

**In Word:** modify the style: right-click it under Home, Styles, choose Modify, and set 12 points or more.

**With eia:** modify the style in the form's `reference.docx`.
""",
)
code(
    "ACC066",
    "capitals",
    Severity.INFO,
    "WCAG 2.2, 3.1.5 Reading Level (AAA); British Dyslexia Association, Style Guide",
    """
A line is in capitals only.

## Why it matters
Words in capitals have no outline and are slower to read, above all with dyslexia; some screen readers spell them.

## What to do
Write the words in small letters.

**In Word:** select the words, choose Home, Change Case, Sentence case; use a heading style or bold for weight.

**In a page:** write them in small letters.

**With eia:** write them in small letters in the form's `form.yaml` or `report.html.j2`.

## Flagged
Four words or more.
""",
)
code(
    "ACC067",
    "underlined-text",
    Severity.INFO,
    "WCAG 2.2, 1.3.1 Info and Relationships (A); British Dyslexia Association, Style Guide",
    """
Words are underlined that are no link.

## Why it matters
People take them for links; the line runs into the letters, which makes words harder to recognise.

## What to do
Make the words bold in place of underlining them.

**In Word:** select the words, press Ctrl+U, and make them bold or a heading instead.

**In a page:** use `<strong>` or a heading in place of `<u>`.

**With eia:** take the underline out of the style in `reference.docx`.
""",
)
code(
    "ACC068",
    "justified-text",
    Severity.INFO,
    "WCAG 2.2, 1.4.8 Visual Presentation (AAA); British Dyslexia Association, Style Guide",
    """
Text is justified: set flush on both sides.

## Why it matters
The gaps between words differ from line to line and run down the page as “rivers”, which makes reading hard with
dyslexia or low vision.

## What to do
Set the text flush left.

**In Word:** press Ctrl+A and Ctrl+L, or modify the style Normal: Format, Paragraph, Alignment, Left.

**In a page:** take `text-align: justify` out of the style sheet.

**With eia:** set the styles in the form's `reference.docx` to left.
""",
)
