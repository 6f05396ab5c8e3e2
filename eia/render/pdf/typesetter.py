"""Typst, the program that sets the pages: asked in one place, with nothing of the machine in its reach but fonts."""

import datetime
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from eia.render.pdf.errors import NoTypst

_PLACE: Final = re.compile(r"┌─ (?:[^\n]*/)?([\w.-]+\.typ):(\d+):(\d+)")
_ERROR: Final = re.compile(r"^error: (.*?)(?=\n  |\n\n|\n = |\Z)", re.MULTILINE | re.DOTALL)
_SEARCHED: Final = re.compile(r" \(searched at [^)]*\)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the code something is wrong."""

    file: str
    line: int
    """From 1."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that Typst says is wrong."""

    message: str
    place: Place | None


class Refused(Exception):
    """Typst cannot set the pages; `troubles` says why, in Typst's own words."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        self.troubles = tuple(troubles)
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The first thing that is wrong."""
        return self.troubles[0].message if self.troubles else "the pages cannot be set"

    @property
    def places(self) -> tuple[Place, ...]:
        """Where things are wrong."""
        return tuple(trouble.place for trouble in self.troubles if trouble.place)


def pages(
    main: str,
    house: str,
    files: Mapping[str, bytes],
    fonts: tuple[Path, ...],
    timestamp: datetime.datetime,
) -> bytes:
    """The code as a PDF that keeps to PDF/UA-1 (ISO 14289-1).

    Args:
        main: The code of the report.
        house: The code of its house style, which `main` imports as house.typ.
        files: The pictures they show, by their names.
        fonts: Folders of fonts to use beside those of the machine.
        timestamp: When the file was made, for its properties.

    Raises:
        NoTypst: The extra `pdf` is not installed.
        Refused: The code is wrong, or the report cannot be read by everybody.
    """
    typst = _typst()
    with tempfile.TemporaryDirectory() as folder:
        try:
            written = typst.compile(
                _sources(main, house),
                format="pdf",
                root=_filled(folder, files),
                font_paths=_fonts(fonts),
                pdf_standards=["ua-1"],
                timestamp=timestamp,
                package_path=folder,
                package_cache_path=folder,
            )
        except typst.TypstError as fault:
            raise Refused(_troubles(fault)) from fault
    return bytes(written)


def asked(
    main: str, house: str, files: Mapping[str, bytes], fonts: tuple[Path, ...], selectors: Sequence[str]
) -> list[str]:
    """What the code says at each label, as JSON.

    Raises:
        NoTypst: The extra `pdf` is not installed.
        Refused: The code is wrong.
    """
    typst = _typst()
    sources = _sources(main, house)
    with tempfile.TemporaryDirectory() as folder:
        given = {
            "root": _filled(folder, files),
            "font_paths": _fonts(fonts),
            "package_path": folder,
            "package_cache_path": folder,
        }
        try:
            return [typst.query(sources, each, field="value", one=True, **given) for each in selectors]
        except RuntimeError as fault:  # which says what is wrong, but not where
            try:
                typst.compile(sources, format="pdf", **given)
            except typst.TypstError as placed:
                raise Refused(_troubles(placed)) from placed
            raise Refused([Trouble(str(fault), None)]) from fault


def _typst() -> Any:
    try:
        import pikepdf  # noqa: F401 - completes the tags; told here, before anything is drawn
        import typst
    except ImportError as fault:
        raise NoTypst("what draws PDF files is not installed") from fault
    return typst


@lru_cache(maxsize=8)
def _fonts(folders: tuple[Path, ...]) -> Any:
    """The fonts of the machine, those that Typst brings, and those of the form; looked for once."""
    return _typst().Fonts(True, True, [str(folder) for folder in folders])


def _sources(main: str, house: str) -> dict[str, bytes]:
    return {"main.typ": main.encode(), "house.typ": house.encode()}


def _filled(folder: str, files: Mapping[str, bytes]) -> str:
    """The folder with the pictures in it: all that the code can read."""
    for name, data in files.items():
        (Path(folder) / name).write_bytes(data)
    return folder


def _troubles(fault: Any) -> list[Trouble]:
    """Each error that Typst tells of, with its place; warnings are left out."""
    told = []
    for block in re.split(r"\n(?=error: |warning: )", f"\n{fault.diagnostic}"):
        error = _ERROR.search(block)
        if error:
            place = _PLACE.search(block)
            told.append(
                Trouble(
                    _SEARCHED.sub("", " ".join(error[1].split())),
                    Place(place[1], int(place[2])) if place else None,
                )
            )
    return told or [Trouble(fault.message, None)]
