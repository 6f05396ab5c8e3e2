"""Rules about consultation, beyond what their pages show."""

from dataclasses import replace
from datetime import date

import pytest

from eia.form import Form, RuleSetting
from eia.model import Assessment
from eia.rules import find
from eia.rules.said import tells_only_of_contact, tells_only_of_regard, tells_only_that_nobody_was_asked
from tests.rules.checking import findings, library, lines, messages_on, told


def form() -> Form:
    return library().form("england")


def asked(*items: str) -> str:
    """A list of consultations, each with its answers between braces."""
    return "engagement:\n" + "".join(f"  - {{{item}}}\n" for item in items)


class TestUnexplainedSilence:
    """CON001"""

    def test_a_missing_section_is_told_where_the_document_begins(self) -> None:
        ((line, message),) = told("CON001", "activity: {title: Bins}\n")
        assert (line, message) == (1, "Nobody was consulted, and no reason is given")

    @pytest.mark.parametrize(
        "item", ["", "title: N/A", "audience: None, method: '-'", "groups: [], formats: []"]
    )
    def test_an_entry_that_tells_of_nobody_is_no_consultation(self, item: str) -> None:
        assert len(lines("CON001", asked(item))) == 1

    @pytest.mark.parametrize("item", ["groups: [age]", "participants: 3", "method: talks", "start: 2025-10"])
    def test_whatever_is_told_is_a_consultation(self, item: str) -> None:
        assert lines("CON001", asked(item)) == []

    def test_one_that_is_planned_will_do(self) -> None:
        assert lines("CON001", asked("title: Survey, status: planned, start: 2026-05")) == []

    @pytest.mark.parametrize("kind", ["screening", "cumulative"])
    def test_other_kinds_need_none(self, kind: str) -> None:
        assert lines("CON001", "engagement: []\n", kind=kind) == []

    @pytest.mark.parametrize(
        "reason",
        [
            "Consultation was not required.",
            "Not considered necessary at this stage.",
            "Nobody was consulted.",
            "We did not consult.",
            "No formal consultation has taken place.",
        ],
    )
    def test_a_reason_has_to_be_one(self, reason: str) -> None:
        ((line, message),) = told("CON001", f"engagement_none_reason: {reason}\n")
        assert line == 1
        assert message == f"“{reason}” says that nobody was consulted, not why"

    @pytest.mark.parametrize(
        "reason",
        [
            "The law fixes the fee.",
            "Urgent repair.",
            "Nothing changes for anybody.",
            "Consulted in 2024 on the same plan.",
            "Not proportionate.",
            "There are no users yet.",
        ],
    )
    def test_a_short_reason_is_one(self, reason: str) -> None:
        assert lines("CON001", f"engagement_none_reason: {reason}\n") == []

    def test_a_placeholder_for_a_reason_is_told_once_by_the_rule_on_placeholders(self) -> None:
        fragment = "engagement_none_reason: TBC\n"
        assert lines("CON001", fragment) == []
        assert lines("TXT001", fragment) == [1]


