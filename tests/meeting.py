"""A meeting of twelve items, made from the clean example: `python -m tests.meeting FOLDER` writes it to look at.

Each differs in what matters to a pack: who gains and loses, what is not known, what is recommended, the form, the
length, the language. None of them is about a real proposal.
"""

import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from eia import source
from eia.form import Form
from eia.library import Library

ROOT = Path(__file__).resolve().parent.parent

MEETING = "2018-09-12"
MAKER = "Executive"
LONG_ANSWER = 9_000
"""Words."""
MANY_ACTIONS = 60

WELSH = "Strategaeth y llyfrgelloedd: oriau agor a mynediad i bobl hŷn"
ARABIC = "استراتيجية المكتبات للسكان الناطقين بالعربية"
AMPERSANDS = "Parks & open spaces: “Green & safe” <for all>, O'Connell's plan"

Data = dict[str, Any]


def base() -> Data:
    """The clean example, as plain data."""
    file = ROOT / "examples" / "assessments" / "school-improvement-2018.yaml"
    data = source.read(file).data
    assert data is not None
    made = deepcopy(dict(data))
    del made["activity"]["policy"]
    return made


def plain(data: Data) -> Data:
    return data


def named(title: str) -> Callable[[Data], Data]:
    def change(data: Data) -> Data:
        data["activity"]["title"] = title
        data["decision"]["report_title"] = title
        return data

    return change


def welsh(data: Data) -> Data:
    named(WELSH)(data)
    data["language"] = "cy"
    data["summary"] = (
        "Bydd plant ifanc, disgyblion anabl a disgyblion sy'n newydd i Saesneg yn elwa ar y strategaeth hon.\n\n"
        "Canfuwyd un effaith negyddol: gallai rhai disgyblion awtistig golli staff y maent yn ymddiried ynddynt."
    )
    return data


def arabic(data: Data) -> Data:
    named(ARABIC)(data)
    data["engagement"][0]["findings"] = (
        "قال الآباء الجدد في اللغة الإنجليزية إنهم لا يعرفون كيف يتقدم أطفالهم في المدرسة، "
        "وطلبت الأسر ذات الدخل المنخفض ألا تعتمد الدورات على ما يمكنها دفعه."
    )
    return data


def many_actions(data: Data) -> Data:
    named("Housing allocation policy")(data)
    for number in range(MANY_ACTIONS - len(data["actions"])):
        data["actions"].append(
            {
                "id": f"visit-{number + 1}",
                "category": "other",
                "description": f"Visit estate {number + 1} with its tenants' group and note each step, kerb and door.",
                "groups": ["disability"],
                "owner": {"job_title": f"Housing Manager, area {number + 1}"},
                "due": "2019-06-28",
                "outcome": f"The list of works for estate {number + 1} is agreed with its tenants' group.",
                "status": "done",
                "done_on": "2019-06-14",
            }
        )
    return data


