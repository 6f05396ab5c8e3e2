"""What can be wrong with a house style, told to the clerk who edits it."""


class BrokenReference(Exception):
    """The house style, reference.docx, cannot be used; the message says what it lacks.

    Attributes:
        message: What is wrong and what to do about it.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
