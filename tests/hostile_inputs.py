"""Inputs that nobody should have to check: the files of `tests/hostile/`, and those too large or too odd to keep."""

import os
import pathlib
import tomllib
from dataclasses import dataclass

FOLDER = pathlib.Path(__file__).resolve().parent / "hostile"

HEAD = "eia: 1\nform: bedford\nid: library-opening-hours\nkind: full\nstatus: submitted\n"


@dataclass(frozen=True)
class Expected:
    """What comes of one input; findings are written as code and line, `SRC008:17`."""

    text: tuple[str, ...]
    """Everything that reading the text finds."""
    check: tuple[str, ...] = ()
    """What the whole check must find as well."""
    status: int = 1
    """The exit status of `eia check`."""


def kept() -> dict[str, Expected]:
    """The files of `tests/hostile/` and what is written beside them in `expected.toml`."""
    table = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
    return {
        name: Expected(tuple(row["text"]), tuple(row["check"]), row["status"]) for name, row in table.items()
    }


LARGE = {
    "fifty-megabytes.yaml": (b"title: x\n" * 5_555_556, Expected(("SRC003:1",))),
    "just-too-large.yaml": (b"#" * 1_000_001, Expected(("SRC003:1",))),
    "brackets.yaml": (f"{HEAD}impacts: {'[' * 100_000}".encode(), Expected(("SRC012:6",))),
    "braces.yaml": (f"{HEAD}impacts: {'{a: ' * 100_000}".encode(), Expected(("SRC012:6",))),
    "closing-brackets.yaml": (f"{HEAD}impacts: {']' * 900_000}".encode(), Expected(("SRC006:6",))),
    "question-marks.yaml": (f"{HEAD}{'? ' * 450_000}".encode(), Expected(("SRC011:6", "SRC012:6"))),
    "hyphens.yaml": (f"{HEAD}impacts:\n  {'- ' * 400_000}".encode(), Expected(("SRC012:7",))),
    "colons.yaml": (f"{HEAD}impacts: {'a: ' * 300_000}".encode(), Expected(("SRC006:6",))),
    "indentation.yaml": (
        (HEAD + "".join(f"{' ' * depth}a:\n" for depth in range(1_300))).encode(),
        Expected(("SRC012:46",)),
    ),
    "many-names.yaml": (
        "".join(f"{number:x}:\n" for number in range(140_000)).encode(),
        Expected(("SRC016:501",)),
    ),
    "two-hundred-thousand-names.yaml": (
        "".join(f"{number}:\n" for number in range(200_000)).encode(),
        Expected(("SRC003:1",)),
    ),
    "many-items.yaml": (
        f"{HEAD}evidence:\n{'- x' + chr(10)}".encode() + b"- x\n" * 200_000,
        Expected(("SRC016:2007",)),
    ),
    "one-name-again.yaml": (
        (HEAD + "form:\n" * 150_000).encode(),
        Expected((*(f"SRC008:{line}" for line in range(6, 56)), "SRC016:25000")),
    ),
    "many-controls.yaml": (
        HEAD.encode() + b"summary: |\n" + b"  x\x0b\n" * 190_000,
        Expected(tuple(f"SRC005:{line}" for line in range(7, 57))),
    ),
    "many-lost-comments.yaml": (
        (HEAD + "evidence:\n" + "- a #b\n" * 2_000).encode(),
        Expected(tuple(f"SRC015:{line}" for line in range(7, 57)), ("SCH003:7",)),
    ),
    "one-long-word.yaml": (
        HEAD.encode() + b"summary: " + b"w" * 990_000 + b"\ncolour: blue\n",
        Expected((), ("SCH001:7",)),
    ),
    "one-long-text.yaml": (
        HEAD.encode() + b"summary: |\n" + b"  Later hours in two libraries.\n" * 30_000 + b"colour: blue\n",
        Expected((), ("SCH001:30007",)),
    ),
    "one-long-quotation.yaml": (
        HEAD.encode() + b'summary: "' + b"word\n " * 160_000,
        Expected(("SRC006:6",)),
    ),
    "backslashes.yaml": (
        HEAD.encode() + b'summary: "' + b"\\\\" * 450_000 + b'\\q"',
        Expected(("SRC006:6",)),
    ),
    "windows-1252.yaml": (
        HEAD.encode() + b"summary: |\n" + b"  \x93Later\x94 hours\n" * 50_000 + b"colour: blue\n",
        Expected(("SRC002:7",), ("SCH001:50007",)),
    ),
    "zeroes.yaml": (bytes(900_000), Expected(("SRC005:1", "SRC014:1"))),
}
"""Bytes to write, and what comes of them."""


def make_odd(folder: pathlib.Path) -> dict[str, Expected]:
    """Put into `folder` what is no ordinary file; the name of each and what comes of it."""
    os.mkfifo(folder / "pipe.yaml")
    (folder / "device.yaml").symlink_to("/dev/zero")
    (folder / "loop.yaml").symlink_to("loop.yaml")
    (folder / "nowhere.yaml").symlink_to("missing.yaml")
    (folder / "folder.yaml").mkdir()
    unreadable = Expected(("SRC001:1",))
    return dict.fromkeys(
        ("pipe.yaml", "device.yaml", "loop.yaml", "nowhere.yaml", "folder.yaml", "missing.yaml"), unreadable
    )
