"""Codes that only pages or PDF files can have."""

from eia.accessibility.code import code
from eia.findings import Severity

code(
    "ACC081",
    "zoom-blocked",
    Severity.ERROR,
    "WCAG 2.2, 1.4.4 Resize Text (AA)",
    """
The page forbids to enlarge it.

## Why it matters
People with low vision enlarge text with two fingers, and here they cannot.

## What to do
Let people enlarge the page.

**In a page:** write `<meta name="viewport" content="width=device-width, initial-scale=1">`, without `user-scalable` and
`maximum-scale`.
""",
)
code(
    "ACC082",
    "no-main-part",
    Severity.INFO,
    "WCAG 2.2, 1.3.1 Info and Relationships (A), 2.4.1 Bypass Blocks (A)",
    """
The page does not say which part is its main one.

## Why it matters
With a screen reader or the keyboard one jumps to the main part, past logo and menu.

## What to do
Mark the main part of the page.

**In a page:** put what the page is about into `<main>`.

**With eia:** use `<main>` in the form's `report.html.j2`.
""",
)
code(
    "ACC083",
    "untitled-frame",
    Severity.ERROR,
    "WCAG 2.2, 4.1.2 Name, Role, Value (A)",
    """
A frame has no title.

## Why it matters
A screen reader announces “frame” and an address; nobody knows whether it is worth entering.

## What to do
Give the frame a title.

**In a page:** give `<iframe>` a `title` that says what is in it.
""",
)
code(
    "ACC090",
    "seen-in-browser",
    Severity.ERROR,
    "WCAG 2.2, as axe-core tests it in a browser",
    """
In a browser, axe-core finds something that fails a success criterion of WCAG 2.2.

## Why it matters
Some faults show only when the page is drawn: colours from style sheets, names worked out from several elements, roles
that do not fit together. Each finding names axe's rule and the elements.

## What to do
Follow the advice that axe gives on its rule.

**In a page:** follow axe's advice, and look at the elements named.

**With eia:** correct the form's `report.html.j2` or `report.css`.
""",
)
code(
    "ACC091",
    "sideways-scrolling",
    Severity.ERROR,
    "WCAG 2.2, 1.4.10 Reflow (AA)",
    """
On a narrow screen, or enlarged four times, the page has to be moved sideways to read a line.

## Why it matters
Who enlarges the page to 400 % has to scroll to and fro for each line, and loses the place.

## What to do
Let lines break on a narrow screen.

**In a page:** let columns stand below one another and long words break at 320 pixels; let a wide table scroll in a box of
its own.

**With eia:** correct the form's `report.css`.
""",
)
code(
    "ACC100",
    "untagged-pdf",
    Severity.ERROR,
    "WCAG 2.2, 1.3.1 Info and Relationships (A); ISO 14289-1 (PDF/UA-1), 7.1",
    """
The PDF file has no tags.

## Why it matters
Tags say what is a heading, a list, a table. Without them a screen reader reads a heap of letters in an order that the
printer liked, and the text does not flow when it is enlarged.

## What to do
Make the PDF file again, with tags.

**In a PDF:** make it again from the document: in Word, File, Save As, PDF, Options, “Document structure tags for
accessibility”; in LibreOffice, File, Export As PDF, “Universal Accessibility (PDF/UA)”. Never print to PDF.
""",
)
