"""Days and open hours, as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_day_names

from plaindesk.core.calendar.intervals import union, without
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.words import words

if TYPE_CHECKING:
    from datetime import date

    from plaindesk.core.model.settings import Calendar, Settings

_HOUR = 3600
_FIRST = {"ar": 5, "fa": 5, "he": 6}
"""Where the week doesn't begin with Monday, whenever people work: Saturday, and Sunday."""
_PERSIAN = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹،")


def spoken_day(day: date, language: str) -> str:
    """Write a day; `2026-11-02` where nobody told us how."""
    try:
        return _digits(format_date(day, format="long", locale=Locale.parse(language)), language)
    except (UnknownLocaleError, ValueError):
        return day.isoformat()


def opening(settings: Settings, language: str) -> str:
    """Write the hours of the phone as a list; nothing where none are set."""
    calendar = settings.calendars.get(settings.site.contact.calendar or "")
    if calendar is None:
        return ""
    if calendar.always:
        return md.text(words(language).always)
    zone = words(language).zone.format(zone=calendar.timezone or settings.timezone)
    return f"{_week(calendar, language)}\n\n{md.text(zone)}"


def for_machines(settings: Settings) -> dict[str, Any] | None:
    """Give the hours as wall times in seconds, for the visitor's browser to reckon with.

    Days that differ from their week stand with what is open on them.
    """
    calendar = settings.calendars.get(settings.site.contact.calendar or "")
    if calendar is None:
        return None
    days = sorted({*calendar.holidays, *calendar.breaks, *calendar.exceptions})
    return {
        "zone": calendar.timezone or settings.timezone,
        "always": calendar.always,
        "week": [[list(shift) for shift in calendar.hours.get(day, ())] for day in range(7)],
        "days": {day.isoformat(): _open_on(calendar, day) for day in days},
    }


def _open_on(calendar: Calendar, day: date) -> list[list[int]]:
    shifts = calendar.exceptions.get(day)
    if shifts is None:
        closed = day in calendar.holidays
        shifts = () if closed else calendar.hours.get(day.weekday(), ())
    cuts = list(union(sorted(calendar.breaks.get(day, ()))))
    return [list(left) for left in without(union(sorted(shifts)), cuts)]


def _week(calendar: Calendar, language: str) -> str:
    """List the days; the week begins where the language's does, or else where work does."""
    names, closed = _days(language), words(language).closed
    is_open = [bool(calendar.hours.get(day)) for day in range(7)]
    works = next((day for day in range(7) if is_open[day] and not is_open[day - 1]), 0)
    first = _FIRST.get(language, works)
    week = "\n\n".join(
        f"{md.text(names[day % 7])}\n:   {_times(calendar, day % 7) or md.text(closed)}"
        for day in range(first, first + 7)
    )
    return _digits(week, language)


def _times(calendar: Calendar, day: int) -> str:
    shifts = calendar.hours.get(day, ())
    return ", ".join(f"{_clock(start)}\u2013{_clock(end)}" for start, end in shifts)


def _days(language: str) -> dict[int, str]:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    return dict(get_day_names("wide", "stand-alone", locale))


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, _HOUR)
    return f"{hours % 24:02}:{rest // 60:02}"


def _digits(text: str, language: str) -> str:
    return text.translate(_PERSIAN) if language == "fa" else text
