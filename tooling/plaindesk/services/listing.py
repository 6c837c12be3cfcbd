"""Lists of tickets: what fits a query, in an order, cut to a limit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import Status
from plaindesk.core.query import matches, parse
from plaindesk.core.query.fields import SORT_FIELDS
from plaindesk.core.results.tickets import Listing, Row
from plaindesk.services.measuring import Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk

DEFAULT = "is:open sort:due"
"""What a list shows when nothing is asked: the open work, the most pressing first."""
_LATE = datetime(9999, 1, 1, tzinfo=UTC)
_WORST = ("breached", "warn", "paused", "running", "met")


def list_tickets(
    desk: Desk, query: str, *, sort: Sequence[str] = (), limit: int | None, me: str | None
) -> Listing:
    """List the tickets that fit a query; raises QueryError where it can't be read."""
    parsed = parse(query or DEFAULT, desk.settings.views)
    measure = Measure(desk, desk.now)
    facts = measure.facts(me)
    broken: list[Finding] = []
    found = [ticket for _, ticket in desk.readable(broken) if matches(parsed.where, ticket, facts)]
    for key in reversed(sort or parsed.sort or ("id",)):
        found.sort(key=_Key(key.lstrip("-"), measure), reverse=key.startswith("-"))
    return Listing(
        rows=tuple(row(ticket, measure) for ticket in found[:limit]),
        total=len(found),
        now=desk.now,
        unreadable=tuple(broken),
    )


def row(ticket: Ticket, measure: Measure) -> Row:
    """Sum a ticket's clocks up: the nearest deadline, and the worst of what still counts."""
    measured = measure.clocks(ticket)
    live = [clock for clock in measured if clock.is_live] or measured
    states = {"warn" if clock.warns else clock.state.value for clock in live}
    worst = next((state for state in _WORST if state in states), "")
    return Row(ticket=ticket, due=measure.sla(ticket).due, sla=worst, clocks=measured)


class _Key:
    """A sort key by name; what is missing comes last."""

    def __init__(self, name: str, measure: Measure) -> None:
        if name not in SORT_FIELDS:
            raise DeskError(f"Nothing is sorted by '{name}'.", f"Known: {', '.join(SORT_FIELDS)}.")
        self.name = name
        self.measure = measure

    def __call__(self, ticket: Ticket) -> tuple[object, str]:
        if self.name == "due":
            return (self.measure.sla(ticket).due or _LATE, ticket.id)
        if self.name == "updated":
            return (ticket.last_activity, ticket.id)
        if self.name == "status":
            return (list(Status).index(ticket.status), ticket.id)
        if self.name == "created":
            return (ticket.created, ticket.id)
        held = ticket.value(self.name)
        return ("\U0010ffff" if held is None else str(held).casefold(), ticket.id)
