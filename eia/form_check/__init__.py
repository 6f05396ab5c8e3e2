"""Look a form over: its questions, templates, house style and style sheet, and what comes of them.

The files are looked at as they stand (`examine`), and then the specimens are rendered (`rendered`): what a name or an
element does in a template may depend on what an assessment says.
"""
