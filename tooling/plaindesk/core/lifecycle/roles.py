"""The people that settings name by what they are to a ticket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.own_fields import watchers

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket

ROLES = (
    "agent",
    "assignee",
    "queue",
    "queue-lead",
    "manager",
    "organisation",
    "requester",
    "watchers",
)
_LINE = re.compile(r"line-([123])")


def is_role(name: str) -> bool:
    """Tell whether a name stands for whoever has a part in the ticket."""
    return name in ROLES or _LINE.fullmatch(name) is not None


def holders(role: str, ticket: Ticket, settings: Settings) -> tuple[str, ...]:
    """Name who holds a role in a ticket; a name that is no role stands for itself."""
    line = _LINE.fullmatch(role)
    if line:
        return tuple(h for h, agent in settings.agents.items() if agent.line >= int(line[1]))
    if role == "agent":
        return tuple(settings.agents)
    if role == "queue":
        return tuple(h for h, agent in settings.agents.items() if ticket.queue in agent.queues)
    if role == "watchers":
        return watchers(ticket)
    queue = settings.queues.get(ticket.queue or "")
    organisation = settings.organisations.get(ticket.organisation or "")
    single = {
        "assignee": ticket.assignee,
        "queue-lead": queue.lead if queue else None,
        "manager": settings.manager,
        "organisation": organisation.contact if organisation else None,
        "requester": ticket.requester,
    }
    held = single.get(role, role)
    return (held,) if held else ()


def plays(who: str, role: str, ticket: Ticket, settings: Settings) -> bool:
    """Tell whether somebody, an agent's handle or an address, holds a role in a ticket."""
    agent = settings.agents.get(who)
    names = {who.lower(), *(agent.addresses if agent else ())}
    return any(holder.lower() in names for holder in holders(role, ticket, settings))
