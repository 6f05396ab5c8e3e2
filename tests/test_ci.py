"""The files for CI services: against the services' own schemas, and their steps run as a shell runs them."""

import json
import os
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from pre_commit.clientlib import load_manifest  # type: ignore[import-untyped]  # it has no types

from eia.project import Project
from eia.show.formats import FORMATS
from tests.cli.organisation import DRAFT
from tests.conftest import ROOT

FAULTY = "activties: {}\n"
TODAY = "2026-09-30"


def data(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def validate(name: str, schema: str) -> None:
    vendor = resources.files("check_jsonschema") / f"builtin_schemas/vendor/{schema}.json"
    Draft7Validator(json.loads(vendor.read_text(encoding="utf-8"))).validate(data(name))


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A council's repository with one assessment that has a fault, and a program where CI would install it."""
    here = tmp_path / "repository"
    (here / "assessments").mkdir(parents=True)
    (here / "eia.yaml").write_text("eia: 1\nform: england\n")
    (here / "assessments/library.yaml").write_text(DRAFT.format(id="library") + FAULTY)
    git(here, "init", "--quiet", "--initial-branch=main")
    commit(here)
    return here


def git(here: Path, *arguments: str) -> None:
    who = {f"GIT_{role}_{key}": "clerk" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**kept, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=here, env=environment, check=True, capture_output=True)


def commit(here: Path) -> None:
    git(here, "add", "--all")
    git(here, "commit", "--quiet", "-m", "A step")


def program(folder: Path) -> None:
    """Put an `eia` into a folder, as an installation would."""
    folder.mkdir(parents=True)
    file = folder / "eia"
    file.write_text(
        f'#!/bin/sh\nverb=$1; shift\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m eia "$verb" '
        f'--today {TODAY} "$@"\n'
    )
    file.chmod(0o700)


def shell(command: list[str], script: str, here: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(here), "LC_ALL": "C.UTF-8", **variables}
    return subprocess.run(
        [*command, script], cwd=here, env=environment, capture_output=True, text=True, check=False
    )


BASH = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c"]
"""How GitHub runs a step whose shell is `bash`."""


class Action:
    """The steps of the action, run in a runner's surroundings."""

    def __init__(self, council: Path) -> None:
        self.here = council
        self.temp = council.parent / "runner temp"
        program(self.temp / "eia/bin")
        self.summary = council.parent / "summary.md"
        self.summary.write_text("Before.\n")
        self.output = council.parent / "output"

    def step(self, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        (step,) = (step for step in data("action.yml")["runs"]["steps"] if step["name"] == name)
        empty = dict.fromkeys(step["env"], "")
        runner = {
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
        }
        return shell(BASH, step["run"], self.here, **{**empty, **runner, **variables})

    def check(self, **variables: str) -> subprocess.CompletedProcess[str]:
        return self.step("Check", **variables)


@pytest.fixture
def action(council: Path) -> Action:
    return Action(council)


def test_the_action_has_the_shape_of_one() -> None:
    validate("action.yml", "github-actions")


def test_what_callers_give_the_action_is_never_part_of_a_script() -> None:
    described = data("action.yml")
    for step in described["runs"]["steps"]:
        assert "${{" not in step["run"], step["name"]
    told = (ROOT / "action.yml").read_text()
    for name in described["inputs"]:
        assert f"${{{{ inputs.{name} }}}}" in told, name


def test_the_action_annotates_sums_up_and_fails(action: Action) -> None:
    done = action.check(EIA_SARIF="out/eia.sarif")
    assert done.returncode == 1
    assert done.stderr == ""
    annotation, count = done.stdout.splitlines()
    assert annotation.startswith("::error file=assessments/library.yaml,line=8,endLine=8,col=1,")
    assert count.startswith("1 assessment checked: found 1 error")
    before, heading, *_ = action.summary.read_text().splitlines()
    assert (before, heading) == ("Before.", "## Equality impact assessments: 1 finding blocks")
    (run,) = json.loads((action.here / "out/eia.sarif").read_text())["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["SCH001"]
    status, opening, sarif, end = action.output.read_text().splitlines()
    assert status == "status=1"
    assert opening == f"sarif<<{end}"
    assert sarif == str(action.here / "out/eia.sarif")


def test_the_action_passes_where_the_change_brought_nothing(action: Action) -> None:
    done = action.check(EIA_NEW_ONLY="main")
    assert done.returncode == 0
    assert "::error" not in done.stdout
    assert action.output.read_text() == "status=0\n"
    assert "nothing blocks" in action.summary.read_text()


def test_the_action_tells_wrong_use_and_nothing_to_check_apart(action: Action) -> None:
    done = action.check(EIA_NEW_ONLY="mian")
    assert done.returncode == 2
    assert "git knows no revision “mian”" in done.stderr
    (action.here / "assessments/library.yaml").unlink()
    assert action.check().returncode == 3
    assert action.output.read_text() == "status=2\nstatus=3\n"
    assert action.summary.read_text() == "Before.\n"


def test_the_action_checks_the_paths_it_is_given_for_a_status(action: Action) -> None:
    (action.here / "more").mkdir()
    for name in ("a b.yaml", "c*.yaml"):
        (action.here / "more" / name).write_text(DRAFT.format(id="a"))
    done = action.check(EIA_PATHS="more/a b.yaml\n\nmore/c*.yaml\n", EIA_FOR="approved")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("2 assessments checked: ")
    assert "error file=more/a b.yaml," in done.stdout


@pytest.mark.parametrize("name", ["EIA_PATHS", "EIA_FOR", "EIA_NEW_ONLY", "EIA_SARIF"])
@pytest.mark.parametrize(
    "given",
    ["$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "'; touch pwned #", "x\ntouch pwned", "--help"],
)
def test_nothing_that_callers_give_is_run(action: Action, name: str, given: str) -> None:
    done = action.check(**{name: given})
    assert done.returncode in (1, 2), done.stderr
    assert not (action.here / "pwned").exists()
    assert "Usage: eia check [OPTIONS] [PATH]...\n\n" not in done.stdout


def test_the_action_installs_itself_beside_everything_else(action: Action) -> None:
    python = action.here / "python"
    python.write_text(
        '#!/bin/sh\nif [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi\n'
        'for word; do echo "$word"; done >> log\n'
    )
    python.chmod(0o700)
    done = action.step("Install eia", EIA_PYTHON="./python", EIA_SOURCE="/the action")
    assert (done.returncode, done.stderr) == (0, "")
    words = (action.here / "log").read_text().splitlines()
    assert words[2:5] == ["-m", "venv", f"{action.temp}/eia"]
    assert words[5:] == ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "/the action"]


def test_the_action_says_when_python_is_too_old(action: Action) -> None:
    done = action.step("Install eia", EIA_PYTHON="false")
    assert done.returncode == 2
    assert done.stdout == (
        "::error title=eia::Python 3.11 or later is needed. Use actions/setup-python first.\n"
    )


def test_the_template_for_gitlab_has_the_shape_of_one() -> None:
    validate("ci/gitlab.yml", "gitlab-ci")


@pytest.mark.parametrize("how", ["sh", "bash"])
def test_the_template_for_gitlab_reports_and_fails(council: Path, how: str) -> None:
    program(council / ".eia-venv/bin")
    script = "\n".join(data("ci/gitlab.yml")["eia"]["script"])
    done = shell([how, "-e", "-c"], script, council, EIA_PATHS="", EIA_FOR="", EIA_NEW_ONLY="")
    assert done.returncode == 1
    assert "assessments/library.yaml:8:1: error SCH001: " in done.stdout
    (fault,) = json.loads((council / "eia-code-quality.json").read_text())
    assert fault["location"]["path"] == "assessments/library.yaml"
    assert 'failures="1"' in (council / "eia-junit.xml").read_text()
    done = shell([how, "-e", "-c"], script, council, EIA_PATHS="assessments", EIA_FOR="", EIA_NEW_ONLY="main")
    assert done.returncode == 0
    absent = {"EIA_PATHS": "", "EIA_FOR": "", "EIA_NEW_ONLY": "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}
    assert shell([how, "-e", "-c"], script, council, **absent).returncode == 1
    for name in ("EIA_PATHS", "EIA_FOR", "EIA_NEW_ONLY"):
        variables = {"EIA_PATHS": "", "EIA_FOR": "", "EIA_NEW_ONLY": "", name: "x$(touch pwned)'\""}
        assert shell([how, "-e", "-c"], script, council, **variables).returncode == 2
    assert not (council / "pwned").exists()


def test_what_gitlab_keeps_is_what_was_written() -> None:
    job = data("ci/gitlab.yml")["eia"]
    script = " ".join(job["script"])
    for kept in job["artifacts"]["reports"].values():
        assert f"={kept}" in script
    assert job["artifacts"]["when"] == "always"
    assert set(re.findall(r"EIA_\w+", script)) <= set(data("ci/gitlab.yml")["variables"])


def test_the_example_for_azure_has_the_shape_of_one() -> None:
    validate("ci/azure-pipelines.yml", "azure-pipelines")


def test_the_example_for_azure_checks_a_pull_request_for_what_it_brings(council: Path) -> None:
    temp, staged = council.parent / "agent", council.parent / "staged"
    program(temp / "eia/bin")
    steps = {step.get("displayName"): step for step in data("ci/azure-pipelines.yml")["steps"]}
    script = steps["Check equality impact assessments"]["bash"]
    agent = {"AGENT_TEMPDIRECTORY": str(temp), "BUILD_ARTIFACTSTAGINGDIRECTORY": str(staged)}
    done = shell(["bash", "-c"], script, council, **agent)
    assert done.returncode == 1
    assert (temp / "eia-junit.xml").exists()
    assert (staged / "CodeAnalysisLogs/eia.sarif").exists()
    summary = shell(["bash", "-c"], steps["Show the summary"]["bash"], council, **agent)
    assert summary.stdout == f"##vso[task.uploadsummary]{temp}/eia.md\n"
    git(council, "update-ref", "refs/remotes/origin/main", "HEAD")
    agent["SYSTEM_PULLREQUEST_TARGETBRANCH"] = "refs/heads/main"
    done = shell(["bash", "-c"], script, council, **agent)
    assert done.returncode == 0
    assert "left out 1 finding that “origin/main” has already" in done.stderr


def test_the_hooks_for_pre_commit_are_well_formed() -> None:
    hooks = {hook["id"]: hook for hook in load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))}
    assert set(hooks) == {"eia", "eia-project"}
    assert all(hook["entry"] == "eia check" for hook in hooks.values())
    assert hooks["eia-project"]["pass_filenames"] is False


def test_the_hook_looks_at_the_assessments_of_a_usual_project_and_at_nothing_else(council: Path) -> None:
    (hook,) = (hook for hook in data(".pre-commit-hooks.yaml") if hook["id"] == "eia")
    wanted = re.compile(hook["files"])
    for file in Project.find(council).assessment_files():
        assert wanted.search(file.relative_to(council).as_posix())
    for name in ("equality/assessments/2026/a.yml", "assessments/a b.yaml"):
        assert wanted.search(name)
    for name in ("eia.yaml", "templates/house/form.yaml", ".github/workflows/eia.yaml", "assessments/a.docx"):
        assert not wanted.search(name)


def blocks(language: str) -> list[str]:
    """The examples of a language in the guide."""
    guide = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", guide)


def test_the_guide_shows_a_workflow_and_settings_that_the_services_take() -> None:
    hooks, workflow, included, steps, variables = map(yaml.safe_load, blocks("yaml"))
    vendor = resources.files("check_jsonschema") / "builtin_schemas/vendor"
    github = Draft7Validator(json.loads((vendor / "github-workflows.json").read_text(encoding="utf-8")))
    # YAML 1.1 reads `on` as true.
    workflow["on"] = workflow.pop(True)
    github.validate(workflow)
    workflow["jobs"]["eia"]["steps"] = steps
    github.validate(workflow)
    assert set(steps[1]["with"]) <= set(data("action.yml")["inputs"])
    gitlab = Draft7Validator(json.loads((vendor / "gitlab-ci.json").read_text(encoding="utf-8")))
    for example in (included, variables):
        gitlab.validate(example)
        assert set(example["variables"]) <= set(data("ci/gitlab.yml")["variables"])
    (repository,) = hooks["repos"]
    assert {hook["id"] for hook in repository["hooks"]} <= {
        hook["id"] for hook in data(".pre-commit-hooks.yaml")
    }


def test_the_guide_lists_every_format() -> None:
    guide = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\| `(\w+)` \|", guide) == ["text", *FORMATS]
