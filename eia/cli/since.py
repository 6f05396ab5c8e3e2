"""`eia check --new-only BASE`: keep only what a change brought."""

from collections.abc import Mapping, Sequence

import click

from eia import source
from eia.baseline import Baseline, NoBaseline, brought
from eia.check import Settings
from eia.cli import registering
from eia.cli.faults import Wrong
from eia.cli.targets import Target
from eia.findings import Finding, State
from eia.project import BrokenSettings, Project, Report
from eia.show.plain import plain
from eia.show.tally import counted

Told = Mapping[str, Sequence[Finding]]
"""The name of a file → what is found in it."""


class Since:
    """The same files, and the same project, at an earlier revision."""

    def __init__(self, revision: str, targets: Sequence[Target], project: Project | None) -> None:
        """Find the revision.

        Args:
            revision: as git names it.
            targets: the files that are checked.
            project: the project, if its register is checked as well.

        Raises:
            Wrong: there is no git, no repository or no such revision.
        """
        self._revision = revision
        self._project = project
        try:
            self._baseline = Baseline(
                revision, [target.file for target in targets], project.root if project else None
            )
        except NoBaseline as fault:
            raise Wrong(str(fault), fault.hint) from fault

    def only_new(
        self,
        found: Sequence[tuple[Target, Report]],
        registered: Sequence[Report],
        more: Sequence[Report],
        settings: Settings,
        *,
        quiet: bool,
    ) -> list[Report]:
        """The reports with only what the change brought; how much is left out is said on stderr unless `quiet`.

        Both are checked with the forms and settings of today: a rule that became stricter blames no old answer.

        Args:
            found: every file that was checked, with what was found in it alone.
            registered: the same reports with what the register says of each, in the same order.
            more: what the register says of strategies and settings.
            settings: how it was checked.
            quiet: say nothing.

        Raises:
            Wrong: git could not read the files.
        """
        try:
            register = self._register(settings)
            kept = [
                _new(report, [*_then(target, alone, raw, settings), *register.get(report.name, ())])
                for (target, alone), report, raw in zip(
                    found, registered, self._baseline.contents(), strict=True
                )
            ]
        except NoBaseline as fault:
            raise Wrong(str(fault), fault.hint) from fault
        kept += [_new(report, register.get(report.name, ())) for report in more]
        left_out = sum(map(_counting, (*registered, *more))) - sum(map(_counting, kept))
        if left_out and not quiet:
            told = counted(left_out, "finding")
            click.echo(f"eia: left out {told} that “{plain(self._revision)}” has already.", err=True)
        return kept

    def _register(self, settings: Settings) -> Told:
        """What the register said of each file, under the name that the file has today."""
        if self._project is None:
            return {}
        with self._baseline.folder(self._project.root) as then:
            return registering.told_then(self._project, then, settings)


def _new(report: Report, then: Sequence[Finding]) -> Report:
    return report.with_findings(brought(report.findings, then))


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
