"""`eia approve`: record that somebody signed an assessment, with the fingerprint of what was signed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from eia import archive, codes, rules, source, strategy_file
from eia.check import Settings
from eia.cli import options, registering
from eia.cli.faults import Broken, Wrong
from eia.cli.forms import form_of
from eia.cli.targets import Target, gather
from eia.dates import in_words, when
from eia.form import Form, Role, in_a_sentence
from eia.mend import Unsafe
from eia.mend.sign_off import with_sign_off
from eia.model import Assessment
from eia.output import write_all
from eia.past import Past, last_sign_offs
from eia.placing import in_order
from eia.project import BrokenSettings, Project, Report
from eia.show import text
from eia.show.paint import Paint
from eia.show.plain import plain
from eia.source import Document
from eia.substance import fingerprint

BLOCKED = 1
"""The exit status when something found blocks; nothing is written then."""
PUT_RIGHT_BY_SIGNING = ("GOV005", "MON009")
"""What a new sign-off itself puts right, role by role."""


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day that was given, if one was."""
    return None if value is None else options.day(ctx, param, value)


@click.command(
    epilog="""\b
Exit status: 0 recorded (or recorded before), 1 something blocks and nothing was
written, 2 wrong use, or a file that cannot be written to safely.

\b
What is recorded: the role, the person and the day, and a fingerprint of every
answer of substance and of the strategy's file. The answers as they were signed
are kept in .eia/approved/, so that `eia check` can say later which of them
changed: commit that file together with the assessment. With the last sign-off
that the form requires the status becomes approved.

\b
Example:
  eia approve assessments/parks.yaml --role approver --person "Director of Communities"
""",
)
@click.argument("file", metavar="FILE")
@click.option(
    "--role", required=True, metavar="ROLE", help="The role in which the person signs, as the form has it."
)
@click.option("--person", required=True, metavar="POST", help="The post of the person who signed.")
@click.option("--name", default="", metavar="NAME", help="The person's name, if it is to be recorded.")
@click.option(
    "--date", "given_day", callback=_day, metavar="DATE", help="The day of the sign-off. Usual: today."
)
@click.option(
    "--result",
    type=click.Choice(["approved", "returned", "noted"]),
    default="approved",
    show_default=True,
    help="What the person decided. Only “approved” has to pass the check.",
)
@click.option("--conditions", default="", metavar="TEXT", help="Anything the sign-off depends on.")
@options.today_option
@options.colour_option
def command(
    file: str,
    role: str,
    person: str,
    name: str,
    given_day: date | None,
    result: str,
    conditions: str,
    today: date,
    colour: bool | None,
) -> None:
    """Record that somebody signed an assessment.

    An assessment in which something blocks cannot be approved: what it is, is printed, and nothing is written.
    There is no way around it but a waiver in the file, with its reason, its name and its end.
    """
    look, trouble = options.paint(colour), options.paint(colour, err=True)
    (target, *others) = gather((file,), trouble)
    if others or Path(file).is_dir():
        raise Wrong("Each sign-off is for one assessment", "Name its file.")
    if target.file.is_symlink():
        raise Wrong(f"“{plain(target.name)}” is a link", "Name the file it leads to.")
    day = given_day or today
    if day > today:
        raise Wrong(
            f"{in_words(when(day.isoformat()))} is still to come", "A sign-off is recorded once it is given."
        )
    document = source.read(target.file, target.name)
    form = form_of(target.project.form_of(document), trouble, target.project)
    if document.data is None:
        click.echo(
            text.report(_examined(target, document, Settings(today), trouble), _basis, trouble), err=True
        )
        raise Wrong("Nobody can sign what cannot be read")
    signing = _role(form, role)
    sign = _sign(target, document.data, signing, plain(person), plain(name), day, result, plain(conditions))
    if sign in (document.data.get("approvals") or ()):
        options.say(f"{plain(target.name)}: this sign-off is recorded already; nothing was changed.", look)
        return
    status = _next_status(form, document.data, sign)
    try:
        raw = with_sign_off(target.file.read_bytes(), document, sign, status)
    except Unsafe:
        raise Wrong(
            f"“{plain(target.name)}” cannot be written to without changing something else in it",
            "Put the names under `approvals` on lines of their own, and try again.",
        ) from None
    signed = source.parse(raw, target.name)
    if result == "approved":
        stage = str(signed.data["status"]) if signed.data and status else rules.STAGES[1]
        settings = Settings(
            today, stage if stage in rules.STAGES else rules.STAGES[2], ignore=PUT_RIGHT_BY_SIGNING
        )
        report = _examined(target, signed, settings, trouble)
        if report.blocks:
            _refuse(_as_it_stands(report, document), settings.stage, look)
            click.echo(
                f"eia: {plain(target.name)} was not signed: what blocks has to be put right first.", err=True
            )
            click.get_current_context().exit(BLOCKED)
    keep = target.project.root / archive.FOLDER / archive.file_of(sign["fingerprint"])
    write_all({keep: archive.snapshot(document.data), target.file: raw})
    for line in _told(target, signed, form, sign, status, keep):
        options.say(line, look)


