"""Lists of tickets as tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from plaindesk.core.model.own_fields import watchers
from plaindesk.core.model.time.duration import format_seconds
from plaindesk.core.model.vocabulary import Target
from plaindesk.core.query.counts import COUNTED
from plaindesk.render.terminal import (
    STATE_STYLES,
    Paint,
    one_a_file,
    plural,
    safe,
    span,
    table,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.results.lists import Listing, Row

COLUMNS = ("id", "status", "priority", "due", "assignee", "queue", "age", "subject")
MORE_COLUMNS = (
    "sla", "type", "service", "line", "requester", "organisation", "language", "channel", "tags",
    "created", "updated", "impact", "urgency", "source", "watchers", *COUNTED, *Target,
)  # fmt: skip
WHOLE = ("watchers", *COUNTED, *Target)
"""Columns for which a ticket's entries have to be read."""


def listing(result: Listing[Any], columns: Sequence[str], width: int, paint: Paint) -> str:
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
    return "\n".join([*lines, *not_listed(result.unreadable)])


def not_listed(findings: Iterable[Finding]) -> list[str]:
    """Tell of the tickets that no list can show."""
    return [f"Not readable, so not listed: {told}" for told in one_a_file(findings)]


def _count(result: Listing[Any]) -> str:
    if not result.total:
        return "No ticket fits."
    what = plural(result.total, "ticket")
    more = result.total - len(result.rows)
    return f"{what}, {more} not shown (--limit)" if more else what


def _painted(line: str, row: Row[Any], paint: Paint) -> str:
    style = STATE_STYLES.get(row.sla, "")
    return paint(line, style) if style else line


def _target(target: str, row: Row[Any], now: datetime) -> str:
    """Say how far off a target is while it counts, and else how it ended."""
    clock = next((clock for clock in row.clocks if clock.target == target), None)
    if clock is None:
        return "-"
    if clock.is_live and clock.due:
        return until(clock.due, now)
    from plaindesk.render.tickets.clocks import state_text

    return state_text(clock)


_SPECIAL: Mapping[str, Callable[[Row[Any], datetime], str]] = {
    "due": lambda row, now: until(row.due, now),
    "sla": lambda row, _now: row.sla,
    "age": lambda row, now: span(now - row.ticket.created),
    "updated": lambda row, now: span(now - row.updated),
    "created": lambda row, _now: f"{row.ticket.created:%Y-%m-%d %H:%M}",
    "tags": lambda row, _now: ",".join(row.ticket.tags),
    "watchers": lambda row, _now: ",".join(watchers(row.ticket)) or "-",
    "worked": lambda row, _now: format_seconds(row.ticket.spent) if row.ticket.spent else "-",
    **{target.value: partial(_target, target.value) for target in Target},
}


def _cell(row: Row[Any], column: str, now: datetime) -> str:
    if column in _SPECIAL:
        return safe(_SPECIAL[column](row, now))
    held = COUNTED[column](row.ticket) if column in COUNTED else row.ticket.value(column)
    return "-" if held is None else safe(str(held))
