"""Set up a repository for an organisation: its settings, its folders, its editor and its CI; nothing is replaced."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CI = ("github", "gitlab", "azure", "none")
"""The services that a file can be written for."""
CI_FILES = {
    "github": ".github/workflows/eia.yml",
    "gitlab": ".gitlab-ci.yml",
    "azure": "azure-pipelines.yml",
}
KEEP = ".gitkeep"
"""The empty file that makes git keep a folder."""
IGNORED = ("build/",)
"""What the program makes and nobody needs to keep."""


@dataclass(frozen=True)
class Planned:
    """One file that a repository should have."""

    path: str
    text: str
    why: str
    """What it is for, in a few words."""


def plan(*, organisation: str, form: str, ci: str) -> Iterator[Planned]:
    """Every file that an organisation starts with.

    Args:
        organisation: its name; may be empty.
        form: the form that its assessments are made on.
        ci: the service that checks every change, one of `CI`.
    """
    yield Planned("eia.yaml", _settings(organisation, form), "the settings")
    yield Planned(f"strategies/{KEEP}", "", "where strategies go")
    yield Planned(f"assessments/{KEEP}", "", "where assessments go")
    yield Planned(
        ".vscode/settings.json", _json({**_EDITOR, "yaml.schemas": _schemas(form)}), "editor settings"
    )
    yield Planned(
        ".vscode/extensions.json", _json({"recommendations": ["redhat.vscode-yaml"]}), "editor extension"
    )
    yield Planned(".pre-commit-config.yaml", _PRE_COMMIT, "the check before each commit")
    if ci != "none":
        yield Planned(CI_FILES[ci], _CI[ci], "the check of every change")


def ignore(before: str) -> str:
    """What to add to a `.gitignore`; empty when it has everything."""
    there = {line.strip().strip("/") for line in before.splitlines()}
    missing = [line for line in IGNORED if line.strip("/") not in there]
    if not missing:
        return ""
    gap = "" if not before or before.endswith("\n") else "\n"
    return gap + "".join(f"{line}\n" for line in missing)


def is_there(root: Path, planned: Planned) -> bool:
    """Whether something has the file's name already, or its folder holds something: then nothing is written."""
    file = root / planned.path
    if file.exists() or file.is_symlink():
        return True
    return file.name == KEEP and file.parent.is_dir() and any(file.parent.iterdir())


def _settings(organisation: str, form: str) -> str:
    named = f"organisation: {json.dumps(organisation, ensure_ascii=False)}\n" if organisation else ""
    return (
        "# The settings of your organisation. `eia schema project` says what else can stand here.\n"
        "eia: 1\n"
        f"{named}"
        f"form: {form}\n"
        "# Every file that these patterns find needs an assessment, a screening or an exemption.\n"
        "# A text says at its head what is known of it:\n"
        "#   ---\n"
        "#   title: Library strategy 2026 to 2029\n"
        "#   owner: Head of Libraries\n"
        "#   status: proposed\n"
        "#   decision_date: 2026-11-10\n"
        "#   ---\n"
        "strategies:\n"
        "  - strategies/**/*\n"
        "assessments:\n"
        "  - assessments/**/*.yaml\n"
        "# Strategies without a file, and what a Word or PDF file does not tell, such as its status:\n"
        "# policies:\n"
        "#   - id: grounds-maintenance\n"
        "#     title: Grounds maintenance policy\n"
        "#     status: adopted\n"
    )


def _schemas(form: str) -> Mapping[str, list[str]]:
    return {f".eia/{form}.schema.json": ["assessments/**/*.yaml"], ".eia/project.schema.json": ["eia.yaml"]}


def _json(data: Mapping[str, object]) -> str:
    return f"{json.dumps(data, indent=2, ensure_ascii=False)}\n"


_EDITOR: Mapping[str, object] = {
    "yaml.validate": True,
    "yaml.hover": True,
    "yaml.completion": True,
    "[yaml]": {"editor.wordWrap": "on", "editor.tabSize": 2, "editor.insertSpaces": True},
    "files.encoding": "utf8",
}
_PRE_COMMIT = """# What runs before each commit, once `pre-commit install` was run here: https://pre-commit.com
repos:
  - repo: local
    hooks:
      - id: eia
        name: equality impact assessments
        entry: eia check
        language: system
        pass_filenames: false
        files: ^(eia\\.yaml|assessments/|strategies/|templates/)
"""
_CI = {
    "github": """# Every change is checked: each strategy has a valid, current assessment, and none has a fault that blocks.
name: Equality impact assessments
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install eia
      - run: eia check --format github
      - run: eia register --format markdown >> "$GITHUB_STEP_SUMMARY"
        if: always()
""",
    "gitlab": """# Every change is checked: each strategy has a valid, current assessment, and none has a fault that blocks.
eia:
  image: python:3.12-slim
  script:
    - pip install eia
    - eia check --write gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
""",
    "azure": """# Every change is checked: each strategy has a valid, current assessment, and none has a fault that blocks.
trigger: ["*"]
pool:
  vmImage: ubuntu-latest
steps:
  - task: UsePythonVersion@0
    inputs:
      versionSpec: "3.12"
  - script: pip install eia
    displayName: Install eia
  - script: eia check --write junit=eia-junit.xml
    displayName: Check equality impact assessments
  - task: PublishTestResults@2
    condition: succeededOrFailed()
    inputs:
      testResultsFiles: eia-junit.xml
      testRunTitle: Equality impact assessments
""",
}
