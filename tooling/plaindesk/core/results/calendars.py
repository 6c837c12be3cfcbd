"""What a refresh of holidays answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Holiday(NamedTuple):
    """A day and what it is called."""

    day: date
    name: str


class Refreshed(NamedTuple):
    """What one calendar gets: the days added, and those it has that the source doesn't list.

    `timed` and `unreadable` count events of a file that could be no holidays.
    """

    calendar: str
    source: str
    years: range
    added: tuple[Holiday, ...]
    unlisted: tuple[date, ...]
    timed: int = 0
    unreadable: int = 0


class RefreshReport(NamedTuple):
    """What every calendar asked for gets."""

    calendars: tuple[Refreshed, ...]
    commit: str | None
    dry_run: bool
