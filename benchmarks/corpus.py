"""Varied assessments of 10 to 60 KB, the same for the same seed, written as officers write them."""

import pathlib
import random
from typing import Any

import yaml

GROUPS = {
    "age": "older people and children",
    "disability": "disabled people and people with sensory impairments",
    "gender_reassignment": "trans people",
    "pregnancy_maternity": "pregnant women and new mothers",
    "race": "people of different ethnic origins",
    "religion_belief": "people of different religions and beliefs",
    "sex": "women and men",
    "sexual_orientation": "lesbian, gay and bisexual people",
    "marriage_civil_partnership": "married people and civil partners",
}
WORDS = (
    "access library bus clinic school appointment evening morning travel cost barrier home visit online form "
    "phone helpline staff office open close hour week month resident ward village estate group carer family "
    "service advice benefit claim queue waiting safe path lighting crossing kerb seat toilet shelter sign map "
    "language interpreter meeting survey answer result share gap improve reduce increase fewer more likely less "
    "able reach join leave lose gain need support help place change stay move before after while because until"
).split()
KINDS = ("census", "service_data", "workforce", "survey", "research", "complaints", "inspection")


class _Writer(yaml.SafeDumper):
    """Writes long text as block text, as the forms do."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Writer.add_representer(str, _text)


def sentence(chance: random.Random) -> str:
    """A sentence of 8 to 18 words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 18))).capitalize() + "."


def prose(chance: random.Random, about: str, sentences: int) -> str:
    """Lines of prose that speak of `about`."""
    lines = [f"For {about}, {sentence(chance).lower()}"] + [sentence(chance) for _ in range(sentences - 1)]
    if chance.random() < 0.2:
        lines += ["", f"- **{sentence(chance)}**", f"- {sentence(chance)}"]
    return "\n".join(lines) + "\n"


def assessment(number: int, scale: float = 1) -> dict[str, Any]:
    """One assessment on the Bedford form; about one in ten has a fault of shape.

    `scale` multiplies both the sentences of its answers and the items of its lists.
    """
    chance = random.Random(number)
    size = max(1, round(chance.randint(1, 11) * scale))
    evidence = [
        {
            "id": f"source-{index}",
            "title": sentence(chance),
            "kind": chance.choice(KINDS),
            "publisher": "Council",
            "date": f"2025-{chance.randint(1, 12):02}",
            "groups": chance.sample(list(GROUPS), 3),
            "finding": prose(chance, "everybody asked", size),
        }
        for index in range(round(chance.randint(4, 14) * scale))
    ]
    actions = [
        {
            "id": f"action-{index}",
            "category": chance.choice(
                ("lessen_negative", "increase_positive", "evidence", "procurement", "other")
            ),
            "description": prose(chance, "the people affected", max(1, size // 2)),
            "owner": {"job_title": f"Manager {chance.randint(1, 99)}"},
            "due": f"2027-{chance.randint(1, 12):02}-28",
            "outcome": sentence(chance),
        }
        for index in range(round(chance.randint(4, 20) * scale))
    ]
    impacts = {
        group: [
            {
                "direction": chance.choice(("positive", "negative", "none", "unknown")),
                "description": prose(chance, about, size),
                "evidence": [chance.choice(evidence)["id"]],
                "actions": [chance.choice(actions)["id"]],
                "reach": chance.randint(10, 9000),
            }
            for _ in range(chance.randint(1, 2))
        ]
        for group, about in GROUPS.items()
    }
    data: dict[str, Any] = {
        "eia": 1,
        "form": "bedford",
        "id": f"assessment-{number}",
        "kind": "full",
        "status": chance.choice(("draft", "submitted", "approved")),
        "activity": {
            "title": f"Proposal {number}",
            "type": "service_change",
            "description": prose(chance, "residents", size * 2),
        },
        "people": {"service_area": "Communities", "lead_officer": {"job_title": "Head of Service"}},
        "decision": {"maker": "Executive", "meeting_date": "2026-11-10"},
        "approvals": [{"role": "approver", "person": {"job_title": "Director"}, "date": "2026-10-01"}],
        "relevance": {
            "answers": {
                key: chance.choice(("yes", "no"))
                for key in (
                    *("impacts_people", "affects_groups", "differential", "adverse", "known_inequality"),
                    *("significant_change", "aims", "corporate_risk", "required"),
                )
            },
            "outcome": "full_needed",
            "rationale": prose(chance, "residents", 2),
        },
        "scope": {
            "affected": prose(chance, "residents", 2),
            "groups_affected": chance.sample(list(GROUPS), 4),
        },
        "evidence": evidence,
        "engagement": [
            {
                "title": sentence(chance),
                "status": "done",
                "start": "2026-03-02",
                "end": "2026-05-29",
                "groups": chance.sample(list(GROUPS), 4),
                "participants": chance.randint(10, 900),
                "findings": prose(chance, "the people who came", size),
                "influence": sentence(chance),
            }
            for _ in range(round(chance.randint(1, 4) * scale))
        ],
        "duty": {group: {"advance": prose(chance, about, 1)} for group, about in list(GROUPS.items())[:8]},
        "impacts": impacts,
        "actions": actions,
        "recommendation": {"outcome": "adjust", "rationale": prose(chance, "residents", 3)},
        "summary": prose(chance, "residents", size),
        "monitoring": {"statement": prose(chance, "residents", 3), "review_date": "2027-09-30"},
    }
    if chance.random() < 0.1:
        data["impacts"]["age"][0]["directon"] = data["impacts"]["age"][0].pop("direction")
    return data


def write(folder: pathlib.Path, count: int) -> list[pathlib.Path]:
    """Write `count` assessments and give their files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        file = folder / f"assessment-{number:05}.yaml"
        file.write_text(
            yaml.dump(assessment(number), Dumper=_Writer, sort_keys=False, allow_unicode=True, width=110),
            encoding="utf-8",
        )
        files.append(file)
    return files


def register(folder: pathlib.Path, count: int, strategies: int) -> int:
    """Write an organisation with so many assessments, the first of which are of a strategy each; give the strategies."""
    (folder / "strategies").mkdir(parents=True)
    settings = "eia: 1\nform: bedford\nstrategies: [strategies/*]\nassessments: [assessments/*.yaml]\n"
    (folder / "eia.yaml").write_text(settings, encoding="utf-8")
    for number, file in enumerate(write(folder / "assessments", count)[:strategies]):
        chance = random.Random(number)
        name = f"strategies/strategy-{number:04}.md"
        body = "\n\n".join(prose(chance, "residents", 6) for _ in range(12))
        head = f"title: Strategy {number}\nowner: Head of Service\nstatus: adopted\nadopted_on: 2026-03-02"
        (folder / name).write_text(f"---\n{head}\n---\n\n{body}", encoding="utf-8")
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("activity:\n", f"activity:\n  policy: {name}\n", 1), encoding="utf-8")
    return strategies
