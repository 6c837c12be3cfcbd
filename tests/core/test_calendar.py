"""Open hours at the moments that people ask about: nights, clock changes, days, closed weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from plaindesk.core.calendar import Hours, add, between, is_open, sub
from plaindesk.core.calendar.holidays import compare
from plaindesk.core.calendar.intervals import LONGEST, union
from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.duration import Duration
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.settings.desk_yml import read

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = """\
name: x
timezone: Europe/Bratislava
calendars:
  office:
    hours:
      mon-thu: ["08:00-12:00", "12:30-17:00"]
      fri: ["08:00-14:00"]
    breaks: {2026-12-22: ["10:00-11:00", "16:00-24:00"]}
    exceptions: {2026-12-19: ["10:00-14:00"], 2026-12-25: ["09:00-10:00"]}
    holidays: [2026-12-24, 2026-12-25]
  nights: {hours: {mon-sun: ["22:00-06:00"]}}
  london: {timezone: Europe/London, hours: {mon-sun: ["00:00-24:00"]}}
  shop: {timezone: America/New_York, hours: {sun: ["01:30-02:30"]}}
  apia: {timezone: Pacific/Apia, hours: {mon-sun: ["09:00-17:00"]}}
  fair: {exceptions: {2026-11-30: ["10:00-12:00"], 2026-11-28: ["10:00-12:00"]}}
  once: {exceptions: {2025-11-23: ["22:00-06:00"]}}
  eve: {hours: {thu: ["20:00-04:00"]}, holidays: [2026-12-25]}
  late:
    hours: {thu: ["20:00-04:00"]}
    exceptions: {2026-11-26: []}
    breaks: {2026-12-10: ["22:00-06:00"]}
  early: {hours: {mon: ["00:00-04:00"]}, breaks: {2026-11-29: ["23:00-02:00"]}}
  back: {hours: {mon-sun: ["00:00-24:00"]}, breaks: {2026-10-25: ["00:00-02:30"]}}
  sunday: {hours: {sun: ["22:00-03:00"]}, breaks: {2026-12-14: ["01:00-02:00"]}}
  split: {hours: {mon: ["08:00-12:00", "22:00-03:00"]}}
  dawn: {hours: {sun: ["00:00-02:30"]}}
  brief: {timezone: Asia/Tehran, hours: {mon: ["00:15-00:45"]}}
  tehran: {timezone: Asia/Tehran, hours: {mon: ["00:00-02:00"]}}
  thin: {hours: {mon: ["09:00-09:01"]}}
  gap: {hours: {sun: ["02:15-02:45"]}}
  halves:
    hours: {mon: ["08:00-12:00", "12:00-17:00", "20:00-24:00"], tue: ["00:00-04:00"]}
    breaks: {2026-11-30: ["16:00-17:00", "08:00-09:00"]}
  nine: {hours: {mon-fri: ["09:00-17:00"]}}
  round: {hours: {mon-sun: ["00:00-24:00"]}}
  full: {hours: {mon-fri: ["08:00-24:00"]}}
  always: 24/7
