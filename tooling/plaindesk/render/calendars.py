"""Calendars as text: a line each, or a week drawn hour by hour; and what a refresh did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from plaindesk.render.terminal import open_span, safe, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from plaindesk.core.model.settings import Calendar
    from plaindesk.core.model.settings.base import Shift
    from plaindesk.core.results.calendars import Refreshed, RefreshReport

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def listing(calendars: Mapping[str, Calendar], zone: str) -> str:
    """One line a calendar: its zone and its week."""
    rows = [(name, _zone(item, zone), _week(item)) for name, item in calendars.items()]
    return "\n".join(table(rows))


def _zone(calendar: Calendar, zone: str) -> str:
    return "-" if calendar.always else str(calendar.timezone or zone)


def _week(calendar: Calendar) -> str:
    if calendar.always:
        return "24/7"
    # Days in a row with the same hours are told together.
    spans: list[tuple[int, int, str]] = []
    for day, shifts in sorted(calendar.hours.items()):
        hours = " ".join(_shift(shift) for shift in shifts) or "closed"
        if spans and spans[-1][1:] == (day - 1, hours):
            spans[-1] = (spans[-1][0], day, hours)
        else:
            spans.append((day, day, hours))
    return ", ".join(f"{_span(first, last)} {hours}" for first, last, hours in spans)


def _span(first: int, last: int) -> str:
    return _DAYS[first] if first == last else f"{_DAYS[first]}-{_DAYS[last]}"


def _shift(shift: Shift) -> str:
    start, end = (f"{s // 3600 % 24:02d}:{s // 60 % 60:02d}" for s in shift)
    return f"{start}-{end}"


def week(intervals: Sequence[tuple[int, int]], zone: tzinfo, start: datetime, end: datetime) -> str:
    """Draw each day as a bar of half hours, with its hours written out."""
    lines = [f"{'':15} 0     3     6     9     12    15    18    21"]
    day = start.astimezone(zone).replace(hour=0, minute=0, second=0, fold=0)
    total = 0
    while day < end:
        following = (day.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=zone)
        bounds = (int(day.timestamp()), int(following.timestamp()))
        held = [
            (max(a, bounds[0]), min(b, bounds[1]))
            for a, b in intervals
            if a < bounds[1] and b > bounds[0]
        ]
        total += sum(b - a for a, b in held)
        lines.append(f"{day:%a %Y-%m-%d}  {_bar(held, zone)}  {_hours(held, zone)}".rstrip())
        day = following
    lines.append(f"{open_span(total)} open")
    return "\n".join(lines)


def _bar(held: Iterable[tuple[int, int]], zone: tzinfo) -> str:
    """Mark each half hour of the wall clock in which it is open at all."""
    marks = ["·"] * 48
    for start, end in held:
        for moment in range(start - start % 1800, end, 1800):
            wall = datetime.fromtimestamp(max(moment, start), UTC).astimezone(zone)
            marks[wall.hour * 2 + wall.minute // 30] = "█"
    return "".join(marks)


def _hours(held: Iterable[tuple[int, int]], zone: tzinfo) -> str:
    def wall(moment: int) -> str:
        return f"{datetime.fromtimestamp(moment, zone):%H:%M}"

    spans = [f"{wall(a)}-{'24:00' if wall(b) == '00:00' else wall(b)}" for a, b in held]
    return " ".join(spans) or "closed"


def refreshed(report: RefreshReport) -> str:
    """Say which holidays each calendar gets, and what became of it."""
    lines = [line for item in report.calendars for line in _refreshed(item)]
    if any(item.added for item in report.calendars):
        done = f"commit {report.commit[:9]}" if report.commit else "staged, not committed"
        lines.append("dry run: nothing was written" if report.dry_run else f"desk.yml ({done})")
    return "\n".join(lines)


def _refreshed(item: Refreshed) -> Iterator[str]:
    count = f"{len(item.added)} added" if item.added else "nothing to add"
    yield f"{item.calendar}: {count} from {safe(item.source)}, {_years(item.years)}"
    for new in item.added:
        yield f"  {new.day:%a %Y-%m-%d}  {safe(new.name)}".rstrip()
    if item.unlisted:
        yield f"  kept, though not listed there: {', '.join(map(str, item.unlisted))}"
    if item.timed:
        yield f"  left out: {_events(item.timed)} with a time of day"
    if item.unreadable:
        yield f"  left out: {_events(item.unreadable)} that can't be read"


def _years(years: range) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


def _events(count: int) -> str:
    return f"{count} event" if count == 1 else f"{count} events"


def refreshed_data(report: RefreshReport) -> dict[str, Any]:
    """The same for JSON."""
    return {
        "calendars": {
            item.calendar: {
                "source": item.source,
                "years": list(item.years),
                "added": [{"date": str(new.day), "name": new.name} for new in item.added],
                "unlisted": [str(day) for day in item.unlisted],
                "timed": item.timed,
                "unreadable": item.unreadable,
            }
            for item in report.calendars
        },
        "commit": report.commit,
        "dry_run": report.dry_run,
    }