class TestUnheardLoss:
    """CON002"""

    LOSS = "impacts: {disability: [{direction: negative}]}\n"

    @pytest.mark.parametrize(
        ("item", "is_told"),
        [
            ("title: Survey, groups: [disability]", False),
            ("title: Survey, groups: [age]", True),
            ("title: Survey, audience: Disabled users of the pool", False),
            ("title: Talks with people with learning disabilities", False),
            ("title: Survey, audience: Carers of disabled people", True),
            ("title: Survey, audience: Staff who work with autistic people", True),
            ("title: Survey, audience: 'Parents of autistic pupils, and disabled adults'", False),
            ("title: Survey, audience: Disabled users, groups: [age]", True),
            ("title: Survey, representative_bodies: [Disability Forum]", False),
            ("title: Survey, audience: Residents", True),
        ],
    )
    def test_those_asked_are_the_groups_listed_or_those_its_words_name(
        self, item: str, is_told: bool
    ) -> None:
        assert lines("CON002", self.LOSS + asked(item)) == ([1] if is_told else [])

    def test_a_group_is_told_once_and_each_group_on_its_own(self) -> None:
        fragment = asked("title: Survey, groups: [age]") + (
            "impacts:\n"
            "  sex:\n    - direction: negative\n    - direction: negative\n"
            "  age:\n    - direction: negative\n"
            "  race:\n    - direction: negative\n"
        )
        assert told("CON002", fragment) == [
            (5, "Sex is expected to lose, but no consultation names the group"),
            (10, "Race is expected to lose, but no consultation names the group"),
        ]

    def test_gains_are_not_asked_about(self) -> None:
        assert (
            lines("CON002", asked("title: A, groups: [age]") + "impacts: {sex: [{direction: positive}]}\n")
            == []
        )

    @pytest.mark.parametrize(
        "nobody", ["", "engagement_none_reason: The law fixes it.\n", "engagement: []\n"]
    )
    def test_where_nobody_was_asked_that_is_told_by_its_own_rule(self, nobody: str) -> None:
        assert lines("CON002", self.LOSS + nobody) == []


class TestUndatedConsultation:
    """CON003"""

    @pytest.mark.parametrize(
        ("item", "is_told"),
        [
            ("title: Survey", True),
            ("title: Survey, status: planned", True),
            ("title: Survey, end: 2025", False),
            ("title: Survey 2025", False),
            ("title: Survey, method: by post in May 2025", False),
            ("title: Survey of 2500 homes, start: spring", False),
            ("title: Survey of 20250 homes", True),
        ],
    )
    def test_any_date_will_do(self, item: str, is_told: bool) -> None:
        assert lines("CON003", asked(item)) == ([2] if is_told else [])

    def test_one_without_a_title_is_told_by_what_is_known(self) -> None:
        assert told("CON003", asked("groups: [age]", "audience: Users")) == [
            (2, "Consultation 1 has no dates"),
            (3, "“Users” has no dates"),
        ]


