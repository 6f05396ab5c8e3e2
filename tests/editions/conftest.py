"""What the tests of all commands share."""

from tests.cli.organisation import here

__all__ = ["here"]
