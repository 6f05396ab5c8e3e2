"""An approved assessment is changed in 200 ways, half of them of substance: only those void the sign-off."""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from eia import source
from eia.check import Settings
from eia.project import Project
from eia.substance import NOT_SUBSTANCE
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples/register-passing"
FILE = "assessments/enjoy-and-achieve-review.yaml"
TEXT = (EXAMPLE / FILE).read_text(encoding="utf-8")
DATA: dict[str, Any] = source.parse(TEXT.encode(), "").data or {}
NUMBER = 100
Edit = Callable[[random.Random], str]


def copy() -> dict[str, Any]:
    return source.parse(TEXT.encode(), "").data or {}


def written(data: Any, chance: random.Random) -> str:
    """The same answers in some style of YAML, each text in quotation marks, folded, with a bar or without."""

    class Writer(yaml.SafeDumper):
        pass

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = chance.choice(styles)
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    styles: list[str | None] = chance.choice([[None], ['"'], ["'"], ["|"], [">"], [None, '"', "'", "|", ">"]])
    Writer.add_representer(str, text)
    return yaml.dump(
        data,
        Dumper=Writer,
        allow_unicode=chance.random() < 0.8,
        sort_keys=False,
        width=chance.choice([40, 80, 110, 1000]),
        indent=chance.choice([2, 4]),
        default_flow_style=chance.choice([False, False, None]),
    )


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        if isinstance(item, dict | list):
            yield from leaves(item, (*path, key))
        else:
            yield (*path, key)


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def counts(path: tuple[Any, ...]) -> bool:
    dotted = ".".join("*" if isinstance(key, int) else key for key in path)
    return (
        not any(dotted == name or dotted.startswith(f"{name}.") for name in NOT_SUBSTANCE)
        and path[-1] != "email"
        and path != ("activity", "policy")  # the path of the strategy's file; what that says is compared
    )


SUBSTANCE = [path for path in leaves(DATA) if counts(path)]
PROSE = [path for path in SUBSTANCE if isinstance(at(DATA, path), str) and len(at(DATA, path).split()) > 8]
UNORDERED = {"groups", "groups_affected", "capacity", "evidence", "actions"}


# What is no change of substance


def anew(chance: random.Random) -> str:
    return written(copy(), chance)


def shuffled(chance: random.Random) -> str:
    def turn(value: Any) -> Any:
        if isinstance(value, dict):
            names = list(value)
            chance.shuffle(names)
            return {name: turn(value[name]) for name in names}
        if isinstance(value, list):
            return [turn(item) for item in value]
        return value

    return written(turn(copy()), chance)


