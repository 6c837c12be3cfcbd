"""Which holidays a source adds to those a calendar has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from datetime import date


def compare(
    held: Iterable[date], listed: Iterable[date], years: Container[int]
) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Return the days to add, and the held ones of those years that the source doesn't list.

    Nothing is ever taken away: nobody can tell a day that a country gave up from one on
    which the firm itself is closed.
    """
    wanted = {day for day in listed if day.year in years}
    kept = {day for day in held if day.year in years}
    return tuple(sorted(wanted - kept)), tuple(sorted(kept - wanted))
