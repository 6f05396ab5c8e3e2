"""Codes on tables."""

from eia.accessibility.code import code
from eia.findings import Severity

code(
    "ACC030",
    "headerless-table",
    Severity.ERROR,
    "WCAG 2.2, 1.3.1 Info and Relationships (A); Microsoft Accessibility Checker: tables specify column header information",
    """
A table has no header row.

## Why it matters
Going through a table, a screen reader says the heading of the column before each cell: “Impact: negative”. Without a
header row people hear “negative” and have to remember which column they are in. On a second page the headings are
missing for everybody.

## What to do
Mark the row of headings as the header row.

**In Word:** click into the first row, choose Layout (of the table), Repeat Header Rows; and Table Design, Header Row.
For a table with headings on the left only, tick First Column and untick Header Row.

**In a page:** write the headings as `<th scope="col">`, or `<th scope="row">` on the left.

**With eia:** write `<thead>` and `<th scope="col">` in the form's `report.html.j2`.

## Accepted
A table of two columns whose left one is set as First Column, without a Header Row; tables of one row or one column.
""",
)
code(
    "ACC031",
    "merged-cells",
    Severity.WARNING,
    "WCAG 2.2, 1.3.1 Info and Relationships (A); Microsoft Accessibility Checker: tables have a simple structure",
    """
A table has merged or split cells.

## Why it matters
A screen reader counts rows and columns to say where one is and which heading belongs to a cell. Where cells are
merged or split it miscounts, and says the wrong heading or none.

## What to do
Give every row of the table the same cells.

**In Word:** click into the cell, choose Layout (of the table), Split Cells, or select cells and Merge Cells, until every
row has the same columns. Repeat what belongs to several rows, or make two tables with a heading each.

**In a page:** give each row the same cells; where a cell must span others, name its headings with `scope` or `headers`.

**With eia:** leave `colspan` and `rowspan` out of the form's `report.html.j2`.
""",
)
code(
    "ACC032",
    "nested-table",
    Severity.WARNING,
    "WCAG 2.2, 1.3.2 Meaningful Sequence (A); Microsoft Accessibility Checker: tables have a simple structure",
    """
A table stands inside a cell of another table.

## Why it matters
Screen readers lose the place in the outer table, and people who enlarge the page see a few words of each.

## What to do
Move the inner table out of the cell.

**In Word:** drag the inner table out of the cell, give it a heading of its own, and refer to it; or turn it into text:
Layout, Convert to Text.

**In a page:** move the inner table after the outer one, with a caption.

**With eia:** move it out of the cell in the form's `report.html.j2`.
""",
)
code(
    "ACC033",
    "blank-row",
    Severity.WARNING,
    "WCAG 2.2, 1.3.2 Meaningful Sequence (A); Microsoft Accessibility Checker: tables don't use blank cells for formatting",
    """
A table has a blank row or column.

## Why it matters
Hearing nothing but blank cells, people think that the table has come to its end.

## What to do
Delete the blank row or column, and make room by other means.

**In Word:** right-click the row or column, choose Delete Cells, Delete entire row. For more room choose Layout, Height,
or Table Properties, Options, cell margins.

**In a page:** delete the row or column; make room with the style sheet.

**With eia:** leave empty rows out in the form's `report.html.j2`.

## Flagged
A row without a word between others that have some; a column without a word beside others.
""",
)
code(
    "ACC034",
    "layout-table",
    Severity.INFO,
    "WCAG 2.2, 1.3.2 Meaningful Sequence (A); Microsoft Accessibility Checker: layout tables are structured for easy navigation",
    """
A table with one row or one column seems to be there for the layout.

## Why it matters
A screen reader announces a table and its size, and people look for data that are not there.

## What to do
Turn the table into text, unless it holds data.

**In Word:** click into the table, choose Layout (of the table), Convert to Text. For a box around a paragraph choose
Home, Borders; for columns, Layout, Columns.

**In a page:** use the style sheet for the layout; or mark the table with `role="presentation"`.

**With eia:** use a paragraph with a class in the form's `report.html.j2`, and give that style a border.
""",
)
code(
    "ACC035",
    "undescribed-table",
    Severity.INFO,
    "WCAG 2.2, 1.3.1 Info and Relationships (A)",
    """
Nothing says what a table is about: no caption, no heading just above it, no alternative text.

## Why it matters
People who use a screen reader call up a list of tables and decide by their names which one to read.

## What to do
Give the table a caption.

**In Word:** click into the table, choose References, Insert Caption; or right-click it, Table Properties, Alt Text.

**In a page:** put a `<caption>` into the table.

**With eia:** put a `<caption>` into the table in the form's `report.html.j2`.
""",
)
code(
    "ACC036",
    "unscoped-header",
    Severity.INFO,
    "WCAG 2.2, 1.3.1 Info and Relationships (A)",
    """
In a table with headings above and on the left, a heading does not say which cells it belongs to.

## Why it matters
A screen reader has to guess whether a heading belongs to its column or its row, and may say the wrong one.

## What to do
Say of each heading whether it belongs to its column or its row.

**In a page:** write `<th scope="col">` above and `<th scope="row">` on the left.

**With eia:** write `scope` on every `<th>` of the form's `report.html.j2`.
""",
)
