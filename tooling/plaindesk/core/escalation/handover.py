"""What waits for an answer while its agent is away is handed on, where the queue says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.calendar.absence import absence, stand_in
from plaindesk.core.escalation.model import Step
from plaindesk.core.lifecycle import Request
from plaindesk.core.model.time.moments import stamp
from plaindesk.core.model.vocabulary import BOT, Status, WhenAway
from plaindesk.core.sla.history import unanswered_since

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket

_OURS = (Status.NEW, Status.OPEN)


def handovers(ticket: Ticket, settings: Settings, now: datetime) -> Iterator[Step]:
    """Hand a ticket on, once for each absence: to the deputy, or back to its queue."""
    queue = settings.queues.get(ticket.queue or "")
    how = queue.when_away if queue else WhenAway.KEEP
    asked, answered = unanswered_since(ticket, settings, after_first=False)
    if how is WhenAway.KEEP or ticket.status not in _OURS or not asked or answered:
        return
    found = absence(ticket.assignee, settings, now)
    if ticket.assignee is None or found is None:
        return
    since = max(found.start, asked)
    deputy = stand_in(ticket.assignee, settings, max(since, now))
    to = deputy if how is WhenAway.DEPUTY else None
    body = f"{ticket.assignee} is away until {found.last}: "
    body += f"{to} stands in." if to else f"back to the queue '{ticket.queue}'."
    name = f"away-{ticket.assignee}/{stamp(found.start)}"
    request = Request(
        by=BOT, body=body, values={"assignee": to}, step=name, notify=(to,) if to else ()
    )
    yield Step(name=name, since=since, request=request)
