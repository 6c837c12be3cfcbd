"""Every step of a ticket: those whose time has come, and those that are yet to come."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from plaindesk.core.escalation.handover import handovers
from plaindesk.core.escalation.rules import escalations
from plaindesk.core.escalation.waits import waits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from plaindesk.core.escalation.model import Step
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.sla import Book, Clock, Promise


def steps(
    ticket: Ticket,
    measured: Sequence[Clock],
    promise: Promise | None,
    book: Book,
    now: datetime,
) -> tuple[Step, ...]:
    """List the steps whose time has come and that no entry tells of yet, oldest first."""
    planned = _planned(ticket, measured, promise, book, now)
    return tuple(step for step in planned if step.since <= now)


def upcoming(
    ticket: Ticket,
    measured: Sequence[Clock],
    promise: Promise | None,
    book: Book,
    now: datetime,
) -> tuple[Step, ...]:
    """List the steps that will be taken if nobody does anything, the next one first."""
    planned = _planned(ticket, measured, promise, book, now)
    return tuple(step for step in planned if step.since > now)


def _planned(
    ticket: Ticket,
    measured: Sequence[Clock],
    promise: Promise | None,
    book: Book,
    now: datetime,
) -> list[Step]:
    """List every step of the ticket as it stands that wasn't taken, past and future."""
    taken = {entry.step for entry in ticket.entries}
    planned = [
        *(escalations(ticket, measured, promise, book.settings, now) if promise else ()),
        *waits(ticket, book, now),
        *handovers(ticket, book.settings, now),
    ]
    return sorted((step for step in planned if step.name not in taken), key=attrgetter("since"))
