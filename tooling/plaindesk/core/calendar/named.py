"""Calendars by the names that settings give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.calendar.hours import Hours
from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.model.settings import Calendar

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings

ALWAYS = "always"
"""What a desk without any calendar goes by."""


def hours_of(settings: Settings, name: str) -> Hours:
    """Make a calendar ready; raises UnreadSettingError where it can't be read, or isn't there."""
    settings.refuse_unread(f"calendars.{name}", "timezone")
    if name not in settings.calendars and (settings.calendars or name != ALWAYS):
        known = ", ".join(settings.calendars) or "none"
        raise UnreadSettingError(f"There is no calendar '{name}'.", f"Known: {known}.")
    calendar = settings.calendars.get(name, Calendar(always=True))
    return Hours(calendar, settings.timezone)


def default_calendar(settings: Settings) -> str:
    """Name the first calendar; raises UnreadSettingError where one, maybe the first, is unread."""
    settings.refuse_unread("calendars")
    return next(iter(settings.calendars), ALWAYS)
