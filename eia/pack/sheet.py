"""What members are told of each item, as plain finished values for the template of a pack."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eia.dates import in_words
from eia.editions import Withheld
from eia.form import Form
from eia.model import Assessment, Effect
from eia.pack.paper import Paper, Papers
from eia.pack.rule import PackRule, Trouble
from eia.text import quote


@dataclass(frozen=True)
class Mark:
    """Something that members are to know of a paper that would otherwise be kept back."""

    label: str
    """In a few words, for the cover and the contents."""
    reason: str
    """In a sentence, for the paper itself; empty where it might quote what is not for publication."""


@dataclass(frozen=True)
class Sheet:
    """What members are told of one item."""

    letter: str
    label: str
    """`Appendix A`."""
    anchor: str
    """The id of its first heading."""
    number: str
    """Its number on the agenda; empty when it has none."""
    title: str
    language: str
    """The language of its answers, where it differs from the form's; else empty."""
    report: str
    """What its form calls the report."""
    reference: str
    status: str
    is_screening: bool
    gains: str
    """The groups that gain, as a list in a sentence."""
    losses: tuple[str, ...]
    """The groups that may lose, each with the people in it that are meant: `Disability (autistic pupils)`."""
    tells_remaining: bool
    """Whether it says what is left of the losses once the actions are done."""
    remaining: str
    """The groups that may lose even then."""
    not_known: str
    """The groups of which it says that the effect is not known."""
    not_answered: str
    """The groups about which it says nothing, though its form asks for them."""
    withheld: str
    """The groups of whose effects something is not for publication."""
    gaps: str
    """The groups on which evidence is missing."""
    other_gaps: tuple[str, ...]
    """What else is not known, in a few words each."""
    asked: str
    """What is recommended to the decision maker; empty when nothing is recommended yet."""
    marks: tuple[Mark, ...]
    notice: str
    """What members are told of a paper that is for them only; empty for any other."""
    open: int
    """How many points the check finds open in it."""
    findings: tuple[str, ...]
    """Those points, the weightier first; none where one might quote what is not for publication."""
    body: str = ""
    """The report itself, as HTML."""


@dataclass(frozen=True)
class Count:
    """In how many items a group is affected, and how; the numbers add up to the number of items."""

    group: str
    gains: int
    loses: int
    both: int
    none: int
    unknown: int
    """Where the effect is not known, nothing is said of the group, or it is not for publication."""


@dataclass(frozen=True)
class Pack:
    """All that the template of a pack can say."""

    title: str
    language: str
    texts: Mapping[str, str]
    """The form's phrases."""
    organisation: str
    maker: str
    date: str
    """The day of the meeting, in words."""
    clear_days: int
    reference: str
    marks: tuple[Mark, ...]
    """What is to be known of all papers together."""
    notice: str
    """What members are told of papers that are for them only; empty for papers for everybody."""
    sheets: tuple[Sheet, ...]
    counts: tuple[Count, ...]
    """By group, over the full assessments."""
    counted: int
    """How many items those are."""

    @property
    def marked(self) -> tuple[Sheet, ...]:
        """The items that are marked."""
        return tuple(sheet for sheet in self.sheets if sheet.marks)


def pack_of(
    papers: Papers, troubles: Iterable[tuple[PackRule, Trouble]], bodies: Sequence[str], reference: str
) -> Pack:
    """What the template says of the papers.

    Args:
        papers: the papers.
        troubles: what is marked.
        bodies: the report of each paper, as HTML.
        reference: what the whole is filed under.
    """
    told = list(troubles)
    form = papers.form
    full = [paper for paper in papers.papers if paper.shown.kind != "screening"]
    return Pack(
        title=papers.agenda.title or form.texts.get("pack", "") or form.name,
        language=form.language,
        texts=form.texts,
        organisation=papers.organisation or form.organisation,
        maker=papers.agenda.maker,
        date=in_words(papers.agenda.meeting),
        clear_days=papers.clear_days,
        reference=reference,
        marks=_marks(None, told, form),
        notice="" if papers.is_public else form.texts.get("members", ""),
        sheets=tuple(
            _sheet(paper, _marks(paper, told, form), body, form)
            for paper, body in zip(papers.papers, bodies, strict=True)
        ),
        counts=tuple(_counts(full, form)),
        counted=len(full),
    )


def _marks(paper: Paper | None, told: Iterable[tuple[PackRule, Trouble]], form: Form) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            form.texts.get(f"pack_mark_{rule.mark}", rule.mark),
            "" if paper is not None and paper.withholds else trouble.message,
        )
        for rule, trouble in told
        if trouble.paper is paper
    )


