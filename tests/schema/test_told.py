"""Every wrong input in `told/`, with the exact words an officer reads.

Each file holds cases: a piece of YAML, a line of `=>`, then for each fault its code, line and path, its message
and its hint. To add one, write the YAML and `=>`, run with `--update-golden`, and read what came out.
"""

import pathlib
import re
from collections.abc import Callable
from typing import Any

import pytest

from eia import resources, source
from eia.library import Library
from eia.schema import Checker, Fault
from eia.source import Document

TOLD = pathlib.Path(__file__).resolve().parent / "told"
FILES = sorted(TOLD.glob("*.txt"))
Whole = Callable[[str], Document]
Keep = Callable[[pathlib.Path, str], None]


def cases(file: pathlib.Path) -> list[str]:
    return [case.partition("\n=>")[0] for case in file.read_text(encoding="utf-8").split("\n---\n")]


@pytest.fixture
def read(library: Library, whole: Whole) -> Callable[[pathlib.Path, str], tuple[Document, Checker]]:
    """The document of a case and what checks it: assessments, or the schema that the file is named after."""

    def build(file: pathlib.Path, case: str) -> tuple[Document, Checker]:
        if file.stem in ("form", "project"):
            return source.parse(case.encode(), file.name), Checker(resources.schema(file.stem))
        return whole(case), library.checker("bedford")

    return build


Read = Callable[[pathlib.Path, str], tuple[Document, Checker]]


def written(document: Document, fault: Fault) -> str:
    problem = fault.problem
    span = document.key_span_of(problem.path) if problem.at_name else document.span_of(problem.path)
    place = ".".join(map(str, problem.path)) or "the whole"
    return f"{fault.code} line {span.start.line}, {place}\n  {problem.message}\n  {problem.hint}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_wrong_input_is_told_in_words_an_officer_can_act_on(
    file: pathlib.Path, read: Read, golden: Keep
) -> None:
    blocks = []
    for case in cases(file):
        document, checker = read(file, case)
        assert not document.findings, document.findings
        faults = checker.faults(document.data)
        blocks.append("\n".join([case, "=>", *(written(document, fault) for fault in faults)]))
    golden(file, "\n---\n".join(blocks) + "\n")


def test_there_are_cases_enough() -> None:
    assert sum(len(cases(file)) for file in FILES) >= 90


JARGON = re.compile(
    r"\b(?:mapping|scalar|schema|instance|null|string|boolean|array|object|property|integer|type|key|field|"
    r"invalid|Invalid|please|Please|node|regex|pattern|JSON|YAML)\b"
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_message_or_hint_uses_a_word_of_the_trade(file: pathlib.Path, read: Read) -> None:
    for case in cases(file):
        document, checker = read(file, case)
        for fault in checker.faults(document.data):
            for words in (fault.problem.message, fault.problem.hint):
                plain = re.sub(r"`[^`]*`|“[^”]*”", "", words)
                assert not JARGON.search(plain), words


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_message_has_a_hint_and_they_end_as_they_should(file: pathlib.Path, read: Read) -> None:
    for case in cases(file):
        document, checker = read(file, case)
        for fault in checker.faults(document.data):
            assert fault.problem.hint.endswith((".", "?")), fault
            assert not fault.problem.message.endswith("."), fault
            assert fault.problem.hint.count("`") % 2 == 0, fault


COPY = re.compile(r"^(?:Write|Put it in quotes:|Write it [^:`]*:|A text [^:`]*:|[^`]* alone:) `([^`…]+)`\.")


@pytest.mark.parametrize(("file", "enough"), list(zip(FILES, (30, 8, 2), strict=True)))
def test_what_a_hint_says_to_write_is_right(file: pathlib.Path, enough: int, read: Read) -> None:
    """Copy the hint into the file: the fault is gone."""
    tried = 0
    for case in cases(file):
        document, checker = read(file, case)
        for fault in checker.faults(document.data):
            copied = COPY.match(fault.problem.hint)
            *outer, name = fault.problem.path
            if not copied or not isinstance(name, str) or fault.problem.at_name:
                continue
            tried += 1
            piece = source.parse(copied[1].encode(), "hint.yaml").data
            assert piece is not None, copied[1]
            mended, _ = read(file, case)
            place: Any = mended.data
            for step in outer:
                place = place[step]
            if "alone on its line" in fault.problem.hint:
                place[name] = piece
            else:
                assert list(piece) == [name]
                place.update(piece)
            still = [again.problem.path for again in checker.faults(mended.data)]
            assert fault.problem.path not in still, fault
    assert tried >= enough
