"""What an escalation does to a ticket, and whom it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.lifecycle import changes_to, follow, holders, obstacles
from plaindesk.core.model.vocabulary import BOT, Priority, Status
from plaindesk.core.query.counts import hops

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.settings.promises import Action
    from plaindesk.core.model.ticket import Ticket, Value

_LAST_LINE = 3
_IN_THEIR_PLACE = ("queue-lead", "manager", "agent")


def changes_by(ticket: Ticket, do: Action, settings: Settings, now: datetime) -> dict[str, Value]:
    """Say what an action changes; what the workflow forbids is left as it is."""
    values: dict[str, Value] = {}
    if do.queue and not is_stuck(ticket, do, settings):
        values["queue"] = do.queue
    if do.line:
        values["line"] = min(_LAST_LINE, (ticket.line or 1) + do.line)
    if do.priority:
        values["priority"] = (ticket.priority or Priority.P3).raised(do.priority)
    if do.assignee:
        values["assignee"] = do.assignee
    if do.tags:
        values["tags"] = tuple(dict.fromkeys((*ticket.tags, *do.tags)))
    if do.status:
        values["status"] = do.status
    return legal(ticket, values, settings, now)


def is_stuck(ticket: Ticket, do: Action, settings: Settings) -> bool:
    """Tell whether jobs have moved a ticket so often that only a person may move it on."""
    wants = do.queue is not None and do.queue != ticket.queue
    return wants and hops(ticket) >= settings.workflow.hop_limit


def legal(
    ticket: Ticket, values: Mapping[str, Value], settings: Settings, now: datetime
) -> dict[str, Value]:
    """Leave out what is so already, and a status that the ticket may not have."""
    kept = {change.field: change.new for change in changes_to(ticket, values)}
    if "status" not in kept:
        return kept
    status = kept.pop("status")
    after = ticket.changed(kept)
    may = status in follow(settings, after.type, ticket.status)
    if may and not any(obstacles(after, Status(str(status)), BOT, settings, now)):
        kept["status"] = status
    return kept


def people(ticket: Ticket, do: Action, settings: Settings) -> tuple[str, ...]:
    """Turn roles into names; nobody stands twice.

    What would be told to nobody, as there is no assignee yet, is for whoever answers for
    the queue, else for the manager, else for every agent: somebody always hears. A ticket
    that can't be moved any more is for whoever answers for its queue, too.
    """
    there = ticket.changed({"queue": do.queue}) if do.queue else ticket
    told = [name for role in do.notify for name in holders(role, there, settings)]
    for role in _IN_THEIR_PLACE:
        if do.notify and not told:
            told += holders(role, there, settings)
    if is_stuck(ticket, do, settings):
        told += holders("queue-lead", ticket, settings)
    return tuple(dict.fromkeys(told))
