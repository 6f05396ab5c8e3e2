"""LibreOffice, which opens what we write and saves what a clerk would."""

import subprocess
from pathlib import Path


def converted(file: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another kind: `pdf`, `docx`, `odt`; in `folder`, with a profile of its own."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", kind, "--outdir", str(folder), str(file)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{file.stem}.{kind}"
