"""Codes on pictures, other objects, links and fields to fill in."""

from eia.accessibility.code import code
from eia.findings import Severity

code(
    "ACC040",
    "missing-alternative",
    Severity.ERROR,
    "WCAG 2.2, 1.1.1 Non-text Content (A); Microsoft Accessibility Checker: all non-text content has alternative text",
    """
A picture, chart or other object has no alternative text.

## Why it matters
Blind people, and everybody whose pictures do not load, learn nothing of what it shows.

## What to do
Give it an alternative text, or mark it as decorative.

**In Word:** right-click it, choose View Alt Text, and write in a sentence or two what a reader should take from it. If it
says nothing, tick Mark as decorative.

**In a page:** give `<img>` an `alt`; `alt=""` if it only decorates.

**With eia:** give `<img>` an `alt` in the form's `report.html.j2`; for a logo, in its `reference.docx`.
""",
)
code(
    "ACC041",
    "useless-alternative",
    Severity.ERROR,
    "WCAG 2.2, 1.1.1 Non-text Content (A); Microsoft Accessibility Checker: alternative text does not contain file names",
    """
An alternative text is a file name, or only says that there is a picture.

## Why it matters
“IMG 2041 dot jpeg” or “picture 1” is all that people hear.

## What to do
Write what a reader should take from the picture.

**In Word:** right-click the picture, choose View Alt Text, and write what a reader should take from it.

**In a page:** write into `alt` what the picture shows.

**With eia:** correct `alt` in the form's `report.html.j2`.
""",
)
code(
    "ACC042",
    "unreviewed-alternative",
    Severity.WARNING,
    "WCAG 2.2, 1.1.1 Non-text Content (A)",
    """
An alternative text was written by a machine and nobody has looked at it.

## Why it matters
Machines describe what they see (“a group of people”), not what the picture is there for, and they are often wrong.

## What to do
Read the text, and write what the picture is there for.

**In Word:** right-click the picture, choose View Alt Text, write what it is there for, and delete the remark that the
description was generated.

**In a page:** write into `alt` what the picture is there for.
""",
)
code(
    "ACC043",
    "floating-object",
    Severity.WARNING,
    "WCAG 2.2, 1.3.2 Meaningful Sequence (A); Microsoft Accessibility Checker: image or object not inline",
    """
A picture or an object floats, with text around it.

## Why it matters
It has no place in the order of reading: screen readers announce it somewhere else or not at all, and it cannot be
reached with the keyboard.

## What to do
Put the object in line with the text.

**In Word:** click it, choose the button Layout Options beside it, In Line with Text.

**With eia:** in the form's `reference.docx`, set it in line with text.
""",
)
code(
    "ACC044",
    "text-box",
    Severity.WARNING,
    "WCAG 2.2, 1.3.2 Meaningful Sequence (A)",
    """
Text stands in a text box.

## Why it matters
Text boxes are drawings. Many screen readers pass over them, or read them at another place, and their text does not
flow when the page is enlarged.

## What to do
Take the text out of the box.

**In Word:** cut the text, delete the box, and paste the text where it belongs. For a frame around it choose Home,
Borders.

**With eia:** move the text of the box in `reference.docx` into the form's `report.html.j2`.
""",
)
code(
    "ACC045",
    "watermark",
    Severity.INFO,
    "WCAG 2.2, 1.4.3 Contrast (Minimum) (AA); Microsoft Accessibility Checker: no image watermarks are used",
    """
There is a watermark behind the text.

## Why it matters
Text over a watermark is harder to read, and who cannot see it does not learn that the document is, say, a draft.

## What to do
Say it in words in place of the watermark.

**In Word:** choose Design, Watermark, Remove Watermark, and say it in words: in the title, or in a line at the top.

**With eia:** remove the watermark from `reference.docx`; drafts already say so in words.
""",
)
code(
    "ACC050",
    "vague-link",
    Severity.WARNING,
    "WCAG 2.2, 2.4.4 Link Purpose (In Context) (A); Microsoft Accessibility Checker: hyperlink text is meaningful",
    """
The words of a link do not say where it leads.

## Why it matters
People who use a screen reader call up a list of the links and hear “here, here, more, here”. People who speak to
their computer cannot name one.

## What to do
Let the words of the link say what is found there.

**In Word:** right-click the link, choose Edit Hyperlink, and write under Text to display what is found there, such as
“Equality objectives 2025 to 2029”.

**In a page:** put the link on the words that say what is found there.

**With eia:** in an answer, write `[Equality objectives 2025 to 2029](https://…)`.
""",
)
code(
    "ACC051",
    "bare-address",
    Severity.INFO,
    "WCAG 2.2, 2.4.4 Link Purpose (In Context) (A); Microsoft Accessibility Checker: hyperlink text is meaningful",
    """
A long address stands in the text as the words of its own link.

## Why it matters
A screen reader spells it, sign by sign.

## What to do
Put the link on words that say what is found there.

**In Word:** right-click the link, choose Edit Hyperlink, and write under Text to display what is found there.

**In a page:** put the link on words.

**With eia:** in an answer, write `[what is found there](https://…)`.

## Accepted
Short addresses that people know and type, such as www.example.gov.uk, and e-mail addresses.
""",
)
code(
    "ACC052",
    "ambiguous-link",
    Severity.WARNING,
    "WCAG 2.2, 2.4.4 Link Purpose (In Context) (A)",
    """
Links with the same words lead to different places.

## Why it matters
In a list of links they cannot be told apart.

## What to do
Let the words of the links differ.

**In Word:** right-click each link, choose Edit Hyperlink, and make the words differ: “Census 2021: age”, “Census 2021:
disability”.

**In a page:** make the words of the links differ.

**With eia:** make the words differ in the answers.
""",
)
code(
    "ACC053",
    "broken-internal-link",
    Severity.ERROR,
    "WCAG 2.2, 2.4.4 Link Purpose (In Context) (A), 2.4.5 Multiple Ways (AA)",
    """
A link or a cross-reference leads to a place in the document that is not there.

## Why it matters
Who cannot scroll by eye depends on the contents and cross-references; a dead one leads nowhere.

## What to do
Correct where the link leads, or update the fields.

**In Word:** press Ctrl+A and F9 to update the fields. If it stays, right-click the link, choose Edit Hyperlink, Place in
This Document, and choose the heading.

**In a page:** correct the address after `#`, or give the target that `id`.

**With eia:** correct the `href` in the form's `report.html.j2`.
""",
)
code(
    "ACC054",
    "wordless-link",
    Severity.ERROR,
    "WCAG 2.2, 2.4.4 Link Purpose (In Context) (A), 4.1.2 Name, Role, Value (A)",
    """
A link has no words.

## Why it matters
People who use the keyboard come to it and hear “link” or the whole address.

## What to do
Give the link words, or delete it.

**In Word:** press Ctrl+A and look for a short marked stretch without words; right-click it, Remove Hyperlink.

**In a page:** give the link words, or its picture an `alt`; or delete it.

**With eia:** correct it in the form's `report.html.j2`.
""",
)
code(
    "ACC070",
    "untitled-control",
    Severity.ERROR,
    "WCAG 2.2, 3.3.2 Labels or Instructions (A), 4.1.2 Name, Role, Value (A)",
    """
A field to fill in has no title.

## Why it matters
Moving from field to field, people who cannot see the page hear “edit” and do not know what to write.

## What to do
Give the field a title that says what to write.

**In Word:** click into the field, choose Developer, Properties, and write the question under Title. For an older form field
choose Properties, Add Help Text.

**In a page:** tie a `<label for="…">` to the field's `id`, or give it an `aria-label`.

**With eia:** give the element `data-field` or a `title` in the form's `report.html.j2`.
""",
)
