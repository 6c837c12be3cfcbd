"""Time that was spent, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.time.duration import format_seconds
from plaindesk.render.terminal import safe, table

if TYPE_CHECKING:
    from plaindesk.core.results.work import WorkLog


def worked(result: WorkLog) -> str:
    """Lay the sums out, the largest first, and add them up."""
    if not result.rows:
        return "No work was written down."
    has_contract = any(row.left is not None for row in result.rows)
    head = (result.by.upper(), "ENTRIES", "SPENT", *(("LEFT",) if has_contract else ()))
    rows = [
        (
            safe(row.name),
            str(row.entries),
            format_seconds(row.seconds),
            *((_left(row.left),) if has_contract else ()),
        )
        for row in result.rows
    ]
    return "\n".join([*table([head, *rows]), f"{format_seconds(result.total)} in all"])


def _left(seconds: int | None) -> str:
    if seconds is None:
        return "-"
    return format_seconds(seconds) if seconds >= 0 else f"{format_seconds(-seconds)} over"
