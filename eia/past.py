"""What is known of an assessment's past besides its file: what it said when it was signed."""

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from eia.model import Approval, Assessment
from eia.substance import FINGERPRINT, fingerprint
from eia.value import Alike

if TYPE_CHECKING:
    from eia.difference import Change

_POLICY = ("activity", "policy")
Finder = Callable[[str], Mapping[str, Any] | None]
"""Finds what an assessment said by its fingerprint; None where it is not kept."""


def nowhere(_: str) -> None:
    """Find nothing: the finder of those who keep nothing."""


class Past(Alike):
    """One assessment as it stands, and where to find what it said before. Nothing is worked out before it is asked for."""

    data: Mapping[str, Any] = field(default_factory=dict)
    """What was read from the file."""
    find: Finder = nowhere

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of the assessment as it stands."""
        return fingerprint(self.data)

    def stands(self, approval: Approval) -> bool:
        """Whether what was signed is what the assessment says now, wherever the strategy's file lies by now.

        Where the sign-off notes what that file said, the register compares that, so another path to it is no change.
        """
        if approval.fingerprint == self.fingerprint:
            return True
        changes = self.changes_since(approval) if approval.strategy_fingerprint else None
        return bool(changes) and all(
            change.path == _POLICY and change.before and change.after for change in changes or ()
        )

    def changes_since(self, approval: Approval) -> "tuple[Change, ...] | None":
        """What changed since a sign-off; None where what was signed is not kept."""
        if not FINGERPRINT.fullmatch(approval.fingerprint):
            return None
        signed = self.find(approval.fingerprint)
        if signed is None:
            return None
        from eia.difference import of_substance

        return of_substance(signed, self.data)


def last_sign_offs(assessment: Assessment) -> tuple[Approval, ...]:
    """The last sign-off in each role that approves and has a fingerprint: what came before it, it replaces."""
    last: dict[str, Approval] = {}
    for approval in assessment.approvals:
        last.pop(approval.role, None)
        last[approval.role] = approval
    return tuple(approval for approval in last.values() if approval.stands and approval.fingerprint)
