"""The reader of `ics`, in a process of its own: a file's bytes in, JSON out."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import icalendar
import recurring_ical_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}


def read(data: bytes, years: range) -> dict[str, Any]:
    """List the days of all-day events, by date; or say why there are none to be had."""
    try:
        calendars = icalendar.Calendar.from_ical(data.decode("utf-8-sig"), multiple=True)
    except UnicodeDecodeError:
        return {"error": "it is not UTF-8 text."}
    except Exception as error:  # noqa: BLE001 - a broken file can break the library anywhere
        return {"error": _why(error)}
    if not any(calendar.name == "VCALENDAR" for calendar in calendars):
        return {"error": "it holds no calendar."}
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    timed = sum(_is_timed(event) for event in events)
    days: dict[str, str] = {}
    unreadable = 0
    for series in _series(event for event in events if not _is_timed(event)):
        try:
            found = dict(_days(series, years))
        except Exception:  # noqa: BLE001 - what one event breaks, the others don't share
            unreadable += len(series)
            continue
        days = {**found, **days}
    return {"days": dict(sorted(days.items())), "timed": timed, "unreadable": unreadable}


def _why(error: Exception) -> str:
    line = " ".join(str(error).split())[:100].rstrip(".")
    return f"{line or type(error).__name__}."


def _is_timed(event: icalendar.Component) -> bool:
    with suppress(Exception):  # a start that can't be read is told of later
        start: Any = event["DTSTART"]
        return isinstance(start.dt, datetime)
    return False


def _series(events: Iterable[icalendar.Component]) -> Iterator[list[icalendar.Component]]:
    """Put an event and the changes to single days of it together: they have one UID."""
    found: dict[object, list[icalendar.Component]] = defaultdict(list)
    for event in events:
        found[event.get("UID") or id(event)].append(event)
    yield from found.values()


def _days(series: list[icalendar.Component], years: range) -> Iterator[tuple[str, str]]:
    """List each day of each time that an event happens; raises what the libraries raise."""
    calendar = icalendar.Calendar()
    for event in series:
        _refuse_odd(event)
        calendar.add_component(event)
    first, last = date(years.start, 1, 1), date(years.stop - 1, 12, 31)
    query = recurring_ical_events.of(calendar)
    for event in query.between((years.start, 1, 1), (years.stop, 1, 1)):
        if event.get("STATUS") == "CANCELLED":
            continue
        start, end = event.start, event.end
        day = max(start, first)
        while day <= last and day < max(end, start + timedelta(days=1)):
            yield day.isoformat(), str(event.get("SUMMARY", ""))
            day += timedelta(days=1)


def _refuse_odd(event: icalendar.Component) -> None:
    if event.get("DTSTART") is None:
        message = "no start"
        raise ValueError(message)
    rules = event.get("RRULE") or []
    for rule in rules if isinstance(rules, list) else [rules]:
        if _OFTEN & {str(word).upper() for word in rule.get("FREQ", [])}:
            message = "a day can't come more often than daily"
            raise ValueError(message)


if __name__ == "__main__":
    answer = read(sys.stdin.buffer.read(), range(int(sys.argv[1]), int(sys.argv[2])))
    sys.stdout.write(json.dumps(answer))
