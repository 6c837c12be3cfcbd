"""Lists of tickets as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.render.clocks import STATE_STYLES
from plaindesk.render.plain import Paint, safe, span, table, until

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from plaindesk.core.results.tickets import Listing, Row

COLUMNS = ("id", "status", "priority", "due", "assignee", "queue", "age", "subject")
MORE_COLUMNS = (
    "sla", "type", "service", "line", "requester", "organisation", "language", "channel", "tags",
    "created", "updated", "impact", "urgency", "source",
)  # fmt: skip


def listing(result: Listing, columns: Sequence[str], width: int, paint: Paint) -> str:
    """Lay a list out as a table, and say how many more there are."""
    lines = []
    if result.rows:
        # The subject gives way where the terminal is narrow, so it comes last.
        order = [c for c in columns if c != "subject"] + (
            ["subject"] if "subject" in columns else []
        )
        head = [column.upper() for column in order]
        rows = [[_cell(row, column, result.now) for column in order] for row in result.rows]
        first, *rest = table([head, *rows], columns=width)
        lines = [paint(first, "bold")]
        lines += [_painted(line, row, paint) for line, row in zip(rest, result.rows, strict=True)]
    lines.append(_count(result))
    lines += [
        safe(f"Not readable, so not listed: {f.path}:{f.line}: {f.message}")
        for f in result.unreadable
    ]
    return "\n".join(lines)


def _count(result: Listing) -> str:
    if not result.total:
        return "No ticket fits."
    what = "1 ticket" if result.total == 1 else f"{result.total} tickets"
    more = result.total - len(result.rows)
    return f"{what}, {more} not shown (--limit)" if more else what


def _painted(line: str, row: Row, paint: Paint) -> str:
    style = STATE_STYLES.get(row.sla, "")
    return paint(line, style) if style else line


def _cell(row: Row, column: str, now: datetime) -> str:
    ticket = row.ticket
    special = {
        "due": lambda: until(row.due, now),
        "sla": lambda: row.sla,
        "age": lambda: span(now - ticket.created),
        "updated": lambda: span(now - ticket.last_activity),
        "created": lambda: f"{ticket.created:%Y-%m-%d %H:%M}",
        "tags": lambda: ",".join(ticket.tags),
    }
    if column in special:
        return safe(special[column]())
    held = ticket.value(column)
    return "-" if held is None else safe(str(held))
