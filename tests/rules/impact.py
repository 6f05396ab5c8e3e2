"""What the tests of the rules on impacts share."""

from collections.abc import Mapping

from tests.rules.checking import library, messages_on


def impact(group: str, description: str, direction: str = "positive", **more: object) -> dict[str, object]:
    """Plain data with one effect on one group."""
    return {"impacts": {group: [{"direction": direction, "description": description, **more}]}}


def said(code: str, data: Mapping[str, object], form: str = "bedford") -> list[str]:
    """What one rule says about plain data on a form that comes with the program."""
    return messages_on(library().form(form), code, dict(data))
