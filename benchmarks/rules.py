"""What the rules take: `python -m benchmarks.rules [NUMBER OF FILES]`.

Prints the time of each family on a real report and on the corpus, the slowest rules, and how the time grows with the
length of an assessment. Times are of the processor, the least of several runs, because other programs only ever add
to them. There are more texts in each run than are remembered, so that every text is new.
"""

import gc
import pathlib
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import yaml

from benchmarks import corpus
from eia import rules, source
from eia.form import Form
from eia.library import Library
from eia.model import Assessment

REPORT = pathlib.Path(__file__).resolve().parent.parent / "examples/assessments/school-improvement-2018.yaml"

TODAY = date(2026, 1, 15)
RUNS = 5
SLOWEST = 12
LENGTHS = (10, 20, 40, 80, 160)
"""Kilobytes of the assessments whose times show the growth."""


def least(work: Callable[[], object]) -> float:
    """The least processor time, in milliseconds, of several runs after one that does not count."""
    work()
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken) * 1000


def by_rule(assessments: Iterable[Assessment], form: Form) -> dict[str, float]:
    """Code → processor time of the rule on all these assessments, in milliseconds."""
    taken: dict[str, float] = dict.fromkeys((rule.code for rule in rules.all_rules()), 0)
    for assessment in assessments:
        for rule in rules.all_rules():
            if assessment.kind in rule.kinds:
                start = time.process_time()
                for _ in rule.check(assessment, form, TODAY):
                    pass
                taken[rule.code] += (time.process_time() - start) * 1000
    return taken


def slowest(taken: Mapping[str, float]) -> list[tuple[str, float]]:
    """Names with their times, the longest first."""
    return sorted(taken.items(), key=lambda item: -item[1])


def told_anew(value: Any, number: int) -> Any:
    """The same assessment with one more word in every answer of some words."""
    if isinstance(value, dict):
        return {key: told_anew(item, number) for key, item in value.items()}
    if isinstance(value, list):
        return [told_anew(item, number) for item in value]
    return f"{value} {number}" if isinstance(value, str) and " " in value else value


def shares(what: str, data: list[Any], form: Form) -> None:
    """Print what each family and each of the slowest rules takes for one of some assessments."""
    count = len(data)
    length = sum(len(yaml.dump(item)) for item in data) / count / 1000
    build = least(lambda: [Assessment.build(item) for item in data]) / count
    runs = [by_rule([Assessment.build(item) for item in data], form) for _ in range(RUNS)]
    taken = {code: min(run[code] for run in runs) / count for code in runs[0]}
    family = {rule.code: rule.family for rule in rules.all_rules()}
    families: dict[str, float] = dict.fromkeys(rules.FAMILIES, 0)
    for code, milliseconds in taken.items():
        families[family[code]] += milliseconds
    total = sum(taken.values())
    print(f"{what}: {length:.0f} kB on average; milliseconds for one")
    print(f"{'building the assessment':<32}{build:8.2f}")
    print(f"{'all rules':<32}{total:8.2f}")
    for name, milliseconds in slowest(families):
        print(f"  {rules.FAMILIES[name]:<30}{milliseconds:8.2f}{milliseconds / total:8.0%}")
    print("the slowest rules")
    for code, milliseconds in slowest(taken)[:SLOWEST]:
        print(f"  {code:<30}{milliseconds:8.2f}")


def growth(form: Form) -> None:
    """Print the time of all rules on longer and longer assessments: even where the time for a kilobyte is."""
    print("all rules on one assessment, by its length")
    for kilobytes in LENGTHS:
        data = [of_length(number, kilobytes) for number in range(RUNS)]
        length = sum(len(yaml.dump(item)) for item in data) / len(data) / 1000
        taken = sum(sum(by_rule([Assessment.build(item)], form).values()) for item in data) / len(data)
        print(f"  {length:4.0f} kB {taken:24.2f} {taken / length:8.3f} for each kB")


def of_length(number: int, kilobytes: int) -> dict[str, Any]:
    """An assessment of about so many kilobytes: longer answers, and more of them."""
    scale = 0.2
    while len(str(corpus.assessment(number, scale))) < kilobytes * 1000:
        scale *= 1.1
    return corpus.assessment(number, scale)


def main(count: int) -> None:
    """Print the shares and the growth."""
    gc.disable()
    form = Library().form("bedford")
    report = source.parse(REPORT.read_bytes(), REPORT.name).data
    shares("a real report", [told_anew(report, number) for number in range(count)], form)
    shares("the corpus", [corpus.assessment(number) for number in range(count)], form)
    growth(form)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
