"""Which strategies are found, and where what is known of them comes from."""

from pathlib import Path

import pytest

from tests.register.sketch import findings, load, places, write

EVERY = "eia: 1\nstrategies: [strategies/**/*]\n"


def names(root: Path) -> list[str]:
    return [strategy.name for strategy in load(root).strategies]


def test_files_of_any_kind_and_at_any_depth_are_found(tmp_path: Path) -> None:
    files = ("a.md", "b.docx", "c.pdf", "d.odt", "deep/er/e.txt")
    write(tmp_path, {"eia.yaml": EVERY, **{f"strategies/{name}": "" for name in files}})
    assert names(tmp_path) == [f"strategies/{name}" for name in files]


def test_what_systems_leave_in_folders_is_no_strategy(tmp_path: Path) -> None:
    left = (".DS_Store", "~$plan.docx", "Thumbs.db", "desktop.ini", ".gitkeep", ".git/config")
    write(tmp_path, {"eia.yaml": EVERY, **{f"strategies/{name}": "" for name in left}})
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "two words.md",
        'it\'s “quoted” "too".md',
        "line\nbreak.md",
        "Strategaeth Llŷn.md",
        "戦略.md",
        "#1: a.md",
    ],
)
def test_a_name_may_hold_anything(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"eia.yaml": EVERY, f"strategies/{name}": ""})
    assert places(load(tmp_path)) == [(f"strategies/{name}", 1, "REG001")]


@pytest.mark.parametrize("spelling", ["strategies/caf\u00e9.md", "strategies/cafe\u0301.md"])
def test_accents_are_the_same_however_they_are_composed(tmp_path: Path, spelling: str) -> None:
    write(
        tmp_path,
        {
            "eia.yaml": EVERY,
            "strategies/caf\u00e9.md": "",
            "assessments/a.yaml": f"eia: 1\nid: a\nstatus: draft\nactivity:\n  policy: '{spelling}'\n",
        },
    )
    assert places(load(tmp_path), "REG001", "REG004") == []


@pytest.mark.parametrize(
    "spelling",
    ["strategies/parks.md", "./strategies/parks.md", "strategies\\parks.md", "strategies//parks.md"],
)
def test_a_path_may_be_spelt_in_several_ways(tmp_path: Path, spelling: str) -> None:
    write(
        tmp_path,
        {
            "eia.yaml": EVERY,
            "strategies/parks.md": "",
            "assessments/a.yaml": f"eia: 1\nid: a\nstatus: draft\nactivity:\n  policy: {spelling}\n",
        },
    )
    assert load(tmp_path).by_strategy.keys() == {"strategies/parks.md"}


def test_front_matter_comes_before_the_entry_and_that_before_properties(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "eia.yaml": EVERY
            + "policies:\n  - id: parks\n    file: strategies/parks.md\n    title: From the entry\n    owner: Head of Parks\n",
            "strategies/parks.md": "---\ntitle: From the file\n---\n# A heading\n",
        },
    )
    (strategy,) = load(tmp_path).strategies
    assert (strategy.title, strategy.facts.owner, strategy.facts.id) == (
        "From the file",
        "Head of Parks",
        "parks",
    )
    title, owner = strategy.where("title"), strategy.where("owner")
    assert (title.sheet.name, title.sheet.span_of(title.path).start.line) == ("strategies/parks.md", 2)
    assert (owner.sheet.name, owner.sheet.span_of(owner.path).start.line) == ("eia.yaml", 7)


def test_a_text_without_front_matter_is_called_what_its_heading_says(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"eia.yaml": EVERY, "strategies/a.md": "\n# Parks for all #\n", "strategies/b.md": "no heading"},
    )
    assert [strategy.title for strategy in load(tmp_path).strategies] == ["Parks for all", "b"]


def test_what_a_website_puts_into_front_matter_is_let_be(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"eia.yaml": EVERY, "strategies/a.md": "---\nlayout: page\ntags: [x]\nstatus: expired\n---\n"},
    )
    assert places(load(tmp_path)) == []