def long_answer(data: Data) -> Data:
    named("Local transport plan")(data)
    sentence = "In ward {0}, stop {1} is used by {2} people a day, of whom {3} in a hundred are over 65."
    sentences = (
        sentence.format(number % 27 + 1, number, 40 + number * 7 % 311, 9 + number * 3 % 23)
        for number in range(1, LONG_ANSWER // 19 + 2)
    )
    text = list(sentences)
    paragraphs = (" ".join(text[start : start + 12]) for start in range(0, len(text), 12))
    data["activity"]["description"] += "\n\n" + "\n\n".join(paragraphs)
    return data


def lasting_loss(data: Data) -> Data:
    named("Day services for adults with a learning disability")(data)
    effect = data["impacts"]["disability"][1]
    effect["residual"] = {"direction": "negative"}
    effect["justification"] = (
        "The two buildings cannot be made safe for less than a new one would cost, and every person keeps the same "
        "number of days in a building that is safe and nearer to most of them."
    )
    data["recommendation"] = {
        "outcome": "justify_continue",
        "rationale": (
            "Some people lose a place they know, and visits beforehand lessen that but do not take it away. Keeping "
            "the two buildings open would mean that nobody is safe in them."
        ),
        "changes_made": [
            "Visits to the new building before the move, with the member of staff each person knows."
        ],
    }
    return data


def unknown_effect(data: Data) -> Data:
    named("Charges for garden waste")(data)
    data["impacts"]["religion_belief"] = [
        {
            "direction": "unknown",
            "description": "Some faiths use more water and more flowers at festivals; nobody has counted the bins.",
            "actions": ["youth-interviews"],
        }
    ]
    data["evidence_gaps"].append(
        {
            "id": "gap-faiths",
            "groups": ["religion_belief"],
            "description": "How many bins households of each faith put out at festivals was not counted.",
            "plan": "Count them in the autumn with the interfaith forum.",
            "action": "youth-interviews",
        }
    )
    return data


def no_change(data: Data) -> Data:
    named("Events in libraries")(data)
    del data["impacts"]["disability"][1]
    data["actions"] = [action for action in data["actions"] if action["id"] != "smooth-move"]
    data["recommendation"] = {
        "outcome": "no_change",
        "rationale": (
            "Every group that comes to libraries less often than others is likely to come more often, and the people "
            "who were asked wanted nothing left out. No change to the plan is called for."
        ),
        "no_change_reason": "No negative effect was found on any group, after those groups had been asked.",
    }
    return data


def in_prose(data: Data) -> Data:
    return on_form("narrative", named("Youth centres")(data))


def on_the_plain_form(data: Data) -> Data:
    return on_form("england", named("Council tax support scheme")(data))


def on_form(name: str, data: Data) -> Data:
    """The same on another form, without what only the first one asks."""
    form = Library().form(name)
    answers = data["relevance"]["answers"]
    data["relevance"]["answers"] = {key: answer for key, answer in answers.items() if key in form.questions}
    data["impacts"] = {key: effects for key, effects in data["impacts"].items() if key in form.groups}
    for action in data["actions"]:
        if action["category"] not in form.action_categories:
            action["category"] = "other"
    told: Data = _without_groups(data, form)
    return {**told, "form": name}


def _without_groups(value: Any, form: Form) -> Any:
    """The data with the groups that the form does not know taken out of every list of groups."""
    if isinstance(value, dict):
        listed = ("groups", "groups_affected")
        return {
            key: [group for group in item if group in form.groups]
            if key in listed
            else _without_groups(item, form)
            for key, item in value.items()
        }
    return [_without_groups(item, form) for item in value] if isinstance(value, list) else value


def screened_out(data: Data) -> Data:
    file = ROOT / "examples" / "assessments" / "backup-storage-2026.yaml"
    found = source.read(file).data
    assert found is not None
    made = deepcopy(dict(found))
    made["decision"] = {"maker": MAKER, "meeting_date": MEETING}
    made["dates"] = {"started": "2018-06-11", "completed": "2018-07-02", "published": "2018-09-04"}
    made["approvals"][0]["date"] = "2018-08-20"
    made["evidence"][0]["date"] = "2018-05"
    made["status"] = "published"
    return made


ITEMS: tuple[tuple[str, Callable[[Data], Data]], ...] = (
    ("school-improvement", plain),
    ("parks", named(AMPERSANDS)),
    ("llyfrgelloedd", welsh),
    ("maktabat", arabic),
    ("housing-allocation", many_actions),
    ("transport-plan", long_answer),
    ("day-services", lasting_loss),
    ("garden-waste", unknown_effect),
    ("library-events", no_change),
    ("youth-centres", in_prose),
    ("council-tax-support", on_the_plain_form),
    ("backup-storage", screened_out),
)
"""The `id` of each item, and what makes it differ, in the order of the agenda."""


def assessment(identity: str, change: Callable[[Data], Data]) -> Data:
    """One item's assessment."""
    data = change(base())
    return {**data, "id": identity, "reference": f"EA-2018-{identity.upper()}"}


def write(root: Path) -> Path:
    """Write the organisation, its assessments and the agenda; the agenda's file is returned."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "eia.yaml").write_text(
        "eia: 1\norganisation: Bedford Borough Council\nform: bedford\n", encoding="utf-8"
    )
    items = []
    for number, (identity, change) in enumerate(ITEMS, 5):
        put(root, assessment(identity, change))
        items.append({"number": number, "assessment": f"assessments/{identity}.yaml"})
    agenda = {"agenda": 1, "meeting": MEETING, "maker": MAKER, "items": items}
    file = root / f"executive-{MEETING}.agenda.yaml"
    file.write_text(yaml.safe_dump(agenda, sort_keys=False), encoding="utf-8")
    return file


def put(root: Path, data: Data) -> Path:
    """Write one assessment."""
    file = root / "assessments" / f"{data['id']}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    return file


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))  # noqa: T201
