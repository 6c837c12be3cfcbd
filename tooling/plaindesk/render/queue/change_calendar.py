"""The calendar of changes, by day."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from plaindesk.render.queue.lists import not_listed
from plaindesk.render.terminal import safe, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.results.changes import Plan, Planned


def plan_text(plan: Plan, zone_name: str, columns: int) -> str:
    """Draw the plan: a heading a day, a line a change, and under it what it overlaps with."""
    zone = ZoneInfo(zone_name)
    lines = [*_days(plan, zone, columns)]
    if plan.unplanned:
        lines += ["No window yet", *_indented(_rows(plan.unplanned), columns)]
    lines = lines or ["No changes."]
    return "\n".join([*lines, *not_listed(plan.unreadable)])


def _days(plan: Plan, zone: tzinfo, columns: int) -> Iterator[str]:
    rows = _indented([_row(item, zone) for item in plan.planned], columns)
    for day, items in groupby(
        zip(plan.planned, rows, strict=True), key=lambda pair: _day(pair[0], zone)
    ):
        yield f"{day:%a %Y-%m-%d}"
        for item, row in items:
            yield row
            if item.overlaps:
                yield f"    overlaps {', '.join(item.overlaps)}"


def _day(item: Planned, zone: tzinfo) -> date:
    return item.start.astimezone(zone).date()


def _row(item: Planned, zone: tzinfo) -> tuple[str, ...]:
    start, end = item.start.astimezone(zone), item.end.astimezone(zone)
    last = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%a %H:%M}"
    return (f"{start:%H:%M}-{last}", *_cells(item.ticket, item.approval))


def _rows(tickets: tuple[Ticket, ...]) -> list[tuple[str, ...]]:
    return [_cells(ticket, "") for ticket in tickets]


def _cells(ticket: Ticket, approval: str) -> tuple[str, ...]:
    risk = ticket.fields.get("risk", "-")
    return (
        ticket.id,
        ticket.status,
        safe(risk),
        safe(ticket.service or "-"),
        approval or "-",
        safe(ticket.subject),
    )


def _indented(rows: list[tuple[str, ...]], columns: int) -> list[str]:
    return [f"  {line}" for line in table(rows, columns=max(0, columns - 2))]
