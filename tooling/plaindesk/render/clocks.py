"""Clocks as lines of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.sla import ClockState
from plaindesk.render.plain import STATE_STYLES, Paint, moment, open_span, span, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, tzinfo

    from plaindesk.core.sla import Clock


def clock_lines(
    clocks: Sequence[Clock], now: datetime, zone: tzinfo, paint: Paint
) -> Iterator[str]:
    """Show every target, never only the nearest."""
    rows = [
        (
            f"  {clock.target.replace('_', ' ')}",
            str(clock.promised),
            state_text(clock),
            f"due {moment(clock.due, zone)}" if clock.due else "",
            _standing(clock, now),
        )
        for clock in clocks
    ]
    for line, clock in zip(table(rows), clocks, strict=True):
        style = STATE_STYLES.get("warn" if clock.warns else clock.state, "")
        yield paint(line, style) if style else line


def state_text(clock: Clock) -> str:
    """Say how a clock stands, in a few words."""
    if clock.state is ClockState.BREACHED and clock.met_at:
        return "breached, met late"
    return f"{clock.state}, soon due" if clock.warns else str(clock.state)


def _standing(clock: Clock, now: datetime) -> str:
    if clock.is_live and clock.left_seconds >= 0 and clock.state is not ClockState.BREACHED:
        return f"{open_span(clock.left_seconds)} of open time left"
    if clock.state is ClockState.BREACHED and clock.due:
        end = clock.met_at or now
        late = open_span(clock.used_seconds - clock.target_seconds)
        return f"late by {late} open, {span(end - clock.due)} in all"
    return f"took {open_span(clock.used_seconds)}" if clock.met_at else ""
