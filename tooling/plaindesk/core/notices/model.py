"""A notice, as a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.ids import TicketId


class Notice(NamedTuple):
    """One thing that one person, or a room, is told."""

    key: str
    """The same for the same entry, person and way, whenever and wherever it is worked out."""
    ticket: TicketId
    at: datetime
    via: str
    to: str
    """A handle or an address; empty where the way is a room."""
    address: str
    """Where the person is reached; empty where nobody knows, and for a room."""
    language: str
    title: str
    text: str
    hours: str | None
    """The calendar outside of whose hours it waits."""
