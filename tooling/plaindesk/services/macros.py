"""Canned replies with their placeholders filled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.services.desk import Desk

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A macro made ready for one ticket."""

    body: str
    values: Mapping[str, Value]
    is_note: bool


def filled(desk: Desk, name: str, macro: str, by: str) -> Filled:
    """Fill a macro for a ticket; raises DeskError where there is none of that name."""
    found = desk.settings.macros.get(macro)
    if found is None:
        known = ", ".join(desk.settings.macros) or "none yet"
        raise DeskError(f"There is no macro '{macro}'.", f"Known: {known}.")
    _, ticket = desk.ticket(name)
    values = dict(found.set)
    tags = values.get("tags")
    if isinstance(tags, tuple):  # a macro adds tags, as a routing rule does
        values["tags"] = tuple(dict.fromkeys((*ticket.tags, *tags)))
    return Filled(body=_fill(found.text, desk, ticket, by), values=values, is_note=found.note)


def _fill(text: str, desk: Desk, ticket: Ticket, by: str) -> str:
    """Put names in place of placeholders; one we don't know stays as it is."""
    agent = desk.settings.agents.get(by)
    names = {
        "requester": (ticket.requester or "").partition("@")[0],
        "id": ticket.id,
        "subject": ticket.subject,
        "agent": agent.name if agent and agent.name else by,
    }
    return _PLACEHOLDER.sub(lambda match: names.get(match[1], match[0]), text)