def commented(chance: random.Random) -> str:
    lines = TEXT.splitlines()
    starts = [number for number, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
    for number in sorted(chance.sample(starts, 4), reverse=True):
        lines.insert(number, chance.choice(["# to be looked at: yes", "", "# negative impact", "#"]))
    return "\n".join(lines) + chance.choice(["", "\n", "\n\n# the end\n"])


def ended(chance: random.Random) -> str:
    text = TEXT.replace("\n", chance.choice(["\r\n", "\r\n", "\n"])) + chance.choice(["", "\n", "...\n"])
    return chance.choice(["", "\ufeff"]) + text


def typographic(chance: random.Random) -> str:
    data = copy()
    for path in chance.sample(PROSE, 6):
        parent, text = at(data, path[:-1]), at(data, path)
        words = text.split(" ")
        where = chance.randrange(1, len(words))
        space = chance.choice(["  ", "\u00a0", " \u200b", "\u2009", " "])
        text = " ".join(words[:where]) + space + " ".join(words[where:])
        text = text.replace("'", chance.choice(["’", "‘", "'"])).replace(" - ", chance.choice([" – ", " — "]))
        parent[path[-1]] = text.replace('"', "“")
    return written(data, chance)


def refolded(chance: random.Random) -> str:
    data = copy()
    for path in chance.sample(PROSE, 6):
        paragraphs = re.split(r"\n\s*\n", at(data, path))
        folded = [
            re.sub(r"(?<=\w) (?=\w)", lambda _: chance.choice([" ", " ", "\n"]), item) for item in paragraphs
        ]
        at(data, path[:-1])[path[-1]] = "\n\n".join(folded)
    return written(data, chance)


def recorded(chance: random.Random) -> str:
    """What is only known, or done, after the sign-off."""
    data = copy()
    for action in chance.sample(data["actions"], 2):
        action["status"] = chance.choice(["open", "in_progress", "done"])
        action["note"] = f"{chance.randint(1, 9)} schools have asked for it."
    data["reference"] = f"EA-{chance.randint(1, 99)}"
    data["dates"]["published"] = "2026-11-20"
    data["decision"]["minute_ref"] = f"Minute {chance.randint(1, 99)}"
    data["status"] = "published"
    return written(data, chance)


# What is


def another_word(chance: random.Random) -> str:
    data, path = copy(), chance.choice(PROSE)
    words = at(data, path).split(" ")
    where = chance.randrange(len(words))
    words[where] = chance.choice([f"{words[where]} not", "", "more", "fewer", words[where] + "ward"])
    at(data, path[:-1])[path[-1]] = " ".join(words)
    return written(data, chance)


def two_words_change_places(chance: random.Random) -> str:
    data, path = copy(), chance.choice(PROSE)
    words = at(data, path).split()
    where = next(number for number in range(1, len(words)) if words[number] != words[number - 1])
    words[where - 1], words[where] = words[where], words[where - 1]
    at(data, path[:-1])[path[-1]] = " ".join(words)
    return written(data, chance)


def another_number(chance: random.Random) -> str:
    data = copy()
    numbered = [path for path in SUBSTANCE if re.search(r"\d", str(at(data, path)))]
    path = chance.choice(numbered)
    digit = chance.choice(list(re.finditer(r"\d", str(at(data, path)))))
    text = str(at(data, path))
    changed = text[: digit.start()] + str((int(digit[0]) + 1) % 10) + text[digit.end() :]
    at(data, path[:-1])[path[-1]] = int(changed) if isinstance(at(data, path), int) else changed
    return written(data, chance)


def taken_out(chance: random.Random) -> str:
    data, path = copy(), chance.choice(SUBSTANCE)
    del at(data, path[:-1])[path[-1]]
    return written(data, chance)


def added(chance: random.Random) -> str:
    data = copy()
    what = chance.choice(["actions", "evidence", "summary", "impacts"])
    if what == "actions":
        data["actions"].append(
            {"id": "new", "category": "other", "description": f"Ask {chance.randint(2, 9)} schools."}
        )
    elif what == "evidence":
        data["evidence"].append({"id": "new", "title": "Survey", "date": "2026", "finding": "Half agree."})
    elif what == "summary":
        data["summary"] += f"\nIt will be looked at {chance.choice(['again', 'once more', 'twice'])}."
    else:
        group = chance.choice(list(data["impacts"]))
        data["impacts"][group].append(
            {"direction": "negative", "description": f"{chance.randint(2, 99)} pupils lose."}
        )
    return written(data, chance)


def another_choice(chance: random.Random) -> str:
    data = copy()
    group = chance.choice(list(data["impacts"]))
    effect = chance.choice(data["impacts"][group])
    effect["direction"] = chance.choice(
        [way for way in ("positive", "negative", "none") if way != effect["direction"]]
    )
    return written(data, chance)


def capitals(chance: random.Random) -> str:
    data, path = copy(), chance.choice(PROSE)
    text = at(data, path)
    at(data, path[:-1])[path[-1]] = text.upper() if text.upper() != text else text.lower()
    return written(data, chance)


FORM: list[Edit] = [anew, shuffled, commented, ended, typographic, refolded, recorded]
CHANGE: list[Edit] = [
    another_word,
    two_words_change_places,
    another_number,
    taken_out,
    added,
    another_choice,
    capitals,
]


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signed")
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    return folder


def voided(folder: Path, text: str) -> list[str]:
    """What is told of the sign-off once the file says `text`."""
    (folder / FILE).write_bytes(text.encode())
    settings = Settings(date(2026, 11, 22), select=("GOV005", "SRC"))
    return [finding.message for finding in Project.find(folder).examine(folder / FILE, settings).findings]


@pytest.mark.parametrize("number", range(NUMBER))
def test_setting_it_out_otherwise_keeps_the_sign_off(signed: Path, number: int) -> None:
    edit = FORM[number % len(FORM)]
    text = edit(random.Random(number))
    assert text != TEXT or edit is ended
    assert voided(signed, text) == []


@pytest.mark.parametrize("number", range(NUMBER))
def test_any_change_of_substance_voids_it_and_says_which_answers(signed: Path, number: int) -> None:
    told = voided(signed, CHANGE[number % len(CHANGE)](random.Random(number)))
    assert len(told) == 1
    assert re.fullmatch(
        r"“Approved by”: (an answer has|\d answers have) changed since the sign-off of 12 October 2026: “.+",
        told[0],
    )
