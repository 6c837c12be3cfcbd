"""What was spent on tickets."""

from __future__ import annotations

from typing import NamedTuple


class WorkRow(NamedTuple):
    """Seconds that went into a ticket, an agent's work or an organisation's requests.

    `left` is what an organisation's contract still covers, where it says how much.
    """

    name: str
    entries: int
    seconds: int
    left: int | None = None


class WorkLog(NamedTuple):
    """Time that was spent, summed by one thing."""

    by: str
    rows: tuple[WorkRow, ...]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(row.seconds for row in self.rows)
