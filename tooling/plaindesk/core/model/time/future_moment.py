"""A moment to come, as people say it: `tomorrow`, `monday 14:00`, `in 3d`, `2026-11-30`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from plaindesk.core.model.time.moments import parse_instant, parse_moment
from plaindesk.core.model.time.wall_time import typed_instant

if TYPE_CHECKING:
    from datetime import date

EXAMPLES = "tomorrow, monday 14:00, 3d, 2h, 2026-11-30 or 2026-11-30T09:00"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = re.compile(r"(?:in )?(\d{1,4})\s?([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAY_AND_TIME = re.compile(r"(\S+?)(?:(?: at)? (\d{1,2}:\d{2}))?")
_MORNING = time(9)
_SHORTEST = 3
"""Letters of a weekday that tell it from the others."""


def parse_coming(text: str, now: datetime, timezone: str) -> datetime:
    """Read a moment, in UTC; raises ValueError for anything else.

    `tomorrow` or a weekday, the next one of that name, means the morning; a date begins at
    midnight. Days are those of the calendar: an hour that clocks change doesn't move.
    """
    zone = ZoneInfo(timezone)
    words = " ".join(text.lower().split())
    if span := _SPAN.fullmatch(words):
        return _after(now, int(span[1]), _UNITS[span[2]], zone)
    found = _DAY_AND_TIME.fullmatch(words)
    day = _day(found[1], now.astimezone(zone).date()) if found else None
    if found is None or day is None:
        return parse_moment(text, timezone)
    hour = time.fromisoformat(found[2].zfill(5)) if found[2] else _MORNING
    return _within(typed_instant(datetime.combine(day, hour), zone))


def _after(now: datetime, count: int, unit: str, zone: ZoneInfo) -> datetime:
    span = timedelta(**{unit: count})
    if unit in ("minutes", "hours"):
        return _within(now + span)
    return _within(typed_instant(now.astimezone(zone).replace(tzinfo=None) + span, zone))


def _within(moment: datetime) -> datetime:
    """Refuse what is too far away to be meant, as every other time does."""
    return parse_instant(moment.astimezone(UTC).isoformat(timespec="seconds"))


def _day(word: str, today: date) -> date | None:
    if word in ("today", "tomorrow"):
        return today + timedelta(days=("today", "tomorrow").index(word))
    named = [n for n, day in enumerate(_DAYS) if len(word) >= _SHORTEST and day.startswith(word)]
    return today + timedelta(days=(named[0] - today.weekday() - 1) % 7 + 1) if named else None
