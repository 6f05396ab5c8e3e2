"""The editions of an assessment: what the public is shown of it, and what members are.

What is marked as not for publication is taken out of the data before anything is made of it, so that nothing that
is made (words, properties, tags, alternative texts, pictures) can hold it. In its place stand words of the form.
"""

from collections.abc import Mapping
from typing import Any, Final

from eia.editions.marking import Astray, astray
from eia.editions.repeats import repeats
from eia.editions.withheld import NOTHING, Withheld, withheld_in
from eia.findings import dotted
from eia.form import Form
from eia.model import Assessment
from eia.value import Alike

__all__ = [
    "EDITIONS",
    "MEMBERS",
    "NOTHING",
    "PUBLIC",
    "Edition",
    "NotPublic",
    "Withheld",
    "hides",
    "members",
    "public",
    "refuse",
]

PUBLIC: Final = "public"
MEMBERS: Final = "members"
EDITIONS: Final = (PUBLIC, MEMBERS)


class Edition(Alike):
    """What one edition says."""

    assessment: Assessment
    withheld: Withheld


class NotPublic(Exception):
    """There can be no public edition; the message says why, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = hint
        super().__init__(message)


def members(data: Mapping[str, Any] | None, form: Form) -> Edition:
    """Everything, with a notice that it is not for publication."""
    notice = form.texts.get("members", "")
    return Edition(Assessment.build(data), Withheld(notice=notice, is_public=False))


def public(data: Mapping[str, Any] | None, form: Form, built: Assessment | None = None) -> Edition:
    """What the public is shown, with words of the form in place of what it is not.

    Marks that name nothing are passed over, and nothing is asked about `publish: no`: see `refuse`.

    Args:
        data: the whole assessment.
        form: the form it is made on.
        built: the whole assessment, where it was built from the data already.
    """
    whole = Assessment.build(data) if built is None else built
    withheld = withheld_in(whole, form)
    if not withheld.words:
        return Edition(whole, NOTHING)
    # Imported late: most assessments withhold nothing.
    from eia.editions.cutting import Scissors

    return Edition(Assessment.build(Scissors.of(whole, withheld).cut(data, ())), withheld)


def hides(assessment: Assessment, form: Form) -> bool:
    """Whether the public is shown less than members are."""
    return assessment.publication.publish == "no" or bool(withheld_in(assessment, form).words)


def refuse(assessment: Assessment, form: Form) -> None:
    """Refuse a public edition that is not to be, or that would say what it is to withhold.

    Raises:
        NotPublic: the assessment is not for publication, or a mark would not keep its answer out.
    """
    publication = assessment.publication
    if publication.publish == "no":
        why = f": {publication.reason.rstrip('.')}" if publication.reason else ""
        raise NotPublic(
            f"it is not for publication (`publish: no`){why}",
            "Make the members’ edition with --edition members; or say `publish: partial` and mark under"
            " `redactions` what is left out.",
        )
    for item in astray(assessment):
        raise _gone_astray(item)
    if publication.publish == "partial" and not withheld_in(assessment, form).words:
        raise NotPublic(
            "only part of it is to be published, but nothing says which part is not",
            "Mark the answers that are left out, under `redactions`; or say `publish: full`.",
        )
    for repeat in repeats(assessment, form):
        raise NotPublic(
            f"“{repeat.words}” is not for publication at {dotted(repeat.withheld)}, but stands in"
            f" {dotted(repeat.told)} too",
            "Take it out there, or mark that answer as well, under `redactions`.",
        )


def _gone_astray(item: Astray) -> NotPublic:
    if item.is_public_anyway:
        return NotPublic(
            f"“{item.redaction.answer}” is marked as not for publication, but every edition has to say it",
            "Take that mark out of `redactions`, or say `publish: no`.",
        )
    near = f"Did you mean “{item.near}”? " if item.near else ""
    return NotPublic(
        f"“{item.redaction.answer}” is marked as not for publication, but there is no such answer",
        f"{near}Correct the path under `redactions`, so that what is meant stays out.",
    )
