"""Write schemas/FORM.schema.json for every form that comes with the program."""

import json
import pathlib
import sys

from eia import resources
from eia.library import Library


def texts() -> dict[pathlib.Path, str]:
    """What each form's schema file should hold."""
    library = Library()
    return {
        resources.schemas() / f"{name}.schema.json": json.dumps(
            library.schema(name), indent=2, ensure_ascii=False
        )
        + "\n"
        for name in library.names()
    }


def main() -> int:
    """Write the files that differ; say which."""
    for file, text in texts().items():
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            print(f"wrote {file.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
