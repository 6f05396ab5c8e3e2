"""What the impact table must hold: a row for every group, and in every row a direction with its reason."""

from collections.abc import Iterator
from datetime import date

from eia.findings import Problem, Severity
from eia.form import Form
from eia.model import Assessment, Effect
from eia.rules import rule
from eia.rules.days import day_of_use
from eia.rules.effects import beginning, groups_meant
from eia.rules.placeholders import is_placeholder
from eia.text import mentions, quote, word_count


@rule(
    "IMP001",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010 s.149(1); HMRC equality analysis: each characteristic in turn, even without impact",
)
def unassessed_group(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Nothing is recorded about the impact on a group.

    ## Why it matters
    An empty row cannot be told from a group that nobody thought of. The duty in section 149 of the Equality Act
    2010 is owed to people of every protected characteristic, and good forms go through them in turn, even those on
    which there is no impact. “Considered, and no impact because…” is an answer; a blank is not. An assessment that was
    decided before 5 April 2011 is asked about race, disability and sex only, each from the day of its own duty.

    ## What to do
    Write a row for the group: the direction of the impact and the reason. Where too little is known to say, the
    direction is `unknown`, with a gap in the evidence and an action to fill it.

    ## Flagged
    The table leaves eight of the nine groups out.
    ```yaml
    impacts: # IMP001
      age:
        - direction: negative
          description: Older residents lose the two late evenings on which their families can bring them.
    ```

    A row that was begun and left empty says nothing either.
    ```yaml
    impacts: # IMP001
      age: [] # IMP001
      disability:
        - direction: none
          description: The building, the lift and the hearing loop stay as they are, at the same hours.
    ```

    ## Accepted
    ```yaml
    impacts:
      age: [{direction: negative, description: Older residents lose the two late evenings with a bus home.}]
      disability: [{direction: negative, description: Disabled residents lose the quiet hour after six.}]
      gender_reassignment: [{direction: unknown, description: The survey did not ask whether users are trans.}]
      marriage_civil_partnership: [{direction: none, description: Marriage plays no part in who may borrow or work here.}]
      pregnancy_maternity: [{direction: none, description: Sessions for new mothers are in the morning and stay.}]
      race: [{direction: positive, description: Residents learning English gain a reading group on Saturdays.}]
      religion_belief: [{direction: none, description: The hours that change are not on a day of worship.}]
      sex: [{direction: none, description: Women and men use the evenings in the same numbers.}]
      sexual_orientation: [{direction: none, description: The gay men's reading group meets at noon and stays.}]
    ```
    """
    if not any(assessment.impacts.values()):
        yield Problem(
            ("impacts",),
            f"{quote(form.label(('impacts',)), 90)} is not answered for any group",
            "Write a row for each group on the form: a direction and an explanation. “No impact” is an answer too,"
            " if you say why.",
            at_name=True,
        )
        return
    told = {group for key in assessment.impacts for group in groups_meant(key, form)}
    for group in form.groups_required_on(day_of_use(assessment, today)):
        if not assessment.impacts.get(group.key) and group.key not in told:
            yield Problem(
                ("impacts", group.key),
                f"Nothing is recorded about the impact on {group.label}",
                f"Add `{group.key}:` to the table with a direction and an explanation. “No impact” is an answer"
                " too, if you say why.",
            )


@rule(
    "IMP002",
    Severity.ERROR,
    due="submitted",
    basis="Equality Act 2010 s.149(1); a direction is asked on every form",
)
def impact_without_direction(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A row of the impact table does not say which way the impact goes.

    ## Why it matters
    Without a direction the decision maker cannot see who gains and who loses, and nothing else on the form (the
    relevance test, the actions, the recommendation) can be held against it. The courts look for adverse impact
    put squarely to the person who decides: R (Bracking) v Secretary of State for Work and Pensions [2013].

    ## What to do
    Choose one direction for each effect. A group that gains in one way and loses in another has two effects. If
    you do not know yet, say so: `unknown` is a direction.

    ## Flagged
    ```yaml
    impacts:
      sex:
        - description: Most parents at the morning sessions are women. # IMP002
    ```

    ## Accepted
    ```yaml
    impacts:
      sex:
        - direction: negative
          description: Most parents at the morning sessions are women, and half of the sessions end.
        - direction: positive
          description: Men who work shifts gain a Saturday session.
    ```
    """
    for effect in assessment.effects:
        if not effect.direction:
            choices = ", ".join(f"`{key}`" for key in form.directions)
            yield Problem(
                effect.at("direction"),
                f"{form.group_label(effect.group)}: no direction is chosen{beginning(effect)}",
                f"Add `direction:` with one of {choices}. A group that gains and loses has one effect for each.",
            )


@rule(
    "IMP003",
    Severity.ERROR,
    due="submitted",
    basis="R (Bridges) v Chief Constable of South Wales Police [2020] EWCA Civ 1058: a neutral policy may still hit"
    " a group",
)
def unexplained_no_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A group is said to feel no impact, with no reason or hardly one.

    ## Why it matters
    A policy that looks neutral may still fall harder on a group: the lesson of R (Bridges) v Chief Constable of South
    Wales Police [2020], where reasonable enquiries had not been made. “None” records an answer, not the thinking
    behind it.

    ## What to do
    Say in a sentence why people in the group notice no difference, and how you know. If you cannot, the honest
    direction is `unknown`.

    ## Flagged
    ```yaml
    impacts:
      religion_belief:
        - direction: none
          description: No impact identified. # IMP003
    ```

    ## Accepted
    ```yaml
    impacts:
      religion_belief:
        - direction: none
          description: |
            The prayer room keeps its hours, and none of the 412 people who answered the survey named their religion
            or belief as a reason why the new hours would not suit them.
    ```
    """
    minimum = form.parameter("IMP003", "minimum_words")
    label = quote(form.direction_label("none"))
    for effect in assessment.effects:
        length = word_count(effect.description)
        if effect.direction != "none" or length >= minimum:
            continue
        told = f"{quote(effect.description)} is all the reason given" if length else "no reason is given"
        yield Problem(
            effect.at("description"),
            f"{form.group_label(effect.group)} is marked {label}, and {told}",
            "Say why people in this group will notice no difference, and how you know, in a sentence of at least"
            f" {minimum} words. If you cannot tell, choose `unknown`.",
        )


@rule(
    "IMP004",
    Severity.WARNING,
    due="submitted",
    basis="R (Bracking) v SSWP [2013] EWCA Civ 1345: the duty of inquiry",
)
def unknown_impact_left_open(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An impact is not yet known, and nothing says what is missing or how it will be found out.

    ## Why it matters
    “Not yet known” is an honest answer, but not a last one: the duty includes a duty of inquiry (R (Bracking) v
    Secretary of State for Work and Pensions [2013]), and reasonable enquiry into what is not known (R (Bridges) v
    Chief Constable of South Wales Police [2020]).

    ## What to do
    Record the gap under the evidence, name the group there, and link the action that will fill it.

    ## Flagged
    ```yaml
    impacts:
      sexual_orientation:
        - direction: unknown # IMP004
          description: Users are not asked about their sexual orientation.
    ```

    ## Accepted
    ```yaml
    evidence_gaps:
      - groups: [sexual_orientation]
        description: Users are not asked about their sexual orientation.
        plan: Add the question to the survey in May, with the option not to answer.
        action: survey
    impacts:
      sexual_orientation:
        - direction: unknown
          description: Users are not asked about their sexual orientation.
          actions: [survey]
    actions:
      - id: survey
        description: Ask about sexual orientation in the users' survey.
    ```
    """
    for effect in assessment.effects:
        if effect.direction != "unknown":
            continue
        group = form.group_label(effect.group)
        marked = f"{group} is marked {quote(form.direction_label('unknown'))}"
        gaps = [
            gap
            for gap in assessment.evidence_gaps
            if effect.group in gap.groups
            or (not gap.groups and mentions(gap.description, form.group_words(effect.group)))
        ]
        if not gaps:
            yield Problem(
                effect.at("direction"),
                f"{marked}, but no gap in the evidence names this group",
                f"Add to `evidence_gaps:` what is not known about {group} and how it will be found out.",
            )
        elif not effect.actions and not any(gap.action or gap.plan for gap in gaps):
            yield Problem(
                effect.at("actions"),
                f"{marked}, and nothing will be done to find out",
                "Add an action that fills the gap and name it under `actions:`, both here and in the gap.",
            )


@rule("IMP005", Severity.ERROR, due="submitted", basis="a group cannot both feel an impact and feel none")
def no_impact_beside_an_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """A group is said to feel no impact, and an impact as well.

    ## Why it matters
    Both cannot be true of the same people. A reader who meets “no impact” first will not look for the other; the
    decision maker is then told something the record itself denies.

    ## What to do
    Delete “no impact”, or the impact beside it, whichever is wrong. If both are true, they are true of different
    people: say of whom, under `population:`, `subgroups:` or `aim:`.

    ## Flagged
    ```yaml
    impacts:
      disability:
        - direction: none # IMP005
          description: Disabled users can go on using the building, which has a lift and a ramp.
        - direction: negative
          description: Disabled users who rely on the late bus can no longer come after six.
    ```

    ## Accepted
    ```yaml
    impacts:
      disability:
        - direction: none
          population: staff
          description: Disabled members of staff keep their hours and the adjustments agreed with them.
        - direction: negative
          population: public
          description: Disabled users who rely on the late bus can no longer come after six.
    ```
    """
    for group, row in assessment.impacts.items():
        for effect in row:
            if effect.direction != "none":
                continue
            others = [other for other in row if _denies(effect, other)]
            if others:
                labels = (form.direction_label(key) for key in ("none", others[0].direction))
                yield Problem(
                    effect.at("direction"),
                    f"{form.group_label(group)} is marked {' and also '.join(map(quote, labels))}",
                    "Delete the one that is wrong. If each is true of other people, say of whom under"
                    " `population:` or `subgroups:`.",
                )


@rule(
    "IMP011",
    Severity.WARNING,
    due="submitted",
    basis="Brown principle 3: in substance, with rigour and an open mind",
)
def uniform_impacts(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """Every group has the same answer.

    ## Why it matters
    A column of nine equal ticks is what a form looks like when it was filled in by column and not by group. The duty
    must be met in substance, with rigour and an open mind (R (Brown) v Secretary of State for Work and Pensions
    [2008]). Few activities touch older people, pregnant women and Gypsy families in the same way.

    ## What to do
    Go through the evidence once more, group by group. If the answer really is the same for all, record who looked
    and waive this finding with the reason; if nothing at all changes for anyone, a relevance test may be enough.

    ## Flagged
    ```yaml
    impacts:
      age: [{direction: none, description: Age plays no part in who can use the new telephone system.}] # IMP011
      disability: [{direction: none, description: The new system works with text relay for deaf people as before.}]
      gender_reassignment: [{direction: none, description: Trans callers are addressed by the name on their record.}]
      marriage_civil_partnership: [{direction: none, description: Callers are never asked whether they are married.}]
      pregnancy_maternity: [{direction: none, description: Pregnant callers get the same choice of times to ring.}]
      race: [{direction: none, description: Callers can still ask for an interpreter in their language.}]
      religion_belief: [{direction: none, description: The lines stay open on the days on which no religion rests.}]
      sex: [{direction: none, description: Women and men ring about as often and wait as long.}]
      sexual_orientation: [{direction: none, description: Lesbian and gay callers are not asked about partners.}]
    ```

    ## Accepted
    ```yaml
    impacts:
      age: [{direction: negative, description: People over 75 ring more often and wait longer in the new queue.}]
      disability: [{direction: negative, description: Deaf people lose text relay until the supplier adds it.}]
      gender_reassignment: [{direction: none, description: Trans callers are addressed by the name on their record.}]
      marriage_civil_partnership: [{direction: none, description: Callers are never asked whether they are married.}]
      pregnancy_maternity: [{direction: none, description: Pregnant callers get the same choice of times to ring.}]
      race: [{direction: positive, description: Callers choose their language at the start of the call.}]
      religion_belief: [{direction: none, description: The lines stay open on the days on which no religion rests.}]
      sex: [{direction: none, description: Women and men ring about as often and wait as long.}]
      sexual_orientation: [{direction: none, description: Lesbian and gay callers are not asked about partners.}]
    ```
    """
    rows = {group: row for group, row in assessment.impacts.items() if row}
    answers = {frozenset((effect.direction, effect.level) for effect in row) for row in rows.values()}
    if len(answers) != 1 or len(rows) < 3 or any(group.key not in rows for group in form.required_groups):
        return
    answer = sorted(next(iter(answers)))
    if any(direction in ("", "unknown") for direction, _ in answer):
        return
    labels = " and ".join(
        quote(", ".join(filter(None, (form.direction_label(key), form.level_label(level)))))
        for key, level in answer
    )
    yield Problem(
        ("impacts",),
        f"All {len(rows)} groups have the same answer, {labels}",
        "Look at the evidence for each group again: whether they use the service more than others, pay more for it"
        " or find it harder to go elsewhere.",
    )


@rule(
    "IMP024",
    Severity.ERROR,
    due="submitted",
    basis="R (Green) v Gloucestershire [2011] EWHC 2687: information must be analysed, not only gathered",
)
def unexplained_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An impact has a direction and no explanation.

    ## Why it matters
    A tick tells the decision maker that somebody gains or loses, not who, how or how much. In R (Green) v
    Gloucestershire County Council [2011] assessments existed, but the information in them had not been analysed.
    (A group marked “no impact” without a reason is IMP003.)

    ## What to do
    Say in a sentence or two what changes for people in the group, for how many, and how you know.

    ## Flagged
    ```yaml
    impacts:
      age:
        - direction: positive # IMP024
          evidence: [survey]
    evidence:
      - id: survey
        title: Survey of users
    ```

    ## Accepted
    ```yaml
    impacts:
      age:
        - direction: positive
          description: |
            Children under five gain a story time on Saturdays, when both parents can bring them; 120 of 200 parents
            in the survey said they would come.
          evidence: [survey]
    evidence:
      - id: survey
        title: Survey of users
    ```
    """
    for effect in assessment.effects:
        stands_in = is_placeholder(effect.description, form)
        if effect.direction not in ("", "none") and (stands_in or not effect.description):
            label = quote(form.direction_label(effect.direction))
            written = f" but {quote(effect.description)}" if stands_in else ""
            yield Problem(
                effect.at("description"),
                f"{form.group_label(effect.group)} is marked {label}, with no explanation{written}",
                "Say what changes for people in this group, for how many of them, and how you know.",
            )


def _denies(effect: Effect, other: Effect) -> bool:
    """Whether “no impact” on the people of one effect is denied by another effect on some of the same people."""
    if other.direction in ("", "none"):
        return False
    if {effect.population, other.population} == {"public", "staff"}:
        return False
    if any(
        one and two and one != two
        for one, two in ((effect.aim, other.aim), (effect.duration, other.duration))
    ):
        return False
    return not effect.subgroups or bool({*effect.subgroups} & {*other.subgroups})
