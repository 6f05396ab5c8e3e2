"""What a summary claims about the impacts as a whole, and which recorded impacts stand against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from eia.form import Form, Group
from eia.model import Assessment
from eia.text import asserted, clauses, cut_at, found, may_mention, mentions


@dataclass(frozen=True)
class Claim:
    """One thing that a text says about the impacts."""

    words: str
    """The words that say it."""
    groups: tuple[Group, ...]
    """The groups it speaks of: those it names, or all of them."""
    is_of_gain: bool = False
    """Whether it says that each of these groups gains, not only that none of them loses."""

    def against(self, assessment: Assessment, form: Form) -> Iterator[str]:
        """What is recorded that does not agree with it, in words: “the impact on Age is not yet known”."""
        losing = {effect.group for effect in assessment.lasting_negative_effects}
        unknown = {effect.group for effect in assessment.effects if effect.left == "unknown"}
        unmoved = {
            group.key
            for group in self.groups
            if assessment.directions(group.key) and group.key not in assessment.felt_groups | unknown
        }
        silent = {
            group.key for group in self.groups if group.required and not assessment.directions(group.key)
        }
        spoken_of = {group.key for group in self.groups}
        if losing & spoken_of:
            yield f"a negative impact remains for {form.group_labels(losing & spoken_of)}"
        if unknown & spoken_of:
            yield f"the impact on {form.group_labels(unknown & spoken_of)} is not yet known"
        if unmoved and self.is_of_gain:
            yield f"there is no impact on {form.group_labels(unmoved)}"
        if silent:
            yield f"no direction is recorded for {form.group_labels(silent)}"


def claims(text: str, form: Form) -> Iterator[Claim]:
    """Every claim in a text that nobody loses, or that groups in general gain.

    A sentence is cut where it turns (“but”, “although”), so that each half is held against its own groups.
    """
    if not may_mention(text, form.lexicons_together("no_negative", "positive_only", "positive")):
        return
    negations = form.lexicon("negations")
    for clause in clauses(text):
        for piece in cut_at(clause, form.lexicon("contrasts")):
            no_loss = found(piece, form.lexicon("no_negative"))
            only_gain = asserted(piece, form.lexicon("positive_only"), negations)
            gain = asserted(piece, form.lexicon("positive"), negations)
            if not (no_loss or only_gain or gain):
                continue
            speaks_of_all = mentions(piece, form.lexicon("all_groups"))
            in_general = speaks_of_all or mentions(piece, form.lexicon("groups_in_general"))
            if no_loss or only_gain or (gain and in_general):
                groups = _spoken_of(piece, form, in_general=in_general)
                if groups:
                    yield Claim(
                        piece.rstrip(" ."), groups, is_of_gain=bool(gain) and speaks_of_all and not no_loss
                    )


def _spoken_of(piece: str, form: Form, *, in_general: bool) -> tuple[Group, ...]:
    """The groups that a piece of a sentence is about; none when it makes an exception without naming whom."""
    everybody = tuple(form.groups.values())
    exceptions = found(piece, form.lexicon("exceptions"))
    if exceptions:
        excepted = _named(piece.partition(exceptions[0])[2], form)
        return tuple(group for group in everybody if group not in excepted) if excepted else ()
    return everybody if in_general else _named(piece, form) or everybody


def _named(piece: str, form: Form) -> tuple[Group, ...]:
    return tuple(group for group in form.groups.values() if mentions(piece, group.lexicon))