"""
FOUND = read(decode("desk.yml", SETTINGS.encode()))
assert FOUND[0] is not None
assert FOUND[1] == ()
DESK = FOUND[0]


def fresh(name: str) -> Hours:
    """Make a calendar ready that nobody has asked yet."""
    return Hours(DESK.calendars[name], DESK.timezone)


CALENDARS = {name: fresh(name) for name in DESK.calendars}


def at(text: str, zone: str = "Europe/Bratislava") -> int:
    """Read a wall time; a + behind it means the second of two equal ones."""
    wall = datetime.fromisoformat(text.rstrip("+"))
    return int(wall.replace(tzinfo=ZoneInfo(zone), fold=text.endswith("+")).timestamp())


def told(moment: int, zone: str = "Europe/Bratislava") -> str:
    wall = datetime.fromtimestamp(moment, ZoneInfo(zone))
    return wall.strftime("%a %Y-%m-%d %H:%M:%S").removesuffix(":00")


@pytest.mark.parametrize(
    ("calendar", "start", "duration", "due"),
    [
        # 2026-11-20 is a Friday.
        ("office", "2026-11-20 13:00", "1h", "Fri 2026-11-20 14:00"),
        ("office", "2026-11-20 13:00", "61m", "Mon 2026-11-23 08:01"),
        ("office", "2026-11-20 13:00", "2h", "Mon 2026-11-23 09:00"),
        ("office", "2026-11-23 11:00", "1h", "Mon 2026-11-23 12:00"),
        ("office", "2026-11-23 11:00", "90m", "Mon 2026-11-23 13:00"),
        ("office", "2026-11-23 08:00", "8h30m", "Mon 2026-11-23 17:00"),
        ("office", "2026-11-23 08:00", "8h31m", "Tue 2026-11-24 08:01"),
        ("office", "2026-11-21 12:00", "0s", "Mon 2026-11-23 08:00"),
        ("office", "2026-11-23 12:00", "0s", "Mon 2026-11-23 12:30"),
        ("office", "2026-11-23 09:15", "0s", "Mon 2026-11-23 09:15"),
        ("office", "2026-11-21 12:00", "1h", "Mon 2026-11-23 09:00"),
        # A day is the same wall time on the next open day.
        ("office", "2026-11-23 10:00", "1d", "Tue 2026-11-24 10:00"),
        ("office", "2026-11-23 10:20:07", "1d", "Tue 2026-11-24 10:20:07"),
        ("office", "2026-11-19 10:00", "2d", "Mon 2026-11-23 10:00"),
        ("office", "2026-11-20 13:59", "1d", "Mon 2026-11-23 13:59"),
        ("office", "2026-11-19 16:00", "1d", "Mon 2026-11-23 08:00"),
        ("office", "2026-11-19 17:00", "1d", "Mon 2026-11-23 08:00"),
        ("office", "2026-11-18 17:00", "1d", "Thu 2026-11-19 17:00"),
        ("office", "2026-11-18 17:00:01", "1d", "Fri 2026-11-20 08:00"),
        ("office", "2026-11-18 22:00", "1d", "Fri 2026-11-20 08:00"),
        ("office", "2026-11-18 12:15", "1d", "Thu 2026-11-19 12:30"),
        ("office", "2026-11-21 12:00", "1d", "Tue 2026-11-24 08:00"),
        ("office", "2026-11-21 05:00", "2d", "Wed 2026-11-25 08:00"),
        # A day that starts when closed starts at the next opening: never is a later start
        # due earlier.
        ("nine", "2026-11-20 18:00", "1d", "Tue 2026-11-24 09:00"),
        ("nine", "2026-11-21 08:00", "1d", "Tue 2026-11-24 09:00"),
        ("nine", "2026-11-22 20:00", "1d", "Tue 2026-11-24 09:00"),
        ("nine", "2026-11-23 08:59:59", "1d", "Tue 2026-11-24 09:00"),
        ("nine", "2026-11-20 17:00", "1d", "Mon 2026-11-23 17:00"),
        ("nine", "2026-11-20 16:59:59", "1d", "Mon 2026-11-23 16:59:59"),
        # Closing time is the end of its day, at midnight too.
        ("full", "2026-11-21 00:00", "1d", "Tue 2026-11-24 00:00"),
        ("full", "2026-11-20 23:59:59", "1d", "Mon 2026-11-23 23:59:59"),
        # Of the hour that clocks repeat, both are the latest: 2026-10-25, two and three o'clock.
        ("round", "2026-10-25 02:45", "1d", "Mon 2026-10-26 02:45"),
        ("round", "2026-10-25 02:15+", "1d", "Mon 2026-10-26 03:00"),
        ("round", "2026-10-25 03:00", "1d", "Mon 2026-10-26 03:00"),
        # Holidays, breaks and days with their own hours.
        ("office", "2026-12-18 13:00", "2h", "Sat 2026-12-19 11:00"),
        ("office", "2026-12-18 13:00", "1d", "Sat 2026-12-19 13:00"),
        ("office", "2026-12-22 09:00", "2h", "Tue 2026-12-22 12:00"),
        ("office", "2026-12-22 15:00", "2h", "Wed 2026-12-23 09:00"),
        ("office", "2026-12-23 16:00", "2h", "Fri 2026-12-25 10:00"),
        ("office", "2026-12-23 16:00", "3h", "Mon 2026-12-28 09:00"),
        ("office", "2026-12-23 09:30", "1d", "Fri 2026-12-25 09:30"),
        ("office", "2026-12-23 16:00", "2d", "Mon 2026-12-28 16:00"),
        # Those of the holiday week: 17, 18, 19, 21, 22, 23, 25 and 28 December.
        ("office", "2026-12-16 09:30", "8d", "Mon 2026-12-28 09:30"),
        # Six hundred weeks are 4200 days.
        ("thin", "2026-11-23 09:00", "600d", "Mon 2038-05-24 09:00"),
        # Nights; clocks go on in the night to 2026-03-29 and back in that to 2026-10-25.
        ("nights", "2026-11-20 23:00", "7h", "Sat 2026-11-21 06:00"),
        ("nights", "2026-11-21 05:00", "2h", "Sat 2026-11-21 23:00"),
        ("nights", "2026-03-28 22:00", "7h", "Sun 2026-03-29 06:00"),
        ("nights", "2026-03-28 22:00", "8h", "Sun 2026-03-29 23:00"),
        ("nights", "2026-10-24 22:00", "8h", "Sun 2026-10-25 05:00"),
        ("nights", "2026-10-24 22:00", "9h", "Sun 2026-10-25 06:00"),
        ("nights", "2026-11-20 23:00", "1d", "Sat 2026-11-21 23:00"),
        ("nights", "2026-11-21 03:00", "1d", "Sun 2026-11-22 03:00"),
        ("nights", "2026-11-20 12:00", "1d", "Sat 2026-11-21 22:00"),
        ("always", "2026-03-28 12:00", "1d", "Sun 2026-03-29 12:00"),
        ("always", "2026-03-28 12:00", "24h", "Sun 2026-03-29 13:00"),
        ("always", "2026-03-28 02:30", "1d", "Sun 2026-03-29 03:00"),
        ("always", "2026-11-20 12:00", "30d", "Sun 2026-12-20 12:00"),
        ("fair", "2026-11-21 12:00", "3h", "Mon 2026-11-30 11:00"),
        ("fair", "2026-11-21 11:30", "1d", "Mon 2026-11-30 10:00"),
        # A night makes the day after it an open one, Monday after Sunday too.
        ("sunday", "2026-11-22 23:00", "1d", "Sun 2026-11-29 22:00"),
        ("split", "2026-11-23 02:00", "1d", "Mon 2026-11-30 08:00"),
        ("split", "2026-11-24 02:00", "1d", "Mon 2026-11-30 08:00"),
        # A night of its own that doesn't come, and one that a break cuts at midnight.
        ("late", "2026-11-25 12:00", "1d", "Thu 2026-12-10 20:00"),
        ("late", "2026-11-19 21:00", "2d", "Thu 2026-12-03 21:00"),
        ("late", "2026-12-10 23:00", "1d", "Thu 2026-12-24 20:00"),
        # The night that doesn't come is just before the first of seven days; 3, 4, 10 December.
        ("late", "2026-11-19 21:00", "4d", "Thu 2026-12-10 21:00"),
        ("eve", "2026-12-24 21:00", "3h", "Fri 2026-12-25 00:00"),
        ("eve", "2026-12-24 21:00", "4h", "Thu 2026-12-31 21:00"),
        ("thin", "2026-11-21 12:00", "3m", "Mon 2026-12-07 09:01"),
        # Clocks jump over the whole shift on 2026-03-29: it doesn't open that day.
        ("gap", "2026-03-29 00:00", "0s", "Sun 2026-04-05 02:15"),
        ("gap", "2026-03-28 02:30", "1d", "Sun 2026-04-12 02:15"),
        ("gap", "2026-03-22 02:30", "2d", "Sun 2026-04-12 02:30"),
        # A break at opening time, and one at closing time.
        ("halves", "2026-11-30 07:00", "0s", "Mon 2026-11-30 09:00"),
        ("halves", "2026-11-30 16:30", "0s", "Mon 2026-11-30 20:00"),
    ],
)
def test_a_deadline_falls_where_people_expect_it(
    calendar: str, start: str, duration: str, due: str
) -> None:
    assert told(add(CALENDARS[calendar], at(start), Duration.parse(duration))) == due


@pytest.mark.parametrize(
    ("calendar", "end", "duration", "start"),
    [
        ("office", "2026-11-23 09:00", "2h", "Fri 2026-11-20 13:00"),
        ("office", "2026-11-20 14:00", "1h", "Fri 2026-11-20 13:00"),
        ("office", "2026-11-21 12:00", "0s", "Fri 2026-11-20 14:00"),
        ("office", "2026-11-23 08:00", "0s", "Fri 2026-11-20 14:00"),
        ("office", "2026-11-23 12:00", "0s", "Mon 2026-11-23 12:00"),
        ("office", "2026-11-23 12:15", "0s", "Mon 2026-11-23 12:00"),
        ("office", "2026-11-23 09:15", "0s", "Mon 2026-11-23 09:15"),
        ("office", "2026-11-23 09:00", "1h", "Mon 2026-11-23 08:00"),
        ("office", "2026-11-23 10:00", "1d", "Fri 2026-11-20 10:00"),
        ("office", "2026-11-23 16:00", "1d", "Fri 2026-11-20 14:00"),
        ("office", "2026-11-23 08:00", "1d", "Fri 2026-11-20 08:00"),
        ("office", "2026-12-28 09:30", "2d", "Wed 2026-12-23 09:30"),
        ("office", "2026-12-28 09:30", "8d", "Wed 2026-12-16 09:30"),
        ("nights", "2026-03-29 06:00", "7h", "Sat 2026-03-28 22:00"),
        ("nights", "2026-10-25 06:00", "9h", "Sat 2026-10-24 22:00"),
        ("always", "2026-03-29 13:00", "24h", "Sat 2026-03-28 12:00"),
        ("fair", "2026-12-24 12:00", "3h", "Sat 2026-11-28 11:00"),
        ("nine", "2026-11-21 08:00", "1d", "Thu 2026-11-19 17:00"),
        ("nine", "2026-11-23 08:00", "1d", "Thu 2026-11-19 17:00"),
        ("nine", "2026-11-23 09:00", "1d", "Fri 2026-11-20 09:00"),
        ("full", "2026-11-22 12:00", "1d", "Fri 2026-11-20 00:00"),
        # The first second that it was ever open.
        ("fair", "2026-11-28 10:00:01", "0s", "Sat 2026-11-28 10:00:01"),
        ("fair", "2026-11-28 10:00:01", "1s", "Sat 2026-11-28 10:00"),
        ("eve", "2026-12-31 21:00", "4h", "Thu 2026-12-24 21:00"),
        ("gap", "2026-04-05 02:30", "2d", "Sun 2026-03-15 02:30"),
        # 3 December, 20 and 19 November, on which it wasn't open yet at half past two.
        ("late", "2026-12-04 02:30", "3d", "Fri 2026-11-13 04:00"),
    ],
)
def test_counting_back_falls_where_people_expect_it(
    calendar: str, end: str, duration: str, start: str
) -> None:
    assert told(sub(CALENDARS[calendar], at(end), Duration.parse(duration))) == start


def test_counting_back_needs_no_question_before() -> None:
    assert told(sub(fresh("office"), at("2026-11-21 12:00"), Duration())) == "Fri 2026-11-20 14:00"


@pytest.mark.parametrize("second", range(6))
def test_counting_back_from_where_the_table_begins_gets_on(second: int) -> None:
    """A table begins 366 days before the first moment that was asked about.

    A week has 40 hours: two and a half weeks back lies a Wednesday, 14:30 of whose week
    are Thursday's and Friday's, and 4:30 its own afternoon's.
    """
    for duration, start in (("100h", "Wed 2025-11-05 11:00"), ("0s", "Fri 2025-11-21 14:00")):
        hours = fresh("office")
        assert not is_open(hours, at("2026-11-22 16:00"))
        found = sub(hours, at("2025-11-21 16:00") + second, Duration.parse(duration))
        assert told(found) == start


@pytest.mark.parametrize(
    ("calendar", "start", "end", "hours"),
    [
        ("nights", "2026-03-28 12:00", "2026-03-29 12:00", 7),
        ("nights", "2026-10-24 12:00", "2026-10-25 12:00", 9),
        ("nights", "2026-11-20 12:00", "2026-11-21 12:00", 8),
        # A break runs over midnight into the next week, and a night into a break of it.
        ("early", "2026-11-29 12:00", "2026-11-30 12:00", 2),
        ("early", "2026-12-06 12:00", "2026-12-07 12:00", 4),
        ("sunday", "2026-12-13 12:00", "2026-12-14 12:00", 4),
        ("sunday", "2026-12-06 12:00", "2026-12-07 12:00", 5),
        ("london", "2026-03-29 01:00", "2026-03-30 01:00", 23),
        ("london", "2026-10-25 01:00", "2026-10-26 01:00", 25),
        ("always", "2026-10-25 00:00", "2026-10-26 00:00", 25),
        # Half past two comes twice that night; a break and a shift end at the second.
        ("back", "2026-10-25 00:00", "2026-10-26 00:00", 25 - 3.5),
        ("dawn", "2026-10-25 00:00", "2026-10-26 00:00", 3.5),
        ("office", "2026-11-16 00:00", "2026-11-23 00:00", 40),
        ("office", "2026-11-23 00:00", "2026-11-16 00:00", -40),
        ("office", "2026-11-21 00:00", "2026-11-22 23:00", 0),
        ("office", "2026-12-22 00:00", "2026-12-26 00:00", 3 + 3.5 + 8.5 + 1),
    ],
)
def test_open_hours_between_two_moments(calendar: str, start: str, end: str, hours: float) -> None:
    assert between(CALENDARS[calendar], at(start), at(end)) == hours * 3600


def test_an_hour_that_clocks_skip_or_repeat_is_open_from_its_first_to_its_last() -> None:
    zone = "America/New_York"
    spring = list(islice(CALENDARS["shop"].after(at("2026-03-08 00:00", zone)), 1))
    autumn = list(islice(CALENDARS["shop"].after(at("2026-11-01 00:00", zone)), 1))
    assert spring == [(at("2026-03-08 01:30", zone), at("2026-03-08 03:00", zone))]
    assert autumn == [(at("2026-11-01 01:30", zone), at("2026-11-01 02:30", zone))]
    assert autumn[0][1] - autumn[0][0] == 2 * 3600


@pytest.mark.parametrize(
    ("zone", "wall", "start", "end"),
    [
        # Clocks go on from two to three: what would lie between is three.
        ("Europe/Bratislava", "2026-03-29 01:59:59", "03-29 00:59:59", "03-29 00:59:59"),
        ("Europe/Bratislava", "2026-03-29 02:00:00", "03-29 01:00:00", "03-29 01:00:00"),
        ("Europe/Bratislava", "2026-03-29 02:21:00", "03-29 01:00:00", "03-29 01:00:00"),
        ("Europe/Bratislava", "2026-03-29 02:30:00", "03-29 01:00:00", "03-29 01:00:00"),
        ("Europe/Bratislava", "2026-03-29 02:59:59", "03-29 01:00:00", "03-29 01:00:00"),
        ("Europe/Bratislava", "2026-03-29 03:00:00", "03-29 01:00:00", "03-29 01:00:00"),
        # Clocks go back from three to two: a start is the first, an end the second.
        ("Europe/Bratislava", "2026-10-25 01:59:59", "10-24 23:59:59", "10-24 23:59:59"),
        ("Europe/Bratislava", "2026-10-25 02:00:00", "10-25 00:00:00", "10-25 00:00:00"),
        ("Europe/Bratislava", "2026-10-25 02:00:01", "10-25 00:00:01", "10-25 01:00:01"),
        ("Europe/Bratislava", "2026-10-25 02:30:00", "10-25 00:30:00", "10-25 01:30:00"),
        ("Europe/Bratislava", "2026-10-25 03:00:00", "10-25 02:00:00", "10-25 02:00:00"),
        # Half an hour, from +10:30 to +11:00 and back.
        ("Australia/Lord_Howe", "2026-10-04 02:15:00", "10-03 15:30:00", "10-03 15:30:00"),
        ("Australia/Lord_Howe", "2026-04-05 01:45:00", "04-04 14:45:00", "04-04 15:15:00"),
        # The thirtieth was left out, from -10:00 to +14:00.
        ("Pacific/Apia", "2011-12-30 12:00:00", "12-30 10:00:00", "12-30 10:00:00"),
    ],
)
def test_a_wall_time_that_is_skipped_or_repeated_is_one_moment(
    zone: str, wall: str, start: str, end: str
) -> None:
    hours = Hours(DESK.calendars["always"], zone)
    wanted = datetime.fromisoformat(wall)
    second = wanted.hour * 3600 + wanted.minute * 60 + wanted.second
    day, night = wanted.date(), wanted.date() - timedelta(days=1)
    for moment, is_end in ((start, False), (end, True)):
        expected = f"{wanted.year}-{moment}"
        for found in (
            hours.instant(day, second, is_end=is_end),
            hours.instant(night, second + 86400, is_end=is_end),
        ):
            assert f"{datetime.fromtimestamp(found, UTC):%Y-%m-%d %H:%M:%S}" == expected


def test_clocks_that_go_on_in_the_first_hour_of_a_week_make_it_shorter() -> None:
    zone, tehran = "Asia/Tehran", CALENDARS["tehran"]
    days = ["2021-03-15", "2021-03-22", "2021-03-29"]
    spans = [(at(f"{day} 00:00", zone) - 43200, at(f"{day} 12:00", zone)) for day in days]
    assert [between(tehran, *span) for span in spans] == [7200, 3600, 7200]
    # All of this one's shift is skipped on the twenty-second, so that it isn't open then.
    start = at("2021-03-15 00:20", zone)
    brief = [add(CALENDARS["brief"], start, Duration(days=days)) for days in (1, 2)]
    assert [told(due, zone) for due in brief] == ["Mon 2021-03-29 00:20", "Mon 2021-04-05 00:20"]


def test_a_day_that_a_zone_skipped_was_never_open() -> None:
    zone = "Pacific/Apia"
    hours = CALENDARS["apia"]
    start = at("2011-12-29 16:00", zone)
    assert told(add(hours, start, Duration(seconds=7200)), zone) == "Sat 2011-12-31 10:00"
    assert told(add(hours, start, Duration(days=1)), zone) == "Sat 2011-12-31 16:00"
    assert told(sub(hours, at("2011-12-31 10:00", zone), Duration(days=1)), zone) == (
        "Thu 2011-12-29 10:00"
    )
    assert between(hours, at("2011-12-29 00:00", zone), at("2012-01-01 00:00", zone)) == 16 * 3600


def test_shifts_that_touch_are_one_stretch_over_midnight_too() -> None:
    stream = islice(CALENDARS["halves"].after(at("2026-11-23 00:00")), 3)
    assert [(told(start), told(end)) for start, end in stream] == [
        ("Mon 2026-11-23 08:00", "Mon 2026-11-23 17:00"),
        ("Mon 2026-11-23 20:00", "Tue 2026-11-24 04:00"),
        ("Mon 2026-11-30 09:00", "Mon 2026-11-30 16:00"),
    ]


def test_opening_time_is_open_and_closing_time_is_not() -> None:
    office = CALENDARS["office"]
    moments = ["07:59", "08:00", "11:59", "12:00", "12:15", "12:30", "16:59", "17:00"]
    assert [is_open(office, at(f"2026-11-23 {moment}")) for moment in moments] == [
        False,
        True,
        True,
        False,
        False,
        True,
        True,
        False,
    ]
    assert is_open(CALENDARS["nights"], at("2026-10-25 02:30"))
    assert is_open(CALENDARS["nights"], at("2026-10-25 02:30+"))


def test_pauses_do_not_count() -> None:
    office = CALENDARS["office"]
    start = at("2026-11-23 09:00")
    pauses = [
        (at("2026-11-23 10:00"), at("2026-11-23 11:00")),
        (at("2026-11-23 10:30"), at("2026-11-23 12:15")),
        (at("2026-11-22 00:00"), at("2026-11-22 12:00")),
    ]
    assert told(add(office, start, Duration.parse("1h"), pauses)) == "Mon 2026-11-23 10:00"
    assert told(add(office, start, Duration.parse("2h"), pauses)) == "Mon 2026-11-23 13:30"
    assert between(office, start, at("2026-11-23 17:00"), pauses) == 5.5 * 3600
    assert told(sub(office, at("2026-11-23 13:30"), Duration.parse("2h"), pauses)) == (
        "Mon 2026-11-23 09:00"
    )
    assert told(add(office, start, Duration(days=1), pauses)) == "Tue 2026-11-24 11:00"
    # The day is worth 8h30m: 3h on Tuesday, 4h30m on Monday afternoon, 1h before the pause.
    assert told(sub(office, at("2026-11-24 11:00"), Duration(days=1), pauses)) == (
        "Mon 2026-11-23 09:00"
    )
    assert told(add(CALENDARS["always"], start, Duration.parse("2h"), pauses)) == (
        "Mon 2026-11-23 13:15"
    )


def test_pauses_may_come_in_any_order() -> None:
    office = CALENDARS["office"]
    pauses = [
        (at("2026-11-23 14:00"), at("2026-11-23 15:00")),
        (at("2026-11-23 10:00"), at("2026-11-23 11:00")),
    ]
    # 9 to 10, 11 to 12, 12:30 to 14 and 15 to 15:30.
    start, due = at("2026-11-23 09:00"), at("2026-11-23 15:30")
    assert add(office, start, Duration.parse("4h"), pauses) == due
    assert sub(office, due, Duration.parse("4h"), pauses) == start
    assert between(office, start, due, pauses) == 4 * 3600


def test_no_time_at_all_within_a_pause_is_the_pauses_end() -> None:
    office = CALENDARS["office"]
    pauses = [(at("2026-11-23 10:00"), at("2026-11-23 11:00"))]
    assert told(add(office, at("2026-11-23 10:15"), Duration(), pauses)) == "Mon 2026-11-23 11:00"
    assert told(sub(office, at("2026-11-23 10:15"), Duration(), pauses)) == "Mon 2026-11-23 10:00"


def test_a_pause_that_ends_before_it_starts_takes_nothing_out() -> None:
    office = CALENDARS["office"]
    start = at("2026-11-23 09:00")
    pauses = [
        (at("2026-11-23 12:00"), at("2026-11-23 10:00")),
        (at("2026-11-23 14:00"), at("2026-11-23 15:00")),
    ]
    # Three hours until noon, one and a half from half past twelve until two.
    assert told(add(office, start, Duration.parse("5h"), pauses)) == "Mon 2026-11-23 15:30"
    assert told(sub(office, at("2026-11-23 15:30"), Duration.parse("5h"), pauses)) == (
        "Mon 2026-11-23 09:00"
    )
    assert between(office, start, at("2026-11-23 17:00"), pauses) == 6.5 * 3600


def test_doors_that_never_close_are_cut_where_the_time_goes_on() -> None:
    assert list(union([(0, LONGEST), (LONGEST, LONGEST + 5)])) == [
        (0, LONGEST),
        (LONGEST, LONGEST + 5),
    ]
    assert list(union([(0, LONGEST), (5, LONGEST)])) == [(0, LONGEST)]


@pytest.mark.parametrize("duration", ["5h", "3d"])
def test_a_calendar_that_ends_before_is_told(duration: str) -> None:
    for count in (add, sub):
        with pytest.raises(DeskError, match=r"^This calendar has not that much open time\.$"):
            count(CALENDARS["fair"], at("2026-11-29 00:00"), Duration.parse(duration))


@pytest.mark.parametrize(
    ("count", "moment", "duration"),
    [
        # On the second open day it has closed by one o'clock, for the last time.
        (add, "2026-11-21 13:00", Duration(days=2)),
        # On the second last it opens after nine, for the first time.
        (sub, "2026-12-05 09:00", Duration(days=2)),
    ],
)
def test_the_last_open_day_and_nothing_open_behind_it_is_told(
    count: Callable[[Hours, int, Duration], int], moment: str, duration: Duration
) -> None:
    with pytest.raises(DeskError, match=r"^This calendar has not that much open time\.$"):
        count(CALENDARS["fair"], at(moment), duration)


@pytest.mark.parametrize("name", ["nights", "once"])
def test_a_night_is_whole_where_the_table_begins(name: str) -> None:
    """366 days before the first moment lies a Monday, whose night began in the week before."""
    hours = fresh(name)
    assert is_open(hours, at("2026-11-25 03:00")) == (name == "nights")
    assert is_open(hours, at("2025-11-24 03:00"))
    assert between(hours, at("2025-11-24 03:00"), at("2025-11-24 20:00")) == 3 * 3600


@pytest.mark.parametrize("name", ["office", "nights", "fair"])
def test_where_dates_end_no_calendar_is_open(name: str) -> None:
    hours = fresh(name)
    for count, moment in ((add, "9999-12-10 12:00"), (sub, "0001-01-20 12:00")):
        with pytest.raises(DeskError, match=r"^This calendar has not that much open time\.$"):
            count(hours, at(moment), Duration(seconds=400 * 3600))


def test_time_ends_where_dates_do() -> None:
    always = CALENDARS["always"]
    last = int(datetime(9999, 12, 15, 23, 59, 59, tzinfo=UTC).timestamp())
    first = int(datetime(1, 1, 17, tzinfo=UTC).timestamp())
    assert add(always, last - 5, Duration(seconds=5)) == last
    assert sub(always, first + 5, Duration(seconds=5)) == first
    for count, moment in ((add, last - 5), (sub, first + 5)):
        with pytest.raises(DeskError, match=r"^This calendar has not that much open time\.$"):
            count(always, moment, Duration(seconds=6))
    # On the wall it is a year that no date can hold, the year ten thousand.
    evening = int(datetime(9999, 12, 31, 23, 30, tzinfo=UTC).timestamp())
    with pytest.raises(DeskError, match=r"^This calendar has not that much open time\.$"):
        add(always, evening, Duration(days=1))


@pytest.mark.parametrize(
    ("count", "last", "beyond"),
    [(add, "9999-11-30 12:00", "9999-12-01 12:00"), (sub, "0001-02-01 12:00", "0001-01-31 12:00")],
)
def test_days_are_counted_until_a_month_from_where_dates_end(
    count: Callable[[Hours, int, Duration], int], last: str, beyond: str
) -> None:
    always = CALENDARS["always"]
    assert count(always, at(last), Duration(days=1)) == at(beyond)
    with pytest.raises(DeskError, match=r"^This calendar has not that much open time\.$"):
        count(always, at(last), Duration(days=2))


def test_a_calendar_that_never_closes_is_as_quick_as_any() -> None:
    london = CALENDARS["london"]
    start = at("2026-11-21 00:00")
    assert add(london, start, Duration(seconds=10**8)) == start + 10**8
    assert sub(london, start, Duration(seconds=10**8)) == start - 10**8
    lengths = [(b - a) // 86400 for a, b in islice(london.after(start), 3)]
    assert lengths[0] < 2000
    assert all(1500 <= length < 2000 for length in lengths[1:])


def test_a_moment_far_ahead_is_counted_to() -> None:
    far = int(datetime(2199, 1, 7, 9, tzinfo=UTC).timestamp())
    assert is_open(CALENDARS["always"], far)
    assert told(add(CALENDARS["office"], far, Duration(days=3))) == "Thu 2199-01-10 10:00"


def test_a_source_adds_days_of_the_years_asked_for_and_takes_none_away() -> None:
    held = [date(2026, 12, 31), date(2025, 12, 31), date(2026, 5, 1), date(2026, 1, 1)]
    listed = [date(2027, 1, 1), date(2026, 1, 1), *(date(2026, n, 6) for n in (12, 1, 9, 7, 3))]
    assert compare(held, listed, range(2026, 2027)) == (
        tuple(date(2026, n, 6) for n in (1, 3, 7, 9, 12)),
        (date(2026, 5, 1), date(2026, 12, 31)),
    )
