"""Whether what is told of a consultation says anything: what people said, what changed, why nobody was asked."""

import re

from eia.form import Form
from eia.rules.sources import YEAR
from eia.text import clauses, consists_of, has_words, mentions, without, words

_COUNT = re.compile(r"\d")
LONGEST = 60
"""Words beyond which a text is taken to say something, whatever its words."""


def tells_only_of_contact(findings: str, form: Form) -> bool:
    """Whether the findings say that people were reached, and nothing of what they said: “We met the forum.”

    Every sentence has to tell of contact, and no word in the whole may be one in which a view, a fact or a number is
    told. So a text that says something is rarely taken for one that does not; the other way round happens.
    """
    if len(words(findings)) > LONGEST or _COUNT.search(YEAR.sub("", findings)):
        return False
    contact = form.lexicon("contact")
    if not has_words(findings) or not all(mentions(clause, contact) for clause in clauses(findings)):
        return False
    rest = without(findings, contact)
    return not mentions(rest, form.lexicon("views")) and not mentions(rest, form.lexicon("effect_words"))


def tells_only_of_regard(influence: str, form: Form) -> bool:
    """Whether the influence is only that views were considered: “Feedback was taken into account.”

    That is so when nothing is left of it without such words.
    """
    regard = form.lexicon("regard")
    if len(words(influence)) > LONGEST or not mentions(influence, regard):
        return False
    return consists_of(influence, form.lexicons_together("regard", "things_heard", "small_words"))


def tells_only_that_nobody_was_asked(reason: str, form: Form) -> bool:
    """Whether a reason repeats what it should give the reason for: “No consultation was carried out.”"""
    if len(words(reason)) > LONGEST:
        return False
    return consists_of(reason, form.lexicons_together("nobody_asked", "small_words"))
