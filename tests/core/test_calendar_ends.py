"""Calendars that are never open, or never again: the answer comes at once, and is one.

Far spans too, in both directions, against a walk over every single day.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaindesk.core.calendar import Hours, add, between, is_open, sub
from plaindesk.core.errors import DeskError
from plaindesk.core.model.settings import Calendar
from plaindesk.core.model.settings.base import Shift, Week
from plaindesk.core.model.time.duration import Duration

WORK = (Shift((8 * 3600, 12 * 3600)), Shift((12 * 3600 + 1800, 17 * 3600)))
NIGHT = (Shift((22 * 3600, 30 * 3600)),)
WHOLE = (Shift((0, 86400)),)
NOW = 1795262400  # 2026-11-21T12:00:00Z
YEAR = 365 * 86400
PAST, TODAY, COMING = date(2020, 2, 3), date(2026, 11, 21), date(2031, 4, 7)

NEVER = {
    "no hours at all": Calendar(),
    "hours of no shift": Calendar(hours=Week({0: (), 3: ()})),
    "open where dates begin and end": Calendar(exceptions={date.min: WORK, date.max: WORK}),
    "closed on the only day": Calendar(exceptions={COMING: ()}),
    "the only day's shifts inside breaks": Calendar(
        exceptions={COMING: WORK}, breaks={COMING: WHOLE}
    ),
}
NO_MORE = {
    **NEVER,
    "only days that are gone": Calendar(exceptions={PAST: WORK}),
    "gone, or inside a break": Calendar(
        exceptions={PAST: WORK, COMING: WORK}, breaks={COMING: WHOLE}
    ),
}
NOT_YET = {**NEVER, "only days that are to come": Calendar(exceptions={COMING: WORK})}


@pytest.mark.parametrize("duration", ["0s", "1s", "8h", "1d", "400d"])
@pytest.mark.parametrize("name", NO_MORE)
def test_what_never_opens_again_has_no_deadline(name: str, duration: str) -> None:
    hours = Hours(NO_MORE[name], "Europe/Bratislava")
    with pytest.raises(DeskError, match="not that much open time"):
        add(hours, NOW, Duration.parse(duration), [(NOW - 5, NOW + 5)])
    assert between(hours, NOW, NOW + 20 * YEAR) == 0
    assert not is_open(hours, NOW)


@pytest.mark.parametrize("duration", ["0s", "1s", "8h", "1d", "400d"])
@pytest.mark.parametrize("name", NOT_YET)
def test_what_was_never_open_before_has_no_beginning(name: str, duration: str) -> None:
    hours = Hours(NOT_YET[name], "Europe/Bratislava")
    with pytest.raises(DeskError, match="not that much open time"):
        sub(hours, NOW, Duration.parse(duration), [(NOW - 5, NOW + 5)])
    assert between(hours, NOW - 20 * YEAR, NOW) == 0


def test_weeks_of_breaks_end_somewhere() -> None:
    closed = {TODAY + timedelta(days=n): WHOLE for n in range(3 * 365)}
    hours = Hours(Calendar(hours=Week(dict.fromkeys(range(7), WORK)), breaks=closed), "UTC")
    due = add(hours, NOW, Duration.parse("1h"))
    assert hours.local_day(due) == TODAY + timedelta(days=3 * 365)
    opening = add(hours, NOW, Duration.parse("0s"))
    next_day = hours.instant(hours.local_day(opening) + timedelta(days=1), opening % 86400)
    assert add(hours, NOW, Duration.parse("1d")) == add(hours, next_day, Duration.parse("0s"))


@pytest.mark.parametrize(("days", "found"), [(2100, True), (3900, True), (4100, False)])
def test_open_days_are_looked_for_ten_years_and_no_longer(days: int, *, found: bool) -> None:
    """Whether each day is closed by itself or none is open by the week."""
    again = TODAY + timedelta(days=days)
    closed = {TODAY + timedelta(days=n): WHOLE for n in range(1, days)}
    for calendar in (
        Calendar(hours=Week(dict.fromkeys(range(7), WORK)), breaks=closed),
        Calendar(exceptions={TODAY: WORK, again: WORK}),
    ):
        hours = Hours(calendar, "UTC")
        start = hours.instant(TODAY, WORK[0][0])
        if found:
            assert add(hours, start, Duration(days=1)) == hours.instant(again, WORK[0][0])
        else:
            with pytest.raises(DeskError, match="not that much open time"):
                add(hours, start, Duration(days=1))


def test_a_minute_a_week_for_twenty_years() -> None:
    hours = Hours(Calendar(hours=Week({0: (Shift((32400, 32460)),)})), "Europe/Bratislava")
    due = add(hours, NOW, Duration(seconds=60 * 1043))
    assert hours.local_day(due) == date(2046, 11, 12)
    assert sub(hours, due, Duration(seconds=60 * 1043)) == hours.instant(date(2026, 11, 23), 32400)
    assert between(hours, NOW, due) == 60 * 1043


DAYS = st.integers(-40, 40).map(lambda n: TODAY + timedelta(days=n))
SHIFTS = st.sampled_from([(), WORK, NIGHT, WHOLE])
CALENDARS = st.builds(
    Calendar,
    hours=st.dictionaries(st.integers(0, 6), SHIFTS, max_size=5).map(Week),
    breaks=st.dictionaries(DAYS, SHIFTS, max_size=4),
    exceptions=st.dictionaries(DAYS, SHIFTS, max_size=4),
    holidays=st.lists(DAYS, max_size=6).map(tuple),
)
ZONES = st.sampled_from(["Europe/Bratislava", "America/New_York", "Asia/Kathmandu", "UTC"])


def walked(hours: Hours, day: date, days: int, step: int) -> date | None:
    """Step over one day after the other, and ask the stream of each."""
    for _ in range(600):
        day += timedelta(days=step)
        start, end = hours.day_bounds(day)
        days -= next(hours.after(start), (end, end))[0] < end
        if not days:
            return day
    return None


@given(CALENDARS, ZONES, DAYS, st.integers(1, 80), st.sampled_from([1, -1]))
@settings(max_examples=150)
def test_open_days_are_those_with_open_time(
    calendar: Calendar, zone: str, start: date, days: int, step: int
) -> None:
    hours = Hours(calendar, zone)
    noon = hours.instant(start, 12 * 3600)
    find = add if step > 0 else sub
    try:
        touches = is_open(hours, noon) or is_open(hours, noon - 1)
        begun = noon if touches else find(hours, noon, Duration())
    except DeskError:  # it is open for the last time before, or for the first after it
        return
    closing = not is_open(hours, begun)
    day = hours.local_day(begun - closing)
    expected = walked(hours, day, days, step)
    if expected is None or hours.local_day(begun - 7200) != hours.local_day(begun + 7200):
        return  # around midnight the wall time needs more words than this
    wanted = hours.instant(expected, begun - hours.instant(day, 0))
    if hours.day_bounds(day)[1] - hours.day_bounds(day)[0] != 86400:
        return
    try:
        found = find(hours, noon, Duration(days=days))
    except DeskError:  # it was open on that day for the last time, or the first
        assert not is_open(hours, wanted)
        assert between(hours, wanted, wanted + step * 20 * YEAR) == 0
        return
    assert (found >= wanted) if step > 0 else (found <= wanted)
    # The same wall time, or the first open moment after it: nothing is open between.
    assert between(hours, min(found, wanted), max(found, wanted)) == 0


@given(CALENDARS, ZONES, st.integers(0, 10**6), st.integers(1, 10**8))
@settings(max_examples=60)
def test_far_spans_there_and_back(calendar: Calendar, zone: str, start: int, seconds: int) -> None:
    hours = Hours(calendar, zone)
    try:
        due = add(hours, NOW + start, Duration(seconds=seconds))
    except DeskError:
        return
    assert between(hours, NOW + start, due) == seconds
    again = Hours(calendar, zone)
    back = sub(again, due, Duration(seconds=seconds))
    assert NOW + start <= back <= due
    assert between(again, back, due) == seconds
