"""What the public is not shown of an assessment: what is marked, what the form keeps back, and hidden figures."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Final

from eia.editions.disclosure import to_hide_too
from eia.editions.marking import marks
from eia.findings import Path, dotted
from eia.form import Form
from eia.model import Assessment
from eia.parts import Part, leaves
from eia.prose import NAMES, SENTENCES
from eia.value import Alike


class Withheld(Alike):
    """What an edition does not say."""

    words: Mapping[str, str] = field(default_factory=dict)
    """Address of an answer or of a part → what stands in its place."""
    said_at: frozenset[str] = frozenset()
    """The addresses at which those words are said; elsewhere within a part they stand only where a gap would show."""
    notice: str = ""
    """What every page of the members' edition says; empty in the public one."""
    is_public: bool = True
    """Whether what only members may see is left out."""

    def at(self, path: Path) -> str:
        """What stands in place of the answer at `path`; empty when it is not withheld."""
        if not self.words:
            return ""
        keys = [str(key) for key in path]
        return next(
            (
                self.words[address]
                for address in (".".join(keys[:length]) for length in range(len(keys), 0, -1))
                if address in self.words
            ),
            "",
        )


NOTHING: Final = Withheld()


def withheld_in(whole: Assessment, form: Form) -> Withheld:
    """What the marks, the form and the figures keep from the public."""
    words: dict[str, str] = {}
    said: set[str] = set()
    for path, is_asked in _internal(whole, form):
        words[dotted(path)] = phrase(form)
        said.update(_said_at(whole, path) if is_asked else ())
    for mark in marks(whole):
        path = _printed_at(whole, mark.path)
        words[dotted(path)] = phrase(form, f"withheld_{mark.redaction.because}")
        said.update(_said_at(whole, path))
    for path, same in _translated(whole):
        if same in words:
            words[dotted(path)] = words[same]
            said.add(dotted(path))
    for path, told, is_said in _figures(whole, form, words):
        if not _is_inside(path, words):
            words[dotted(path)] = told
            said.update([dotted(path)] if is_said else ())
    return Withheld(words, frozenset(said)) if words else NOTHING


def phrase(form: Form, name: str = "withheld") -> str:
    """The form's words; never nothing, lest a gap look like a question that was not answered."""
    if name == "withheld_small_number":
        name = "suppressed"
    return form.texts.get(name) or form.texts.get("withheld") or "[…]"


def _printed_at(whole: Assessment, path: Path) -> Path:
    """Where the answer is printed, if that is not at its own address.

    Choices and references of a list are one answer, in a sentence; two kinds of answers stand at the address of
    what they belong to.
    """
    is_reply = path[:2] == ("relevance", "answers") and path[3:] == ("answer",)
    is_cell = path[0] == "duty" and path[3:] == ("explanation",)
    if is_reply or is_cell:
        return path[:3]
    is_item = isinstance(path[-1], int) and all(part.path != path for part in whole.parts())
    in_words = any(place == path for place, _ in (*whole.names, *whole.prose))
    return path[:-1] if is_item and not in_words else path


def _said_at(whole: Assessment, path: Path) -> Iterator[str]:
    """Where in a part the words stand: at the answer that tells what it is, or else at its first."""
    inside = [part for part in whole.parts() if part.path[: len(path)] == path]
    exact = next((part for part in inside if part.path in (path, (*path, 0))), None)
    name = telling(exact) if exact and path[0] != "duty" else ""
    if exact and name:
        yield dotted(exact.at(name))
        return
    yield dotted(path)
    yield dotted((*path, 0))
    if exact:
        yield from (dotted(leaf) for leaf, _ in list(leaves(exact))[:1])


def telling(part: Part) -> str:
    """The name of the answer that tells what a part is, in the officer's own words: a title, a name, a description."""
    kind = type(part).__name__
    names, prose = NAMES.get(kind, ()), SENTENCES.get(kind, ())
    first = [name for name in ("title", "label", "name", "service_area") if name in names]
    texts = (name for name in (*first, *prose, *names) if isinstance(getattr(part, name), str))
    return next(texts, "")


def _internal(whole: Assessment, form: Form) -> Iterator[tuple[Path, bool]]:
    """What the form itself asks for officers and members only, and whether the public edition has the question."""
    sections, answers = form.kept(_internal_questions)
    if not (sections or answers):
        return
    given = dict.fromkeys(
        path[:length]
        for part in whole.parts()
        for path, _ in leaves(part)
        for length in range(1, len(path) + 1)
    )
    for path in given:
        if any(_fits(path, pattern) for pattern in sections):
            yield path, False
        elif any(_fits(path, pattern) for pattern in answers):
            yield path, True


_Pattern = tuple[str, ...]


def _internal_questions(form: Form) -> tuple[list[_Pattern], list[_Pattern]]:
    """The addresses of what the form asks for officers and members only: in whole sections, and one by one."""
    sections = [ask for part in form.sections.values() if part.internal_only for ask in part.asks]
    fields = [pattern for pattern, field in form.fields.items() if field.internal_only]
    answers = [("answers", key) for key, question in form.answers.items() if question.internal_only]
    return [tuple(ask.split(".")) for ask in sections], [
        *(tuple(pattern.split(".")) for pattern in fields),
        *answers,
    ]


def _fits(path: Path, pattern: tuple[str, ...]) -> bool:
    return len(path) == len(pattern) and all(
        wanted in ("*", str(key)) for key, wanted in zip(path, pattern, strict=True)
    )


def _translated(whole: Assessment) -> Iterator[tuple[Path, str]]:
    """The title and the summary in other languages, and the address of what each is the translation of."""
    for translation in whole.publication.translations.values():
        yield translation.at("title"), "activity.title"
        yield translation.at("summary"), "summary"


def _figures(whole: Assessment, form: Form, words: Mapping[str, str]) -> Iterator[tuple[Path, str, bool]]:
    """What of the figures is hidden: where, what stands there, and whether that is said at this very place."""
    for item in whole.evidence:
        hidden = {
            figure.path
            for figure in item.figures
            if figure.suppressed or _is_inside(figure.at("value"), words)
        }
        if not hidden or _is_inside(item.path, words):
            continue
        more = {figure.path for figure in to_hide_too(item.figures, hidden, form)}
        for figure in item.figures:
            if figure.path in hidden | more:
                too = figure.path in more
                yield figure.at("value"), phrase(form, "withheld_with_another" if too else "suppressed"), too
                yield figure.at("unit"), phrase(form), False
                yield figure.at("comparator"), phrase(form), False


def _is_inside(path: Path, words: Mapping[str, str]) -> bool:
    keys = [str(key) for key in path]
    return any(".".join(keys[:length]) in words for length in range(1, len(keys) + 1))
