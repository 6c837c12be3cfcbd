"""Open hours against an oracle that looks at every minute of a week by itself.

The weeks are those in which clocks change, or days are missing, in seven zones.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from plaindesk.core.calendar import Hours, add, between, is_open, sub
from plaindesk.core.errors import DeskError
from plaindesk.core.model.settings import Calendar
from plaindesk.core.model.settings.base import Shift, Week
from plaindesk.core.model.time.duration import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = 24 * 60
DAYS_OF_WINDOW = 9
WINDOWS = [
    ("Europe/Bratislava", date(2026, 3, 29)),
    ("Europe/Bratislava", date(2026, 10, 25)),
    ("Europe/London", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Asia/Kathmandu", date(2026, 11, 21)),
    ("Asia/Tehran", date(2021, 3, 22)),
    ("Asia/Tehran", date(2021, 9, 22)),
    ("Asia/Tehran", date(2026, 11, 21)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Havana", date(2026, 3, 8)),
    ("America/Havana", date(2026, 11, 1)),
]


class Window:
    """Every minute of some days in a zone: its wall time, and how far wall times have got."""

    def __init__(self, zone: str, middle: date) -> None:
        self.zone = zone
        self.first = middle - timedelta(days=DAYS_OF_WINDOW // 2)
        tz = ZoneInfo(zone)
        self.walls = [
            datetime.fromtimestamp(self.instant(minute), tz).replace(tzinfo=None)
            for minute in range(DAYS_OF_WINDOW * DAY)
        ]
        self.highest = list(accumulate(self.walls, max))
        self.lowest = list(accumulate(reversed(self.walls), min))[::-1]

    def __repr__(self) -> str:
        return f"Window({self.zone!r}, {self.first + timedelta(days=DAYS_OF_WINDOW // 2)})"

    def instant(self, minute: int) -> int:
        """Turn a minute of the window into seconds since 1970."""
        midnight = datetime.combine(self.first, datetime.min.time(), UTC)
        return int(midnight.timestamp()) + 60 * minute

    def span(self, day: date, shift: Shift) -> range:
        """List the minutes from the first that has reached the start to the last before the end."""
        midnight = datetime.combine(day, datetime.min.time())
        start, end = (midnight + timedelta(seconds=second) for second in shift)
        return range(bisect_left(self.highest, start), bisect_left(self.lowest, end))


@cache
def window(zone: str, middle: date) -> Window:
    """Look at the days around one."""
    return Window(zone, middle)


def open_minutes(seen: Window, calendar: Calendar) -> list[bool]:
    """Tell of each minute whether the calendar is open then."""
    state = [False] * len(seen.walls)
    days = [seen.first + timedelta(days=n) for n in range(-2, DAYS_OF_WINDOW + 2)]
    for day in days:
        shifts = calendar.exceptions.get(day, calendar.hours.get(day.weekday(), ()))
        for shift in shifts:
            for minute in seen.span(day, shift):
                state[minute] = True
    for day in days:
        closed = list(calendar.breaks.get(day, ()))
        if day in calendar.holidays and day not in calendar.exceptions:
            closed.append(Shift((0, 86400)))
        for shift in closed:
            for minute in seen.span(day, shift):
                state[minute] = False
    return state


SHIFTS = st.one_of(
    st.tuples(st.integers(0, DAY - 1), st.integers(1, DAY - 1)).map(
        lambda both: Shift((60 * both[0], 60 * sum(both)))
    ),
    st.sampled_from([Shift((0, 86400)), Shift((8 * 3600, 16 * 3600)), Shift((79200, 108000))]),
)
FEW_SHIFTS = st.lists(SHIFTS, max_size=2).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Window, Calendar]:
    """Make a window and a calendar that has something to say about it."""
    zone, middle = draw(st.sampled_from(WINDOWS))
    days = st.integers(-3, 3).map(lambda n: middle + timedelta(days=n))
    calendar = Calendar(
        hours=Week(draw(st.dictionaries(st.integers(0, 6), FEW_SHIFTS, max_size=7))),
        breaks=draw(st.dictionaries(days, FEW_SHIFTS, max_size=2)),
        exceptions=draw(st.dictionaries(days, FEW_SHIFTS, max_size=2)),
        holidays=tuple(draw(st.lists(days, max_size=2))),
    )
    return window(zone, middle), calendar


# Away from the window's ends, where the oracle doesn't see all of a shift.
INNER = st.integers(2 * DAY, (DAYS_OF_WINDOW - 2) * DAY)
PAUSES = st.lists(st.tuples(INNER, INNER).map(lambda both: (min(both), max(both))), max_size=3)


def runs(state: list[bool], start: int, end: int) -> list[tuple[int, int]]:
    """List the open stretches between two minutes."""
    found: list[tuple[int, int]] = []
    for minute in range(start, end):
        if not state[minute]:
            continue
        if found and found[-1][1] == minute:
            found[-1] = (found[-1][0], minute + 1)
        else:
            found.append((minute, minute + 1))
    return found


@given(cases(), INNER, INNER)
@settings(max_examples=120)
def test_the_stream_holds_the_open_minutes(
    case: tuple[Window, Calendar], one: int, other: int
) -> None:
    seen, calendar = case
    start, end = min(one, other), max(one, other)
    hours = Hours(calendar, seen.zone)
    expected = [
        (seen.instant(a), seen.instant(b))
        for a, b in runs(open_minutes(seen, calendar), start, end)
    ]
    ahead = takewhile(lambda pair: pair[0] < seen.instant(end), hours.after(seen.instant(start)))
    assert [(a, min(b, seen.instant(end))) for a, b in ahead] == expected
    if expected:
        assert sub(hours, seen.instant(end), Duration()) == expected[-1][1]


@given(cases(), INNER, INNER, PAUSES)
@settings(max_examples=120)
def test_open_time_is_what_the_minutes_add_up_to(
    case: tuple[Window, Calendar], one: int, other: int, pauses: list[tuple[int, int]]
) -> None:
    seen, calendar = case
    hours = Hours(calendar, seen.zone)
    state = open_minutes(seen, calendar)
    counted = sum(
        state[minute] and not any(a <= minute < b for a, b in pauses)
        for minute in range(min(one, other), max(one, other))
    )
    cuts = [(seen.instant(a), seen.instant(b)) for a, b in pauses]
    sign = 1 if one <= other else -1
    assert between(hours, seen.instant(one), seen.instant(other), cuts) == sign * 60 * counted
    assert is_open(hours, seen.instant(one)) == state[one]
    assert is_open(hours, seen.instant(one) + 59) == state[one]


@given(cases(), INNER, INNER, PAUSES)
@settings(max_examples=120)
def test_a_deadline_is_the_first_moment_with_so_much_open_time_behind_it(
    case: tuple[Window, Calendar], start: int, wanted: int, pauses: list[tuple[int, int]]
) -> None:
    seen, calendar = case
    hours = Hours(calendar, seen.zone)
    state = open_minutes(seen, calendar)
    cuts = [(seen.instant(a), seen.instant(b)) for a, b in pauses]
    left = wanted % 900
    for minute in range(start, (DAYS_OF_WINDOW - 2) * DAY):
        counts = state[minute] and not any(a <= minute < b for a, b in pauses)
        if left == 0 and (counts or wanted % 900):
            due = add(hours, seen.instant(start), Duration(seconds=60 * (wanted % 900)), cuts)
            assert due == seen.instant(minute)
            return
        left -= counts


@given(cases(), INNER, INNER, PAUSES)
@settings(max_examples=120)
def test_counting_back_finds_the_last_moment_with_so_much_open_time_before_it(
    case: tuple[Window, Calendar], end: int, wanted: int, pauses: list[tuple[int, int]]
) -> None:
    seen, calendar = case
    hours = Hours(calendar, seen.zone)
    state = open_minutes(seen, calendar)
    cuts = [(seen.instant(a), seen.instant(b)) for a, b in pauses]
    left = wanted % 900
    for minute in range(end, 2 * DAY, -1):
        counts = state[minute - 1] and not any(a <= minute - 1 < b for a, b in pauses)
        if left == 0 and (counts or wanted % 900):
            start = sub(hours, seen.instant(end), Duration(seconds=60 * (wanted % 900)), cuts)
            assert start == seen.instant(minute)
            return
        left -= counts


MOMENTS = st.tuples(INNER, st.integers(0, 59))


@given(cases(), st.lists(MOMENTS, min_size=3, max_size=3), PAUSES)
@settings(max_examples=120)
def test_open_time_adds_up_over_any_moments(
    case: tuple[Window, Calendar], moments: list[tuple[int, int]], pauses: list[tuple[int, int]]
) -> None:
    seen, calendar = case
    hours = Hours(calendar, seen.zone)
    a, b, c = (seen.instant(minute) + second for minute, second in moments)
    cuts = [(seen.instant(x) + 7, seen.instant(y) + 11) for x, y in pauses]
    assert between(hours, a, b, cuts) + between(hours, b, c, cuts) == between(hours, a, c, cuts)
    assert between(hours, a, b, cuts) == -between(hours, b, a, cuts)
    assert abs(between(hours, a, b, cuts)) <= abs(between(hours, a, b)) <= abs(b - a)


ALWAYS_SOME = st.dictionaries(
    st.integers(0, 6), st.lists(SHIFTS, min_size=1, max_size=2).map(tuple), min_size=1
)
SECONDS = st.integers(1, 40 * 3600)


@given(cases(), ALWAYS_SOME, MOMENTS, st.tuples(SECONDS, SECONDS), PAUSES)
@settings(max_examples=120)
def test_adding_and_counting_agree(
    case: tuple[Window, Calendar],
    week: dict[int, tuple[Shift, ...]],
    moment: tuple[int, int],
    spans: tuple[int, int],
    pauses: list[tuple[int, int]],
) -> None:
    seen, _ = case
    one, other = spans
    hours = Hours(Calendar(hours=Week(week)), seen.zone)
    start = seen.instant(moment[0]) + moment[1]
    cuts = [(seen.instant(x) + 7, seen.instant(y) + 11) for x, y in pauses]
    due = add(hours, start, Duration(seconds=one), cuts)
    later = add(hours, start, Duration(seconds=one + other), cuts)
    assert between(hours, start, due, cuts) == one
    assert start < due < later
    assert add(hours, due, Duration(seconds=other), cuts) == later
    assert add(hours, start, Duration(seconds=one)) <= due
    back = sub(hours, due, Duration(seconds=one), cuts)
    assert start <= back
    assert between(hours, back, due, cuts) == one
    assert between(hours, start, back, cuts) == 0
    assert sub(hours, back, Duration(seconds=other), cuts) < back
    assert between(hours, sub(hours, back, Duration(seconds=other), cuts), back, cuts) == other
    assert add(hours, start + 1, Duration(seconds=one), cuts) >= due


SECONDS = st.integers(0, 6 * DAY * 60)


@given(cases(), SECONDS, SECONDS, st.integers(1, 3), st.sampled_from([add, sub]))
@settings(max_examples=400)
def test_whoever_starts_later_is_never_due_earlier(
    case: tuple[Window, Calendar],
    one: int,
    other: int,
    days: int,
    count: Callable[[Hours, int, Duration], int],
) -> None:
    seen, calendar = case
    hours = Hours(calendar, seen.zone)
    moments = [seen.instant(DAY) + second for second in sorted((one, other))]
    try:
        earlier, later = (count(hours, moment, Duration(days=days)) for moment in moments)
    except DeskError:  # the calendar ends
        return
    assert earlier <= later


@given(cases(), SECONDS, st.integers(1, 3))
@settings(max_examples=200)
def test_a_day_always_holds_open_time(
    case: tuple[Window, Calendar], second: int, days: int
) -> None:
    seen, calendar = case
    hours = Hours(calendar, seen.zone)
    moment = seen.instant(DAY) + second
    try:
        due = add(hours, moment, Duration(days=days))
        begun = sub(hours, moment, Duration(days=days))
    except DeskError:
        return
    assert between(hours, moment, due) > 0
    assert between(hours, begun, moment) > 0
