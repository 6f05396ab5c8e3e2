"""The command line: `eia` and its commands, each in a module of its own that is loaded when it is used.

Nothing heavy may be imported here: `eia --version` and `eia --help` answer at once.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click

from eia import __version__

COMMANDS = {
    "Write": {
        "init": "Set a folder up for an organisation.",
        "new": "Start an assessment: the whole form as a file to fill in.",
        "check": "Say what is wrong with assessments, or not done yet.",
        "render": "Make the reports, in Word and for the web.",
        "pack": "Put the assessments of a meeting into one document.",
        "accessibility": "Say what keeps people from reading a Word file or a page.",
        "implications": "Write what a covering report says of an assessment.",
        "register": "Show every strategy, its assessment and how it stands.",
    },
    "Keep the record": {
        "approve": "Record a sign-off, so that every later change is seen.",
        "diff": "Say in sentences what changed between two versions.",
        "history": "Tell what happened to an assessment, day by day.",
    },
    "Look up": {
        "explain": "Say what a code such as IMP004 means and what to do.",
        "rules": "List everything that is looked for.",
        "form": "List the forms, make your own, look it over.",
        "schema": "Print what an editor needs to help with filling in a form.",
    },
}
"""Each group of commands with what each command does; its module has the command's name."""

EPILOG = """\b
Examples:
  eia new "Library opening hours" --form bedford
  eia check
  eia check assessments/library-opening-hours.yaml --for approved
  eia render --to word

`eia COMMAND --help` says more about a command.
"""

WRONG_USE = 2
"""The exit status for wrong use, and for settings and forms that cannot be used."""
CRASHED = 70
"""The exit status when the program itself fails (EX_SOFTWARE of sysexits.h)."""
CANNOT_PRINT = 74
"""The exit status when what is to be printed finds no room (EX_IOERR, likewise)."""
INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells give it: 128 and the signal's number."""
NOBODY_READS = 141
"""The exit status when what reads the output has gone away, likewise."""


class _ReaderGone(Exception):
    """What reads the output, such as `head`, has gone away."""


class Commands(click.Group):
    """A group that imports a command's module only when that command is used, and ends quietly."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run one command and end the program; never a traceback, and in words what went wrong."""
        from eia.cli import streams

        streams.make_forgiving()
        try:
            status = super().main(args, prog_name or "eia", complete_var, standalone_mode=False, **extra)
            streams.flush()
        except click.ClickException as fault:
            fault.show()
            status = fault.exit_code
        except (click.Abort, KeyboardInterrupt):
            status = INTERRUPTED
        except (_ReaderGone, BrokenPipeError):
            streams.give_up()
            status = NOBODY_READS
        except OSError as fault:
            status = _refused(fault)
        except Exception as fault:
            status = _crashed(fault)
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for.

        Raises:
            _ReaderGone: what reads the output has gone away; click would end with the status of a failed check.
        """
        from eia.cli import garbage

        garbage.not_at_the_end()
        try:
            with garbage.rarely_looking_for_garbage():
                return super().invoke(ctx)
        except BrokenPipeError as fault:
            raise _ReaderGone from fault

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        return [name for group in COMMANDS.values() for name in group]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"eia.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names.

        Raises:
            click.UsageError: there is none; the likeliest one meant is named.
        """
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, self.list_commands(ctx), n=1)
            meant = f" Did you mean `eia {near[0]}`?" if near else ""
            raise click.UsageError(f"There is no command “{name}”.{meant}", ctx)
        return (name, command, args[1:]) if command else super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings, without loading any."""
        for heading, group in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl(list(group.items()), col_max=15)


def _refused(fault: OSError) -> int:
    """Say what the disk or the system refused: a file, or, where no file is named, what was to be printed."""
    from eia.cli import streams

    reason = (fault.strerror or "no reason given").lower()
    if fault.filename is not None:
        click.echo(f"eia: “{os.fsdecode(fault.filename)}” could not be used: {reason}.", err=True)
        return WRONG_USE
    with suppress(OSError):
        click.echo(f"eia: the output could not be printed: {reason}.", err=True)
    streams.give_up()
    return CANNOT_PRINT


def _crashed(fault: Exception) -> int:
    """Say that the program is at fault, not the person; the traceback only for who asks for it."""
    import pathlib
    import traceback

    if os.environ.get("EIA_DEBUG"):
        traceback.print_exception(fault)
    else:
        last = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{type(fault).__name__} in {pathlib.Path(last.filename).name}, line {last.lineno}"
        click.echo(f"eia: the program itself failed ({where}), whatever was in your files.", err=True)
        click.echo("Set EIA_DEBUG=1 and run it again to see more, and report what it prints.", err=True)
    return CRASHED


@click.group(
    "eia",
    cls=Commands,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="eia", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Write, check and publish equality impact assessments."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
