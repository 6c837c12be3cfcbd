"""What a refresh of holidays answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day and what it is called."""

    day: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshReport:
    """What every calendar asked for gets."""

    calendars: tuple[Refreshed, ...]
    commit: str | None
    dry_run: bool
