"""A ticket's clocks without the present: what holds from its last entry on, whenever asked."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING

from plaindesk.core.calendar import add, between
from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.clock_outlook import Outlook
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.model.vocabulary import Status
from plaindesk.core.query.fields import QUERY_FIELDS, Kind
from plaindesk.core.query.tree import And, Not, Or, Term
from plaindesk.core.sla.clocks import clocks
from plaindesk.core.sla.counting import pauses, seconds
from plaindesk.core.sla.model import ClockState

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.query.tree import Node
    from plaindesk.core.sla.model import Clock, Promise


def outlook(
    ticket: Ticket, promise: Promise | None, settings: Settings
) -> tuple[Outlook, ...] | None:
    """Take what is fixed out of a ticket's clocks, for moments from its last entry on.

    None where it can't be told: a deadline beyond the end of its calendar, or entries
    from before the ticket began.
    """
    now = ticket.last_activity
    if ticket.created > now:
        return None
    if promise is None:
        return ()
    found = []
    for clock in clocks(ticket, promise, settings, now):
        if clock.due is None:
            if clock.state is ClockState.NEVER:
                return None
            found.append(_still(clock))
        elif not clock.is_live:
            found.append(_still(clock))
        else:
            found.append(_live(clock, ticket, promise))
    return tuple(found)


def as_of(
    ticket: Ticket, promise: Promise | None, settings: Settings, now: datetime
) -> tuple[Outlook, ...]:
    """Say how a ticket's clocks stand at one moment, which may lie before its last entry."""
    return tuple(
        Outlook(
            target=clock.target.value,
            state=clock.state.value,
            is_live=clock.is_live,
            due=_seconds(clock.due) if clock.due else None,
            warn_at=0 if clock.warns else None,
        )
        for clock in clocks(ticket, promise, settings, now)
    )


def _still(clock: Clock) -> Outlook:
    return Outlook(
        target=clock.target.value,
        state=clock.state.value,
        is_live=False,
        due=int(clock.due.timestamp()) if clock.due else None,
    )


def _live(clock: Clock, ticket: Ticket, promise: Promise) -> Outlook:
    if ticket.status in {*promise.policy.pause_in, Status.RESOLVED, Status.CLOSED}:
        return _paused(clock, ticket, promise)
    return Outlook(
        target=clock.target.value,
        state=ClockState.RUNNING.value,
        is_live=True,
        due=_seconds(clock.due),
        warn_at=_warn_at(clock, ticket, promise),
    )


def _warn_at(clock: Clock, ticket: Ticket, promise: Promise) -> int | None:
    """Find when so much is used that the first warning holds."""
    if not promise.policy.warn_at:
        return None
    least = ceil(min(promise.policy.warn_at) * clock.target_seconds)
    start = seconds(clock.start)
    cuts = pauses(ticket, promise, ticket.last_activity)
    try:
        return start if least <= 0 else add(promise.hours, start, Duration(seconds=least), cuts)
    except DeskError:
        return None


def _paused(clock: Clock, ticket: Ticket, promise: Promise) -> Outlook:
    """Measure what is left when the pause began; it is due so much after now."""
    start = seconds(clock.start)
    stop = max(start, seconds(_pause_began(ticket, promise)))
    cuts = pauses(ticket, promise, datetime.fromtimestamp(stop, UTC))
    plain = add(promise.hours, start, clock.promised)
    whole = between(promise.hours, start, plain) if clock.promised.days else clock.promised.seconds
    held = between(promise.hours, start, stop, cuts)
    share = min(promise.policy.warn_at, default=None)
    warns = share is not None and clock.used_seconds >= share * clock.target_seconds
    still = whole < held or whole == held != 0
    return Outlook(
        target=clock.target.value,
        state=ClockState.PAUSED.value,
        is_live=True,
        due=_seconds(clock.due) if still else plain if clock.promised.days else None,
        warn_at=0 if warns else None,
        calendar="" if still else promise.calendar,
        left=whole - held,
    )


def _pause_began(ticket: Ticket, promise: Promise) -> datetime:
    from plaindesk.core.sla.history import stretches

    began = ticket.created
    running = False
    for stretch in stretches(ticket):
        is_pause = stretch.status in promise.policy.pause_in or stretch.status.is_done
        if is_pause and not running:
            began = stretch.start
        running = is_pause
    return began


def _seconds(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


def is_timeless(node: Node) -> bool:
    """Tell whether a condition fits a ticket at any moment if it fits it at one."""
    if isinstance(node, (And, Or)):
        return all(is_timeless(item) for item in node.items)
    if isinstance(node, Not):
        return is_timeless(node.item)
    if isinstance(node, Term) and node.field in QUERY_FIELDS:
        return QUERY_FIELDS[node.field].kind is not Kind.SPAN
    return True
