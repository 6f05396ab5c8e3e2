"""What was taken over from another assessment is told once, where it was copied to, and nothing else is."""

import random
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
import yaml

from eia.register import copies, rules_copies
from eia.register.copies import candidates, marks, runs
from tests.register.sketch import findings, load, sketch, write

WORDS = [
    f"{first}{second}" for first in "bcdfglmnprst" for second in ("at", "en", "id", "ol", "um", "ard", "ery")
]


def prose(seed: object, number: int = 200) -> str:
    return " ".join(random.Random(str(seed)).choices(WORDS, k=number))


def told(root: Path, day: date = date(2026, 1, 15)) -> list[tuple[str, str]]:
    return [(name, finding.message) for name, finding in findings(load(root, day), "TXT011")]


def organisation(root: Path, settings: str = "", **summaries: str) -> Path:
    """Assessments by their names, each with a summary and whatever stands before `|`."""
    files = {"eia.yaml": f"eia: 1\n{settings}"}
    for name, given in summaries.items():
        more, _, summary = given.rpartition("|")
        usual = {"eia": "1", "form": "england", "id": name, "kind": "full", "status": "draft"}
        text = more + "".join(f"{key}: {value}\n" for key, value in usual.items() if f"{key}:" not in more)
        files[f"assessments/{name}.yaml"] = text + yaml.dump({"summary": summary})
    write(root, files)
    return root


def test_the_one_approved_later_is_told_with_how_much_and_what(tmp_path: Path) -> None:
    approved = "approvals: [{role: approver, date: %s}]\n|"
    text = (
        prose("a", 60)
        + ". Readers who work in the day come in the evening, and the lift is kept on for them. "
        + prose("b", 60)
    )
    organisation(tmp_path, a=approved % "2025-05-01" + text, b=approved % "2024-05-01" + text)
    ((name, message),) = told(tmp_path)
    assert name == "assessments/a.yaml"
    assert message.startswith("100% of what the assessment says also stands in assessments/b.yaml (“")


@pytest.mark.parametrize(("own", "expected"), [(70, "5"), (90, ""), (130, "")])
def test_six_tenths_of_the_shorter_narrative_count(tmp_path: Path, own: int, expected: str) -> None:
    common = prose("common", 120)
    organisation(tmp_path, a=common + " " + prose("a", 400), b=common + " " + prose("b", own))
    assert bool(told(tmp_path)) == bool(expected)


def test_a_whole_assessment_inside_a_longer_one_is_told_of_the_longer(tmp_path: Path) -> None:
    organisation(tmp_path, a=prose("a"), b=prose("more", 500) + " " + prose("a"))
    assert told(tmp_path) == [
        (
            "assessments/b.yaml",
            f"The assessment repeats 100% of what assessments/a.yaml says ({told(tmp_path)[0][1].partition(' (')[2]}",
        )
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("|", "supersedes: a\n|"),
        ("status: superseded\n|", "supersedes: a\n|"),
        ("|", "kind: cumulative\ncumulative: {related: [{id: a}]}\n|"),
        ("kind: screening\nactivity: {policy: s.md}\n|", "activity: {policy: s.md}\n|"),
        ("|", "status: withdrawn\n|"),
    ],
    ids=["replaces", "superseded", "adds-up", "screening", "withdrawn"],
)
def test_what_is_of_the_same_matter_or_put_aside_is_let_be(tmp_path: Path, first: str, second: str) -> None:
    organisation(tmp_path, a=first + prose("a"), b=second + prose("a"))
    assert told(tmp_path) == []


def test_a_chain_of_replacements_is_one_matter_and_a_stranger_in_it_is_not(tmp_path: Path) -> None:
    text = prose("a")
    organisation(
        tmp_path,
        a=f"status: superseded\n|{text}",
        b=f"status: superseded\nsupersedes: a\n|{text}",
        c=f"supersedes: b\n|{text}",
        d=text,
    )
    assert [name for name, _ in told(tmp_path)] == ["assessments/d.yaml"]


def test_short_answers_and_short_narratives_say_too_little(tmp_path: Path) -> None:
    organisation(tmp_path, a=prose("a", 55), b=prose("a", 55))
    assert told(tmp_path) == []
    organisation(tmp_path, a=prose("a", 58), b=prose("a", 58))
    assert len(told(tmp_path)) == 1


