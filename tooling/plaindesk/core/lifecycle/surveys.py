"""What requesters say of the work: once after each time it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import EntryKind, Status

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Ticket


def refuse_second_survey(ticket: Ticket) -> None:
    """Raise DeskError unless the ticket is done and was not rated since it was resolved."""
    if not ticket.status.is_done:
        raise DeskError(f"{ticket.id} is {ticket.status}.", "People rate what is resolved.")
    for entry in reversed(ticket.entries):
        status = entry.change_of("status")
        if status and status.new is Status.RESOLVED:
            return
        if entry.kind is EntryKind.SURVEY:
            raise DeskError(f"{ticket.id} was rated already: {entry.score} of 5.")
