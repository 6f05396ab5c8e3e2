"""What the documents say is so: their commands exist, their links lead somewhere, what they quote is printed."""

import pathlib
import re

import click
import pytest
from click.testing import CliRunner

from eia.cli import main
from tests.conftest import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    context = click.Context(main)
    return main.list_commands(context)


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"^\| `eia {name}` \|", README, re.MULTILINE), f"eia {name}"


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = set(
        re.findall(r"`?eia ([a-z]+)\b", " ".join(re.findall(r"```sh\n.*?```|`[^`]+`", README, re.DOTALL)))
    )
    assert named <= set(commands()), named - set(commands())


def _with_parts(name: str) -> list[list[str]]:
    """The command, and its own commands if it is a group: `form`, `form list`, `form copy`…"""
    command = main.get_command(click.Context(main), name)
    parts = command.list_commands(click.Context(command)) if isinstance(command, click.Group) else []
    return [[name], *([name, part] for part in parts)]


@pytest.mark.parametrize("name", commands())
def test_every_option_shown_in_the_documents_exists(name: str) -> None:
    told = " ".join(CliRunner().invoke(main, [*called, "--help"]).output for called in _with_parts(name))
    for document in DOCUMENTS:
        if document.name == "CHANGELOG.md":
            continue
        for line in re.findall(rf"eia {name}\b[^`|\n]*", document.read_text(encoding="utf-8")):
            for option in re.findall(r"(?<!\S)--[a-z-]+", line.partition(" && ")[0]):
                assert option in told, f"{document.name}: {line}"


def test_the_finding_in_the_readme_is_what_is_printed() -> None:
    shown = re.search(r"```\n(examples/\S+: .*?)```", README, re.DOTALL)
    assert shown
    example = ROOT / shown.group(1).split(":")[0]
    kept = example.with_suffix(".findings.txt").read_text(encoding="utf-8")
    assert shown.group(1) in kept


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_every_link_leads_somewhere(document: pathlib.Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_nobody_s_address_is_in_a_document(document: pathlib.Path) -> None:
    found = re.findall(r"[\w.]+@([\w-]+\.[a-z]{2,})", document.read_text(encoding="utf-8"))
    assert set(found) <= {"example.org"}  # reserved for examples (RFC 2606)
