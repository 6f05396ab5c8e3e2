"""What can be wrong with a PDF, told to the clerk or the officer who can put it right."""


class NoTypst(Exception):
    """The program that draws PDF files is not installed; the message says how to install it."""


class BrokenStyle(Exception):
    """The house style, report.typ, cannot be used; the message says why, and quotes the line."""


class Undrawn(Exception):
    """Something in the report cannot be drawn so that everybody can read it.

    Attributes:
        message: What it is, and in which answer.
        hint: What to do about it.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
