"""A calendar made ready for arithmetic: its open intervals from any moment on.

Where clocks are put forward, a wall time that doesn't exist is the first moment after
the gap. Where they are put back, a shift starts at the first of two equal wall times and
ends at the second.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from plaindesk.core.calendar.intervals import Interval, union, without
from plaindesk.core.calendar.table import OpenTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.settings import Calendar
    from plaindesk.core.model.settings.base import Shift

DAY = 86400
FIRST = -62135596800 + 3 * DAY
LAST = 253402300799 - 3 * DAY
"""The span of `datetime`, less what looking a few days around needs."""
_MARGIN = 366 * DAY
"""How much earlier than asked a table begins, so that it need not be made anew at once."""
_EPOCH = date(1970, 1, 1).toordinal()


class Hours:
    """The open hours of one calendar in its zone."""

    def __init__(self, calendar: Calendar, zone: str) -> None:
        """Take a calendar and the zone that holds where it names none itself."""
        self.calendar = calendar
        self.zone = ZoneInfo(calendar.timezone or zone)
        self._holidays = frozenset(calendar.holidays)
        self._special = {*calendar.holidays, *calendar.breaks, *calendar.exceptions}
        self._weekly = {day: tuple(union(sorted(shifts))) for day, shifts in calendar.hours.items()}
        self._day = lru_cache(maxsize=4096)(self._open_on)
        self._table: OpenTable | None = None

    def after(self, moment: int) -> Iterator[Interval]:
        """Stream the open intervals from that moment on; the first is cut to start there."""
        if self.calendar.always:
            yield (moment, LAST)
            return
        stream = self.table(moment).from_moment(moment)
        yield from ((max(start, moment), end) for start, end in stream)

    def table(self, moment: int) -> OpenTable:
        """Return the running totals of open time, from before that moment on."""
        if self._table is None or moment < self._table.base:
            base = max(FIRST, moment - _MARGIN)
            days = self._days(self.local_day(base) - timedelta(days=2), forward=True)
            merged = union(interval for day in days for interval in self._day(day))
            self._table = OpenTable(base, ((max(a, base), b) for a, b in merged if b > base))
        return self._table

    def before(self, moment: int) -> Iterator[Interval]:
        """Stream the open intervals up to that moment, the latest first."""
        if self.calendar.always:
            yield (FIRST, moment)
            return
        stream = ((-end, -start) for start, end in union(self._mirrored(moment)))
        yield from ((start, min(end, moment)) for start, end in stream if start < moment)

    def _mirrored(self, moment: int) -> Iterator[Interval]:
        """Stream the intervals as `(-end, -start)`, the latest end first.

        A night's shift can end later than one that starts the next morning, so each is held
        back until no earlier day can end after it.
        """
        held: list[Interval] = []
        for day in self._days(self.local_day(moment) + timedelta(days=1), forward=False):
            for start, end in self._day(day):
                heappush(held, (-end, -start))
            midnight = self.instant(day, DAY, is_end=True)
            while held and -held[0][0] >= midnight:
                yield heappop(held)
        while held:
            yield heappop(held)

    def local_day(self, moment: int) -> date:
        """Return the day on the wall calendar at that moment."""
        return datetime.fromtimestamp(max(FIRST, min(moment, LAST)), self.zone).date()

    def instant(self, day: date, seconds: int, *, is_end: bool = False) -> int:
        """Turn a wall time, as seconds after that day's midnight, into an instant."""
        wall = datetime.combine(day, datetime.min.time()) + timedelta(seconds=seconds)
        aware = wall.replace(tzinfo=self.zone, fold=int(is_end))
        instant = int(aware.timestamp())
        if self._wall(instant) != wall:
            return self._end_of_gap(wall)
        if is_end and self._wall(instant - 1) > wall:
            # Clocks were put back to this very time: what ended then ended the first time.
            return int(aware.replace(fold=0).timestamp())
        return instant

    def day_bounds(self, day: date) -> Interval:
        """Return the first moment of a day and of the next."""
        return self.instant(day, 0), self.instant(day, DAY)

    def is_open_day(self, day: date) -> bool:
        """Tell whether any open time lies between that day's midnights."""
        if self.calendar.always:
            return True
        start, end = self.day_bounds(day)
        return next(self.after(start), (end, end))[0] < end

    def _wall(self, moment: int) -> datetime:
        return datetime.fromtimestamp(moment, self.zone).replace(tzinfo=None)

    def _end_of_gap(self, wall: datetime) -> int:
        """Find the moment at which the clocks jumped over a wall time, by halving."""
        low = int(wall.replace(tzinfo=self.zone, fold=1).timestamp())
        high = int(wall.replace(tzinfo=self.zone, fold=0).timestamp())
        before = datetime.fromtimestamp(low, self.zone).utcoffset()
        while high - low > 1:
            middle = (low + high) // 2
            if datetime.fromtimestamp(middle, self.zone).utcoffset() == before:
                low = middle
            else:
                high = middle
        return high

    def _days(self, first: date, *, forward: bool) -> Iterator[date]:
        """Count days up or down to the end of time; without weekly hours only special ones."""
        if not any(self.calendar.hours.values()):
            special = sorted(self.calendar.exceptions, reverse=not forward)
            yield from (day for day in special if (day >= first if forward else day <= first))
            return
        low, high = date.min.toordinal() + 3, date.max.toordinal() - 3
        for ordinal in count(first.toordinal(), 1 if forward else -1):
            if not low <= ordinal <= high:
                return
            yield date.fromordinal(ordinal)

    def _open_on(self, day: date) -> tuple[Interval, ...]:
        """List the open intervals of the shifts that start on a day."""
        shifts = self._shifts(day)
        if not shifts:
            return ()
        offset = self._steady_offset(day)
        # A shift runs into the next day, and a break may come over midnight from the last one.
        around = tuple(day + timedelta(days=off) for off in (-1, 0, 1))
        if offset is not None and self._special.isdisjoint(around):
            return self._on_plain_day(day, offset)
        spans = union(sorted(self._span(day, shift, offset) for shift in shifts))
        cuts = union(sorted(cut for near in around for cut in self._closed_on(near)))
        return tuple(without(spans, tuple(cuts)))

    def _on_plain_day(self, day: date, offset: int) -> tuple[Interval, ...]:
        """Add a week day's shifts to its midnight: nothing else touches such a day."""
        midnight = (day.toordinal() - _EPOCH) * DAY - offset
        return tuple((midnight + a, midnight + b) for a, b in self._weekly[day.weekday()])

    def _shifts(self, day: date) -> tuple[Shift, ...]:
        if day in self.calendar.exceptions:
            return self.calendar.exceptions[day]
        return self.calendar.hours.get(day.weekday(), ())

    def _closed_on(self, day: date) -> Iterable[Interval]:
        """List what a holiday and breaks take out between a day's midnights."""
        if day in self._holidays and day not in self.calendar.exceptions:
            yield self.day_bounds(day)
        for start, end in self.calendar.breaks.get(day, ()):
            yield self.instant(day, start), self.instant(day, end, is_end=True)

    def _span(self, day: date, shift: Shift, offset: int | None) -> Interval:
        if offset is None:
            return self.instant(day, shift[0]), self.instant(day, shift[1], is_end=True)
        midnight = (day.toordinal() - _EPOCH) * DAY - offset
        return midnight + shift[0], midnight + shift[1]

    def _steady_offset(self, day: date) -> int | None:
        """Return the zone's offset if it holds all that day and the next: then sums do."""
        noon_before = datetime.combine(day, datetime.min.time(), UTC) - timedelta(hours=12)
        first = noon_before.astimezone(self.zone).utcoffset()
        last = (noon_before + timedelta(days=3)).astimezone(self.zone).utcoffset()
        return int(first.total_seconds()) if first is not None and first == last else None
