"""Spans of clock time and spans of days, as queries write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from plaindesk.core.model.time.moments import parse_instant

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_SPAN = re.compile(r"(?:\d{1,9}[smhdw])+")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def span(text: str) -> int | None:
    """Read `3d`, `1h30m` or `2w` as seconds of clock time; None where it is something else."""
    if not _SPAN.fullmatch(text):
        return None
    parts: list[tuple[str, str]] = re.findall(r"(\d+)([smhdw])", text)
    return sum(int(number) * _UNITS[unit] for number, unit in parts)


def is_number(text: str) -> bool:
    """Tell whether a text is a whole number that a ticket could count to."""
    return re.fullmatch(r"[0-9]{1,9}", text) is not None


def counted(text: str) -> int | None:
    """Read a number, or a span of work as seconds; None for `*`, which is any."""
    return int(text) if is_number(text) else span(text)


def bounds(text: str) -> tuple[datetime, datetime] | None:
    """Read a year, month, day or instant, or two of them with `..` between, as [from, to)."""
    first, dots, last = text.partition("..")
    start, end = _period(first), _period(last if dots else first)
    if start is None or end is None or end[1] <= start[0]:
        return None
    return start[0], end[1]


def _period(text: str) -> tuple[datetime, datetime] | None:
    try:
        if found := _DAY.fullmatch(text):
            return _calendar_period(*(int(part) if part else 0 for part in found.groups()))
        moment = parse_instant(text)
    except (ValueError, OverflowError):
        return None
    return moment, moment.replace(microsecond=1)


def _calendar_period(year: int, month: int, day: int) -> tuple[datetime, datetime]:
    start = datetime(year, month or 1, day or 1, tzinfo=UTC)
    if day:
        return start, datetime.fromtimestamp(start.timestamp() + 86400, UTC)
    following = (year, month + 1) if 0 < month < 12 else (year + 1, 1)  # noqa: PLR2004 - months
    return start, datetime(*following, 1, tzinfo=UTC)
