"""The register for programs and for spreadsheets: schemas/register.schema.json, version 1, and CSV."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from eia import __version__
from eia.register.due import KINDS, Due
from eia.register.rows import Row
from eia.show.plain import plain
from eia.show.register.tables import Shown, worst

VERSION = 1
"""The version of the shape; it changes only when a reader of the old one would be misled."""
_STARTS = "=+-@\t\r\n|%＝＋－＠"
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection)."""
_HEADS = (
    "strategy",
    "name",
    "file",
    "status",
    "owner",
    "assessment",
    "assessment_id",
    "state",
    "state_in_words",
    "next_review",
    "open_actions",
    "overdue_actions",
    "worst_finding",
    "what_it_says",
)
_DUE_HEADS = ("day", "overdue", "kind", "what", "who", "file")


def as_csv(shown: Shown) -> str:
    """The register as RFC 4180 has it, with no cell that a spreadsheet would calculate."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    if shown.until is not None:
        writer.writerow(_DUE_HEADS)
        writer.writerows(map(_harmless, map(_due_cells, shown.due)))
    else:
        writer.writerow(_HEADS)
        writer.writerows(map(_harmless, map(_cells, shown.rows)))
    return written.getvalue()


def _cells(row: Row) -> tuple[object, ...]:
    return (
        row.strategy,
        row.name,
        row.file,
        row.status,
        row.owner,
        row.assessment,
        row.assessment_id,
        row.state,
        row.words,
        row.review.isoformat() if row.review else "",
        row.open_actions,
        row.overdue_actions,
        worst(row),
        row.finding.message if row.finding else "",
    )


def _due_cells(item: Due) -> tuple[object, ...]:
    late = "yes" if item.is_overdue else "no"
    return item.day.isoformat(), late, KINDS[item.kind], item.what, item.who, item.file


def _harmless(cells: Iterable[object]) -> list[object]:
    return [_text(cell) if isinstance(cell, str) else cell for cell in cells]


def _text(words: str) -> str:
    flat = plain(words)
    return f"'{flat}" if flat.startswith(tuple(_STARTS)) else flat


def as_json(shown: Shown) -> str:
    """The register as one JSON document. Only ASCII is written, so that no terminal or pipe can spoil it."""
    strategies = [row for row in shown.rows if row.strategy]
    states = Counter(row.state for row in strategies)
    return json.dumps(
        {
            "version": VERSION,
            "eia": __version__,
            "organisation": shown.organisation or None,
            "today": shown.today.isoformat(),
            "counts": {
                "strategies": len(strategies),
                "wanting": sum(not row.is_answered for row in strategies),
                "states": dict(sorted(states.items())),
            },
            "strategies": [_row(row) for row in strategies],
            "assessments": [_other(row) for row in shown.rows if not row.strategy],
            "due_until": shown.until.isoformat() if shown.until else None,
            "due": [_due(item) for item in shown.due],
        },
        indent=2,
    )


def _row(row: Row) -> dict[str, Any]:
    return {
        "strategy": row.strategy,
        "name": row.name,
        "file": row.file,
        "status": row.status or None,
        "owner": row.owner or None,
        "assessment": row.assessment or None,
        "assessment_id": row.assessment_id or None,
        "state": row.state,
        "words": row.words,
        "answered": row.is_answered,
        **_rest(row),
    }


def _other(row: Row) -> dict[str, Any]:
    return {
        "assessment": row.assessment,
        "assessment_id": row.assessment_id or None,
        "state": row.state,
        "words": row.words,
        **_rest(row),
    }


def _rest(row: Row) -> dict[str, Any]:
    finding = row.finding
    return {
        "next_review": row.review.isoformat() if row.review else None,
        "open_actions": row.open_actions,
        "overdue_actions": row.overdue_actions,
        "worst": {"code": finding.code, "severity": finding.severity.word, "message": finding.message}
        if finding
        else None,
    }


def _due(item: Due) -> dict[str, Any]:
    return {
        "day": item.day.isoformat(),
        "overdue": item.is_overdue,
        "kind": item.kind,
        "what": item.what,
        "who": item.who or None,
        "file": item.file,
    }
