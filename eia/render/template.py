"""A view through a form's own template into semantic HTML.

The template decides everything that is said, and in what order. It comes from a form's folder, which somebody
else may have written: it runs in Jinja's sandbox, and what it writes is checked before it is handed on.
"""

import html as escaping
import pathlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from eia import resources
from eia.render.charts import drawing, picture
from eia.render.limits import held
from eia.render.prose import WEB, inline, printable, prose
from eia.render.sandbox import sandboxed, told
from eia.render.view import View
from eia.text import numeral

if TYPE_CHECKING:
    import jinja2

REPORT: Final = "report.html.j2"
FONT: Final = "chart.ttf"
"""The font that charts are drawn in for paper, of the nearest form that has one."""

_ACTIVE: Final = re.compile(r"<(?:script|iframe|object|embed|base|form|link)\b[^<>]*>?", re.IGNORECASE)
_TAG: Final = re.compile(r"<[a-z][a-z0-9]*[\s/\"'](?:[^<>\"']+|\"[^\"]*\"|'[^']*')*>?", re.IGNORECASE)
_HINT: Final = re.compile(r"href|src|on\w+\s*=", re.IGNORECASE)
_HANDLER: Final = re.compile(r"on[^\s=]+\s*=")
"""In small letters, which is searched sooner than letters of either case."""
_ATTRIBUTE: Final = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_ACTING: Final = re.compile(r"(?:href|src|on\w+)\Z", re.IGNORECASE)
_PICTURE: Final = re.compile(r"data:image/(?:png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=]+\Z")
_SHORT: Final = 300
"""Characters of a tag up to which it is remembered: one that holds a picture is long, and does not come again."""
_FIELD: Final = re.compile(r'data-field="(?<=\sdata-field=")([^"]*)"')
"""What must stand before it is asked last, as words that stand first are found soonest."""


class TemplateFault(Exception):
    """A template cannot be used, or writes what no report may hold.

    Attributes:
        template: Its name, with the form's folder: `bedford/report.html.j2`.
        line: The line at fault, from 1.
        message: What is wrong, in plain words.
    """

    def __init__(self, template: str, line: int, message: str) -> None:
        super().__init__(f"{template}:{line}: {message}")
        self.template = template
        self.line = line
        self.message = message


def to_html(view: View, sources: Sequence[pathlib.Path]) -> str:
    """The report as semantic HTML, in the closed subset that every output reads.

    `sources` are the folders of the form's lineage, nearest first. `report.html.j2`, and whatever it includes
    or imports, comes from the first folder that has it; `common/parts.html.j2` asks for one folder's own.

    Raises:
        TemplateFault: the template is missing, broken, or writes a script or a link to a forbidden place.
    """
    return written(REPORT, sources, view=view)


def written(template: str, sources: Sequence[pathlib.Path], **values: object) -> str:
    """What a form's template of that name writes with these values, as `to_html`.

    Raises:
        TemplateFault: as `to_html`.
    """
    folders = tuple(folder.resolve() for folder in sources)
    made = environment(folders)
    with held() if _is_foreign(folders) else nullcontext():
        text = _guarded(lambda: made.get_template(template).render(**values), folders, template)
    text = printable(text)
    _refuse_harm(text, lambda: _shown(folders, template))
    return text


def _is_foreign(folders: tuple[pathlib.Path, ...]) -> bool:
    """Whether any of the templates may be somebody else's."""
    ours = resources.templates().resolve()
    return any(folder.parent != ours for folder in folders)


def fields_in(html: str) -> frozenset[str]:
    """The addresses of the answers that a report shows."""
    return frozenset(map(escaping.unescape, _FIELD.findall(html)))


def link(address: str) -> str:
    """The address if a link may point there (`http`, `https`, `mailto`), else nothing."""
    return address if WEB.match(address) else ""


