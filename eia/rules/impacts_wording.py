"""What the explanations in the impact table say: effects, not activities; of this group, and of no other."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import filterfalse

from eia.findings import Problem, Severity
from eia.form import Form, in_a_sentence
from eia.kept import Kept
from eia.lexicon import TEXTS
from eia.model import Assessment, Effect
from eia.parts import placed
from eia.rules import rule
from eia.rules.activities import told
from eia.rules.originals import Originals
from eia.rules.placeholders import is_placeholder
from eia.text import Runs, clauses, found, mentions, quote, repeated, runs, shingles, word_count, words

_WORDS = 8192
"""Words of which it is kept whether they name people."""
_GROUPS = 256
DISABILITY = "disability"
"""The characteristic whose needs section 149(4) singles out."""


@rule(
    "IMP007",
    Severity.WARNING,
    due="submitted",
    basis="R (Green) v Gloucestershire [2011] EWHC 2687: information must be analysed",
)
def activity_told_as_impact(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An explanation lists what will be done, and says nothing of what changes for people.

    ## Why it matters
    A table of activities has the look of an assessment without being one. “Continue to support schools” is as true
    under every heading, and tells the decision maker nothing about who gains or loses. In R (Green) v
    Gloucestershire County Council [2011] assessments existed, but the information in them had not been analysed.

    ## What to do
    Begin with the people: say what will be different for them, how much and for how many, and how you know. Move
    what will be done to the actions, with an owner and a date.

    ## Flagged
    ```yaml
    impacts:
      disability:
        - direction: positive
          description: | # IMP007
            Continue to provide targeted support to settings. Extend training to all staff, and work with partners
            to share good practice. A working group has been set up.
      race:
        - direction: positive
          description: Our team has been trained in cultural awareness. # IMP007
    ```

    ## Accepted
    ```yaml
    impacts:
      disability:
        - direction: positive
          description: |
            Children with a hearing impairment will be noticed sooner: staff of all 40 settings learn to screen for it,
            and last year 9 of 22 children were found only at school.
      race:
        - direction: positive
          description: |
            Extend the advice line to Saturdays, so that Roma families, most of whom work shifts, can ring without
            losing pay.
    ```
    """
    most = form.parameter("IMP007", "activity_percent")
    for effect in assessment.effects:
        if not effect.description or effect.direction in ("none", "unknown"):
            continue
        account = told(effect.description, form.group_words(effect.group), form)
        if account is None or len(account.activities) * 100 <= most * account.total:
            continue
        activities = account.activities
        shown = ", ".join(quote(statement, 30) for statement in activities[:3])
        rest = f" and {len(activities) - 3} more" if len(activities) > 3 else ""
        yield Problem(
            effect.at("description"),
            f"{form.group_label(effect.group)}: the explanation tells what is done ({shown}{rest}), not what changes"
            " for people",
            "Say what will be different for people in this group, for how many, and how you know. What will be done"
            " belongs under the actions.",
        )


