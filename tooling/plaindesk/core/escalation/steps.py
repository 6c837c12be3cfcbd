"""Every step of a ticket: those whose time has come, and those that are yet to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.escalation.model import wait
from plaindesk.core.escalation.rules import escalations
from plaindesk.core.escalation.waits import waits
from plaindesk.core.lifecycle import Request
from plaindesk.core.model.vocabulary import BOT, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
    taken = {entry.step for entry in ticket.entries if entry.step}
    planned = [
        *(escalations(ticket, measured, promise, book.settings) if promise else ()),
        *waits(ticket, book, now),
        *_wakes(ticket),
    ]
    return sorted((step for step in planned if step.name not in taken), key=_by_time)


def _by_time(step: Step) -> tuple[datetime, str]:
    return (step.since, step.name)


def _wakes(ticket: Ticket) -> Iterator[Step]:
    """Say when a ticket that was put to sleep is open again."""
    if ticket.status is not Status.ON_HOLD:
        return
    last = next((e for e in reversed(ticket.entries) if e.change_of("status")), None)
    if last and last.until:
        request = Request(by=BOT, body="Its time has come.", values={"status": Status.OPEN})
        yield wait("wake", last.at, last.until, request)
