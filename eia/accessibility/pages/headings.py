"""Codes on headings."""

from eia.accessibility.code import code
from eia.findings import Severity

code(
    "ACC020",
    "no-headings",
    Severity.WARNING,
    "WCAG 2.2, 1.3.1 Info and Relationships (A), 2.4.6 Headings and Labels (AA)",
    """
A long text has no headings.

## Why it matters
People who use a screen reader go from heading to heading, as others glance over a page. Without headings they have to
listen to all of it. Headings help everybody who finds long texts hard.

## What to do
Give the text headings, with the styles or elements that are made for them.

**In Word:** select each heading and choose Home, Styles, Heading 1 or Heading 2; do not just make it bold.

**In a page:** use `<h1>` to `<h6>`.

**With eia:** use `<h2>` and `<h3>` in the form's `report.html.j2`.

## Flagged
300 words or more without a heading.
""",
)
code(
    "ACC021",
    "skipped-heading",
    Severity.WARNING,
    "WCAG 2.2, 1.3.1 Info and Relationships (A); Microsoft Accessibility Checker: headings are in the correct order",
    """
A heading is on a deeper level than the ones before it allow, such as Heading 4 straight after Heading 2.

## Why it matters
A screen reader announces “heading level 4”. Somebody who cannot see the page searches for the missing level 3 and
believes that something was left out.

## What to do
Put the heading on the level that comes next.

**In Word:** choose View, Navigation Pane to see the order; click the heading and choose Home, Styles, the level that
comes next after the heading above it. To change how that looks, modify the style.

**In a page:** use the level that comes next; change how it looks in the style sheet.

**With eia:** correct the level in the form's `report.html.j2`.
""",
)
code(
    "ACC022",
    "fake-heading",
    Severity.WARNING,
    "WCAG 2.2, 1.3.1 Info and Relationships (A)",
    """
A line looks like a heading but is ordinary text made bold or large.

## Why it matters
It is a heading only for people who see it. It is not in the list of headings of a screen reader, not in the
Navigation Pane, and not in a table of contents.

## What to do
Make the line a real heading.

**In Word:** click the line and choose Home, Styles, the heading style that fits (Title for the title); then modify the
style to look as you like.

**In a page:** use `<h2>` to `<h6>` in place of the bold paragraph.

**With eia:** use a heading in the form's `report.html.j2`; in an answer, begin the line with `## `.

## Flagged
A paragraph of at most twelve words, all bold (or much larger than the text), without a full stop, with text or a
table after it.

## Accepted
Bold words within a sentence; captions; the cells of tables; lines in the styles Title and Subtitle; in a document
with headings, a label that ends with a colon.
""",
)
code(
    "ACC023",
    "empty-heading",
    Severity.WARNING,
    "WCAG 2.2, 1.3.1 Info and Relationships (A), 2.4.6 Headings and Labels (AA)",
    """
A heading has no words.

## Why it matters
A screen reader announces a heading and says nothing; in the list of headings there is an empty line.

## What to do
Delete the empty heading.

**In Word:** click the empty line (Home, ¶ shows it) and delete it, or choose the style Normal.

**In a page:** delete the empty heading.

**With eia:** leave the heading out in the form's `report.html.j2` where there is nothing to say under it.
""",
)
