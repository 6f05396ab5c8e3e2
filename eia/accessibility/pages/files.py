"""Codes on whole files: whether they can be opened, what they are called, which language they speak."""

from eia.accessibility.code import code
from eia.findings import Severity

code(
    "ACC001",
    "unreadable-publication",
    Severity.ERROR,
    "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, reg. 3",
    """
The file cannot be looked into.

## Why it matters
A file that is damaged, or is something else than its name says, will not open for readers either. Nothing can be said
about whether it is accessible.

## What to do
Save the file again, or ask for it again, so that it opens.

**In Word:** choose File, Open, and at the arrow beside Open choose Open and Repair; save the file under a new name.

**In a page:** save the page as UTF-8 text again, from the program that made it.

**In a PDF:** save it again from the document it was made of.

**With eia:** render the report again.
""",
)
code(
    "ACC002",
    "password-protected",
    Severity.ERROR,
    "Microsoft Accessibility Checker: document access; Equality Act 2010 s.20",
    """
The file is protected by a password, or by rights that only some people have.

## Why it matters
People who use a screen reader, a Braille display or speech recognition often cannot reach the text of a protected
file at all, and nothing can be checked.

## What to do
Take the password or the restriction of rights off the file.

**In Word:** choose File, Info, Protect Document, Encrypt with Password, delete the password and save. For restricted
rights choose Protect Document, Restrict Access, Unrestricted Access. If people must not change it, publish it as a
page or a PDF instead.

**In a PDF:** save it again without a password; at least allow “text access for screen readers”.
""",
)
code(
    "ACC003",
    "legacy-format",
    Severity.ERROR,
    "WCAG 2.2, 1.3.1 Info and Relationships (A)",
    """
The file is in an old or another format, which cannot be checked and keeps less of what makes a document accessible.

## Why it matters
Word 97–2003 files (.doc) and rich text (.rtf) cannot mark pictures as decorative and lose headings of tables on the
way to other programs. Today's screen readers are made for .docx.

## What to do
Save the file as a Word document (.docx).

**In Word:** open it, choose File, Info, Convert; or File, Save As, “Word Document (.docx)”. Check the new file.
""",
)
code(
    "ACC004",
    "restricted-editing",
    Severity.WARNING,
    "Microsoft Accessibility Checker: document access",
    """
Editing of the document is restricted.

## Why it matters
In a document that is locked against changes, many screen readers and Braille displays cannot move to headings, lists
or comments; text cannot be enlarged or given other colours by changing its styles.

## What to do
Lift the restriction of editing.

**In Word:** choose Review, Restrict Editing, Stop Protection, and save. To publish a fixed version, make a PDF.

**With eia:** take the restriction off the form's `reference.docx`.
""",
)
code(
    "ACC005",
    "unsettled-changes",
    Severity.WARNING,
    "WCAG 2.2, 1.3.2 Meaningful Sequence (A)",
    """
Tracked changes or comments are still in the document.

## Why it matters
A screen reader announces every insertion, deletion and comment, so that a sentence falls to pieces. People who see
the page on paper and people who hear it get different texts; deleted words are published too.

## What to do
Accept or refuse all changes, and delete the comments.

**In Word:** choose Review, Accept, Accept All Changes and Stop Tracking; then Delete, Delete All Comments in Document.
File, Info, Check for Issues, Inspect Document finds what is left.
""",
)
code(
    "ACC010",
    "untitled-publication",
    Severity.ERROR,
    "WCAG 2.2, 2.4.2 Page Titled (A)",
    """
The file has no title in its properties.

## Why it matters
A screen reader says the title first, and it is what stands on the tab, in the window and in search results. Without
one, people hear a file name such as “eqia final v3 amended”.

## What to do
Give the file a title in its properties.

**In Word:** choose File, Info, and type the title under Properties, Title.

**In a page:** write `<title>`, unlike that of any other page, into the head of the page.

**In a PDF:** give the document it is made of a title (in Word: File, Info, Properties) and make it again.

**With eia:** the form's `report.html.j2` gives the title with `<title>`.
""",
)
code(
    "ACC011",
    "no-language",
    Severity.ERROR,
    "WCAG 2.2, 3.1.1 Language of Page (A)",
    """
The file does not say which language it is in.

## Why it matters
Screen readers choose the voice and Braille by the language. Without one, English may be read by a French voice, and
nobody can follow.

## What to do
Say which language the file is in.

**In Word:** press Ctrl+A, choose Review, Language, Set Proofing Language, English (United Kingdom), Set As Default.

**In a page:** write `<html lang="en-GB">`, or `lang="cy"` for Welsh.

**In a PDF:** set the language in the document it is made of, and make it again.

**With eia:** the form's `report.html.j2` gives the language with `<html lang="en-GB">`.
""",
)
code(
    "ACC012",
    "unmarked-language",
    Severity.WARNING,
    "WCAG 2.2, 3.1.2 Language of Parts (AA)",
    """
A passage in another language is not marked as such.

## Why it matters
A screen reader reads Welsh, Arabic or Polish with its English voice, so that the people for whom the passage was
written cannot understand it.

## What to do
Mark the passage with its own language.

**In Word:** select the passage, choose Review, Language, Set Proofing Language, and pick its language.

**In a page:** put `lang` on the passage: `<p lang="cy">`.

**With eia:** write `<span lang="cy">…</span>` in the form's template.

## Flagged
Eight words or more in Welsh, or a few words in Arabic, Hebrew, Greek, Cyrillic, Chinese, Japanese, Korean or a script
of India, in text that is marked as English.

## Accepted
Single names and borrowed words. Other languages in Latin letters are not recognised: look for them yourself.
""",
)
code(
    "ACC080",
    "only-in-header",
    Severity.INFO,
    "WCAG 2.2, 1.3.1 Info and Relationships (A)",
    """
Something that matters stands only in a header or footer.

## Why it matters
Screen readers pass over headers and footers unless they are asked for, and a PDF made from the document leaves them
out of what is read.

## What to do
Say it in the text as well.

**In Word:** say it in the text as well, such as how to get in touch at the end of the first page.

**With eia:** say it in the form's `report.html.j2` as well.

## Flagged
A sentence of twelve words or more, an e-mail address or a telephone number that the text does not have.
""",
)
