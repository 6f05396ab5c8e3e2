"""Whether an owner is one person or post."""

import re
from functools import partial

from eia.form import Form
from eia.kept import Kept
from eia.model import Person
from eia.text import found, may_mention, quote, words

_APART = re.compile(r"[,;/+\n]|w(?<=\bw)ith\b")
_JOINED = re.compile(r"&|a(?<=\ba)nd\b")
"""Every way begins with a letter or mark, so that nothing is tried where there is none."""
_TAIL = re.compile(r"\s(?:of|for|to)\s|\s[-–—:]\s|\(")
"""Where a post's title goes on to say what it is in charge of: “Head of …”, “Manager – …”."""

_OWNERS = 256
"""Owners of which it is kept what is wrong with them, because one post owns many actions."""


def fault_of_owner(owner: Person, form: Form) -> str:
    """Why the owner is not one person or post, as the end of a sentence; empty when it is, or cannot be told.

    A name counts before a job title: a person with a name is one person, whatever team the title names.
    """
    written = owner.name or owner.job_title
    return form.kept(_faults)[written, bool(owner.name)] if written else ""


def _faults(form: Form) -> Kept[tuple[str, bool], str]:
    """An owner as written, and whether that is a name → what is wrong with it."""
    return Kept(partial(_fault, form), _OWNERS)


def _fault(form: Form, owner: tuple[str, bool]) -> str:
    written, is_name = owner
    everybody = form.lexicon("everybody")
    if may_mention(written, everybody) and words(written)[0] in everybody:
        return f"{quote(written)} is nobody in particular"
    posts, crowds, bodies = _sorted(written, form)
    if len(posts) > 1:
        return f"{quote(written, 80)} names {len(posts)} posts"
    if posts and crowds:
        return f"{quote(written, 80)} names others besides the {posts[0]}"
    if not posts and (crowds or bodies):
        return f"{quote(written, 80)} is not one person or post"
    if is_name and not posts and _JOINED.search(written):
        return f"{quote(written)} names more than one person"
    return ""


def _sorted(written: str, form: Form) -> tuple[list[str], list[str], list[str]]:
    """The posts, the many people and the bodies that an owner's title names."""
    posts, crowds, bodies = [], [], []
    goes_on, titles_of_posts = False, form.lexicon("posts")
    for stretch in _APART.split(written):
        joined = [part.strip() for part in _JOINED.split(stretch)]
        for index, part in enumerate(joined):
            head, *tail = _TAIL.split(part)
            titles = _titles(head, titles_of_posts)
            if titles and titles[-1].lower() in titles_of_posts:
                posts.append(part)
            elif goes_on or index + 1 < len(joined):
                pass
            elif titles or ((last := words(head)[-1:]) and found(last[0], form.lexicon("crowds"))):
                crowds.append(part)
            elif last and last[0] in form.lexicon("bodies"):
                bodies.append(part)
            goes_on = goes_on or bool(tail)
    return posts, crowds, bodies


def _titles(head: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The titles that stand in it, of which the last tells; it need not be looked for where it is the last word."""
    last = head.rpartition(" ")[2]
    return (last,) if last.lower() in known and head.count(last) == 1 else found(head, known)
