"""Wall times turned into instants, in one way everywhere.

Where clocks are put forward, a wall time that doesn't exist is the first moment after the
gap. RFC 5545 (section 3.3.5) reads it by the offset before the gap, so that 02:45 comes
after 03:15: then a later start could be due earlier, and a shift could end before it begins.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo


def instant_of(wall: datetime, zone: tzinfo, *, second: bool = False) -> int:
    """Return the POSIX time of a wall time; of two equal ones the first, or the second."""
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
