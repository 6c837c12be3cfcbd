"""The calendar of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Ticket


class Planned(NamedTuple):
    """A ticket with its window, whether it is approved, and the ids it overlaps with."""

    ticket: Ticket
    start: datetime
    end: datetime
    approval: str
    overlaps: tuple[str, ...]


class Plan(NamedTuple):
    """Tickets by the start of their windows, and those that have none."""

    planned: tuple[Planned, ...]
    unplanned: tuple[Ticket, ...]
    unreadable: tuple[Finding, ...] = ()
