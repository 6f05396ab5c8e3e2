"""What to do next: the few things that matter most among all that was found, in the order to do them."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from eia.codes import FAMILIES, Code
from eia.findings import START, Finding, Severity, State
from eia.project import Report
from eia.rules import STAGES
from eia.show.paint import Paint
from eia.show.plain import message, plain
from eia.show.tally import counted, in_a_row
from eia.value import Alike

Kind = tuple[str, Severity]
"""A code, and how much what was found with it weighs."""
Describe = Callable[[str], Code | None]
"""What is known about a code."""

STEPS = 3
"""More than this many things at once is a list that nobody starts on."""
OF_ONE_FAMILY = 2
"""Steps of the same family, while another family has something to do as well."""
PLACES = 6
"""Lines, or files, named in one step."""

_FIRST = ("source", "form", "schema", "waivers")
"""What could not be read, or says nothing at all, hides the rest."""
_THEN = ("impacts", "decision", "governance")
"""What a court looks for: who gains and loses, what follows from it, and whether it came in time."""
_LAST = ("publication", "wording")
"""What can wait until the substance stands."""
LONG = 110
"""Characters of a sentence from which on its first clause has to do."""
_SENTENCE = re.compile(r"(?:`[^`]*`|[^`])*?(?=\.(?:\s|$)|$)", re.DOTALL)
_CLAUSE = re.compile(r"(?:`[^`]*`|[^`])*?(?=[.:;](?:\s|$)|$)", re.DOTALL)


class Step(Alike):
    """One thing to do, wherever it is to be done."""

    code: str
    severity: Severity
    what: str
    """What to do, in a clause without a full stop."""
    findings: tuple[tuple[str, Finding], ...]
    """Each finding that it puts right, with the name of its file."""


def steps(reports: Collection[Report], describe: Describe, due: str = "") -> tuple[Step, ...]:
    """The things to do first, most important first; at most `STEPS`.

    What blocks comes before what does not. Then comes what hides the rest: a file that cannot be read, a reference
    that leads nowhere; then the families in the order in which an assessment stands or falls by them; within a
    family, what occurs most often.

    Args:
        reports: what was found, one report a file.
        describe: what is known about a code.
        due: look at what is not due before this status, instead of at what counts now.
    """
    # Looked through twice, so that of very many findings only those that are told are at hand at the same time.
    numbers: Counter[Kind] = Counter()
    first: dict[Kind, Finding] = {}
    for _, finding in _counting(reports, due):
        kind = finding.code, finding.severity
        numbers[kind] += 1
        first.setdefault(kind, finding)
    ranked = sorted(numbers, key=lambda kind: _rank(kind, numbers[kind], describe(kind[0])))
    chosen: dict[Kind, list[tuple[str, Finding]]] = {kind: [] for kind in _several_families(ranked)}
    for name, finding in _counting(reports, due):
        if (kind := (finding.code, finding.severity)) in chosen:
            chosen[kind].append((name, finding))
    return tuple(_step(first[kind], tuple(found), describe) for kind, found in chosen.items())


def _counting(reports: Iterable[Report], due: str) -> Iterator[tuple[str, Finding]]:
    """What counts now, or what is not due before a status, with the name of its file."""
    for report in reports:
        for finding in report.findings:
            if finding.state is State.NOT_YET and finding.due == due if due else finding.state is State.OPEN:
                yield report.name, finding


def upcoming(reports: Iterable[Report]) -> str:
    """The next status at which something will count that does not yet; empty when there is none."""
    dues = {item.due for report in reports for item in report.findings if item.state is State.NOT_YET}
    return next((due for due in STAGES if due in dues), "")


def _step(first: Finding, found: tuple[tuple[str, Finding], ...], describe: Describe) -> Step:
    known = describe(first.code)
    what = _first_thing(known.remedy if known else "") or _first_thing(first.hint) or first.message
    return Step(first.code, first.severity, what, found)


def _first_thing(words: str) -> str:
    """The first sentence, or where that is long its first clause; a colon inside `code` ends neither."""
    flat = " ".join(words.split())
    sentence = _upto(_SENTENCE, flat)
    return sentence if len(sentence) <= LONG else _upto(_CLAUSE, flat)


def _upto(end: re.Pattern[str], words: str) -> str:
    found = end.match(words)
    return found[0].strip() if found else ""


def _rank(kind: Kind, number: int, known: Code | None) -> tuple[int, int, int, str]:
    family = known.family if known else "source"
    order = (
        *_FIRST,
        "",
        *_THEN,
        *(name for name in FAMILIES if name not in (*_FIRST, *_THEN, *_LAST)),
        *_LAST,
    )
    # A rule that counts from the first draft is about what cannot be read or followed: it comes before its family.
    of_the_file = known is not None and known.is_rule and known.due == "draft"
    code, severity = kind
    return (-severity, order.index("" if of_the_file else family), -number, code)


def _several_families(ranked: Sequence[Kind]) -> tuple[Kind, ...]:
    """The first of them, but not all of one family while others wait."""
    chosen: list[Kind] = []
    for code, severity in ranked:
        if sum(other[:3] == code[:3] for other, _ in chosen) < OF_ONE_FAMILY:
            chosen.append((code, severity))
    chosen += [kind for kind in ranked if kind not in chosen]
    kept = chosen[:STEPS]
    return tuple(kind for kind in ranked if kind in kept)


def told(listed: Sequence[Step], several_files: bool, heading: str, paint: Paint) -> str:
    """The steps under a heading, one line each; empty when there are none."""
    if not listed:
        return ""
    return "\n".join(
        [
            paint.bold(heading),
            *(_line(number, step, several_files, paint) for number, step in enumerate(listed, 1)),
        ]
    )


def _line(number: int, step: Step, several_files: bool, paint: Paint) -> str:
    where = _files(step) if several_files else _lines(step)
    beginning = f"  {number}. "
    words = f"{message(step.what)} ({', '.join(filter(None, (step.code, where)))})"
    if paint.wrap:
        import textwrap

        hang = "\n" + " " * len(beginning)
        room = max(paint.width - len(beginning), 30)
        words = hang.join(textwrap.wrap(words, room, break_long_words=False, break_on_hyphens=False))
    return beginning + words.replace(f"({step.code}", f"({paint.severity(step.code, step.severity)}", 1)


def _lines(step: Step) -> str:
    """Where it is, in one file: `lines 3, 7 and 9`."""
    lines = _placed(step)
    noun = "line" if len(lines) == 1 else "lines"
    where = f"{noun} {_some([str(line) for line in lines])}" if lines else ""
    return ", ".join(filter(None, (where, _times(step, max(len(lines), 1)))))


def _files(step: Step) -> str:
    """Where it is, in several files: `a.yaml:3 and b.yaml:4`, with the first line in each."""
    by_file: dict[str, Finding] = {}
    for name, item in step.findings:
        by_file[name] = min(item, by_file.get(name, item), key=lambda one: one.span)
    names = {name: plain(name) for name in sorted(by_file)}
    if len(names) == 1:
        (name,) = names.values()
        return ", ".join(filter(None, (name, _lines(step))))
    placed = [
        words if by_file[name].span == START else f"{words}:{by_file[name].span.start.line}"
        for name, words in names.items()
    ]
    return ", ".join(filter(None, (_some(placed), _times(step, len(placed)))))


def _placed(step: Step) -> list[int]:
    """The lines it is on, each once; what is missing from a whole file has none."""
    return sorted({item.span.start.line for _, item in step.findings if item.span != START})


def _times(step: Step, places: int) -> str:
    return counted(len(step.findings), "time") if len(step.findings) > places else ""


def _some(items: Sequence[str]) -> str:
    """The items as in a sentence, the last ones only counted when there are many."""
    if len(items) <= PLACES + 1:
        return in_a_row(items)
    return in_a_row([*items[:PLACES], f"{len(items) - PLACES:,} more"])