@lru_cache(maxsize=32)
def environment(folders: tuple[pathlib.Path, ...]) -> "jinja2.Environment":
    """The environment of one lineage, kept: its templates are compiled once, and again when a file changes."""
    from jinja2 import FunctionLoader
    from markupsafe import Markup

    made = sandboxed(
        loader=FunctionLoader(lambda name: _load(name, folders)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["prose"] = lambda text, below=0: Markup(prose(text, below))  # noqa: S704 - cleaned by prose
    made.filters["inline"] = lambda text: Markup(inline(text))  # noqa: S704 - cleaned by prose
    made.filters["link"] = link
    made.filters["number"] = numeral
    font = next((folder / FONT for folder in folders if (folder / FONT).is_file()), None)
    made.filters["svg"] = drawing.address
    made.filters["height"] = drawing.height
    made.filters["png"] = lambda chart: picture.address(chart, font) if font else ""
    return made


def _load(name: str, folders: tuple[pathlib.Path, ...]) -> tuple[str, str, Callable[[], bool]] | None:
    """The template's text, its name for messages, and whether it is still the same; None if there is none."""
    file = find(name, folders)
    if file is None:
        return None
    return file.read_text(encoding="utf-8"), f"{file.parent.name}/{file.name}", _unchanged(file)


def find(name: str, folders: Sequence[pathlib.Path]) -> pathlib.Path | None:
    """The template of that name in the first folder that has it, or None.

    Args:
        name: as a template asks for it; with a folder's name before it, only that folder is looked in.
        folders: the folders of a form's lineage, nearest first.
    """
    owner, _, own_name = name.rpartition("/")
    for folder in folders:
        file = folder / own_name
        is_there = owner in ("", folder.name) and own_name and file.is_file()
        # A symbolic link must not lead out of the form.
        if is_there and file.resolve().is_relative_to(folder):
            return file
    return None


def _unchanged(file: pathlib.Path) -> Callable[[], bool]:
    changed = file.stat().st_mtime_ns
    return lambda: file.is_file() and file.stat().st_mtime_ns == changed


def _shown(folders: tuple[pathlib.Path, ...], name: str) -> str:
    found = next((folder for folder in folders if (folder / name).is_file()), folders[0] if folders else None)
    return f"{found.name}/{name}" if found else name


def _guarded(render: Callable[[], str], folders: tuple[pathlib.Path, ...], name: str) -> str:
    """What `render` gives, with whatever a template does wrong told as a fault."""
    import jinja2

    try:
        return render()
    except jinja2.TemplateSyntaxError as error:
        message = f"The template cannot be read: {error.message}"
        raise TemplateFault(error.filename or error.name or name, error.lineno, message) from error
    except UnicodeDecodeError as error:
        raise TemplateFault(_shown(folders, name), 1, "The template is not saved as UTF-8") from error
    except Exception as error:
        template, line = _place(error)
        raise TemplateFault(template or _shown(folders, name), line, told(error)) from error


def _place(error: Exception) -> tuple[str, int]:
    """The template and the line in which the error came up, the innermost."""
    place = ("", 1)
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            place = (name, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _refuse_harm(html: str, name: Callable[[], str]) -> None:
    """Refuse what could act on a reader's machine, wherever the template got it from."""
    if not _ACTIVE.search(html) and all(map(_is_harmless, _TAG.findall(html))):
        return
    suspects = (*_ACTIVE.finditer(html), *_TAG.finditer(html))
    for tag in suspects:
        for what in _harm(tag.group()):
            line = html.count("\n", 0, tag.start()) + 1
            raise TemplateFault(name(), line, f"A report cannot hold {what} (line {line} of what it writes)")


def _is_harmless(tag: str) -> bool:
    return _seems_harmless(tag) if len(tag) < _SHORT else _seems_harmless.__wrapped__(tag)


@lru_cache(maxsize=8192)
def _seems_harmless(tag: str) -> bool:
    """Whether nothing in an element's opening tag could do harm; most have no such letters, and come again and again."""
    letters = tag.casefold()
    if "href" not in letters and "src" not in letters and not _HANDLER.search(letters):
        return True
    return next(_harm(tag), None) is None


def _harm(tag: str) -> Iterator[str]:
    """What in an element's opening tag could do harm."""
    if _ACTIVE.match(tag):
        yield tag
    if not _HINT.search(tag):
        return
    for match in _ATTRIBUTE.finditer(tag, 1):
        name = match[1].lower()
        if not _ACTING.match(name):
            continue
        address = escaping.unescape(match[2] or match[3] or match[4] or "")
        is_link = name == "href" and (address.startswith("#") or WEB.match(address))
        if not is_link and not (name == "src" and _PICTURE.match(address)):
            yield f"{name}=“{address[:60]}”"
