"""Where `templates/` and `schemas/` are, in a checkout and when installed."""

import json
import pathlib
from functools import cache
from typing import Any


@cache
def root() -> pathlib.Path:
    """The folder that holds `templates/` and `schemas/`: inside the package when installed from a wheel."""
    here = pathlib.Path(__file__).resolve().parent
    data = here / "_data"
    return data if data.is_dir() else here.parent


def templates() -> pathlib.Path:
    """The folder of the forms that come with the program, one folder a form."""
    return root() / "templates"


def schemas() -> pathlib.Path:
    """The folder of the JSON Schemas."""
    return root() / "schemas"


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema called `name`, such as `assessment`, as plain data."""
    data: dict[str, Any] = json.loads(raw_schema(name))
    return data


def raw_schema(name: str) -> bytes:
    """The file of the JSON Schema called `name`."""
    return (schemas() / f"{name}.schema.json").read_bytes()
