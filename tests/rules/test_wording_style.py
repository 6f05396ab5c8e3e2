"""Style: what the rules' pages do not show, above all what must stay silent."""

import json
from dataclasses import replace

import pytest

from eia.form import Form, RuleSetting, Term
from tests.rules.finding import Told, find, library


def said(code: str, words: str, field: str = "summary", form: str | Form = "england") -> list[Told]:
    """What a rule finds in one answer."""
    return find(code, f"{field}: {json.dumps(words, ensure_ascii=False)}", form=form)


# TXT005


@pytest.mark.parametrize(
    "words",
    [
        "The strategy will ensure equal access for all groups.",
        "The new centre is fully accessible.",
        "We will guarantee that nobody loses out.",
        "Everyone will find it easier to get about.",
        "The service will always be accessible to everyone.",
    ],
)
def test_a_sweeping_promise_without_a_fact_is_told(words: str) -> None:
    [told] = said("TXT005", words)
    assert told.message.startswith("“Summary of the analysis” says “")


@pytest.mark.parametrize(
    "words",
    [
        "We cannot guarantee that everybody finds a seat.",
        "The old hall is not fully accessible.",
        "All 12 branches are fully accessible.",
        "The audit of last May showed that the hall is fully accessible.",
        "The guaranteed interview scheme continues.",
        "There is no guarantee of funding.",
        "Staff will ensure that the ramp is out by nine.",
    ],
)
def test_what_is_denied_or_has_grounds_is_no_sweeping_promise(words: str) -> None:
    assert said("TXT005", words) == []


def test_what_was_found_and_what_is_aimed_at_may_be_sweeping() -> None:
    text = """
        activity:
          aims: [Equal access for all]
        evidence:
          - {title: Survey, finding: Visitors said the hall is fully accessible.}
        actions:
          - {description: Build a ramp., outcome: Everyone will reach the desk.}
    """
    assert find("TXT005", text) == []


def test_a_promise_in_an_impact_is_told_unless_evidence_is_named() -> None:
    text = """
        evidence:
          - {id: audit, title: Audit, finding: All doors are wide.}
        impacts:
          age:
            - {direction: positive, description: Older users find the hall fully accessible.}
          disability:
            - {direction: positive, description: Wheelchair users find the hall fully accessible., evidence: [audit]}
    """
    assert [told.line for told in find("TXT005", text)] == [5]


# TXT006


@pytest.mark.parametrize(
    ("words", "better"),
    [
        ("Those who gain are the disabled, and the young.", "disabled people"),
        ("It will help the\ndisabled.", "disabled people"),
        ("It helps the disabled and the blind.", "disabled people"),
        ("The elderly will find the step hard.", "older people"),
        ("Elderly residents will find the step hard.", "older people"),
        ("Wheelchair-bound visitors use the lift.", "wheelchair user"),
        ("Visits are counted by gender.", "sex"),
        ("Gender: boys do less well.", "sex"),
        ("Both genders gain.", "sex"),
        ("No difference by age, gender, gender reassignment or race was found.", "sex"),
        ("The chairman was asked.", "chair"),
        ("We work with hard to reach communities.", "the communities you have not reached yet, by name"),
    ],
)
def test_a_word_better_not_used_is_told_with_a_better_one(words: str, better: str) -> None:
    told = said("TXT006", words)
    assert f"better “{better}”" in " ".join(item.message for item in told)


@pytest.mark.parametrize(
    "words",
    [
        "The Disability Discrimination Act was in force.",
        "The disabled parking bay is kept, and the disabled visitors know it.",
        "People with gender dysphoria, gender reassignment, gender identity and the gender pay gap were looked at.",
        "Trans people may use the room for their gender.",
        "Visitors wrote of “the elderly” and “the disabled”.",
        'One wrote: "all the disabled".',
        "Age UK and Elderly Accommodation Counsel were asked.",
        "The Gender Pay Gap report was read.",
        "The poor condition of the roof, the young offenders team and the blind spot at the corner.",
        "The deaf community was asked, and the homeless charity.",
        "The lift can be confined to staff.",
        "Transgender people were asked.",
        "The coloured bins are kept.",
        "The golf handicap system is kept.",
    ],
)
def test_names_quotations_and_words_that_are_right_are_left_alone(words: str) -> None:
    assert said("TXT006", words) == []