def test_what_is_shared_on_purpose_is_left_out_of_account(tmp_path: Path) -> None:
    text = prose("the borough", 500)
    organisation(tmp_path, "", a=text + " " + prose("a"), b=text + " " + prose("b"))
    assert len(told(tmp_path)) == 1
    write(
        tmp_path,
        {"eia.yaml": "eia: 1\nshared: [texts/*.md]\n", "texts/borough.md": f"# The borough\n\n{text}\n"},
    )
    assert told(tmp_path) == []
    organisation(tmp_path, "shared: [texts/*.md]\n", a=text + " " + prose("a"), b=text + " " + prose("a"))
    assert len(told(tmp_path)) == 1


def test_typography_and_capitals_hide_no_copy(tmp_path: Path) -> None:
    text = prose("a")
    changed = ", “".join(text.upper().split(" "))
    organisation(tmp_path, a=text, b=changed)
    assert len(told(tmp_path)) == 1


def alike(one: str, other: str) -> float:
    first, second = runs([one]), runs([other])
    return len(first & second) / min(len(first), len(second))


def test_candidates_are_those_that_a_comparison_of_all_with_all_finds() -> None:
    chance = random.Random(1)
    texts: list[str] = []
    for number in range(60):
        own = prose(number, chance.randint(100, 600))
        if texts and chance.random() < 0.5:
            own += " " + chance.choice(texts)[: chance.randint(300, 4000)]
        texts.append(own)
    found = dict(candidates([marks([text]) for text in texts]))
    for place, text in enumerate(texts):
        best = max((alike(text, other) for other in texts[:place]), default=0)
        hits = [alike(text, texts[item.other]) for item in found.get(place, ())]
        assert best < copies.ENOUGH + 0.2 or max(hits, default=0) >= min(best, 0.6)


def test_a_thousand_copies_meet_twenty_of_their_kind_each() -> None:
    """All with all would be half a million comparisons."""
    same = marks([prose("a", 400)])
    found = list(candidates([same] * 1000))
    assert len(found) == 999
    assert all(len(others) == copies.MOST_CANDIDATES for _, others in found[3:])


def test_memory_stays_bounded_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    narratives = [marks([prose(number, 800)]) for number in range(300)]
    peaks = []
    for most in (1_000_000, 2_000):
        monkeypatch.setattr(copies, "MOST_MARKS", most)
        tracemalloc.start()
        list(candidates(narratives))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] / 4


def test_a_mitigation_is_told_with_its_sentence_and_the_other_proposal(tmp_path: Path) -> None:
    text = """# assessments/a.yaml
activity: {title: Fewer hours on the advice line}
impacts:
  age: [{direction: negative, description: Calls wait longer., actions: [hub]}]
actions:
  - {id: hub, description: "A leaflet is printed. Callers go to the Kempston day centre’s desk on Mondays."}
  - {id: other, description: Callers go to the Kempston day centre.}
# assessments/b.yaml
activity: {type: closure, title: Kempston day centres}
"""
    write(tmp_path, sketch(text).files)
    ((name, finding),) = findings(load(tmp_path), "CUM004")
    assert name == "assessments/a.yaml"
    assert finding.span.start.line == 5
    assert finding.message == (
        "“Callers go to the Kempston day centre’s desk on Mondays.” relies on what another proposal ends"
        " (assessments/b.yaml: “Kempston day centres”)"
    )


@pytest.mark.parametrize(
    "other",
    [
        "activity: {type: strategy, title: Ending the Kempston day centre}",
        "activity: {type: closure, title: Kempston day centre}\nrecommendation: {outcome: stop}",
        "activity: {type: closure, title: Kempston day centre}\ndecision: {result: rejected}",
        "activity: {type: closure, title: Kempston day centre}\nstatus: withdrawn",
        "activity: {type: service_change, title: New hours of the Kempston day centre}",
        "activity: {type: closure, title: Centres}",
    ],
)
def test_a_service_that_goes_on_may_be_relied_on(tmp_path: Path, other: str) -> None:
    text = f"""# assessments/a.yaml
actions:
  - {{id: hub, category: lessen_negative, description: Callers go to the Kempston day centre.}}
# assessments/b.yaml
{other}
"""
    write(tmp_path, sketch(text).files)
    assert findings(load(tmp_path), "CUM004") == []


def test_of_very_many_copies_it_is_told_about_how_much_they_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules_copies, "MOST_COMPARED", 1)
    organisation(tmp_path, a=prose("a", 400), b=prose("a", 400), c=prose("a", 400), d=prose("d", 400))
    one, other = told(tmp_path)
    assert one[1].startswith("100% of what the assessment says also stands in assessments/a.yaml (“")
    assert other == (
        "assessments/c.yaml",
        "About 100% of what the assessment says also stands in assessments/a.yaml",
    )
