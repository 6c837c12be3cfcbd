"""When an entry happened: entries are ordered by their times, so a time has to fit in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.moments import format_instant

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.ticket import Change, Ticket

SKEW = timedelta(minutes=5)
"""How far two machines' clocks may differ before somebody is asked to look."""


def moment_after(ticket: Ticket, now: datetime) -> datetime:
    """Return `now`, or a second after the last entry where clocks differ a little.

    Raises DeskError where the ticket's last entry lies far in the future: the order of
    entries is their time, and a clock that was set back would put words before the ones
    they answer.
    """
    last = ticket.last_activity
    if now > last or (now == last and not ticket.entries):
        return now
    if last - now > SKEW:
        raise DeskError(
            f"The last entry of {ticket.id} is of {format_instant(last)}, "
            f"but it is {format_instant(now)} by this clock.",
            "Put the clock right, or say when it happened: --at TIME.",
        )
    return last + timedelta(seconds=1)


def backdated(ticket: Ticket, at: datetime, changes: tuple[Change, ...], now: datetime) -> datetime:
    """Return when somebody says it was: words may come in late, changes may not."""
    if at > now + SKEW:
        raise DeskError(
            f"{format_instant(at)} has not come yet.", "Say an earlier time: --at TIME."
        )
    if at < ticket.created:
        raise DeskError(
            f"{ticket.id} was created at {format_instant(ticket.created)}, after that.",
            "Say a later time: --at TIME.",
        )
    if changes and any(at <= entry.at for entry in ticket.entries):
        raise DeskError(
            f"{changes[0].field} can't be changed before {format_instant(ticket.last_activity)}: "
            "something happened since.",
            "Leave --at out, or write only words.",
        )
    return at