def test_a_word_is_told_once_with_the_number_of_other_answers() -> None:
    text = """
        activity: {description: It helps the elderly.}
        scope: {affected: "Also the elderly, mostly."}
        summary: The elderly gain.
    """
    [told] = find("TXT006", text)
    assert told.line == 1
    assert (
        told.message
        == "“elderly” in “Description of the activity”, and in 2 more answers: better “older people”"
    )


def test_gender_under_gender_reassignment_is_left_alone() -> None:
    row = "impacts:\n  GROUP:\n    - {direction: none, description: Rooms can be chosen by gender as now.}"
    assert find("TXT006", row.replace("GROUP", "gender_reassignment")) == []
    assert len(find("TXT006", row.replace("GROUP", "sex"))) == 1


def test_titles_of_sources_are_not_ours_to_word() -> None:
    assert find("TXT006", "evidence:\n  - {title: Survey of the elderly by gender, finding: Few came.}") == []


def test_a_form_has_its_own_words() -> None:
    england = library().form("england")
    ours = replace(england, terms={"punter*": Term("punter*", "visitor", ("boat*",))})
    [told] = said("TXT006", "The punters gain, as do the elderly.", form=ours)
    assert told.message == "“punters” in “Summary of the analysis”: better “visitor”"
    assert said("TXT006", "The punters on boats gain.", form=ours) == []


# TXT007


DUTY = (
    "Regard was had to the need to eliminate discrimination, harassment, victimisation and any other conduct prohibited"
    " by or under the Act, to advance equality of opportunity between people who share a characteristic and people who"
    " do not, and to foster good relations between them."
)
LONG = "one two three four five six seven eight nine ten " * 4


def test_a_sentence_of_the_limit_is_not_long_and_one_word_more_is() -> None:
    assert said("TXT007", LONG.strip() + ".") == []
    [told] = said("TXT007", LONG + "more.")
    assert told.message.startswith("“Summary of the analysis” has a sentence of 41 words: “one two three")


@pytest.mark.parametrize(
    "words",
    [
        "- " + LONG[:90] + "\n- " + LONG[:90] + "\n- " + LONG[:90] + "\n- " + LONG[:90],
        "We asked:\n\n1. " + LONG[:90] + "\n2. " + LONG[:90] + "\n3. " + LONG[:90],
        LONG[:90] + "\n\n" + LONG[:90] + "\n\n" + LONG[:90],
        "A resident wrote: “" + LONG + "more”.",
        DUTY,
    ],
)
def test_lists_paragraphs_quotations_and_the_duty_itself_are_not_long(words: str) -> None:
    assert said("TXT007", words) == []


@pytest.mark.parametrize(
    "stop", ["e.g. the", "No. 5", "St. Peter", "Dr. Shah", "3.5 hours", "reg. 4", "i.e. the"]
)
def test_an_abbreviation_ends_no_sentence(stop: str) -> None:
    [told] = said("TXT007", f"{LONG[:89].strip()} {stop} {LONG[:110]}.")
    assert "a sentence of" in told.message


def test_one_finding_tells_the_longest_sentence_of_an_answer() -> None:
    [told] = said("TXT007", f"{LONG}more. O{LONG[1:]}and even more.")
    assert "a sentence of 43 words" in told.message


def test_long_sentences_throughout_are_told_by_their_average() -> None:
    sentence = "Word " * 28 + "word. "
    assert said("TXT007", sentence * 3) == []
    [told] = said("TXT007", sentence * 4)
    assert told.message == "The sentences of “Summary of the analysis” have 29 words on average"


