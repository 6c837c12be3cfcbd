"""Instants as files write them: UTC, to the second, `2026-11-21T09:04:12Z`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from plaindesk.core.model.time.wall_time import typed_instant

_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?([Zz]|[+-]\d{2}:?\d{2})"
)

_FIRST_YEAR, _LAST_YEAR = 1970, 2199


def parse_instant(text: str) -> datetime:
    """Read an instant that names its offset.

    Raises ValueError where it doesn't, where there is no such day or hour, or where it is
    so far away that only a slip can be meant: open hours are counted day by day.
    """
    if not _INSTANT.fullmatch(text):
        message = "not a time with an offset"
        raise ValueError(message)
    moment = datetime.fromisoformat(text.upper())
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        message = "not a time of these centuries"
        raise ValueError(message)
    if moment.tzinfo is not UTC or moment.microsecond:
        return moment.astimezone(UTC).replace(microsecond=0)
    return moment


def parse_moment(text: str, zone: str) -> datetime:
    """Read an instant, or a local time of a zone; raises ValueError for anything else."""
    try:
        return parse_instant(text)
    except ValueError:
        from zoneinfo import ZoneInfo

        local, place = datetime.fromisoformat(text), ZoneInfo(zone)
        if local.tzinfo is None:
            local = typed_instant(local, place)
        return parse_instant(local.isoformat(timespec="seconds"))


def format_instant(moment: datetime) -> str:
    """Write an instant in UTC, to the second."""
    # `strftime` takes four times as long, and every entry has some.
    return f"{moment.astimezone(UTC).isoformat()[:19]}Z"


def stamp(moment: datetime) -> str:
    """Write an instant for a file name: `20261121T093000Z`."""
    plain = moment.astimezone(UTC).isoformat().replace("-", "").replace(":", "")
    return f"{plain[:15]}Z"


def parse_day(text: str) -> date:
    """Read `2026-11-21`; raises ValueError for anything else."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        message = "not a date"
        raise ValueError(message)
    return date.fromisoformat(text)
