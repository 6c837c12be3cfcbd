"""Clocks of tickets, measured once each for whoever asks in one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.query.evaluate import Facts
from plaindesk.core.sla import Book, clocks, facts_of

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.query.evaluate import SlaFacts
    from plaindesk.core.sla import Clock, Promise
    from plaindesk.services.desk import Desk


class Measure:
    """Measures tickets of one desk at one moment."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        """Make the policies ready; raises UnreadSettingError where one can't be read."""
        self._desk = desk
        self.book = Book(desk.settings)
        self.settings = desk.settings
        self.now = now
        self._held: dict[str, tuple[Clock, ...]] = {}

    def clocks(self, ticket: Ticket) -> tuple[Clock, ...]:
        """Measure a ticket's targets."""
        if ticket.id not in self._held:
            promise = self.promise(ticket)
            self._held[ticket.id] = clocks(ticket, promise, self.settings, self.now)
        return self._held[ticket.id]

    def promise(self, ticket: Ticket) -> Promise | None:
        """Find what a ticket was promised; where a setting for it is unread, the desk tells."""
        try:
            return self.book.promise(ticket, self.now)
        except UnreadSettingError as error:
            self._desk.leave_alone(error)
            return None

    def sla(self, ticket: Ticket) -> SlaFacts:
        """Tell a query what the clocks say."""
        return facts_of(self.clocks(ticket))

    def facts(self, me: str | None = None) -> Facts:
        """Everything a query may ask about."""
        return Facts(now=self.now, me=me, sla=self.sla)