def test_a_form_sets_how_long_is_long() -> None:
    england = library().form("england")
    setting = RuleSetting(parameters={"longest_words": 30, "average_words": 25, "minimum_sentences": 4})
    strict = replace(england, rules={**england.rules, "TXT007": setting})
    assert len(said("TXT007", LONG.strip() + ".", form=strict)) == 1


# TXT008


@pytest.mark.parametrize(
    "words",
    [
        "Pupils with Special Educational Needs (SEN) gain. SEN staff help.",
        "Pupils with special educational needs (SEN) gain.",
        "SEN (special educational needs) staff help.",
        "EHCPs (education, health and care plans) are kept.",
        "The Regional Schools Commissioner decides. The RSC was asked.",
        "The special educational needs co-ordinator (SENCO) helps.",
        "Those with attention deficit hyperactivity disorder (ADHD) gain.",
        "For English as an additional language, or EAL, there are courses.",
        "The Department for Education asked; the DfE decides.",
        "Freedom of Information requests: each FOI was read.",
        "Personal, social, health and economic education (PSHE) is taught.",
        "Key Stage 2 is meant by KS2, and KS1 likewise as Key Stage 1.",
        "Research and development (R&D) is done.",
    ],
)
def test_an_acronym_written_out_in_either_order_is_explained(words: str) -> None:
    assert said("TXT008", words) == []


@pytest.mark.parametrize(
    "words",
    [
        "UK, NHS, GPs, HIV, A&E, GCSEs, BSL and LGBT+ are known.",
        "Annex II, part IV and chapter XII.",
        "EA-2018-07, BP-23/4 and EA_12 are references.",
        "ALL residents will NOT gain.",
        "Those at MK40 and MK42 9AP gain.",
        "Write to EDI@example.org or see https://example.org/EDI/list or www.example.org/EDI.",
        "SUMMARY OF KEY FINDINGS\nVisitors gain.",
        "THE WHOLE ANSWER WAS TYPED IN CAPITALS.",
        "The OUTCOME matters: good outcomes.",
        "COVID-19 closed the hall.",
        "McDonald and iPads.",
    ],
)
def test_what_is_known_or_no_acronym_is_left_alone(words: str) -> None:
    assert said("TXT008", words) == []


@pytest.mark.parametrize(
    ("words", "acronym"),
    [
        ("The RSC was asked.", "RSC"),
        ("The DfE was asked.", "DfE"),
        ("Pupils with EHCPs gain.", "EHCP"),
        ("non-EAL pupils gain.", "EAL"),
        ("Results at KS2 rose (45%).", "KS2"),
        ("The RSC (45%) was asked.", "RSC"),
        ("The council's RSC was asked by all.", "RSC"),
    ],
)
def test_an_acronym_that_is_never_written_out_is_told(words: str, acronym: str) -> None:
    [told] = said("TXT008", words)
    assert told.message == f"“{acronym}” in “Summary of the analysis” is not written out anywhere"
    assert f"“{acronym}” in brackets" in told.hint


def test_an_acronym_is_told_at_its_first_use_only_and_pointed_at() -> None:
    text = """
        activity:
          description: |
            The list is at https://example.org/RSC.
            Asked was the RSC, by letter.
        summary: The RSC was asked.
    """
    [told] = find("TXT008", text)
    assert told.line == 4


def test_a_title_or_a_post_can_explain_an_acronym() -> None:
    text = """
        people: {lead_officer: {job_title: Regional Schools Commissioner}}
        evidence:
          - {title: Joint Strategic Needs Assessment, finding: The JSNA counts 40.}
        summary: The RSC was asked.
    """
    assert find("TXT008", text) == []


def test_acronyms_of_another_language_are_not_judged() -> None:
    text = "summary: Gofynnwyd i CCAUC.\nlanguage: LANGUAGE"
    assert find("TXT008", text.replace("LANGUAGE", "cy")) == []
    assert len(find("TXT008", text.replace("LANGUAGE", "en"))) == 1
