"""Write the public holidays of a country, or of a calendar file, into `desk.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from plaindesk.channels.ics import Events, read_file
from plaindesk.channels.public_holidays import public_holidays
from plaindesk.core.calendar.holidays import compare
from plaindesk.core.errors import DeskError
from plaindesk.core.results.calendars import Holiday, Refreshed, RefreshReport
from plaindesk.services.tickets import commit_messages
from plaindesk.store import files
from plaindesk.store.layout import SETTINGS
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs.decoding import decode, encode
from plaindesk.text.settings.holidays_edit import add_holidays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from plaindesk.core.model.settings import Calendar
    from plaindesk.services.desk import Desk

_YEARS = 3
"""Of a file, for a calendar that doesn't say how many."""
_SAY_IT = "Say it in desk.yml: holidays_from: {country: SK}. Or take them from a file: --ics FILE"
_NAME = 60
_LISTED = 400
"""Lines of one commit message."""


def refresh(
    desk: Desk,
    names: Sequence[str] = (),
    *,
    ics: Path | None = None,
    dry_run: bool = False,
    commit: bool = True,
) -> RefreshReport:
    """Add what is missing to the calendars named, or to all that say where their days come from.

    Raises DeskError, with nothing changed, where one of them can't be refreshed.
    """
    refreshed = tuple(_refreshed(desk, name, ics) for name in _chosen(desk, names))
    data, text = _settings(desk)
    for item in refreshed:
        text = add_holidays(text, item.calendar, {new.day: new.name for new in item.added})
    done = None
    if encode(text) != data and not dry_run:
        write = Write(path=SETTINGS, data=encode(text), expected=data)
        done = apply(desk.place, [write], _message(refreshed), commit=commit).commit
    return RefreshReport(calendars=refreshed, commit=done, dry_run=dry_run)


def _chosen(desk: Desk, names: Iterable[str]) -> Sequence[str]:
    """Say which calendars are meant; raises DeskError where one can't have holidays."""
    known = desk.settings.calendars
    chosen = tuple(dict.fromkeys(names)) or tuple(n for n, c in known.items() if c.holidays_from)
    if not chosen:
        raise DeskError("No calendar says where its holidays come from.", _SAY_IT)
    for name in chosen:
        if name not in known:
            raise DeskError(f"There is no calendar '{name}'.", f"Known: {', '.join(known)}.")
        if known[name].always:
            message = f"The calendar '{name}' is open day and night, on holidays too."
            raise DeskError(message, "Give it hours instead of 24/7, or name another.")
    return chosen


def _refreshed(desk: Desk, name: str, ics: Path | None) -> Refreshed:
    calendar = desk.settings.calendars[name]
    years = _years(desk, calendar)
    source, events = _source(desk, name, ics, years)
    added, unlisted = compare(calendar.holidays, events.days, years)
    return Refreshed(
        calendar=name,
        source=source,
        years=years,
        added=tuple(
            Holiday(day=day, name=commit_messages.one_line(events.days[day], _NAME))
            for day in added
        ),
        unlisted=unlisted,
        timed=events.timed,
        unreadable=events.unreadable,
    )


def _years(desk: Desk, calendar: Calendar) -> range:
    """Count this year, as it is where the calendar is, and those after it."""
    zone = ZoneInfo(calendar.timezone or desk.settings.timezone)
    year = desk.now.astimezone(zone).year
    return range(year, year + (calendar.holidays_from.years if calendar.holidays_from else _YEARS))


def _source(desk: Desk, name: str, ics: Path | None, years: range) -> tuple[str, Events]:
    """Name where the days come from, and get them."""
    if ics is not None:
        return commit_messages.one_line(ics.name), read_file(ics, years)
    said = desk.settings.calendars[name].holidays_from
    if said is None:
        raise DeskError(f"The calendar '{name}' doesn't say where its holidays come from.", _SAY_IT)
    days = public_holidays(said.country, said.subdivision, years, desk.settings.default_language)
    place = "-".join(part for part in (said.country, said.subdivision) if part)
    return place, Events(days=days)


def _settings(desk: Desk) -> tuple[bytes, str]:
    """Read `desk.yml` to be changed; raises DeskError where it has to be mended first."""
    data = files.read(desk.root / SETTINGS) or b""
    source = decode(SETTINGS, data)
    if source.text is None or source.findings:
        first = source.findings[0]
        raise DeskError(f"{SETTINGS} can't be changed: {first.message}", first.hint)
    return data, source.text


def _message(refreshed: Sequence[Refreshed]) -> str:
    """Tell what was added, for whoever reviews the commit."""
    changed = [item for item in refreshed if item.added]
    what = changed[0].calendar if len(changed) == 1 else f"{len(changed)} calendars"
    lines = [line for item in changed for line in _told(item)]
    more = [f"... and {len(lines) - _LISTED} lines more"] if len(lines) > _LISTED else []
    return "\n".join([f"Add holidays to {what}", *lines[:_LISTED], *more]) + "\n"


def _told(item: Refreshed) -> Iterator[str]:
    yield ""
    yield f"{item.calendar}, from {item.source}:"
    for new in item.added:
        yield f"{new.day} {new.name}".rstrip()
