"""Time that was spent, summed by ticket, agent or organisation."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plaindesk.core.query import parse
from plaindesk.core.query.evaluate import matches
from plaindesk.core.results.work import WorkLog, WorkRow
from plaindesk.services.queue.ticket_query import views_in
from plaindesk.services.sla.clock_cache import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.services.desk import Desk

SUMS = ("ticket", "agent", "organisation")


def worklog(
    desk: Desk, query: str, *, by: str, start: datetime | None, end: datetime | None
) -> WorkLog:
    """Sum the time of entries between two moments, on tickets that fit a query.

    Raises QueryError where the query can't be read.
    """
    where = parse(query, views_in(desk, query)).where
    facts = Measure(desk, desk.now).facts()
    spent: dict[str, list[int]] = defaultdict(list)
    for _, ticket in desk.readable():
        if matches(where, ticket, facts):
            for entry in _between(ticket, start, end):
                spent[_name(ticket, entry, by)].append(entry.spent)
    rows = [_row(desk.settings, name, held, by) for name, held in spent.items()]
    return WorkLog(by=by, rows=tuple(sorted(rows, key=_most_first)))


def _between(ticket: Ticket, start: datetime | None, end: datetime | None) -> Iterator[Entry]:
    for entry in ticket.entries:
        if entry.spent and (not start or entry.at >= start) and (not end or entry.at < end):
            yield entry


def _name(ticket: Ticket, entry: Entry, by: str) -> str:
    if by == "agent":
        return entry.by
    return ticket.id if by == "ticket" else ticket.organisation or "-"


def _row(settings: Settings, name: str, held: list[int], by: str) -> WorkRow:
    organisation = settings.organisations.get(name) if by == "organisation" else None
    contract = organisation.contract if organisation else None
    total = sum(held)
    paid = contract.hours * 3600 if contract and contract.hours is not None else None
    left = None if paid is None else paid - total
    return WorkRow(name=name, entries=len(held), seconds=total, left=left)


def _most_first(row: WorkRow) -> tuple[int, str]:
    return (-row.seconds, row.name)
