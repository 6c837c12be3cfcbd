"""Open intervals with running totals, made longer when somebody looks further ahead."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.core.calendar.intervals import Interval


class OpenTable:
    """The stream of open intervals from before `base` on, held as far as it was looked at."""

    def __init__(self, base: int, stream: Iterator[Sequence[Interval]]) -> None:
        """Take the stream, some intervals at a time; nothing is read of it yet."""
        self.base = base
        self._stream = stream
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._totals: list[int] = []
        """Open seconds from the stream's beginning to the end of each interval."""

    def from_moment(self, moment: int) -> Iterator[Interval]:
        """Stream the intervals that end after a moment, whole."""
        self._reach(moment)
        at = bisect_right(self._ends, moment)
        while True:
            while at < len(self._ends):
                yield self._starts[at], self._ends[at]
                at += 1
            if not self._read():
                return

    def open_until(self, moment: int) -> int:
        """Count the open seconds from the stream's beginning to a moment, from the base on."""
        self._reach(moment)
        at = bisect_right(self._ends, moment)
        whole = self._totals[at - 1] if at else 0
        inside = at < len(self._starts) and self._starts[at] < moment
        return whole + (moment - self._starts[at] if inside else 0)

    def moment_of(self, total: int) -> int | None:
        """Find the first moment that has so many open seconds, more than none, before it."""
        while (not self._totals or self._totals[-1] < total) and self._read():
            pass
        at = bisect_left(self._totals, total)
        if at == len(self._totals):
            return None
        return self._ends[at] - (self._totals[at] - total)

    def last_with(self, total: int) -> int:
        """Find the last moment that has so many open seconds, and no more, before it.

        That is for less than `open_until` has counted to already.
        """
        at = bisect_right(self._totals, total)
        return self._ends[at] - (self._totals[at] - total)

    def _reach(self, moment: int) -> None:
        while (not self._ends or self._ends[-1] <= moment) and self._read():
            pass

    def _read(self) -> bool:
        """Take more intervals from the stream; False at its end."""
        found = next(self._stream, None)
        if found is None:
            return False
        total = self._totals[-1] if self._totals else 0
        for start, end in found:
            total += end - start
            self._starts.append(start)
            self._ends.append(end)
            self._totals.append(total)
        return True