@rule(
    "IMP008",
    Severity.ERROR,
    due="submitted",
    basis="Brown principle 3: in substance, with rigour; R (Meany) v Harlow [2009] EWHC 559: specific regard",
)
def pasted_explanation(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The explanation for one group was pasted from that for another.

    ## Why it matters
    Older people, disabled people and Gypsies do not meet an activity in the same way. The same text under several
    groups shows that it was written for none of them, while the duty asks for specific regard, exercised in
    substance (R (Meany) v Harlow District Council [2009]; R (Brown) v Secretary of State for Work and Pensions
    [2008]). A text in which only the name of the group was exchanged is no better.

    ## What to do
    Write for each group what changes for its people. What is true of everybody is said once, in the description of
    the activity or in the summary.

    ## Flagged
    ```yaml
    impacts:
      age:
        - direction: positive
          description: |
            Longer opening on Saturdays means that more residents can borrow, study and meet, and the new self-service
            desk lets users return books at any hour, which they asked for in the survey of last autumn.
      race:
        - direction: positive
          description: | # IMP008
            Longer opening on Saturdays means that more residents can borrow, study and meet, and the new self-service
            desk lets users return books at any hour, which they asked for in the survey of last autumn.
      sex:
        - direction: positive
          description: | # IMP008
            Longer opening on Saturdays means that more women can borrow, study and meet, and the new self-service
            desk lets women return books at any hour, which they asked for in the survey of last autumn.
    ```

    ## Accepted
    ```yaml
    impacts:
      age:
        - direction: positive
          description: |
            Pupils preparing for exams gain four hours of quiet study on Saturdays, the day on which the reading room
            was fullest in the survey; 60 of the 80 seats were taken by people under 18.
      race:
        - direction: positive
          description: |
            The self-service desk speaks six languages. Users new to English, a fifth of all in Queen's Park, need not
            ask a child to translate any more.
    ```
    """
    least = form.parameter("IMP008", "overlap_percent")
    fewest = form.parameter("IMP008", "minimum_words")
    unnamed = form.kept(_Unnamed)
    as_written, nameless = Originals[Effect](least), Originals[Effect](least)
    for group, row in assessment.impacts.items():
        long = [effect for effect in row if word_count(effect.description) >= fewest]
        copied, disguised = _copied(long, as_written), False
        if not copied:
            copied, disguised = _copied(long, nameless, unnamed), True
        if copied:
            effect, originals = copied
            text, others = effect.description, [original.description for original in originals]
            if disguised:
                text, others = unnamed.text(text), [unnamed.text(other) for other in others]
            yield Problem(
                effect.at("description"),
                f"{form.group_label(group)}: {_account_of(text, others, originals, form, disguised=disguised)}",
                "Write what changes for people in this group. What is true of everybody is said once, in the"
                " description of the activity or in the summary.",
            )
        for effect in long:
            as_written.add(shingles(effect.description), effect)
            nameless.add(unnamed.runs[effect.description], effect)


@rule(
    "IMP009",
    Severity.WARNING,
    due="submitted",
    basis="R (Meany) v Harlow [2009] EWHC 559: specific regard to each need",
)
def group_not_mentioned(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """The explanation under a group has no word about that group.

    ## Why it matters
    A text that names nobody could stand under any heading, and often does. General regard to equality is not the
    specific regard that the duty asks for (R (Meany) v Harlow District Council [2009]; R (Bracking) v Secretary of
    State for Work and Pensions [2013]).

    ## What to do
    Name the people: who among them gains or loses, and how. “This group” is not enough, because the reader must see
    that it was thought of. If the word you use is missing from the form's list for the group, have it added there.

    ## Flagged
    ```yaml
    impacts:
      race:
        - direction: positive
          description: Children will find it easier to catch up, as lessons are planned from each school's results. # IMP009
      religion_belief:
        - direction: none
          description: Nothing in the proposal suggests that this group would be affected at all. # IMP009
    ```

    ## Accepted
    ```yaml
    impacts:
      race:
        - direction: positive
          description: Gypsy, Roma and Traveller children, who change school most, will find it easier to catch up.
      religion_belief:
        - direction: none
          description: No school closes on other days than now, so religious holidays are kept as they are.
    ```
    """
    for key, row in assessment.impacts.items():
        group = form.groups.get(key)
        if group is None or not group.lexicon or not (group.is_statutory or group.required):
            continue
        written = [effect for effect in row if _is_an_answer(effect, form)]
        texts = [part for effect in written for part in (effect.description, *effect.subgroups)]
        if not written or any(mentions(text, group.lexicon) for text in texts):
            continue
        if any(_merged(effect, form) for effect in written):
            continue
        others = [
            f"{other.label} ({quote(named[0])})"
            for other in form.groups.values()
            if other.key != key and (named := found(" ".join(texts), other.lexicon))
        ]
        about = f" speaks of {in_a_sentence(others[:3])}, and" if others else ""
        yield Problem(
            written[0].at("description"),
            f"{group.label}: the explanation{about} has no word about this group",
            f"Name the people and say what is different for them. {group.label}: {group.definition}"
            if group.definition
            else "Name the people in this group, and say what is different for them.",
        )


@rule(
    "IMP012",
    Severity.WARNING,
    due="submitted",
    basis="R (Meany) v Harlow [2009] EWHC 559: specific regard; HMRC equality analysis: each characteristic in turn",
)
def merged_groups(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """One row speaks for several groups, or sends the reader to another row.

    ## Why it matters
    “Applies to all groups” and “as for disability” spare the author the question that the row asks. Two groups in one
    row get one answer between them, and the one that needed another is lost.

    ## What to do
    Give each group a row and an answer of its own. What is true of every group is said once, in the summary.

    ## Flagged
    ```yaml
    impacts:
      disability:
        - direction: positive
          description: Venues have ramps. Meetings end by three to suit family life, as for all groups. # IMP012
      religion_belief:
        - direction: none
          description: "Religion or belief, Sex: users of either sex and of any faith keep the same hours." # IMP012
      sexual_orientation:
        - direction: none
          description: See Gender reassignment, where the same reasons are given in full. # IMP012
      age:
        - direction: positive
          description: See the row above, as children and pupils have the same needs in the borough's schools and settings. # IMP012
    ```

    ## Accepted
    ```yaml
    impacts:
      disability:
        - direction: positive
          description: Venues have ramps, so that wheelchair users need not ring ahead to be let in by the yard.
      religion_belief:
        - direction: none
          description: No meeting is moved to a Friday or Saturday, when Muslim and Jewish members worship.
      sex:
        - direction: positive
          description: More mothers can come, because meetings end by three; 30 of 50 asked for that.
    ```
    """
    for effect in assessment.effects:
        fault = _merged(effect, form)
        if fault:
            yield Problem(
                effect.at("description"),
                f"{form.group_label(effect.group)}: {fault}",
                "Give each group a row and an answer of its own.",
            )
        for index, subgroup in placed(effect.subgroups):
            other = next(
                (
                    g
                    for g in _other_groups(effect, form)
                    if subgroup.lower() in (g.lower(), f"all {g}".lower())
                ),
                "",
            )
            if other:
                yield Problem(
                    effect.at("subgroups", index),
                    f"{form.group_label(effect.group)}: {quote(other)} is a group with a row of its own",
                    "Give each group a row and an answer of its own; subgroups are people within the group.",
                )


@rule(
    "IMP022",
    Severity.INFO,
    due="submitted",
    basis="Equality Act 2010 s.149(4): steps that take account of disabled persons' disabilities",
)
def undivided_disability(assessment: Assessment, form: Form, today: date) -> Iterator[Problem]:
    """An impact on disabled people does not say which disabled people.

    ## Why it matters
    A step that helps a wheelchair user may do nothing for a deaf person and get in the way of a blind one. Section
    149(4) of the Equality Act 2010 speaks of steps that take account of disabled persons' disabilities.

    ## What to do
    Say who: people with which impairments, in the explanation or under `subgroups:`.

    ## Flagged
    ```yaml
    impacts:
      disability:
        - direction: negative
          description: Disabled residents will find it harder to reach the office. # IMP022
    ```

    ## Accepted
    ```yaml
    impacts:
      disability:
        - direction: negative
          description: Wheelchair users and people who cannot walk far will find it harder to reach the office.
    ```
    """
    felt = [
        effect for effect in assessment.impacts.get(DISABILITY, ()) if effect.is_felt and effect.description
    ]
    kinds = form.lexicon("impairments")
    if felt and not any(effect.subgroups or mentions(effect.description, kinds) for effect in felt):
        yield Problem(
            felt[0].at("description"),
            f"{form.group_label(DISABILITY)}: the explanation does not say which disabled people are meant",
            "Name the impairments, such as sight, hearing, mobility, learning or mental health, in the explanation or"
            " under `subgroups:`.",
        )


class _Unnamed:
    """Texts without the words that name people, on one form."""

    def __init__(self, form: Form) -> None:
        """The words that name people are those of every group, and of people in general."""
        names = (*(word for group in form.groups.values() for word in group.lexicon), *form.lexicon("people"))
        whole = [name for name in names if not name.endswith("*")]
        exact = frozenset(form for name in whole for form in (name, f"{name}s", f"{name}'s"))
        beginnings = tuple(name[:-1] for name in names if name.endswith("*") and " " not in name)
        self._names_people = Kept[str, bool](
            lambda word: word in exact or word.startswith(beginnings), _WORDS
        )
        self._left = Kept[str, tuple[str, ...]](self._without_names, TEXTS)
        self.runs = Kept[str, Runs](lambda text: runs(self._left[text]), TEXTS)
        """Text → the runs of the words that are left of it."""

    def text(self, text: str) -> str:
        """The words that are left of a text."""
        return " ".join(self._left[text])

    def _without_names(self, text: str) -> tuple[str, ...]:
        return tuple(filterfalse(self._names_people.__getitem__, words(text)))


def _copied(
    row: list[Effect], earlier: Originals[Effect], unnamed: _Unnamed | None = None
) -> tuple[Effect, list[Effect]] | None:
    """The first effect of a row that repeats others, with those.

    Without names, what then leaves two groups without an impact may be the same reason.
    """
    for effect in row:
        text = effect.description
        originals = [
            original
            for original in earlier.of(unnamed.runs[text] if unnamed else shingles(text))
            if not (unnamed and effect.direction == original.direction == "none")
        ]
        if originals:
            return effect, originals
    return None


def _account_of(text: str, others: list[str], originals: list[Effect], form: Form, *, disguised: bool) -> str:
    """What is repeated, and where it stands: “of its 170 words, 168 stand under Disability too”."""
    counts: dict[str, int] = {}
    longest: dict[str, str] = {}
    for original, other in zip(originals, others, strict=True):
        count, run = repeated(text, other)
        if count > counts.get(original.group, 0):
            counts[original.group], longest[original.group] = count, run
    ranked = sorted(counts, key=lambda group: -counts[group])
    total, most = word_count(text), counts[ranked[0]]
    places = [f"{counts[group]} under {form.group_label(group)}" for group in ranked[1:]]
    how_many = f"all its {total} words" if most == total else f"of its {total} words {most}"
    first = f"{how_many} also stand under {form.group_label(ranked[0])}"
    if disguised:
        return f"apart from the names of people, {in_a_sentence([first, *places])}"
    return f"{in_a_sentence([first, *places])} ({quote(longest[ranked[0]])})"


def _is_an_answer(effect: Effect, form: Form) -> bool:
    """Whether there is an explanation to look at, not one that another finding tells of as missing or too short."""
    if not effect.description or is_placeholder(effect.description, form):
        return False
    return effect.direction != "none" or word_count(effect.description) >= form.parameter(
        "IMP003", "minimum_words"
    )


def _other_groups(effect: Effect, form: Form) -> tuple[str, ...]:
    return form.kept(_others)[effect.group]


def _others(form: Form) -> Kept[str, tuple[str, ...]]:
    """Group → what the other protected characteristics are called."""
    return Kept(
        lambda key: tuple(group.label for group in form.statutory_groups if group.key != key), _GROUPS
    )


def _merged(effect: Effect, form: Form) -> str:
    """How the explanation speaks for other groups than its own, as the end of a sentence; empty when it does not."""
    text, others = effect.description, _other_groups(effect, form)
    heading = (
        _heading(form.group_label(effect.group), others).search(text)
        if any(map(text.__contains__, others))
        else None
    )
    if heading:
        written = heading.group().strip(" .;\n")
        return f"{quote(written)} puts two groups into one row"
    if not (mentions(text, form.lexicon("see_elsewhere")) or mentions(text, form.lexicon("several_groups"))):
        return ""
    own = (*form.group_words(effect.group), form.group_label(effect.group).lower())
    in_general = len(own) > 1 and not mentions(text, own)
    for clause in clauses(text):
        elsewhere = found(clause, form.lexicon("see_elsewhere"))
        if elsewhere and mentions(clause, form.lexicon("rows")):
            return f"{quote(clause)} sends the reader to another row"
        if mentions(clause, own):
            continue
        labels = tuple(label.lower() for label in others)
        if elsewhere and mentions(clause[len(elsewhere[0]) :], labels) and word_count(clause) <= 15:
            return f"{quote(clause)} sends the reader to another group"
        if mentions(clause, form.lexicon("several_groups")) and (
            in_general or mentions(clause, form.lexicon("one_for_all"))
        ):
            return f"{quote(clause)} speaks for all groups at once"
    return ""


@lru_cache(maxsize=256)
def _heading(own: str, others: tuple[str, ...]) -> re.Pattern[str]:
    """Another group's name used as a heading: “Sex: …” within, or “Religion or belief, Sex …” at the beginning."""
    if not others:
        return re.compile(r"(?!)")
    names = "|".join(map(re.escape, others))
    return re.compile(
        rf"^\W*{re.escape(own)}\s*(?:[,/&+]|and\b)?\s*(?:{names})\b|(?:^|[.;\n])\s*(?:{names})\s*(?::|\s[–—-]\s)"
    )
