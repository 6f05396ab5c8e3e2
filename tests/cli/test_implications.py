"""`eia implications`: what a covering report says of an assessment, in full sentences, and honest about what is missing."""

import re
from pathlib import Path
from typing import Any

import pytest
from cmarkgfm import markdown_to_html  # type: ignore[import-untyped]
from lxml import html

from eia.cli.reports import is_ours
from tests import meeting
from tests.cli.organisation import Organisation
from tests.conftest import ROOT
from tests.render.word_reading import Word

EXAMPLES = sorted((ROOT / "examples" / "assessments").glob("*.yaml"))
CLAIMS = re.compile(
    r"complian|lawful|due regard (?:was|has been) (?:had|paid)|meets? the (?:equality )?duty", re.IGNORECASE
)


def put(here: Organisation, **more: Any) -> str:
    meeting.put(here.root, {**meeting.base(), "id": "schools", **more})
    return "assessments/schools.yaml"


def told(here: Organisation, **more: Any) -> str:
    result = here.run("implications", put(here, **more), "--today", "2026-09-01")
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_says_what_was_assessed_found_and_proposed_and_who_checked_it(here: Organisation) -> None:
    here.write("eia.yaml", "eia: 1\nform: bedford\n")
    paragraphs = told(here).split("\n\n")
    assert paragraphs[0] == "Equality implications"
    assert paragraphs[1] == (
        "An equality analysis of “School Improvement Strategy 2018-2021” was made by School Improvement, Children's"
        " Services and completed on 20 July 2018. Its reference is EA-2018-07."
    )
    assert paragraphs[2].startswith(
        "It rests on six sources of evidence, the latest of 2018. Three rounds of"
    )
    assert paragraphs[3] == (
        "Positive effects are expected in relation to age, disability, gender reassignment, race, sex, sexual"
        " orientation and Other relevant groups. One negative effect was found, in relation to disability. No effect"
        " is expected in relation to pregnancy and maternity, religion or belief and marriage & civil partnership."
    )
    assert paragraphs[4].startswith(
        "- Disability (autistic pupils): When middle schools close, some autistic pupils"
    )
    assert paragraphs[4].endswith(
        "(Special Educational Needs Adviser, by 31 July 2019). No negative effect is then expected to remain."
    )
    assert "The recommendation is “Adjustments required”." in paragraphs[6]
    assert (
        "It was checked by the Equality and Diversity Manager on 6 August 2018. It was approved by the Director of"
        " Children's Services on 20 August 2018." in paragraphs
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)
def test_every_example_reads_as_whole_sentences_and_claims_nothing(example: Path, here: Organisation) -> None:
    result = here.run("implications", str(example), "--today", "2026-09-01")
    assert result.exit_code == 0, result.stderr
    text = result.stdout
    assert not CLAIMS.search(text)
    for line in filter(None, text.splitlines()[1:]):
        assert line[-1] in ".:", line
        for slip in ("  ", " .", " ,", "..", "( ", ".,"):
            assert slip not in line, line
        assert not re.search(r"[a-z][.!?][A-Z“]", line), line
        assert line.lstrip("- ")[0].isupper() or line.lstrip("- ")[0] == "“", line


