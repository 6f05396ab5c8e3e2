"""Documents for these tests: a fragment stands for a whole assessment that has only it to say."""

from collections.abc import Callable

import pytest

from eia import source
from eia.library import Library
from eia.source import Document

HEAD = {"eia": "1", "form": "bedford", "id": "library-hours", "kind": "full", "status": "draft"}
Whole = Callable[[str], Document]


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()


@pytest.fixture(scope="session")
def whole() -> Whole:
    """The document of a fragment: what every file has is added below it, unless it says its format and form."""

    def build(fragment: str) -> Document:
        head = {} if {"eia:", "form:"} <= set(fragment.split()) else HEAD
        lines = [f"{key}: {value}" for key, value in head.items() if f"\n{key}:" not in f"\n{fragment}"]
        text = "\n".join([fragment.rstrip("\n"), *lines, ""])
        document = source.parse(text.encode(), "fragment.yaml")
        assert document.data is not None, document.findings
        return document

    return build