def test_faults_in_front_matter_are_told_at_their_line(tmp_path: Path) -> None:
    text = "---\ntitle: Parks\nstatus: Adopted\nends_on: 2026-02-31\ntitle: Trees\n---\n"
    write(tmp_path, {"eia.yaml": EVERY, "strategies/a.md": text})
    found = places(load(tmp_path))
    assert found == [
        ("strategies/a.md", 1, "REG001"),
        ("strategies/a.md", 3, "SCH004"),
        ("strategies/a.md", 4, "SCH005"),
        ("strategies/a.md", 5, "SRC008"),
    ]


def test_a_day_that_is_in_no_calendar_is_told_in_the_settings_too(tmp_path: Path) -> None:
    text = "eia: 1\npolicies:\n  - id: parks\n    status: expired\n    ends_on: 2026-02-31\n"
    write(tmp_path, {"eia.yaml": text})
    ((name, finding),) = findings(load(tmp_path))
    assert (name, finding.code, finding.span.start.line) == ("eia.yaml", "SCH005", 5)
    assert finding.message == "“2026-02-31” is not a day of the calendar"


@pytest.mark.parametrize(
    "raw", [b"---\n", b"---\n---\n", b"\xff\xfe\x00", b"---\ntitle: [\n---\n", b"", b"--- x\n---\n"]
)
def test_a_broken_text_is_still_a_strategy(tmp_path: Path, raw: bytes) -> None:
    write(tmp_path, {"eia.yaml": EVERY, "strategies/a.md": raw})
    assert ("strategies/a.md", 1, "REG001") in places(load(tmp_path))


def test_windows_line_ends_and_a_mark_at_the_start_do_not_matter(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf---\r\ntitle: Parks\r\nstatus: expired\r\n---\r\n"
    write(tmp_path, {"eia.yaml": EVERY, "strategies/a.md": raw})
    (strategy,) = load(tmp_path).strategies
    assert (strategy.title, strategy.facts.status) == ("Parks", "expired")


def test_a_link_out_of_the_project_is_a_strategy_that_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("---\ntitle: Secret\nstatus: expired\n---\n", encoding="utf-8")
    root = tmp_path / "project"
    write(root, {"eia.yaml": EVERY, "strategies/inside.md": "---\nstatus: expired\n---\n"})
    (root / "strategies" / "link.md").symlink_to(outside)
    (root / "strategies" / "other.md").symlink_to(root / "strategies" / "inside.md")
    (root / "strategies" / "dangling.md").symlink_to("nowhere")
    register = load(root)
    link = register.named("strategies/link.md")
    assert link is not None
    assert link.file is None
    assert link.title == "link"
    assert places(register) == [("strategies/dangling.md", 1, "REG001"), ("strategies/link.md", 1, "REG001")]


def test_a_link_to_a_folder_outside_is_not_entered(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, {"secret.md": ""})
    root = tmp_path / "project"
    write(root, {"eia.yaml": EVERY, "strategies/a.md": ""})
    (root / "strategies" / "linked").symlink_to(outside)
    assert names(root) == ["strategies/a.md"]


def test_a_link_that_leads_to_itself_is_no_trouble(tmp_path: Path) -> None:
    write(tmp_path, {"eia.yaml": EVERY, "strategies/a.md": ""})
    (tmp_path / "strategies" / "loop.md").symlink_to("loop.md")
    assert names(tmp_path) == ["strategies/a.md", "strategies/loop.md"]


def test_an_entry_whose_file_is_not_there_is_told_with_the_likeliest(tmp_path: Path) -> None:
    text = "eia: 1\nstrategies: [strategies/*]\npolicies:\n  - id: a\n    file: strategies/park.md\n    status: expired\n"
    write(tmp_path, {"eia.yaml": text, "strategies/parks.md": "---\nstatus: expired\n---\n"})
    ((name, finding),) = findings(load(tmp_path))
    assert (name, finding.code, finding.span.start.line) == ("eia.yaml", "REG011", 5)
    assert finding.hint == "Did you mean `strategies/parks.md`?"
