"""What can be wrong with a template or a house style, told to the clerk who edits them."""


class UnknownElement(Exception):
    """The report has an element, a class or an attribute that Word has no equal for.

    Raised instead of leaving anything out in silence.

    Attributes:
        message: What is wrong and what to use instead, without the place.
        line: The line of the report's HTML, from 1.
        template: The template that wrote it.
    """

    def __init__(self, message: str, line: int, template: str) -> None:
        super().__init__(f"{template}:{line}: {message}")
        self.message = message
        self.line = line
        self.template = template


class BrokenReference(Exception):
    """The house style, reference.docx, cannot be used; the message says what it lacks.

    Attributes:
        message: What is wrong and what to do about it.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
