"""Write schemas/FORM.schema.json and schemas/forms/FORM.json for every form that comes with the program."""

import json
import pathlib
import sys
from typing import Any

from eia import ready_form, resources, source
from eia.library import FORM, Library


def texts() -> dict[pathlib.Path, str]:
    """What each form's schema file, and its own ready made, should hold."""
    library = Library()
    schemas = {
        resources.schemas() / f"{name}.schema.json": json.dumps(
            library.schema(name), indent=2, ensure_ascii=False
        )
        + "\n"
        for name in library.names()
    }
    forms = [resources.templates() / name / FORM for name in library.names()]
    return schemas | {ready_form.file(item.parent.name): ready_form.made(item, _says(item)) for item in forms}


def _says(form: pathlib.Path) -> dict[str, Any]:
    said = source.read(form).data
    if said is None:
        raise SystemExit(f"{form} cannot be read")
    return said


def main() -> int:
    """Write the files that differ; say which."""
    for file, text in texts().items():
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
            print(f"wrote {file.relative_to(resources.root())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
