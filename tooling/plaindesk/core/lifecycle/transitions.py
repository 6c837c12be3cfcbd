"""The statuses that may follow each other, for each type of ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.settings.workflow import DEFAULT_TRANSITIONS
from plaindesk.core.model.vocabulary import Status

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Change, Ticket
    from plaindesk.core.model.vocabulary import TicketType


def follow(settings: Settings, kind: TicketType | None, status: Status) -> tuple[Status, ...]:
    """List the statuses that may follow one.

    A type with transitions of its own has only the statuses they name; a ticket in
    another one, as it became of this type late, leaves it as every ticket does.
    """
    flow = settings.workflow
    general = flow.transitions.get(status, DEFAULT_TRANSITIONS[status])
    own = flow.types.get(kind) if kind else None
    if own is None:
        return general
    if status in own:
        return own[status]
    known = {*own, *(after for afters in own.values() for after in afters)}
    return tuple(after for after in general if after in known)


def refuse_transition(ticket: Ticket, change: Change, settings: Settings) -> None:
    """Raise DeskError where the new status can't follow the old one."""
    if change.new is None:
        raise DeskError("'status' can't be empty.")
    if (into := ticket.merged_into) and not Status(str(change.new)).is_done:
        raise DeskError(
            f"{ticket.id} is part of {into}, and goes on there.",
            f"Take it out again: desk merge {into} {ticket.id} --undo",
        )
    legal = follow(settings, ticket.type, ticket.status)
    if change.new in legal:
        return
    if ticket.status is Status.CLOSED:
        raise DeskError(
            f"{ticket.id} is closed, and closed tickets stay so.",
            f'Open a new one that names it: desk new "..." --related {ticket.id}',
        )
    raise DeskError(
        f"{ticket.id} is {ticket.status}: it can't become {change.new}.",
        f"It can become: {', '.join(legal)}." if legal else "It stays so.",
    )