def _sheet(paper: Paper, marks: tuple[Mark, ...], body: str, house: Form) -> Sheet:
    own, form = paper.shown, paper.form
    withheld = groups_in(paper.edition.withheld, form)
    felt = effects_by_group(own)
    status = form.statuses.get(own.status)
    language = own.language
    return Sheet(
        letter=paper.letter,
        label=f"{form.texts.get('pack_appendix', 'Appendix')} {paper.letter}",
        anchor=f"appendix-{paper.letter.lower()}",
        number=paper.item.number,
        title=paper.title,
        language=language if language and form.language.split("-")[0] != language else "",
        report=form.texts.get("report", "") or form.name,
        reference=own.reference or own.id,
        status=status.label if status else own.status,
        is_screening=own.kind == "screening",
        gains=form.group_labels(felt["positive"]),
        losses=tuple(_losers(own, form)),
        tells_remaining=any(effect.residual.direction for effect in own.negative_effects),
        remaining=form.group_labels(effect.group for effect in own.lasting_negative_effects),
        not_known=form.group_labels(felt["unknown"]),
        not_answered=form.group_labels(unanswered(own, form) - withheld),
        withheld=form.group_labels(withheld),
        gaps=form.group_labels({group for gap in own.evidence_gaps for group in gap.groups}),
        other_gaps=tuple(
            quote(gap.description, 80).strip("“”")
            for gap in own.evidence_gaps
            if gap.description and not gap.groups
        ),
        asked=asked(own, form),
        marks=marks,
        notice="" if paper.is_public or not paper.hides else house.texts.get("members", ""),
        open=len(paper.open),
        findings=() if paper.withholds else tuple(finding.message for finding in paper.open),
        body=body,
    )


def effects_by_group(own: Assessment) -> Mapping[str, set[str]]:
    """Direction → the groups that are affected so."""
    found: dict[str, set[str]] = {"positive": set(), "negative": set(), "none": set(), "unknown": set()}
    effect: Effect
    for effect in own.effects:
        found.setdefault(effect.direction, set()).add(effect.group)
    return found


def _losers(own: Assessment, form: Form) -> Iterable[str]:
    subgroups: dict[str, dict[str, None]] = {}
    for effect in own.negative_effects:
        subgroups.setdefault(effect.group, {}).update(dict.fromkeys(effect.subgroups))
    for key in [*form.groups, *subgroups]:
        meant = subgroups.pop(key, None)
        if meant is not None:
            label = form.group_label(key)
            yield f"{label} ({', '.join(meant)})" if meant else label


def unanswered(own: Assessment, form: Form) -> set[str]:
    """The groups that the form asks about and of which a full assessment says nothing."""
    if own.kind == "screening":
        return set()
    return {group.key for group in form.required_groups if not own.directions(group.key)}


def groups_in(withheld: Withheld, form: Form) -> set[str]:
    """The groups of whose effects something is not for publication."""
    kept = {address.split(".")[1] for address in withheld.words if address.startswith("impacts.")}
    return kept | ({group.key for group in form.required_groups} if "impacts" in withheld.words else set())


def asked(own: Assessment, form: Form) -> str:
    """What the assessment recommends: its own recommendation, or the outcome of a screening."""
    if own.kind == "screening":
        outcome = form.relevance_outcomes.get(own.relevance.outcome)
        return outcome.label if outcome else own.relevance.outcome
    known = form.outcomes.get(own.recommendation.outcome)
    return known.label if known else own.recommendation.outcome


def _counts(papers: Sequence[Paper], form: Form) -> Iterable[Count]:
    labels = {group.key: group.label for paper in papers for group in paper.form.groups.values()}
    order = dict.fromkeys([*(key for key in form.groups if key in labels), *labels])
    for key in order:
        found = [
            frozenset[str]()
            if key in groups_in(paper.edition.withheld, paper.form)
            else paper.shown.directions(key)
            for paper in papers
        ]
        gains = sum("positive" in each and "negative" not in each for each in found)
        loses = sum("negative" in each and "positive" not in each for each in found)
        both = sum({"positive", "negative"} <= each for each in found)
        none = sum("none" in each and not {"positive", "negative", "unknown"} & each for each in found)
        label = form.groups[key].label if key in form.groups else labels[key]
        yield Count(label, gains, loses, both, none, len(found) - gains - loses - both - none)
