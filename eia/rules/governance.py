"""Rules on governance: who answers for the assessment, and in which order things happened."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from eia.bank_holidays import working_days
from eia.dates import When, in_words, when
from eia.findings import Path, Problem, Severity
from eia.form import Form
from eia.kept import Kept
from eia.model import Action, Activity, Approval, Assessment, Engagement, Evidence, Monitoring, Person
from eia.parts import Part, after, dates_of
from eia.rules import rule
from eia.rules.written_dates import misdated
from eia.text import quote, same

EVERY_KIND = ("full", "screening", "cumulative")


@rule("GOV001", Severity.ERROR, due="submitted", basis="Brown principle 6: keep records", kinds=EVERY_KIND)
def missing_details(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The title, the description, the service area, the lead officer or the decision maker is not given.

    ## Why it matters
    Whoever reads the assessment has to know what is assessed, who answers for it and who decides. The duty is the
    decision maker's own and cannot be handed on (R (Brown) v SSWP [2008]); an assessment that names nobody is
    put before nobody.

    ## What to do
    Fill in the title, the description, the service area, the lead officer and the decision maker. For a person,
    the post is enough.

    ## Flagged
    ```yaml
    activity:
      title: Library opening hours
      description: Four libraries would open and close an hour later from April 2027.
    people:  # GOV001
      lead_officer: {job_title: Head of Libraries}
    decision:  # GOV001
      meeting_date: 2027-01-12
    ```

    ## Accepted
    ```yaml
    activity:
      title: Library opening hours
      description: Four libraries would open and close an hour later from April 2027.
    people:
      service_area: Libraries
      lead_officer: {job_title: Head of Libraries}
    decision:
      maker: Cabinet
      meeting_date: 2027-01-12
    ```
    """
    activity, people, decision = assessment.activity, assessment.people, assessment.decision
    details = (
        (
            activity.at("title"),
            activity.title,
            "Write what the activity is called, as `title`, under `activity`.",
        ),
        (
            activity.at("description"),
            activity.description,
            "Write what is proposed, and what changes from today, as `description`, under `activity`.",
        ),
        (
            people.at("service_area"),
            people.service_area,
            "Write the service it belongs to, as `service_area`, under `people`.",
        ),
        (
            people.at("lead_officer"),
            people.lead_officer,
            "Write the post that answers for the assessment, as `lead_officer: {job_title: …}`, under `people`.",
        ),
        (
            decision.at("maker"),
            decision.maker,
            "Write which committee or officer decides, as `maker`, under `decision`.",
        ),
    )
    for path, answer, hint in details:
        if not answer:
            yield Problem(path, f"{quote(form.label(path), limit=80)} is not answered", hint)


