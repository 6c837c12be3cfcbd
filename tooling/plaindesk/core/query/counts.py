"""What can be counted of a ticket: one table, for queries, the index and those who look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import EntryKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plaindesk.core.model.ticket import Change, Ticket
    from plaindesk.core.model.vocabulary import Status


def reopened(ticket: Ticket) -> int:
    """Count how often it was opened again after it was done; not by a merge that was undone."""
    changes = (entry.change_of("status") for entry in ticket.entries if not entry.unmerge)
    return sum(_is_done(c.old) and not _is_done(c.new) for c in changes if c)


def _is_done(status: object) -> bool:
    held: Status | None = status  # type: ignore[assignment]
    return held is not None and held.is_done


def hops(ticket: Ticket) -> int:
    """Count the moves between queues that jobs made since a person made one."""
    count = 0
    for entry in ticket.entries:
        change: Change | None = entry.change_of("queue")
        if change and change.old is not None:
            count = count + 1 if entry.is_automatic else 0
    return count


def satisfaction(ticket: Ticket) -> int | None:
    """Tell the last score that the requester gave, 1 to 5; None where there is none."""
    return next((e.score for e in reversed(ticket.entries) if e.score is not None), None)


def _said(kind: EntryKind) -> Callable[[Ticket], int]:
    return lambda ticket: sum(entry.kind is kind for entry in ticket.told)


COUNTED: Mapping[str, Callable[[Ticket], int | None]] = {
    "reopened": reopened,
    "replies": _said(EntryKind.REPLY),
    "messages": _said(EntryKind.MESSAGE),
    "hops": hops,
    "satisfaction": satisfaction,
    "worked": lambda ticket: ticket.spent,
}
