"""What an import did, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaindesk.render.terminal import safe, table
from plaindesk.render.tickets.conversation import change_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.results.imports import DifferingRow, ImportReport

_SHOWN = 20
_HEADS = {
    "tickets": ("SOURCE", "CREATED", "STATUS", "REQUESTER", "SUBJECT"),
    "articles": ("ARTICLE", "STATUS", "TITLE"),
}


def imported(report: ImportReport, width: int) -> str:
    """Say what was made of which rows, what differs, and what was refused."""
    lines = [*_preview(report, width), *_differing(report)]
    lines += [safe(f"line {row.line}: refused: {row.reason}") for row in report.refused[:_SHOWN]]
    if len(report.refused) > _SHOWN:
        lines.append(f"... and {len(report.refused) - _SHOWN} more; all of them: --json")
    return "\n".join([*lines, _summary(report)])


def _preview(report: ImportReport, width: int) -> Iterator[str]:
    """Show the first rows as they would stand here, before anything is written."""
    if not (report.dry_run and report.first):
        return
    yield from table([_HEADS[report.what], *_safe(report.first)], columns=width)
    if more := len(report.made) - len(report.first):
        yield f"... and {more} more"
    yield ""


def _safe(rows: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    return [tuple(safe(cell) for cell in row) for row in rows]


def _differing(report: ImportReport) -> Iterator[str]:
    for row in report.differing[:_SHOWN]:
        for told in _told(row):
            yield safe(f"line {row.line}: {row.name}: {told}")
    if len(report.differing) > _SHOWN:
        yield f"... and {len(report.differing) - _SHOWN} rows more that differ; all: --json"


def _told(row: DifferingRow) -> Iterator[str]:
    yield from (change_text(change) for change in row.changes)
    yield from row.kept


def _summary(report: ImportReport) -> str:
    would = "would be " if report.dry_run else ""
    parts = [f"{len(report.made)} {report.what} {would}made"]
    if report.updated:
        parts.append(f"{report.updated} {would}updated")
    parts.append(f"{report.already} there already")
    parts.append(f"{len(report.refused)} rows refused")
    waiting = sum(bool(row.changes) for row in report.differing) - report.updated
    hint = f"\n{waiting} changed in the other system: take that with --update" if waiting else ""
    return ", ".join(parts) + hint


def as_json(report: ImportReport) -> dict[str, Any]:
    """Hold all of it, for programs."""
    from plaindesk.text.codecs.field_values import plain

    return {
        "what": report.what,
        "dry_run": report.dry_run,
        "made": list(report.made),
        "first": [list(row) for row in report.first],
        "already": report.already,
        "differing": [
            {
                "line": row.line,
                "name": row.name,
                "changes": {
                    c.field: {"old": plain(c.old), "new": plain(c.new)} for c in row.changes
                },
                "kept": list(row.kept),
            }
            for row in report.differing
        ],
        "updated": report.updated,
        "refused": [{"line": row.line, "reason": row.reason} for row in report.refused],
        "commit": report.commit,
    }
