"""WeasyPrint on pages: `python -m benchmarks.weasy FOLDER PAGE…`, each into a tagged PDF (PDF/UA-1)."""

import pathlib
import sys


def main(folder: pathlib.Path, pages: list[pathlib.Path]) -> None:
    """Write a PDF for each page, in one process."""
    from weasyprint import HTML

    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        HTML(filename=page).write_pdf(folder / f"{page.stem}.pdf", pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]])