class TestConsultationWithoutResult:
    """CON004"""

    def test_each_answer_that_lacks_is_named(self) -> None:
        said, changed = "findings: Lunch is too early.", "influence: Lunch is at one."
        fragment = asked(
            "title: A", f"title: B, {said}", f"title: C, {changed}", f"title: D, {said}, {changed}"
        )
        assert told("CON004", fragment) == [
            (2, "“A”: nothing says what people said or what changed because of it"),
            (3, "“B”: nothing says what changed because of it"),
            (4, "“C”: nothing says what people said"),
        ]

    @pytest.mark.parametrize(
        ("state", "is_told"),
        [
            ("status: done", True),
            ("status: planned", False),
            ("status: open, end: 2025-03", False),
            ("end: 2026-01-14", True),
            ("end: 2026-01-15", False),
            ("end: 2026-01", False),
            ("start: 2025-10", True),
            ("start: 2026-02", False),
            ("method: talks", True),
        ],
    )
    def test_only_one_that_is_over_has_a_result(self, state: str, is_told: bool) -> None:
        assert lines("CON004", asked(f"title: Talks, {state}")) == ([2] if is_told else [])

    def test_where_nobody_came_nothing_was_said(self) -> None:
        assert lines("CON004", asked("title: Talks, status: done, participants: 0")) == []
        assert lines("CON004", asked("title: Talks, status: done, participants: 1")) == [2]

    def test_a_placeholder_is_told_once_by_the_rule_on_placeholders(self) -> None:
        fragment = asked("title: Talks, findings: TBC, influence: N/A")
        assert lines("CON004", fragment) == []
        assert lines("TXT001", fragment) == [2, 2]

    @pytest.mark.parametrize(
        "findings_",
        [
            "The group enabled us to involve stakeholders, including schools and Bedford College.",
            "The learning exchange let us reach both private and maintained schools.",
            "We liaised with the forum to establish their views.",
            "We also worked in partnership with our community health providers.",
            "Residents were consulted in May 2025.",
            "Pupils are regularly consulted through school councils.",
            "A wide range of stakeholders were consulted through meetings and an online survey.",
            "We have engaged extensively with partners. Focus groups took place with women's groups.",
            "People were given the opportunity to comment.",
            "The event was well attended.",
            "Consultation was carried out with all affected groups.",
            "This gave us an understanding of residents' views.",
        ],
    )
    def test_that_people_were_reached_is_not_what_they_said(self, findings_: str) -> None:
        assert tells_only_of_contact(findings_, form())

    @pytest.mark.parametrize(
        "findings_",
        [
            "Half walk.",
            "No objections.",
            "Mixed views.",
            "Wheelchair users cannot reach the counter.",
            "We met with the forum, which opposed the change.",
            "We listened to tenants: damp is the priority.",
            "The main theme was parking.",
            "Of the 31 people who took part, 19 came by bus.",
            "Parents were worried about the road when they met with the head.",
            "Deaf residents were consulted late and in English only.",
            "Sikh elders attended the lunch club to meet others of their faith.",
            "We consulted widely. Lighting at the entrance came first.",
            "",
        ],
    )
    def test_what_people_said_is_seen_in_whatever_words(self, findings_: str) -> None:
        assert not tells_only_of_contact(findings_, form())

    def test_a_long_text_is_never_taken_for_an_empty_one(self) -> None:
        sentence = "We met with the forum in the town hall and in the library. "
        assert tells_only_of_contact(sentence * 4, form())
        assert not tells_only_of_contact(sentence * 6, form())

    @pytest.mark.parametrize(
        "influence",
        [
            "Feedback was taken into account.",
            "The views informed the strategy.",
            "All responses have been carefully considered.",
            "Comments were considered and have helped to shape the final proposals.",
            "We listened to what people said and took their views into account when writing the strategy.",
            "Their views are reflected in this document.",
        ],
    )
    def test_that_views_were_considered_is_not_what_changed(self, influence: str) -> None:
        assert tells_only_of_regard(influence, form())

    @pytest.mark.parametrize(
        "influence",
        [
            "The charge was dropped.",
            "Nothing was changed.",
            "None: views were evenly split.",
            "Feedback shaped the opening hours: Saturday mornings were added.",
            "The views informed the choice of the three branches.",
            "A new policy was written.",
            "The final plan includes pupils.",
            "",
        ],
    )
    def test_what_changed_is_seen_in_whatever_words(self, influence: str) -> None:
        assert not tells_only_of_regard(influence, form())

    def test_both_answers_can_be_empty_words(self) -> None:
        fragment = "engagement:\n  - title: Talks\n    findings: We met with the forum.\n    influence: Views were noted.\n"
        assert told("CON004", fragment) == [
            (3, "“We met with the forum.” says that people were reached, not what they said"),
            (4, "“Views were noted.” says that views were considered, not what changed because of them"),
        ]

    def test_a_form_without_the_words_only_asks_for_answers(self) -> None:
        bare = replace(form(), lexicons={})
        item = {"title": "Talks", "findings": "We met with the forum.", "influence": "Views were noted."}
        assert messages_on(bare, "CON004", {"engagement": [item]}) == []
        assert not tells_only_that_nobody_was_asked("Nobody was asked.", bare)


