"""The calendar of changes: windows in order, and those that overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.lifecycle import gates_of, verdicts
from plaindesk.core.model.own_fields import window
from plaindesk.core.model.vocabulary import Verdict
from plaindesk.core.query import parse
from plaindesk.core.query.evaluate import matches
from plaindesk.core.results.changes import Plan, Planned
from plaindesk.services.queue.ticket_query import views_in
from plaindesk.services.sla.clock_cache import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk

    Windows = Mapping[str, tuple[datetime, datetime]]

DEFAULT = "type:change is:open"


def plan(desk: Desk, query: str, *, me: str | None) -> Plan:
    """Put the tickets that fit a query in the order of their windows; raises QueryError."""
    where = parse(query or DEFAULT, views_in(desk, query)).where
    facts = Measure(desk, desk.now).facts(me)
    broken: list[Finding] = []
    fitting = (t for _, t in desk.readable(broken) if matches(where, t, facts))
    found: dict[str, Ticket] = {ticket.id: ticket for ticket in fitting}
    windows = {name: held for name, t in found.items() if (held := window_of(t))}
    planned = (
        Planned(
            ticket=found[name],
            start=windows[name][0],
            end=windows[name][1],
            approval=approval_of(desk, found[name]),
            overlaps=tuple(_overlaps(name, windows, found)),
        )
        for name in sorted(windows, key=lambda name: (*windows[name], name))
    )
    rest = tuple(ticket for name, ticket in found.items() if name not in windows)
    return Plan(planned=tuple(planned), unplanned=rest, unreadable=tuple(broken))


def window_of(ticket: Ticket) -> tuple[datetime, datetime] | None:
    """Read a ticket's window; None where it has none that can be read."""
    try:
        return window(ticket.fields.get("window", ""))
    except ValueError:
        return None


def _overlaps(name: str, windows: Windows, found: Mapping[str, Ticket]) -> Iterable[str]:
    """Name the changes of the same time; what is done stands in nobody's way."""
    start, end = windows[name]
    for other, (begin, stop) in windows.items():
        is_over = found[other].status.is_done or found[name].status.is_done
        if other != name and begin < end and start < stop and not is_over:
            yield other


def approval_of(desk: Desk, ticket: Ticket) -> str:
    """Say how a ticket stands with those who have to approve it; empty where nobody has to."""
    gates = [gate for gate in gates_of(ticket, None, desk.settings, desk.now) if gate.approvals]
    said = [[*verdicts(ticket, gate, desk.settings).values()] for gate in gates]
    if any(Verdict.REJECTED in each for each in said):
        return Verdict.REJECTED
    counts = zip(gates, said, strict=True)
    waits = any(each.count(Verdict.APPROVED) < gate.approvals for gate, each in counts)
    return "" if not gates else "waiting" if waits else Verdict.APPROVED
