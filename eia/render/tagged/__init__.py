"""A report through a council's own tagged Word template, `report.docx`, instead of `report.html.j2`.

The clerk writes tags where answers go: `{{ activity.title }}` puts words into the line, `{{p summary }}` puts
paragraphs and lists in place of its paragraph, and `{%tr for action in actions %}` repeats a row.
"""

from eia.render.tagged.prepare import BrokenTemplate, tags_in
from eia.render.tagged.writing import to_word

__all__ = ["BrokenTemplate", "tags_in", "to_word"]
