"""Promises and clocks as records."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.calendar import Hours
    from plaindesk.core.model.settings import Policy, Targets
    from plaindesk.core.model.time.duration import Duration
    from plaindesk.core.model.vocabulary import Target


class ClockState(StrEnum):
    """How a clock stands."""

    WAITING = "waiting"
    """It hasn't begun: the first response is still to come, or nothing was asked since."""
    NEVER = "never"
    """Its calendar ends before so much open time has passed."""
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"
    CANCELLED = "cancelled"


class Promise(NamedTuple):
    """The policy a ticket falls under, with the hours it counts in."""

    policy: Policy
    targets: Targets
    calendar: str
    hours: Hours
    reason: str


class Pressing(NamedTuple):
    """The nearest deadline that nobody has met yet, missed ones included."""

    target: Target
    state: ClockState
    warns: bool
    due: datetime


class Clock(NamedTuple):
    """One target measured on one ticket, in open seconds.

    `due` is None while the clock waits, and where it is never due. A breached clock may have
    been met late.
    """

    target: Target
    policy: str
    calendar: str
    promised: Duration
    state: ClockState
    start: datetime
    due: datetime | None = None
    met_at: datetime | None = None
    ended_at: datetime | None = None
    """When it stopped counting: it was met, or called off."""
    target_seconds: int = 0
    used_seconds: int = 0
    warns: bool = False
    is_live: bool = False
    """It still counts: nobody has met it, and the ticket isn't done."""

    @property
    def left_seconds(self) -> int:
        """Open seconds until it is due; less than zero when it is late."""
        return self.target_seconds - self.used_seconds
