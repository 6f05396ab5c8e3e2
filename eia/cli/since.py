"""`eia check --new-only BASE`: keep only what a change brought."""

from collections.abc import Sequence
from dataclasses import replace

import click

from eia import source
from eia.baseline import Baseline, NoBaseline, brought
from eia.check import Settings
from eia.cli.faults import Wrong
from eia.cli.targets import Target
from eia.findings import Finding, State
from eia.project import BrokenSettings, Report
from eia.show.plain import plain
from eia.show.tally import counted


class Since:
    """The same files at an earlier revision."""

    def __init__(self, revision: str, targets: Sequence[Target]) -> None:
        """Find the revision.

        Raises:
            Wrong: there is no git, no repository or no such revision.
        """
        self._revision = revision
        try:
            self._baseline = Baseline(revision, [target.file for target in targets])
        except NoBaseline as fault:
            raise Wrong(str(fault), fault.hint) from fault

    def only_new(
        self, found: Sequence[tuple[Target, Report]], settings: Settings, *, quiet: bool
    ) -> list[Report]:
        """The reports with only what the change brought; how much is left out is said on stderr unless `quiet`.

        Both are checked with the forms and settings of today: a rule that became stricter blames no old answer.

        Args:
            found: every target of the check with its report.
            settings: how it was checked.
            quiet: say nothing.

        Raises:
            Wrong: git could not read the files.
        """
        try:
            kept = [
                replace(report, findings=brought(report.findings, _then(target, report, raw, settings)))
                for (target, report), raw in zip(found, self._baseline.contents(), strict=True)
            ]
        except NoBaseline as fault:
            raise Wrong(str(fault), fault.hint) from fault
        left_out = sum(_counting(report) for _, report in found) - sum(map(_counting, kept))
        if left_out and not quiet:
            told = counted(left_out, "finding")
            click.echo(f"eia: left out {told} that “{plain(self._revision)}” has already.", err=True)
        return kept


def _then(target: Target, report: Report, raw: bytes | None, settings: Settings) -> Sequence[Finding]:
    """What the same check finds in the file as it was; nothing when it was not there."""
    if raw is None:
        return ()
    if _is_now(target, raw):
        return report.findings
    try:
        return target.project.examine_document(source.parse(raw, report.name), settings).findings
    except BrokenSettings:
        return ()


def _is_now(target: Target, raw: bytes) -> bool:
    try:
        return target.file.stat().st_size == len(raw) and target.file.read_bytes() == raw
    except OSError:
        return False


def _counting(report: Report) -> int:
    return sum(finding.state is State.OPEN for finding in report.findings)
