"""PDF files beside WeasyPrint's: `python -m benchmarks.portable [NUMBER OF REPORTS]`.

Both draw the same finished reports as tagged PDF (PDF/UA-1), in one process: ours from the semantic HTML, WeasyPrint
from our page. What is told is processor time for each, so that it matters less what else the machine does; each report
is drawn once, as Typst remembers what it has drawn before.
"""

import logging
import pathlib
import sys
import tempfile
import time
from collections.abc import Callable, Sequence

from benchmarks import corpus
from eia import model, source
from eia.library import Library
from eia.render.page import to_page
from eia.render.pdf import to_pdf
from eia.render.template import to_html
from eia.render.view import view

FORM = "bedford"


def drawn(reports: Sequence[str], draw: Callable[[str], object]) -> float:
    """Seconds of processor time for each report but the first, which is there to load what is loaded once."""
    draw(reports[0])
    start = time.process_time()
    for report in reports[1:]:
        draw(report)
    return (time.process_time() - start) / (len(reports) - 1)


def measured(count: int) -> tuple[float, float]:
    """Seconds for one PDF file of ours, and for one of WeasyPrint's."""
    from weasyprint import HTML

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    library = Library()
    form, folders = library.form(FORM), library.folders_of(FORM)
    looks = {
        name: b"\n".join(file.read_bytes() for file in library.files(FORM, name))
        for name in ("report.typ", "report.css")
    }
    with tempfile.TemporaryDirectory() as folder:
        files = corpus.write(pathlib.Path(folder), count + 1)
        read = [source.parse(file.read_bytes(), file.name).data for file in files]
    reports = [to_html(view(model.Assessment.build(data), form), folders) for data in read]
    css = looks["report.css"].decode()
    return (
        drawn(reports, lambda html: to_pdf(html, looks["report.typ"])),
        drawn(reports, lambda html: HTML(string=to_page(html, css)).write_pdf(pdf_variant="pdf/ua-1")),
    )


if __name__ == "__main__":
    ours, theirs = measured(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
    print(f"{ours:.3f} s   WeasyPrint {theirs:.3f} s   {theirs / ours:.1f}x")