class TestConsultationAfterDecision:
    """CON005"""

    @pytest.mark.parametrize(
        ("dates", "is_told"),
        [
            ("end: 2026-02-11", True),
            ("end: 2026-02-10", False),
            ("end: 2026-03", True),
            ("end: 2026-02", False),
            ("end: 2026", False),
            ("start: 2026-02-11", True),
            ("start: 2026-02-11, end: 2026-02-09", False),
            ("end: soon", False),
            ("method: talks", False),
        ],
    )
    def test_only_what_is_surely_later_is_told(self, dates: str, is_told: bool) -> None:
        fragment = "decision: {meeting_date: 2026-02-10}\n" + asked(f"title: Talks, {dates}")
        assert lines("CON005", fragment) == ([3] if is_told else [])

    def test_both_days_are_told(self) -> None:
        ((_, message),) = told(
            "CON005", "decision: {taken_on: 2026-02-10}\n" + asked("title: Talks, end: 2026-03")
        )
        assert message == "“Talks” ends in March 2026, after the decision of 10 February 2026"

    def test_the_day_it_was_taken_counts_before_the_day_of_the_meeting(self) -> None:
        decision = "decision: {meeting_date: 2026-02-10, taken_on: 2026-03-24}\n"
        assert lines("CON005", decision + asked("title: Talks, end: 2026-02-23")) == []

    @pytest.mark.parametrize(
        ("result", "is_told"), [("deferred", False), ("rejected", False), ("adopted", True)]
    )
    def test_a_decision_that_was_put_off_can_still_be_informed(self, result: str, is_told: bool) -> None:
        fragment = f"decision: {{taken_on: 2026-02-10, result: {result}}}\n" + asked(
            "title: A, end: 2026-03-02"
        )
        assert bool(lines("CON005", fragment)) is is_told

    def test_a_screening_is_held_to_it_too(self) -> None:
        (found,) = findings(
            "CON005",
            "decision: {taken_on: 2026-02-10}\n" + asked("title: Talks, end: 2026-03-02"),
            kind="screening",
        )
        assert found.blocks


class TestConsultationWithNobodyAffected:
    """CON006"""

    @pytest.mark.parametrize(
        "audience",
        [
            "Schools, early years settings and the university",
            "Staff of the special school",
            "Families in the borough",
            "Parents and carers",
            "Age UK",
            "Everyone",
            "Providers of services for disabled people",
        ],
    )
    def test_bodies_staff_and_people_in_general_are_no_group(self, audience: str) -> None:
        assert lines("CON006", asked(f"title: Talks, audience: '{audience}'")) == [2]

    @pytest.mark.parametrize(
        "item",
        [
            "groups: [race]",
            "audience: Pupils of primary schools",
            "audience: 'Staff, and users who are deaf people'",
        ],
    )
    def test_one_consultation_that_names_a_group_is_enough(self, item: str) -> None:
        assert lines("CON006", asked("title: Partners", f"title: Talks, {item}")) == []

    def test_it_is_told_once(self) -> None:
        assert lines("CON006", asked("title: Partners", "title: Staff")) == [2]

    def test_without_any_consultation_that_is_told_instead(self) -> None:
        assert lines("CON006", "engagement: []\n") == []


class TestHurriedConsultation:
    """CON008"""

    @pytest.mark.parametrize(
        ("dates", "is_told"),
        [
            ("start: 2025-09-01, end: 2025-10-12", False),
            ("start: 2025-09-01, end: 2025-10-10", False),
            ("start: 2025-09-01, end: 2025-10-09", True),
            ("start: 2025-09, end: 2025-10", False),
            ("start: 2025-09, end: 2025-09", True),
            ("start: 2025-09-01", False),
            ("start: 2025-09-01, end: 2025-08-01", False),
        ],
    )
    def test_six_weeks_may_begin_on_a_monday_and_end_on_a_friday(self, dates: str, is_told: bool) -> None:
        assert lines("CON008", asked(f"title: Public consultation, {dates}")) == ([2] if is_told else [])

    @pytest.mark.parametrize(
        ("item", "is_told"),
        [
            ("title: Consultation, audience: All residents", True),
            ("title: Consultation on the future of the pool, method: online consultation", True),
            ("title: Consultation with the public health team", False),
            ("title: Consultation with staff", False),
            ("title: Workshop for residents", False),
            ("title: Public consultation, method: short because the grant ends", False),
        ],
    )
    def test_only_a_consultation_open_to_everybody_is_measured(self, item: str, is_told: bool) -> None:
        fragment = asked(f"{item}, start: 2025-09-01, end: 2025-09-21")
        assert lines("CON008", fragment) == ([2] if is_told else [])

    def test_the_length_is_told_in_words(self) -> None:
        assert [
            message
            for _, message in told(
                "CON008",
                asked(
                    "title: Public consultation, start: 2025-09-01, end: 2025-09-21",
                    "title: Public consultation, start: 2026-01-12, end: 2026-01-21",
                    "title: Public consultation, start: 2025-09-01, end: 2025-09-01",
                ),
            )
        ] == [
            "“Public consultation” was open for 3 weeks; the form asks for 6 weeks",
            "“Public consultation” is open for 10 days; the form asks for 6 weeks",
            "“Public consultation” was open for 1 day; the form asks for 6 weeks",
        ]

    def test_another_form_may_ask_for_more(self) -> None:
        rules = {**form().rules, "CON008": RuleSetting(parameters={"minimum_weeks": 12})}
        item = {"title": "Public consultation", "start": "2025-09-01", "end": "2025-10-31"}
        assert messages_on(form(), "CON008", {"engagement": [item]}) == []
        assert messages_on(replace(form(), rules=rules), "CON008", {"engagement": [item]}) == [
            "“Public consultation” was open for 61 days; the form asks for 12 weeks"
        ]


