"""What a clock counts: open time from its start, without pauses and time that was done."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from plaindesk.core.calendar.intervals import union, without
from plaindesk.core.model.vocabulary import Status
from plaindesk.core.sla.history import spent_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from plaindesk.core.calendar.intervals import Interval
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.sla.model import Promise

_DONE = (Status.RESOLVED, Status.CLOSED)


def pauses(ticket: Ticket, promise: Promise, end: datetime) -> list[Interval]:
    """List the stretches that don't count: paused, or done before it was opened again.

    What comes after the clock's end is no matter of its own: a deadline that was met
    stays where it was.
    """
    paused = spent_in(ticket, promise.policy.pause_in)
    done = spent_in(ticket, _DONE)
    cuts = ((seconds(start), seconds(min(stop, end))) for start, stop in (*paused, *done))
    return list(union(sorted(cuts)))


def counted(
    promise: Promise, cuts: Sequence[Interval], start: datetime, end: datetime
) -> Iterator[Interval]:
    """List the open time between two moments without the pauses, in the order of time."""
    first, last = seconds(start), seconds(end)
    running = without(promise.hours.after(first), cuts)
    for opened, closed in takewhile(lambda interval: interval[0] < last, running):
        yield (opened, min(closed, last))


def seconds(moment: datetime) -> int:
    """Return an instant as seconds of POSIX time."""
    return int(moment.timestamp())
