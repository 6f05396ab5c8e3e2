"""What a covering report says of an assessment, as plain finished values for the template of the implications."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eia.dates import When, in_words
from eia.editions import Edition
from eia.findings import Finding
from eia.form import Form, in_a_sentence
from eia.model import Assessment, Effect, Person
from eia.pack.sheet import asked, effects_by_group, groups_in, unanswered
from eia.text import sentences

BRIEF = 320
"""Characters of an answer, in whole sentences: what fits into somebody else's report."""


@dataclass(frozen=True)
class Step:
    """One action, in a line."""

    what: str
    who: str
    when: str


@dataclass(frozen=True)
class Loss:
    """One negative effect."""

    group: str
    who: str
    """The people in the group that are meant, where the assessment says."""
    what: str
    steps: tuple[Step, ...]
    left: str
    """The direction that is left after the actions, as the file has it; empty where it does not say."""
    justification: str


@dataclass(frozen=True)
class Gap:
    """Something that is not known, and how it will be found out."""

    what: str
    plan: str


@dataclass(frozen=True)
class Check:
    """One sign-off."""

    who: str
    role: str
    approves: bool
    """Whether whoever holds that role has to sign, rather than to advise."""
    result: str
    """`approved`, `returned`, or whatever else the file has; empty counts as approved."""
    date: str


@dataclass(frozen=True)
class Implications:
    """All that the template can say."""

    title: str
    language: str
    answers_in: str
    texts: Mapping[str, str]
    reference: str
    organisation: str
    maker: str
    meeting: str
    status: str
    """As the file has it: `draft`, `approved`…"""
    status_label: str
    is_approved: bool
    is_screening: bool
    appendix: str
    """Where it is attached, such as `Appendix A`; empty when that is not known."""
    by: str
    """Who made it: the service area, else the lead officer's post."""
    completed: str
    sources: int
    newest: str
    """The date of the latest source."""
    rounds: tuple[str, ...]
    """The rounds of consultation that have taken place."""
    took_part: int
    planned: tuple[str, ...]
    """Those that have not."""
    nobody_asked: str
    """Why nobody was asked, where the assessment says."""
    gains: str
    losses: tuple[Loss, ...]
    loses: str
    no_effect: str
    not_known: str
    not_answered: str
    says_nothing: bool
    """Whether it says of no group what the effect will be."""
    notice: str
    """What the members' edition says at its top; empty in the public one."""
    withholds: bool
    """Whether something the assessment says is left out, as it is not for publication."""
    gaps: tuple[Gap, ...]
    outcome: str
    rationale: str
    changes: tuple[str, ...]
    actions: int
    done: int
    last_due: str
    checks: tuple[Check, ...]
    unsigned: str
    """The roles that have to sign and have not."""
    review: str
    """The day of its next review; empty where there is none that is a day."""
    open: tuple[str, ...]
    """The errors that the check finds open; none where one might quote what is not for publication."""


