"""Wall times turned into instants: what somebody typed in one way, what is counted in another.

A typed time that clocks skip is read as RFC 5545 says (section 3.3.5), by the offset before
the gap: half past two is half past three, as in anybody's calendar. So 02:45 comes after 03:15,
which open hours can't go by: a later start could be due earlier, and a shift could end before
it begins. There such a time is the first moment after the gap.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo


def typed_instant(wall: datetime, zone: tzinfo) -> datetime:
    """Return the instant of a wall time that somebody typed; of two equal ones the first.

    Raises ValueError where that is no time that can be counted.
    """
    try:
        return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(error)) from None


def instant_of(wall: datetime, zone: tzinfo, *, second: bool = False) -> int:
    """Return the POSIX time of a wall time of open hours; of two the first, or the second."""
    instant = int(wall.replace(tzinfo=zone, fold=second).timestamp())
    if datetime.fromtimestamp(instant, zone).replace(tzinfo=None) == wall:
        return instant
    low, high = (int(wall.replace(tzinfo=zone, fold=fold).timestamp()) for fold in (1, 0))
    return turn_between(low, high, zone)


def turn_between(low: int, high: int, zone: tzinfo) -> int:
    """Find the moment between two at which clocks are changed, by halving."""
    before = datetime.fromtimestamp(low, zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high
