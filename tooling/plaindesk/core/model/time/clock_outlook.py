"""What of a clock doesn't move with the present: enough to know it at any moment.

A clock that ended stands still. A running one has a deadline and a moment of warning. A
paused one is due a fixed amount of open time after now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    OpenTime = Callable[[str, int, int], "int | None"]
    """`(calendar, now, open seconds)` to the moment when they have passed; None for never."""

NEVER, BREACHED, WARN = "never", "breached", "warn"
WORST = (BREACHED, WARN, "paused", "running", "met")
"""The states from the worst on, as lists sum them up."""


class Outlook(NamedTuple):
    """One clock without the present; moments in seconds since 1970."""

    target: str
    state: str
    """Its state as long as it isn't late."""
    is_live: bool
    due: int | None
    """The deadline; of a paused clock the earliest that it can be."""
    warn_at: int | None = None
    """Since when it warns; None where it never does."""
    calendar: str = ""
    """The hours that a paused clock moves on with; empty where it doesn't move."""
    left: int = 0
    """Open seconds from now to a paused clock's deadline."""

    def due_at(self, now: float, open_time: OpenTime) -> int | None:
        """Return the deadline as it is now."""
        if not self.calendar:
            return self.due
        moved = open_time(self.calendar, int(now), self.left)
        return None if moved is None else max(moved, self.due or moved)

    def states_at(self, now: float, open_time: OpenTime) -> tuple[str, ...]:
        """Name the states that a query may ask for."""
        if not self.is_live:
            return (self.state,)
        due = self.due_at(now, open_time)
        if due is None:
            return (NEVER,)
        if now > due:
            return (BREACHED,)
        warns = self.warn_at is not None and now >= self.warn_at
        return (self.state, WARN) if warns else (self.state,)