class TestWhatIsMissing:
    def test_a_draft_says_so_first(self, here: Organisation) -> None:
        first = told(here, status="draft", approvals=[]).split("\n\n")[1]
        assert first == (
            "The assessment of “School Improvement Strategy 2018-2021” has not been approved. What is said here may"
            " still change."
        )

    @pytest.mark.parametrize("status", ["superseded", "withdrawn"])
    def test_what_was_put_aside_says_so_first(self, here: Organisation, status: str) -> None:
        assert f"was {status}, and must not be relied on." in told(here, status=status).split("\n\n")[1]

    def test_groups_without_an_answer_are_named(self, here: Organisation) -> None:
        impacts = {
            key: effects for key, effects in meeting.base()["impacts"].items() if key not in ("race", "sex")
        }
        text = told(here, impacts=impacts)
        assert "The assessment does not say what the effect will be in relation to race and sex." in text

    def test_nothing_on_any_group_is_said_once(self, here: Organisation) -> None:
        text = told(here, impacts={}, status="draft")
        assert "It does not yet say of any group whether the proposal is likely to be good or bad" in text
        assert "No negative effect was found" not in text

    def test_an_effect_that_is_not_known_is_told(self, here: Organisation) -> None:
        text = told(here, **meeting.unknown_effect(meeting.base()) | {"id": "schools"})
        assert "What the effect will be in relation to religion or belief is not known." in text
        assert "Not known: How many bins households of each faith" in text

    def test_a_loss_that_remains_is_told_with_its_reason(self, here: Organisation) -> None:
        text = told(here, **meeting.lasting_loss(meeting.base()) | {"id": "schools"})
        assert "The effect is expected to remain. It is held to be justified: The two buildings" in text

    def test_a_loss_without_an_action_is_told(self, here: Organisation) -> None:
        impacts = meeting.base()["impacts"]
        impacts["disability"][1] = {"direction": "negative", "description": "Some lose a place they know."}
        text = told(here, impacts=impacts)
        assert "Some lose a place they know. No action against it is recorded." in text

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            (
                {"engagement": [], "engagement_none_reason": "The change is of names only."},
                "for this reason: The change",
            ),
            ({"engagement": []}, "Nobody was consulted, and the assessment does not say why."),
            (
                {"engagement": [{"id": "a", "title": "Survey", "status": "planned"}]},
                "It is planned as Survey.",
            ),
            ({"recommendation": {}}, "The assessment makes no recommendation."),
            ({"actions": []}, "No actions are recorded."),
            ({"monitoring": {"review_date": "every year"}}, "No day is set for its review."),
            ({"approvals": []}, "No sign-off is recorded under “Approved by”."),
            ({"evidence": []}, "It names no evidence."),
        ],
    )
    def test_what_is_not_there_is_said(self, here: Organisation, more: dict[str, Any], words: str) -> None:
        assert words in told(here, **more)

    def test_errors_that_are_open_are_told(self, here: Organisation) -> None:
        text = told(here, recommendation={})
        assert re.search(r"In checking the assessment, .+ found that (?:is|are) still open", text)
        assert "- No recommendation is chosen." in text


class TestFiles:
    def test_word_markdown_and_text_say_the_same(self, here: Organisation) -> None:
        file = put(here, **meeting.named(meeting.AMPERSANDS)(meeting.base()) | {"id": "schools"})
        result = here.run("implications", file, "--to", "word,markdown,text", "--appendix", "Appendix 2")
        assert result.exit_code == 0, result.stderr
        assert result.stdout.splitlines() == [
            f"Wrote build/schools-implications{ending}" for ending in (".docx", ".md", ".txt")
        ]
        text, marked = (
            (here.root / f"build/schools-implications{ending}").read_text(encoding="utf-8")
            for ending in (".txt", ".md")
        )
        read = "".join(map(str, html.fromstring(markdown_to_html(marked)).itertext()))
        word = Word((here.root / "build/schools-implications.docx").read_bytes())
        flat = " ".join(re.sub(r"^- ", "", text, flags=re.MULTILINE).split())
        assert meeting.AMPERSANDS in flat
        assert "It is attached as Appendix 2." in flat
        assert " ".join(read.split()) == flat
        assert " ".join(" ".join(words for _, words in word.outline).split()) == flat

    def test_files_of_others_are_left_alone(self, here: Organisation) -> None:
        file = put(here)
        here.write("build/schools-implications.md", "My own words")
        result = here.run("implications", file, "--to", "word,markdown")
        assert result.exit_code == 2
        assert sorted(item.name for item in (here.root / "build").iterdir()) == ["schools-implications.md"]

    def test_the_same_assessment_gives_the_same_file(self, here: Organisation) -> None:
        file = put(here)
        here.run("implications", file, "--to", "word,markdown", "--today", "2026-09-01")
        first = here.files()
        here.run("implications", file, "--to", "word,markdown", "--today", "2026-09-02")
        assert here.files() == first
        assert is_ours(first["build/schools-implications.docx"])

    def test_a_pack_brings_them_on_demand(self, here: Organisation) -> None:
        put(here)
        result = here.run(
            "pack", "--meeting", meeting.MEETING, "--to", "html", "--implications", "--today", "2026-09-01"
        )
        assert result.exit_code == 0, result.stderr
        word = Word((here.root / "build/schools-implications.docx").read_bytes())
        assert any("It is attached as Appendix A." in words for _, words in word.outline)

    def test_an_unknown_kind_is_told(self, here: Organisation) -> None:
        result = here.run("implications", put(here), "--to", "pdf")
        assert result.exit_code == 2
        assert "There is no “pdf”. Choose from text, markdown, word." in result.stderr
