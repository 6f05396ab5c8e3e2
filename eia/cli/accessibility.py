"""`eia accessibility`: what keeps people from reading Word files and pages, whoever made them."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eia import codes
from eia.accessibility.checking import LARGEST_FILE, check, findings
from eia.accessibility.code import PAGE
from eia.accessibility.fault import CannotCheck
from eia.check import Settings
from eia.cli import options, outputs, selecting
from eia.cli.faults import Nothing, Wrong
from eia.cli.forms import project_here
from eia.cli.targets import named_from, refuse_unknown
from eia.findings import Finding
from eia.project import PUBLICATION, Report
from eia.show import accessibility as show
from eia.show import text
from eia.source import Document

if TYPE_CHECKING:
    from eia.accessibility.page.browser import Browser

BLOCKED = 1
"""The exit status when something found blocks."""
ENDINGS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".rtf", ".odt", ".html", ".htm", ".xhtml", ".pdf")
"""The files that are looked for in folders."""


@click.command(
    epilog="""\b
Exit status: 0 nothing blocks, 1 something does, 2 wrong use, 3 there was
nothing to check.

\b
Examples:
  eia accessibility                      everything in the project's output folder
  eia accessibility report.docx
  eia accessibility website/ --browser   pages as a browser shows them, too
  eia accessibility report.docx --aloud   what a screen reader would say, in order
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--browser", is_flag=True, help="Look at pages in Chromium too, wide and narrow, with axe-core."
)
@click.option("--aloud", is_flag=True, help="Check nothing: print what a screen reader would say, in order.")
@selecting.select_option("ACC030,ACC06")
@selecting.ignore_option
@outputs.format_option
@outputs.write_option
@click.option("-q", "--quiet", is_flag=True, help="One line for each finding.")
@options.colour_option
def command(
    paths: tuple[str, ...],
    browser: bool,
    aloud: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    shape: str,
    files: tuple[outputs.Written, ...],
    quiet: bool,
    colour: bool | None,
) -> None:
    """Say what keeps people from reading a Word file or a page.

    PATH is a Word file, a page or a PDF file, made by anybody with any program, or a folder of them; without one, the
    project's output folder is looked through. Each finding says whom it concerns and what to do in Word. Of PDF files
    only tags, title and language are looked at.
    """
    look = options.paint(colour)
    found = list(_files(paths))
    if aloud:
        for number, (file, name) in enumerate(found):
            _say_aloud(file, name, number, len(found))
        return
    driver = _browser() if browser else None
    try:
        whole = [_report(file, name, driver) for file, name in found]
    finally:
        if driver is not None:
            driver.close()
    reports = [
        replace(report, findings=tuple(item for item in report.findings if _wanted(item, select, ignore)))
        for report in whole
    ]
    if shape != "text" or files:
        asked = Settings(date.today())  # noqa: DTZ011 - the officer's own day
        outcome = outputs.outcome_of(reports, (), asked, codes.every().get)
        outputs.write(files, outcome)
    if shape != "text":
        outputs.say(shape, outcome)
    else:
        for report in reports:
            told = text.brief(report, look) if quiet else show.report(report, look)
            if told:
                click.echo(told if quiet else f"{told}\n", color=look.colour)
        if not quiet:
            options.say(show.summary(reports, browser, look), look)
    click.get_current_context().exit(BLOCKED if any(report.blocks for report in reports) else 0)


def _wanted(finding: Finding, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    return (not select or finding.code.startswith(select)) and not (
        ignore and finding.code.startswith(ignore)
    )


def _files(paths: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """The files that are meant, each once, with the name to print.

    Raises:
        Wrong: a path leads nowhere.
        Nothing: there is no file to look into.
    """
    refuse_unknown(paths)
    folders = paths or (str(_output()),)
    seen: set[str] = set()
    for path in folders:
        is_folder = Path(path).is_dir() or not paths
        for file in _below(Path(path)) if is_folder else (Path(path),):
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file, str(file)
    if not seen:
        where = f"in {', '.join(folders)}"
        raise Nothing(
            f"There is no Word file, page or PDF file {where}",
            "Name a file or a folder, or make reports: eia render.",
        )


def _output() -> Path:
    """The folder that the project's reports are written to, as a person who is here names it."""
    return Path(named_from(project_here(options.paint(None, err=True)).output, Path.cwd()))


def _below(folder: Path) -> Iterator[Path]:
    """The published files in a folder and in those below, by name; hidden ones and Word's lock files are passed over."""

    def refuse(fault: OSError) -> None:
        raise Wrong(f"The folder “{fault.filename}” could not be opened", "Ask for the right to read it.")

    if not folder.exists():
        return
    for base, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(names):
            if name.lower().endswith(ENDINGS) and not name.startswith((".", "~$")):
                yield Path(base, name)


def _read(file: Path) -> bytes:
    """The bytes of a file.

    Raises:
        CannotCheck: it cannot be read.
    """
    try:
        if not file.is_file():
            raise CannotCheck("ACC001", "This is no file", "Name a Word file or a page.")
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise CannotCheck(
            "ACC001", f"The file cannot be read: {reason}", "Ask for the right to read it."
        ) from fault


def _report(file: Path, name: str, driver: "Browser | None") -> Report:
    try:
        raw = _read(file)
    except CannotCheck as fault:
        return Report(name, _document(name, ""), findings([fault.fault], PAGE), kind=PUBLICATION)
    checked = check(raw)
    found = checked.findings
    if driver is not None and checked.kind == PAGE and checked.text:
        found = (*found, *findings(driver.faults(file), PAGE, checked.is_ours))
    return Report(name, _document(name, checked.text), found, kind=PUBLICATION)


def _document(name: str, text: str) -> Document:
    return Document(name, text, None, {}, ())


def _browser() -> "Browser":
    from eia.accessibility.page.browser import Browser, Missing

    try:
        return Browser()
    except Missing as fault:
        raise Wrong(str(fault), fault.hint) from fault


def _say_aloud(file: Path, name: str, number: int, many: int) -> None:
    from eia.accessibility.aloud import aloud

    if many > 1:
        click.echo(f"{chr(10) if number else ''}{name}")
    try:
        for line in aloud(_read(file)):
            click.echo(line)
    except CannotCheck as fault:
        reason = str(fault)
        raise Wrong(
            f"“{name}” cannot be read aloud: {reason[0].lower()}{reason[1:]}", fault.fault.hint
        ) from fault
