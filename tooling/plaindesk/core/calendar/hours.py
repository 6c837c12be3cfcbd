"""A calendar made ready for arithmetic: its open intervals from any moment on.

Where clocks are put forward, a wall time that doesn't exist is the first moment after
the gap. Where they are put back, a shift starts at the first of two equal wall times and
ends at the second.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from plaindesk.core.calendar.intervals import Interval, joined, union, without
from plaindesk.core.calendar.table import OpenTable
from plaindesk.core.model.time.wall_time import instant_of, turn_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from plaindesk.core.model.settings import Calendar
    from plaindesk.core.model.settings.base import Shift

DAY = 86400
FIRST = -62135596800 + 16 * DAY
LAST = 253402300799 - 16 * DAY
"""The span of `datetime`, less what looking a week around needs."""
_MARGIN = 366 * DAY
"""How much earlier than asked a table begins, so that it need not be made anew at once."""
_EPOCH = date(1970, 1, 1).toordinal()
_STOP = date.max.toordinal() - 12
"""The number of the first day that isn't counted any more."""


class Hours:
    """The open hours of one calendar in its zone."""

    def __init__(self, calendar: Calendar, zone: str) -> None:
        """Take a calendar and the zone that holds where it names none itself."""
        self.calendar = calendar
        from zoneinfo import ZoneInfo  # what is stored of hours needs no zones

        self.zone = ZoneInfo(calendar.timezone or zone)
        self._holidays = frozenset(calendar.holidays)
        special = {*calendar.holidays, *calendar.breaks, *calendar.exceptions}
        self._special = frozenset(day.toordinal() for day in special)
        self._weekly = {day: tuple(union(sorted(shifts))) for day, shifts in calendar.hours.items()}
        self._pattern = _pattern(self._weekly)
        always = frozenset(range(7) if calendar.always else ())
        self.open_weekdays = always | _open_weekdays(self._weekly)
        self._offset = lru_cache(maxsize=4096)(self._offset_at)
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
            base = moment - _MARGIN
            # A night that is open at the base may have begun the day before.
            first = self.local_day(base) - timedelta(days=1)
            self._table = OpenTable(base, joined(self._stretches(first)))
        return self._table

    def table_with(self, seconds: int, moment: int) -> OpenTable:
        """Return running totals with so much open time before a moment, if there is so much."""
        base = moment
        while True:
            table = self.table(base)
            held, span = table.open_until(moment), moment - table.base
            if held >= seconds or table.base <= FIRST:
                return table
            # As dense as it was so far, it takes this long; a little more, so as to get on
            # from a moment at which the table begins, too.
            base = moment - max(span * seconds // held if held else 0, span * 5 // 4) - 1

    def local_day(self, moment: int) -> date:
        """Return the day on the wall calendar at that moment."""
        return datetime.fromtimestamp(max(FIRST, min(moment, LAST)), self.zone).date()

    def instant(self, day: date, seconds: int, *, is_end: bool = False) -> int:
        """Turn a wall time, as seconds after that day's midnight, into an instant."""
        wall = datetime.combine(day, datetime.min.time()) + timedelta(seconds=seconds)
        instant = instant_of(wall, self.zone, second=is_end)
        if is_end and self._wall(instant) == wall < self._wall(instant - 1):
            # Clocks were put back to this very time: what ended then ended the first time.
            return instant_of(wall, self.zone)
        return instant

    def day_bounds(self, day: date) -> Interval:
        """Return the first moment of a day and of the next."""
        return self.instant(day, 0), self.instant(day, DAY)

    def is_open_day(self, day: date) -> bool:
        """Tell whether any open time lies between that day's midnights."""
        number = day.toordinal()
        # A night may have begun the day before, and a break in it.
        plain = self._special.isdisjoint((number - 1, number))
        if plain and self._offset(number - 2) == self._offset(number + 3):
            return day.weekday() in self.open_weekdays
        start, end = self.day_bounds(day)
        return next((opened for opened, _ in self.after(start)), end) < end

    def is_plain_week(self, first: date) -> bool:
        """Tell whether of seven days just `open_weekdays` are open: nothing touches them."""
        number = first.toordinal()
        offset = self._offset(number - 2)
        return self._special.isdisjoint(range(number - 1, number + 7)) and all(
            offset == self._offset(number + n) for n in (2, 5, 9)
        )

    def _wall(self, moment: int) -> datetime:
        return datetime.fromtimestamp(moment, self.zone).replace(tzinfo=None)

    def unrepeated(self, moment: int, *, latest: bool) -> int:
        """Move a moment whose wall time clocks repeat to where they have done so, or begin to."""
        moment = max(FIRST, min(moment, LAST))
        seen = datetime.fromtimestamp(moment, self.zone)
        first, second = (int(seen.replace(fold=fold).timestamp()) for fold in (0, 1))
        if first == second:
            return moment
        turned = turn_between(first, second, self.zone)
        if latest:
            return turned + second - first if moment >= turned else moment
        return turned - (second - first) if moment < turned else moment

    def _stretches(self, first: date) -> Iterator[Sequence[Interval]]:
        """List the open intervals from a day on, week by week, to the end of time.

        Without weekly hours only days with hours of their own can be open.
        """
        if not self._pattern:
            own = sorted(day for day in self.calendar.exceptions if day >= first)
            yield from (self._open_on(day) for day in own if day.toordinal() < _STOP)
            return
        for number in range(first.toordinal() - first.weekday(), _STOP, 7):
            yield from self._week(number)

    def _week(self, monday: int) -> Iterable[Sequence[Interval]]:
        """Shift the weekly pattern to a week; where days in it are special, look at each day."""
        plain = self._special.isdisjoint(range(monday - 1, monday + 8))
        offset = self._offset(monday - 1)
        if plain and all(offset == self._offset(monday + n) for n in (3, 6, 10)):
            midnight = (monday - _EPOCH) * DAY - offset
            return ([(midnight + start, midnight + end) for start, end in self._pattern],)
        return [self._open_on(date.fromordinal(monday + n)) for n in range(7)]

    def _open_on(self, day: date) -> Sequence[Interval]:
        """List the open intervals of the shifts that start on a day."""
        shifts = self._shifts(day)
        if not shifts:
            return ()
        offset = self._steady_offset(day.toordinal())
        # A shift runs into the next day, and a break may come over midnight from the last one.
        around = range(day.toordinal() - 1, day.toordinal() + 2)
        if offset is not None and self._special.isdisjoint(around):
            midnight = (day.toordinal() - _EPOCH) * DAY - offset
            return [(midnight + a, midnight + b) for a, b in self._weekly[day.weekday()]]
        spans = union(sorted(self._span(day, shift, offset) for shift in shifts))
        days = (date.fromordinal(number) for number in around)
        cuts = sorted(cut for near in days for cut in self._closed_on(near))
        return list(without(spans, cuts))

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

    def _steady_offset(self, day: int) -> int | None:
        """Return the zone's offset if it holds all that day and the next: then sums do."""
        first = self._offset(day - 1)
        return first if first == self._offset(day + 3) else None

    def _offset_at(self, day: int) -> int:
        """Return the zone's offset at the midnight, in UTC, that a day begins with.

        Nowhere since 1940 was an offset left and taken up again within six days, so two
        equal ones closer than that hold between.
        """
        midnight = datetime.combine(date.fromordinal(day), datetime.min.time(), UTC)
        offset = midnight.astimezone(self.zone).utcoffset() or timedelta()
        return int(offset.total_seconds())


def _pattern(weekly: Mapping[int, Sequence[Interval]]) -> tuple[Interval, ...]:
    """Lay a week's shifts out as seconds after its first midnight."""
    shifts = (
        (day * DAY + start, day * DAY + end)
        for day, shifts in weekly.items()
        for start, end in shifts
    )
    return tuple(union(sorted(shifts)))


def _open_weekdays(weekly: Mapping[int, Sequence[Interval]]) -> frozenset[int]:
    """Name the weekdays with open time between their midnights, the night's before too."""
    own = {day for day, shifts in weekly.items() if shifts}
    spilt = {(day + 1) % 7 for day, shifts in weekly.items() if any(s[1] > DAY for s in shifts)}
    return frozenset(own | spilt)
