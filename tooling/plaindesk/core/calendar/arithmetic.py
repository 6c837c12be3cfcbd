"""When is it due, how much open time lies between, is it open: cuts of the one stream.

A pause is an interval taken out of the stream, so that one walk serves both. A deadline
that lands exactly on closing time is closing time; no time at all from a closed moment
is the next opening.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from plaindesk.core.calendar.hours import FIRST, LAST
from plaindesk.core.calendar.intervals import Interval, union
from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.calendar.hours import Hours
    from plaindesk.core.model.time.duration import Duration

_NEVER = "This calendar has not that much open time."
_BARREN = 4000
"""Closed days in a row after which a calendar counts as ended; over ten years."""
_FIRST_DAY, _LAST_DAY = date(1, 1, 31), date(9999, 12, 1)


def between(hours: Hours, start: int, end: int, pauses: Sequence[Interval] = ()) -> int:
    """Count the open seconds from start to end; less than zero where end comes first."""
    if end < start:
        return -between(hours, end, start, pauses)
    cuts = union(sorted(pauses))
    paused = sum(_open_between(hours, max(a, start), min(b, end)) for a, b in cuts)
    return _open_between(hours, start, end) - paused


def _open_between(hours: Hours, start: int, end: int) -> int:
    if end <= start:
        return 0
    if hours.calendar.always:
        return end - start
    table = hours.table(start)
    return table.open_until(end) - table.open_until(start)


def is_open(hours: Hours, moment: int) -> bool:
    """Tell whether the calendar is open at a moment; closing time itself is closed."""
    return _opening(hours, moment) == moment


def _opening(hours: Hours, moment: int) -> int | None:
    return next((opened for opened, _ in hours.after(moment)), None)


def add(hours: Hours, start: int, duration: Duration, pauses: Sequence[Interval] = ()) -> int:
    """Find the moment that lies a duration of open time, or of open days, after start.

    Open days with pauses: what the days are worth in open time without a pause is
    counted again with them. Raises DeskError where the calendar ends before.
    """
    if not duration.days:
        return _after(hours, start, duration.seconds, pauses)
    due = _days_after(hours, start, duration.days)
    return max(due, _after(hours, start, between(hours, start, due), pauses))


def sub(hours: Hours, end: int, duration: Duration, pauses: Sequence[Interval] = ()) -> int:
    """Find the moment that lies a duration of open time, or of open days, before end.

    Raises DeskError where the calendar begins later.
    """
    if not duration.days:
        return _before(hours, end, duration.seconds, pauses)
    start = _days_before(hours, end, duration.days)
    return min(start, _before(hours, end, between(hours, start, end), pauses))


def _after(hours: Hours, start: int, seconds: int, pauses: Sequence[Interval]) -> int:
    """Walk from pause to pause: what is open before the next one is counted as a whole."""
    left, at = seconds, start
    for pause_start, pause_end in union(sorted(pauses)):
        held = _open_between(hours, at, pause_start)
        if held and left <= held:
            break
        left -= held
        at = max(at, pause_end)
    return _point(hours, at, left)


def _point(hours: Hours, start: int, seconds: int) -> int:
    """Find the moment with so much open time, and no pause, since start."""
    found: int | None
    if hours.calendar.always:
        found = start + seconds
    elif seconds == 0:
        found = _opening(hours, start)
    else:
        table = hours.table(start)
        found = table.moment_of(table.open_until(start) + seconds)
    if found is None or found > LAST:
        raise DeskError(_NEVER)
    return found


def _before(hours: Hours, end: int, seconds: int, pauses: Sequence[Interval]) -> int:
    """Walk back from pause to pause, as `_after` walks forward."""
    left, at = seconds, end
    for pause_start, pause_end in reversed(tuple(union(sorted(pauses)))):
        held = _open_between(hours, pause_end, at)
        if held and left <= held:
            break
        left -= held
        at = min(at, pause_start)
    return _point_before(hours, at, left)


def _point_before(hours: Hours, end: int, seconds: int) -> int:
    """Find the moment with so much open time, and no pause, until end."""
    found = end - seconds if hours.calendar.always else _open_before(hours, end, seconds)
    if found is None or found < FIRST:
        raise DeskError(_NEVER)
    return found


def _open_before(hours: Hours, end: int, seconds: int) -> int | None:
    """Find the last such moment; where no time is asked for, that at which it was last open."""
    least = max(seconds, 1)
    table = hours.table_with(least, end)
    total = table.open_until(end)
    if total < least:
        return None
    return table.last_with(total - seconds) if seconds else table.moment_of(total)


def _days_after(hours: Hours, start: int, days: int) -> int:
    """Take the same wall time on the n-th next open day, or the first open moment after.

    A start outside open hours first moves to the next opening: else a later start could be
    due earlier, and a day could pass without any open time.
    """
    begun = start if _touches(hours, start) else _point(hours, start, 0)
    day, seconds = _wall(hours, begun, latest=True)
    wanted = hours.instant(_nth_open_day(hours, day, days, step=1), seconds)
    return wanted if _touches(hours, wanted) else _point(hours, wanted, 0)


def _days_before(hours: Hours, end: int, days: int) -> int:
    """Take the same wall time on the n-th last open day, or the last open moment before.

    An end outside open hours first moves back to the last closing time.
    """
    begun = end if _touches(hours, end) else _point_before(hours, end, 0)
    day, seconds = _wall(hours, begun, latest=False)
    wanted = hours.instant(_nth_open_day(hours, day, days, step=-1), seconds)
    return wanted if _touches(hours, wanted) else _point_before(hours, wanted, 0)


def _nth_open_day(hours: Hours, day: date, days: int, *, step: int) -> date:
    """Step over open days, seven at a time where a week is like every other."""
    barren, weekly = 0, len(hours.open_weekdays)
    while days:
        if barren > _BARREN or not _FIRST_DAY < day < _LAST_DAY:
            raise DeskError(_NEVER)
        if days > weekly and hours.is_plain_week(day + timedelta(days=1 if step > 0 else -7)):
            day += timedelta(days=7 * step)
            opened, passed = weekly, 7
        else:
            day += timedelta(days=step)
            opened, passed = hours.is_open_day(day), 1
        days -= opened
        barren = 0 if opened else barren + passed
    return day


def _wall(hours: Hours, moment: int, *, latest: bool) -> tuple[date, int]:
    """Return a moment's day and its seconds after midnight.

    Closing time belongs to the day that it ends, at midnight too. A time that clocks repeat
    is the latest of its kind, or the earliest: so that later moments have later wall times.
    """
    closing = not is_open(hours, moment)
    seen = hours.unrepeated(moment - closing, latest=latest)
    wall = datetime.fromtimestamp(seen, hours.zone)
    seconds = wall.hour * 3600 + wall.minute * 60 + wall.second
    return wall.date(), seconds + closing


def _touches(hours: Hours, moment: int) -> bool:
    """Tell whether a moment is open or closing time."""
    return is_open(hours, moment) or is_open(hours, moment - 1)