def _examined(target: Target, document: Document, settings: Settings, trouble: Paint) -> Report:
    try:
        return target.project.examine_document(document, settings, target.file)
    except BrokenSettings as broken:
        raise Broken([broken.report], trouble) from broken


def _as_it_stands(report: Report, document: Document) -> Report:
    """What was found in the file with the sign-off, at the lines that the file has without it."""
    findings = tuple(replace(found, span=document.span_of(found.path)) for found in report.findings)
    return replace(report, document=document, findings=in_order(findings))


def _refuse(report: Report, stage: str, look: Paint) -> None:
    options.say(text.report(report, _basis, look), look)
    options.say(text.summary([report], stage, codes.every().get, look), look)


def _role(form: Form, key: str) -> Role:
    if key not in form.roles:
        known = in_a_sentence((f"{role.key} ({role.label})" for role in form.roles.values()), "or")
        raise Wrong(f"The form has no role “{plain(key)}”", f"Choose {known}.")
    return form.roles[key]


def _sign(
    target: Target,
    data: Mapping[str, Any],
    role: Role,
    post: str,
    name: str,
    day: date,
    result: str,
    conditions: str,
) -> dict[str, Any]:
    """The sign-off as it is written, names in the order of the form."""
    if not post:
        raise Wrong(
            "The post of the person who signed is blank", 'Write it as --person "Director of Communities".'
        )
    file = _strategy(target.project, Assessment.build(data).activity.policy, day)
    sign: dict[str, Any] = {
        "role": role.key,
        "person": {key: words for key, words in (("name", name), ("job_title", post)) if words},
        "result": result,
        "date": day.isoformat(),
        "conditions": conditions,
        "fingerprint": fingerprint(data),
        "strategy_fingerprint": strategy_file.fingerprint(file) if file else "",
    }
    return {key: value for key, value in sign.items() if value}


def _strategy(project: Project, policy: str, today: date) -> Path | None:
    """The file of the strategy that an assessment names, by its path or by its `id` in the settings; None without."""
    strategy = registering.read(project, (), today).named(policy)
    if strategy is not None or not policy:
        return strategy.file if strategy else None
    file = project.root / policy
    return file if file.resolve().is_relative_to(project.root.resolve()) else None


def _next_status(form: Form, data: Mapping[str, Any], sign: Mapping[str, Any]) -> str:
    """The status once signed, if every role that the form requires has signed then; empty if one has not."""
    given = [*(data.get("approvals") or ()), sign]
    approvals = Assessment.build({"approvals": given}).approvals
    last = {approval.role: approval for approval in approvals if approval.person}
    required = [role.key for role in form.roles.values() if role.required]
    if sign["result"] != "approved" or not all(key in last and last[key].stands for key in required):
        return ""
    status = str(data.get("status", ""))
    return "approved" if status in ("draft", "submitted", "") else status


def _told(
    target: Target, signed: Document, form: Form, sign: Mapping[str, Any], status: str, keep: Path
) -> list[str]:
    label = form.roles[sign["role"]].label
    who = ", ".join(sign["person"].values())
    given = f"{label}: {who}, {in_words(when(sign['date']))}"
    result = "" if sign["result"] == "approved" else f" ({sign['result']})"
    told = [f"{plain(target.name)}: recorded “{given}”{result}."]
    if status:
        told.append(f"  Everybody the form requires has signed; the status is {status}.")
    past = Past(signed.data or {})
    for approval in last_sign_offs(Assessment.build(signed.data)):
        if not past.stands(approval):
            role = form.roles.get(approval.role)
            told.append(
                f"  “{role.label if role else approval.role}” signed an earlier text: have it signed again."
            )
    if "strategy_fingerprint" not in sign:
        told.append("  No strategy's file is named, or it could not be read: changes to it will not be seen.")
    told.append(f"  What was signed is kept in {options.near(keep)}; commit both files together.")
    return told


def _basis(code: str) -> str:
    known = codes.every().get(code)
    return known.basis if known else ""
