"""Clocks as lines of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.sla import ClockState
from plaindesk.render.terminal import STATE_STYLES, Paint, moment, open_span, span, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta, tzinfo

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
        return "met late"
    if clock.state is ClockState.NEVER:
        return "never due"
    return f"{clock.state}, soon due" if clock.warns else str(clock.state)


def _standing(clock: Clock, now: datetime) -> str:
    if clock.is_live and clock.left_seconds >= 0 and clock.state is not ClockState.BREACHED:
        return f"{open_span(clock.left_seconds)} of open time left"
    if clock.state is ClockState.BREACHED and clock.due:
        return late_by(clock, (clock.ended_at or now) - clock.due)
    if clock.state is ClockState.WAITING:
        return "not running yet"
    if clock.state is ClockState.NEVER:
        return f"the calendar '{clock.calendar}' ends before"
    return f"took {open_span(clock.used_seconds)}" if clock.met_at else ""


def late_by(clock: Clock, passed: timedelta) -> str:
    """Say in one plain sentence how late a clock is: in open time, and by the clock."""
    late = clock.used_seconds - clock.target_seconds
    if late < _MINUTE:
        return f"{span(passed)} late, outside open hours"
    is_same = abs(late - passed.total_seconds()) < _MINUTE
    return f"{open_span(late)} late" + ("" if is_same else f" ({span(passed)} by the clock)")


_MINUTE = 60
