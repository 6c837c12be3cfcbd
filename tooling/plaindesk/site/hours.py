"""Days and open hours, as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_day_names

from plaindesk.site import markdown as md
from plaindesk.site.words import words

if TYPE_CHECKING:
    from datetime import date

    from plaindesk.core.model.settings import Calendar, Settings

_HOUR = 3600


def spoken_day(day: date, language: str) -> str:
    """Write a day; `2026-11-02` where nobody told us how."""
    try:
        return format_date(day, format="long", locale=Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def opening(settings: Settings, language: str) -> str:
    """Write the hours of the phone as a table; nothing where none are set."""
    calendar = settings.calendars.get(settings.site.contact.calendar or "")
    if calendar is None:
        return ""
    if calendar.always:
        return md.text(words(language).always)
    zone = md.text(calendar.timezone or settings.timezone)
    return f"{_week(calendar, language)}\n\n{zone}"


def _week(calendar: Calendar, language: str) -> str:
    closed = words(language).closed
    rows = []
    for day, name in _days(language).items():
        shifts = calendar.hours.get(day, ())
        times = ", ".join(f"{_clock(start)}\u2013{_clock(end)}" for start, end in shifts)
        rows.append(f"| {md.text(name)} | {times or md.text(closed)} |")
    return "\n".join(["|   |   |", "|---|---|", *rows])


def _days(language: str) -> dict[int, str]:
    try:
        return dict(get_day_names("wide", "stand-alone", Locale.parse(language)))
    except (UnknownLocaleError, ValueError):
        return dict(get_day_names("wide", "stand-alone", Locale.parse("en")))


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, _HOUR)
    return f"{hours % 24:02}:{rest // 60:02}"