@rule("GOV002", Severity.ERROR, due="approved", basis="Brown principle 6: keep records", kinds=EVERY_KIND)
def incomplete_sign_off(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A sign-off that the form requires is missing, or lacks the post or the day.

    ## Why it matters
    “Approved” has to mean that a named post approved this text on a day that can be compared with the day of the
    decision. Without the day nobody can show that the assessment came first.

    ## What to do
    Record each sign-off when it is given: the role, the post and the day. A sign-off that returned the assessment
    or only noted it does not count.

    ## Flagged
    ```yaml
    approvals:
      - role: approver  # GOV002
        person: {job_title: Director of Children's Services}
    ```
    ```yaml
    approvals:  # GOV002
      - role: equality_adviser
        person: {job_title: Equality and Diversity Manager}
        date: 2026-01-09
    ```

    ## Accepted
    ```yaml
    approvals:
      - role: approver
        person: {job_title: Director of Children's Services}
        result: approved
        date: 2026-01-12
    ```
    """
    for role in form.roles.values():
        given = [approval for approval in assessment.approvals if approval.role == role.key]
        standing = [approval for approval in given if approval.stands]
        label = quote(role.label)
        if not role.required or any(_is_complete(approval) for approval in standing):
            continue
        if standing:
            yield from _what_is_missing(standing[-1], label)
        elif given:
            yield Problem(
                given[-1].at("result"),
                f"{label}: the sign-off is only “{given[-1].result}”, not approved",
                "Record the approval when it is given, or set the status back to `submitted`.",
            )
        else:
            yield Problem(
                assessment.at("approvals", after(assessment.approvals)),
                f"{label}: nobody has signed",
                f"Record who approved the assessment, under `approvals`, with `role: {role.key}`, `person` and `date`.",
            )


@rule(
    "GOV003",
    Severity.ERROR,
    due="approved",
    basis="Brown principle 3: rigour and an open mind",
    kinds=EVERY_KIND,
)
def self_approval(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The person who approves the assessment also wrote it or leads on it.

    ## Why it matters
    The sign-off is there so that somebody who does not depend on the proposal reads the assessment with rigour
    and an open mind (R (Brown) v SSWP [2008]). Nobody can do that for their own work.

    ## What to do
    Have somebody else approve it: as a rule the director or the head of service above the lead officer.

    ## Flagged
    ```yaml
    people:
      lead_officer: {job_title: Head of Libraries}
    approvals:
      - role: approver
        person: {job_title: Head of Libraries}  # GOV003
        date: 2026-01-12
    ```

    ## Accepted
    ```yaml
    people:
      lead_officer: {job_title: Head of Libraries}
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2026-01-12
    ```
    """
    people = assessment.people
    for approval in assessment.approvals:
        role = form.roles.get(approval.role)
        if role is None or not role.independent or not approval.stands:
            continue
        if _same_person(approval.person, people.lead_officer):
            also = f"is also named as {quote(form.label(people.at('lead_officer')))}"
        elif any(_same_person(approval.person, author) for author in people.authors):
            also = "is also an author of the assessment"
        else:
            continue
        yield Problem(
            approval.at("person"),
            f"{quote(role.label)} names {quote(approval.person.words)}, who {also}",
            "Have somebody approve the assessment who neither wrote it nor leads on it.",
        )


@rule(
    "GOV004",
    Severity.ERROR,
    due="approved",
    basis="R (Rahman) v Birmingham [2011] EWHC 944; Police Superintendents' Association v HMT [2021] EWHC 3389",
    kinds=EVERY_KIND,
)
def decision_before_approval(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The day of the decision is not given, or lies before the approval.

    ## Why it matters
    The decision maker has to have the assessment before deciding. In Rahman v Birmingham [2011] it was not before
    members; in Police Superintendents' Association v HM Treasury [2021] the decision had been taken by the time
    the assessment came. Both authorities lost. “For approval” without a day proves nothing either way.

    ## What to do
    Give the day of the meeting, or, for a decision outside a meeting, the day it was taken. If the approval came
    later, the decision has to be looked at again with the assessment in hand.

    ## Flagged
    ```yaml
    decision:  # GOV004
      maker: Executive
    approvals:
      - role: approver
        person: {job_title: Director of Children's Services}
        date: 2025-11-03
    ```
    ```yaml
    decision:
      maker: Executive
      meeting_date: 2025-11-11
    approvals:
      - role: approver
        person: {job_title: Director of Children's Services}
        date: 2025-11-24  # GOV004
    ```

    ## Accepted
    ```yaml
    decision:
      maker: Executive
      meeting_date: 2025-11-11
    approvals:
      - role: approver
        person: {job_title: Director of Children's Services}
        date: 2025-11-03
    ```
    """
    decision = assessment.decision
    if decision.meeting_date is None and decision.taken_on is None:
        path = decision.at("meeting_date")
        yield Problem(
            path,
            f"{quote(form.label(path))} is not answered",
            "Give the day of the meeting, as `meeting_date`, or of a decision outside a meeting, as `taken_on`.",
        )
    for approval in assessment.approvals:
        if approval.stands and _is_after(approval.date, decision.date):
            yield _out_of_order(
                approval.at("date"),
                approval.date,
                "after",
                decision.at("taken_on" if decision.taken_on else "meeting_date"),
                decision.date,
                form,
                "Put the approved assessment before the decision maker, and record the day of that decision.",
            )


@rule(
    "GOV006",
    Severity.ERROR,
    due="submitted",
    basis="R (Kaur & Shah) v Ealing [2008] EWHC 2062",
    kinds=EVERY_KIND,
)
def dates_out_of_order(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Something is dated before what has to come first.

    ## Why it matters
    In Kaur & Shah v Ealing [2008] the council lost because it assessed after it had decided. The order of the
    dates is how a reader can tell; when they contradict one another, the record proves nothing.

    An assessment is started, completed, submitted, approved and published, in that order, and completed before
    the decision. It may be published with the papers, before the decision. An activity or a consultation ends
    after it begins. (Approval after the decision is GOV004.)

    ## What to do
    Find out which of the two dates is wrong, and put it right. If neither is, the finding stands: say so to the
    decision maker.

    ## Flagged
    ```yaml
    dates:
      started: 2025-09-08
      completed: 2025-09-01  # GOV006
    ```
    ```yaml
    dates:
      completed: 2025-11-20  # GOV006
    decision:
      maker: Cabinet
      meeting_date: 2025-11-04
    ```

    ## Accepted
    ```yaml
    dates:
      started: 2025-06-02
      completed: 2025-09-01
      submitted: 2025-09-02
      published: 2025-10-27
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2025-09-22
    decision:
      maker: Cabinet
      meeting_date: 2025-11-04
    ```
    """
    hint = "Find out which of the two dates is wrong, and put it right."
    dates, decision, activity = assessment.dates, assessment.decision, assessment.activity
    made = [(dates.at(name), getattr(dates, name)) for name in ("started", "completed", "submitted")]
    signed = _sign_off_dates(assessment, form)
    steps = [step for step in (*made, *signed, (dates.at("published"), dates.published)) if step[1]]
    lasting: tuple[Activity | Engagement, ...] = (activity, *assessment.engagement)
    ends = [((part.at("start"), part.start), (part.at("end"), part.end)) for part in lasting]
    for (path, moment), (next_path, next_moment) in (*pairwise(steps), *ends):
        if _is_after(moment, next_moment):
            yield _out_of_order(next_path, next_moment, "before", path, moment, form, hint)
    if not signed:
        decided = decision.at("taken_on" if decision.taken_on else "meeting_date")
        for path, moment in [step for step in made if _is_after(step[1], decision.date)][:1]:
            yield _out_of_order(path, moment, "after", decided, decision.date, form, hint)


@rule(
    "GOV007",
    Severity.ERROR,
    due="submitted",
    basis="R (Kaur & Shah) v Ealing [2008] EWHC 2062; EHRC: an assessment cannot be retrospective",
    kinds=EVERY_KIND,
)
def retrospective_assessment(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The assessment was finished after the activity had started.

    ## Why it matters
    The duty has to be met before and at the time that a policy is decided on, not afterwards (R (Brown) v SSWP
    [2008]). The Equality and Human Rights Commission says that an assessment must come before the decision and
    inform it, and cannot be retrospective.

    A review of something that has long been running (`newness: existing` or `ending`), and an assessment that
    replaces an earlier one (`supersedes`), are not held to this.

    ## What to do
    Correct the date, or put the decision to the decision maker again with the assessment in hand. If the date is
    right, tell them that the activity went ahead first. If the activity is an existing one under review, say so
    under `newness`.

    ## Flagged
    ```yaml
    activity:
      newness: new
      start: 2025-09
    dates:
      completed: 2025-11-10  # GOV007
    ```

    ## Accepted
    ```yaml
    activity:
      newness: new
      start: 2025-09
    dates:
      completed: 2025-06-20
    ```
    """
    activity, dates = assessment.activity, assessment.dates
    if assessment.supersedes or activity.newness in ("existing", "ending"):
        return
    made = [(dates.at(name), getattr(dates, name)) for name in ("completed", "submitted")]
    finished = [step for step in (*made, *_sign_off_dates(assessment, form)) if step[1]]
    for path, moment in finished[:1]:
        if _is_after(moment, activity.start):
            yield _out_of_order(
                path,
                moment,
                "after",
                activity.at("start"),
                activity.start,
                form,
                "Put the decision to the decision maker again with the assessment in hand, or correct the date.",
            )


@rule("GOV008", Severity.ERROR, due="draft", basis="Brown principle 6: keep records", kinds=EVERY_KIND)
def not_a_date(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A date is not a date that can be compared with others.

    ## Why it matters
    Whether the assessment came before the decision, whether its evidence is fresh and when it is due for review
    are read off the dates. “Summer”, “ongoing” and “31/02/2019” cannot be put in any order.

    ## What to do
    Write year, month and day with hyphens: `2019-03-31`. The start and end of the activity may be a month
    (`2019-03`); the date of a source and the dates of a consultation may be a month or a year. A date that is not
    known yet is left out.

    ## Flagged
    ```yaml
    activity:
      start: summer  # GOV008
    decision:
      meeting_date: 31/03/2019  # GOV008
    dates:
      started: 2019-02-31  # GOV008
      completed: 2019-03  # GOV008
    approvals:
      - role: approver
        date: TBC  # GOV008
    ```

    ## Accepted
    ```yaml
    activity:
      start: 2019-09
    decision:
      meeting_date: 2019-03-31
    dates:
      started: 2019-01-07
      completed: 2019-02-28
    evidence:
      - title: Residents' survey
        date: 2018
    ```
    """
    for part in assessment.parts():
        for name, exactness in _DATES[type(part)]:
            value = vars(part).get(name)
            if value is not None:
                fault = misdated(value, exactness)
                if fault:
                    what, hint = fault
                    path = part.at(name)
                    yield Problem(path, f"{quote(form.label(path))} is {what}", hint)


@rule(
    "GOV010",
    Severity.WARNING,
    due="approved",
    basis="Local Government Act 1972, section 100B: papers are open five clear days before",
    kinds=EVERY_KIND,
)
def last_minute_approval(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The assessment was approved too shortly before the meeting to go out with the papers.

    ## Why it matters
    Papers for a council's meeting are open to inspection five clear days before it (section 100B of the Local
    Government Act 1972). An assessment approved after that cannot have gone out with them, so that members and
    the public had little or no time to read it.

    The form sets how many working days there should be. Weekends and bank holidays do not count.

    ## What to do
    Approve the assessment before the papers are sent out. If it came late, tell members when they got it, and put
    the decision off if they have not had time.

    ## Flagged
    ```yaml
    decision:
      maker: Executive
      meeting_date: 2025-11-11
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2025-11-10  # GOV010
    ```

    ## Accepted
    ```yaml
    decision:
      maker: Executive
      meeting_date: 2025-11-11
    approvals:
      - role: approver
        person: {job_title: Director of Communities}
        date: 2025-10-30
    ```
    """
    fewest = form.parameter("GOV010", "working_days")
    meeting = assessment.decision.meeting_date
    for path, approved in _sign_off_dates(assessment, form)[-1:]:
        if not (meeting and meeting.is_day and meeting.first and approved.is_day and approved.first):
            continue
        days = working_days(approved.first, meeting.first, form.jurisdiction)
        if approved.first <= meeting.first and days < fewest:
            when = (
                "the day of the meeting"
                if not days
                else f"{days} working day{'s' * (days > 1)} before the meeting"
            )
            yield Problem(
                path,
                f"{quote(form.label(path))} ({in_words(approved)}) is only {when}",
                f"Have the assessment approved {fewest} working days before, so that it goes out with the papers.",
            )


@rule("GOV011", Severity.INFO, due="approved", basis="Brown principle 3: rigour and an open mind")
def lone_author(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A high negative impact was weighed by one person alone.

    ## Why it matters
    Nobody knows every group's life. Some councils' forms ask who took part and why each was chosen. Where much is
    at stake, a second pair of eyes is part of rigour (R (Brown) v SSWP [2008]).

    ## What to do
    Have somebody who knows the group take part, and name the posts under `team`.

    ## Flagged
    ```yaml
    people:  # GOV011
      authors: [{job_title: Policy Officer}]
    impacts:
      disability:
        - direction: negative
          level: high
          description: Adults with substantial needs lose help to wash and eat on two days a week.
    ```

    ## Accepted
    ```yaml
    people:
      authors: [{job_title: Policy Officer}]
      team:
        - {job_title: Occupational Therapist}
        - {job_title: Chair of the Disability Partnership, organisation: Disability Partnership}
    impacts:
      disability:
        - direction: negative
          level: high
          description: Adults with substantial needs lose help to wash and eat on two days a week.
    ```
    """
    people = assessment.people
    took_part = {person.words.casefold() for person in (*people.authors, *people.team) if person}
    high = {effect.group for effect in assessment.negative_effects if form.is_high(effect.level)}
    if high and len(took_part) < 2:
        who = "one person" if took_part else "nobody"
        yield Problem(
            people.at("team"),
            f"The negative impact on {form.group_labels(high)} is rated high, but {who} is named as having weighed it",
            "Name under `people`, as `team`, the posts that took part, among them somebody who knows the group.",
        )


@rule(
    "GOV013",
    Severity.WARNING,
    due="submitted",
    basis="Brown principle 6: keep records",
    kinds=EVERY_KIND,
)
def form_out_of_use(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The assessment was completed on a form that was not in use on that day.

    ## Why it matters
    A form is changed when the law, the guidance or the organisation's groups change. An assessment on a form that had
    been withdrawn has not been asked the newer questions; one on a form that did not exist yet has a wrong date.

    A form says in `valid_from` and `valid_to` when it is used.

    ## What to do
    Move the answers to the form in use on that day, and answer what it asks besides; or correct the date.

    ## Flagged
    ```yaml
    form: england
    dates:
      completed: 2010-11-30  # GOV013
    ```

    ## Accepted
    ```yaml
    form: england
    dates:
      completed: 2025-11-30
    ```
    """
    dates = assessment.dates
    name = "completed" if dates.completed else "submitted"
    done, path = getattr(dates, name), dates.at(name)
    first, last = when(form.valid_from), when(form.valid_to)
    if _is_after(first, done):
        yield _not_in_use(path, done, f"used from {in_words(first)}", form)
    elif _is_after(done, last):
        yield _not_in_use(path, done, f"used until {in_words(last)}", form)


@rule(
    "GOV014",
    Severity.WARNING,
    due="submitted",
    basis="Brown principle 4: the duty cannot be delegated",
    kinds=EVERY_KIND,
)
def outside_ownership(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Only people from outside the organisation answer for the assessment.

    ## Why it matters
    The duty cannot be handed on (R (Brown) v SSWP [2008]). A consultant may write the assessment, but an officer
    has to answer for it, act on it and be there when it is reviewed.

    ## What to do
    Name an officer as lead officer or, under `owner`, as the one who answers for the activity.

    ## Flagged
    ```yaml
    people:
      lead_officer: {job_title: Senior Consultant, organisation: Example Advisers}  # GOV014
    ```

    ## Accepted
    ```yaml
    people:
      authors: [{job_title: Senior Consultant, organisation: Example Advisers}]
      lead_officer: {job_title: Head of Leisure}
    ```
    """
    people = assessment.people
    own = (form.organisation, "")
    outsiders = [person for person in (people.lead_officer, people.owner) if person]
    if people.lead_officer and not any(person.organisation in own for person in outsiders):
        path = people.at("lead_officer")
        yield Problem(
            path,
            f"{quote(form.label(path))} is from {quote(people.lead_officer.organisation)}, and no officer is named",
            "Name an officer as `lead_officer`, or as `owner` of the activity.",
        )


EXACTNESS: dict[tuple[type[Part], str], str] = {
    (Activity, "start"): "month",
    (Activity, "end"): "month",
    (Evidence, "date"): "year",
    (Engagement, "start"): "year",
    (Engagement, "end"): "year",
}
"""The dates that need not be a day, with what they have to be at least; as in the schema."""
TOLD_ELSEWHERE: frozenset[tuple[type[Part], str]] = frozenset({(Action, "due"), (Monitoring, "review_date")})
"""The dates that have a rule of their own: ACT002 and MON001."""


def _dates_of(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """The dates of a kind of part that are told here, each with what it has to be at least."""
    return tuple(
        (name, EXACTNESS.get((kind, name), "day"))
        for name in dates_of(kind)
        if (kind, name) not in TOLD_ELSEWHERE
    )


_DATES = Kept[type[Part], tuple[tuple[str, str], ...]](_dates_of, most=1_000)


def _not_in_use(path: Path, day: When, use: str, form: Form) -> Problem:
    return Problem(
        path,
        f"{quote(form.label(path))} is {in_words(day)}, but the form {quote(form.name)} is {use}",
        "Move the answers to the form in use on that day, or correct the date.",
    )


def _is_complete(approval: Approval) -> bool:
    return bool(approval.person.job_title and approval.date is not None)


def _what_is_missing(approval: Approval, label: str) -> Iterator[Problem]:
    if not approval.person:
        yield Problem(
            approval.at("person"),
            f"{label}: the sign-off does not say who gave it",
            "Write who signed, as `person: {job_title: …}`; a name may stand beside the post.",
        )
    elif not approval.person.job_title:
        yield Problem(
            approval.at("person", "job_title"),
            f"{label}: the sign-off does not say in which post {approval.person.name} gave it",
            "Write the post beside the name, as `job_title`: posts outlive people.",
        )
    if approval.date is None:
        yield Problem(
            approval.at("date"),
            f"{label}: the sign-off has no date",
            "Write the day it was given, such as `date: 2026-09-21`.",
        )


def _sign_off_dates(assessment: Assessment, form: Form) -> list[tuple[Path, When]]:
    """The day of the last sign-off in each role that the form requires, earliest first; only real dates."""
    last = {
        item.role: (item.at("date"), item.date)
        for item in assessment.approvals
        if item.stands and item.date and item.role in form.roles and form.roles[item.role].required
    }
    return sorted(last.values(), key=lambda step: step[1].text)


def _same_person(one: Person, other: Person) -> bool:
    """Whether two people are the same, by name where both have one, else by post."""
    if one.name and other.name:
        return same(one.name, other.name)
    return same(one.job_title, other.job_title)


def _is_after(one: When | None, other: When | None) -> bool:
    """Whether the first day meant by one comes after the last day meant by the other; no if either is unknown."""
    return bool(one and other and one.first and other.last and one.first > other.last)


def _out_of_order(
    path: Path, moment: When | None, order: str, other: Path, other_moment: When | None, form: Form, hint: str
) -> Problem:
    told, other_told = (in_words(item) if item else "" for item in (moment, other_moment))
    message = f"{quote(form.label(path))} ({told}) is {order} {quote(form.label(other))} ({other_told})"
    return Problem(path, message, hint)