class TestOutdatedState:
    """CON009"""

    @pytest.mark.parametrize(
        ("item", "told_of"),
        [
            ("status: planned, start: 2026-01-14", "planned, but its start, 14 January 2026, is past"),
            ("status: planned, start: 2026-01", ""),
            ("status: planned, end: 2025", "planned, but its end, 2025, is past"),
            ("status: open, end: 2026-01-14", "open, but its end, 14 January 2026, is past"),
            ("status: open, end: 2026-01-15", ""),
            ("status: open, start: 2026-02", "open, but its start, February 2026, is still to come"),
            ("status: done, start: 2026-01", ""),
            ("status: done, start: 2026-01-16", "done, but its start, 16 January 2026, is still to come"),
            ("status: done, start: 2025, end: 2026-03", "done, but its end, March 2026, is still to come"),
            ("start: 2019", ""),
            ("status: planned, start: soon", ""),
        ],
    )
    def test_a_state_is_held_to_the_day_of_the_check(self, item: str, told_of: str) -> None:
        expected = [f"“Talks” is recorded as {told_of}"] if told_of else []
        assert [message for _, message in told("CON009", asked(f"title: Talks, {item}"))] == expected


class TestUncountedParticipants:
    """CON010"""

    @pytest.mark.parametrize(
        ("item", "is_told"),
        [
            ("participants: 0", False),
            ("participants: 12", False),
            ("status: planned", True),
            ("audience: about 40 older residents", False),
            ("findings: There were 312 replies.", False),
            ("method: a dozen interviews", False),
            ("method: three meetings", True),
            ("findings: 40% want a bench.", True),
        ],
    )
    def test_a_number_in_words_will_do(self, item: str, is_told: bool) -> None:
        fragment = asked(f"title: Talks, {item}")
        expected = [2] if is_told and "planned" not in item else []
        assert lines("CON010", fragment) == expected

    def test_it_is_a_note(self) -> None:
        (found,) = findings("CON010", asked("title: Talks, status: done"))
        assert (found.severity.word, found.blocks) == ("info", False)


