"""Clocks drawn as bars over the same stretch of time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from plaindesk.core.results.tickets import Bar

COLUMNS = 64
_LABEL = 16
_NARROWEST = 10
"""Columns that a day's name takes."""
LEGEND = "█ counted  ! late  ▒ still to count  ░ paused  ◆ due  ✓ met  ┃ now"


def timeline(bars: Sequence[Bar], now: datetime, zone: tzinfo) -> Iterator[str]:
    """Draw a line of days and a line a clock; nothing where there is no deadline."""
    if not bars:
        return
    start = min(bar.start for bar in bars)
    end = max(*(bar.end for bar in bars), now)
    scale = _Scale(start, end)
    yield " " * _LABEL + _days(scale, zone)
    for bar in bars:
        name = bar.clock.target.replace("_", " ")
        yield f"{name:{_LABEL}}{_drawn(bar, scale, now)}".rstrip()
    yield f"{'':{_LABEL}}{LEGEND}"


class _Scale:
    """Columns of equal time between two moments."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start = start
        self.step = max((end - start) / COLUMNS, timedelta(seconds=1))

    def column(self, moment: datetime) -> int:
        return min(COLUMNS, int((moment - self.start) / self.step))

    def slice(self, column: int) -> tuple[datetime, datetime]:
        return self.start + column * self.step, self.start + (column + 1) * self.step


def _days(scale: _Scale, zone: tzinfo) -> str:
    """Write each day's name where it begins, as far as there is room."""
    line = f"{scale.start.astimezone(zone):%a %d %b}"
    for column in range(1, COLUMNS):
        before, after = (moment.astimezone(zone).date() for moment in scale.slice(column))
        begins = after != before or scale.slice(column - 1)[1].astimezone(zone).date() != before
        if begins and column >= len(line) + 1 and column <= COLUMNS - _NARROWEST:
            line = f"{line:{column}}|{after:%a %d %b}"
    return line


def _drawn(bar: Bar, scale: _Scale, now: datetime) -> str:
    cells = [_cell(bar, *scale.slice(column), now) for column in range(COLUMNS)] + [" "]
    marks = [(now, "┃"), (bar.clock.due, "◆"), (bar.clock.met_at, "✓")]
    for moment, sign in marks:
        if moment is not None and moment >= scale.start:
            cells[scale.column(moment)] = sign
    return "".join(cells)


def _cell(bar: Bar, start: datetime, end: datetime, now: datetime) -> str:
    """Choose the sign of a slice by what takes up most of it."""
    if bar.clock.ended_at is not None and start >= bar.clock.ended_at:
        return "·" if start < bar.end else " "
    room = (end - start) / 2
    if _shared(bar.counted, start, end) >= room:
        is_late = bar.clock.due is not None and start >= bar.clock.due
        return "▒" if start >= now else "!" if is_late else "█"
    if not bar.start <= start < bar.end:
        return " "
    return "░" if _shared(bar.paused, start, end) >= room else "·"


def _shared(
    stretches: Sequence[tuple[datetime, datetime]], start: datetime, end: datetime
) -> timedelta:
    overlaps = (min(stop, end) - max(begin, start) for begin, stop in stretches)
    return sum((overlap for overlap in overlaps if overlap > timedelta()), timedelta())