def implications(
    edition: Edition, form: Form, findings: Iterable[Finding], *, organisation: str = "", appendix: str = ""
) -> Implications:
    """What a covering report says of an assessment.

    Args:
        edition: what may be said of it.
        form: the form it is made on.
        findings: what was found in it.
        organisation: whose it is, where the form does not say.
        appendix: where it is attached.
    """
    own, hidden = edition.assessment, groups_in(edition.withheld, form)
    felt = effects_by_group(own)
    status = form.statuses.get(own.status)
    done = [item for item in own.engagement if item.status in ("", "done")]
    dates = [item.date for item in own.evidence if item.date]
    due = [action.due for action in own.actions if action.due]
    signed = {item.role for item in own.approvals if item.stands}
    language = own.language
    return Implications(
        title=own.activity.title or form.texts.get("untitled", "") or own.id,
        language=form.language,
        answers_in=language if language and form.language.split("-")[0] != language else "",
        texts=form.texts,
        reference=own.reference or own.id,
        organisation=organisation or form.organisation,
        maker=own.decision.maker,
        meeting=_day(own.decision.meeting_date),
        status=own.status,
        status_label=status.label if status else own.status,
        is_approved=own.status in ("approved", "published"),
        is_screening=own.kind == "screening",
        appendix=appendix,
        by=own.people.service_area or own.people.lead_officer.job_title,
        completed=_day(own.dates.completed),
        sources=len(own.evidence),
        newest=_day(max(dates, key=lambda date: str(date.last), default=None)),
        rounds=tuple(item.title for item in done if item.title),
        took_part=sum(item.participants or 0 for item in done),
        planned=tuple(item.title for item in own.engagement if item not in done and item.title),
        nobody_asked=brief(own.engagement_none_reason),
        gains=in_line(felt["positive"], form),
        losses=tuple(_losses(own, form)),
        loses=in_line(felt["negative"], form),
        no_effect=in_line(felt["none"] - felt["positive"] - felt["negative"] - felt["unknown"], form),
        not_known=in_line(felt["unknown"], form),
        not_answered=in_line(unanswered(own, form) - hidden, form),
        says_nothing=not hidden and not any(effect.direction for effect in own.effects),
        notice=edition.withheld.notice,
        withholds=bool(edition.withheld.words),
        gaps=tuple(
            Gap(brief(gap.description), brief(gap.plan)) for gap in own.evidence_gaps if gap.description
        ),
        outcome=asked(own, form),
        rationale=brief(own.relevance.rationale if own.kind == "screening" else own.recommendation.rationale),
        changes=tuple(brief(change) for change in own.recommendation.changes_made),
        actions=sum(action.status != "dropped" for action in own.actions),
        done=sum(action.status == "done" for action in own.actions),
        last_due=_day(max(due, key=lambda date: str(date.last), default=None)),
        checks=tuple(_checks(own, form)),
        unsigned=in_a_sentence(
            f"“{role.label}”" for role in form.roles.values() if role.required and role.key not in signed
        ),
        review=_day(own.monitoring.review_date) if own.monitoring.review_date else "",
        open=()
        if edition.withheld.words
        else tuple(finding.message for finding in findings if finding.blocks),
    )


def brief(text: str, limit: int = BRIEF) -> str:
    """The first sentences of an answer, without Markdown marks; a first one that is too long ends in an ellipsis."""
    told = ""
    for sentence in sentences(re.sub(r"[*_`#]+", "", text)):
        flat = " ".join(sentence.split())
        if told and len(told) + len(flat) >= limit:
            break
        told = f"{told} {flat}".strip()
    if len(told) > limit:
        told = told[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return told if not told or told[-1] in ".!?…”)" else f"{told}."


def in_line(keys: Iterable[str], form: Form) -> str:
    """The groups as a list within a sentence, those that the law names with small letters: “age, race and sex”."""
    wanted = set(keys)
    labels = [
        _small(group.label) if group.is_statutory else group.label
        for group in form.groups.values()
        if group.key in wanted
    ]
    return in_a_sentence([*labels, *sorted(wanted - form.groups.keys())])


def _small(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _losses(own: Assessment, form: Form) -> Iterator[Loss]:
    steps = {action.id: action for action in own.actions if action.id}
    for effect in own.negative_effects:
        yield Loss(
            group=form.group_label(effect.group),
            who=", ".join(effect.subgroups),
            what=brief(effect.description),
            steps=tuple(
                Step(brief(step.description).rstrip("."), _who(step.owner), _day(step.due))
                for name in effect.actions
                if (step := steps.get(name)) is not None
            ),
            left=_left(effect),
            justification=brief(effect.justification),
        )


def _left(effect: Effect) -> str:
    return effect.residual.direction


def _checks(own: Assessment, form: Form) -> Iterator[Check]:
    for item in own.approvals:
        role = form.roles.get(item.role)
        yield Check(
            who=_who(item.person),
            role=role.label if role else item.role,
            approves=bool(role and role.required),
            result=item.result,
            date=_day(item.date),
        )


def _who(person: Person) -> str:
    return person.job_title or person.name or person.organisation


def _day(moment: When | None) -> str:
    return in_words(moment) if moment is not None else ""