class TestInaccessibleConsultation:
    """CON011"""

    AFFECTED = "impacts: {disability: [{direction: positive}]}\n"

    @pytest.mark.parametrize(
        ("item", "is_told"),
        [
            ("title: Survey", True),
            ("title: Survey, formats: [Polish, online]", True),
            ("title: Survey, formats: [Polish, Easy Read]", False),
            ("title: Survey, formats: [BSL video]", False),
            ("title: Survey, formats: [pictures and symbols]", False),
            ("title: Survey, method: at home or by telephone", False),
        ],
    )
    def test_a_format_is_one_that_disabled_people_need(self, item: str, is_told: bool) -> None:
        assert lines("CON011", self.AFFECTED + asked(item)) == ([3] if is_told else [])

    def test_what_was_offered_is_told_where_it_stands(self) -> None:
        fragment = (
            self.AFFECTED
            + "engagement:\n  - title: Talks\n  - title: Survey\n    formats: [Polish, online]\n"
        )
        assert told("CON011", fragment) == [
            (5, "Disability is affected, but only “Polish” and “online” was offered in consultation")
        ]

    def test_one_accessible_consultation_is_enough(self) -> None:
        fragment = self.AFFECTED + asked("title: Survey", "title: Talks, formats: [hearing loop]")
        assert lines("CON011", fragment) == []

    @pytest.mark.parametrize(
        "impacts",
        ["", "impacts: {disability: [{direction: none}]}\n", "impacts: {age: [{direction: negative}]}\n"],
    )
    def test_where_disabled_people_feel_no_impact_it_is_silent(self, impacts: str) -> None:
        assert lines("CON011", impacts + asked("title: Survey")) == []

    def test_where_nobody_was_asked_it_is_silent(self) -> None:
        assert lines("CON011", self.AFFECTED + "engagement_none_reason: The law fixes it.\n") == []


class TestUnaskedChildren:
    """CON012"""

    ADULTS = asked("title: Survey, audience: Parents of pupils, groups: [age]")

    @pytest.mark.parametrize(
        ("affected", "word"),
        [
            ("scope: {affected: Children who walk to school}", "Children"),
            ("scope: {affected: 'Residents, among them young people'}", "young people"),
            ("scope: {affected: Parents of children under five}", ""),
            ("scope: {affected: Adults; no children use the centre}", ""),
            ("scope: {affected: Residents}", ""),
            ("impacts: {disability: [{direction: positive, subgroups: [autistic pupils]}]}", "pupils"),
            ("impacts: {age: [{direction: negative, description: Girls lose the hall.}]}", "Girls"),
            ("impacts: {age: [{direction: none, description: Girls keep the hall.}]}", ""),
        ],
    )
    def test_children_are_affected_where_the_words_are_about_them(self, affected: str, word: str) -> None:
        found = told("CON012", f"{affected}\n{self.ADULTS}")
        assert [message.partition("speaks of ")[2].partition(",")[0] for _, message in found] == (
            [f"“{word}”"] if word else []
        )

    @pytest.mark.parametrize(
        ("item", "is_told"),
        [
            ("title: Survey, audience: Pupils aged 7 to 17", False),
            ("title: Discussion groups with pupils", False),
            ("title: Talks, method: school councils", False),
            ("title: Talks, representative_bodies: [Youth Council]", False),
            ("title: Survey, audience: 'Parents of pupils, and pupils'", False),
            ("title: Survey, groups: [age]", False),
            ("title: Survey, audience: Parents and carers, groups: [age]", True),
            ("title: Survey, audience: Parents and carers of disabled children", True),
            ("title: Survey, audience: Schools for children with autism", True),
            ("title: Survey, audience: Residents, groups: [age]", True),
            ("title: Early Years Reference Group", True),
        ],
    )
    def test_children_were_asked_where_the_words_are_about_them(self, item: str, is_told: bool) -> None:
        fragment = "scope: {affected: Children who walk to school}\n" + asked(item)
        assert lines("CON012", fragment) == ([3] if is_told else [])

    def test_where_nobody_was_asked_it_is_silent(self) -> None:
        assert lines("CON012", "scope: {affected: Children}\nengagement: []\n") == []


def test_a_consultation_that_is_nothing_but_empty_is_left_to_the_rule_on_silence() -> None:
    assessment = Assessment.build({"engagement": [{}], "scope": {"affected": "Children"}})
    silent = [f"CON{number:03}" for number in (2, 3, 4, 5, 6, 8, 9, 10, 11, 12)]
    rules = [rule for code in silent if (rule := find(code))]
    assert len(rules) == len(silent)
    assert [p for rule in rules for p in rule.check(assessment, form(), date(2026, 1, 15))] == []
