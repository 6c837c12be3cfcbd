"""Who wants to hear of a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request
from plaindesk.core.model.addresses import is_address
from plaindesk.core.model.fields import OWN
from plaindesk.core.model.own_fields import watchers
from plaindesk.services.tickets.actions import happen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.results.tickets import Changed
    from plaindesk.services.desk import Desk


def watch(  # noqa: PLR0913 - the parts of the request
    desk: Desk, name: str, people: Sequence[str], *, by: str, stop: bool, commit: bool = True
) -> Changed:
    """Add people to a ticket's watchers, or take them away; raises DeskError for strangers."""
    _, ticket = desk.ticket(name)
    held = watchers(ticket)
    for person in people:
        if person not in desk.settings.agents and not is_address(person):
            raise DeskError(f"'{person}' is no agent and no mail address.")
    named = {person.casefold() for person in people}
    here = {watcher.casefold() for watcher in held}
    wanted = (*held, *(person for person in dict.fromkeys(people) if person.casefold() not in here))
    if stop:
        wanted = tuple(watcher for watcher in held if watcher.casefold() not in named)
    if wanted == held:
        state = "watches it already" if not stop else "doesn't watch it"
        raise DeskError(f"{ticket.id}: {', '.join(people)} {state}.")
    request = Request(by=by, values={f"{OWN}watchers": ", ".join(wanted) or None})
    return happen(desk, ticket.id, request, commit=commit)
