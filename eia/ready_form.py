"""The forms that come with the program, ready made: neither read as YAML nor checked again at each start."""

import json
import pathlib
import zlib
from collections.abc import Mapping
from typing import Any

from eia import resources


def file(name: str) -> pathlib.Path:
    """Where the form of that name is kept."""
    return resources.schemas() / "forms" / f"{name}.json"


def made(form: pathlib.Path, data: Mapping[str, Any]) -> str:
    """What to keep.

    Args:
        form: the form's own file, `form.yaml`.
        data: what was read from it and found right.
    """
    kept = {"made_of": _made_of(form), "data": data}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


def read(form: pathlib.Path) -> dict[str, Any] | None:
    """What the form says, if it was kept since its file, and what such files are checked with, last changed."""
    try:
        kept = json.loads(file(form.parent.name).read_bytes())
        data: dict[str, Any] = kept["data"]
        return data if kept["made_of"] == _made_of(form) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _made_of(form: pathlib.Path) -> int:
    """A sum over the form's file and the schema of such files: it shows a change, not a forgery, as bytecode's does."""
    return zlib.crc32(form.read_bytes(), zlib.crc32(resources.raw_schema("form")))
