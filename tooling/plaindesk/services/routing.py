"""Routing: tickets that have no queue, what the rules would do, and the rules' own tests."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plaindesk.core.assignment import Roster
from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request, changes_to, decide
from plaindesk.core.model.vocabulary import BOT
from plaindesk.core.query import parse
from plaindesk.core.query.evaluate import matches
from plaindesk.core.results.jobs import Routed, RouteReport, WhatIf, WhatIfRow
from plaindesk.core.routing import Route, Router, failed_tests
from plaindesk.services.checks.readable_settings import refuse_unsound
from plaindesk.services.queue.ticket_query import tickets_where, views_in
from plaindesk.services.sla.clock_cache import Measure
from plaindesk.services.tickets import commit_messages
from plaindesk.services.tickets.actions import left_alone, writes_of
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.language_detection import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.services.desk import Desk, Loaded


_DECIDED_BY = (
    "agents", "queues", "organisations", "services", "calendars", "priorities", "routing",
    "fields", "workflow", "views",
)  # fmt: skip


def route(
    desk: Desk, names: Iterable[str] = (), *, dry_run: bool = False, commit: bool = True
) -> RouteReport:
    """Send the tickets that have no queue, or those named, where the rules say."""
    refuse_unsound(desk, *_DECIDED_BY)
    names = tuple(names)
    broken: list[Finding] = []
    routed: list[Routed] = []
    writes: list[Write] = []
    waiting = list(_unrouted(desk, names, broken))
    router = Router(desk.settings, language_of)
    roster = Roster(desk.settings, _known(desk) if waiting else ())
    for loaded, ticket in waiting:
        found = _with_agent(router.route(ticket, desk.now), ticket, roster, desk.now)
        try:
            entry = _entry(desk, ticket, found)
            writes += writes_of(loaded, [entry]) if entry else []
        except DeskError as error:
            if names:
                raise
            broken.append(left_alone(loaded, error, desk.now))
            continue
        after = ticket.with_entry(entry) if entry else ticket
        routed.append(Routed(ticket=after, entry=entry, reasons=found.reasons))
    done = None
    if writes and not dry_run:
        message = commit_messages.many("Route", [r.ticket.id for r in routed if r.entry])
        done = apply(desk.place, writes, message, commit=commit).commit
    return RouteReport(routed=tuple(routed), commit=done, dry_run=dry_run, unreadable=tuple(broken))


def _known(desk: Desk) -> Iterator[Ticket]:
    """Read the tickets that agents have had, where a queue assigns by what they have."""
    if any(queue.assign for queue in desk.settings.queues.values()):
        yield from (ticket for _, ticket in desk.readable())


def _entry(desk: Desk, ticket: Ticket, found: Route) -> Entry | None:
    if not changes_to(ticket, found.values):
        return None
    request = Request(by=BOT, body="\n".join(found.reasons), values=found.values)
    return entry_text.named(decide(ticket, request, desk.settings, desk.now))


def _with_agent(found: Route, ticket: Ticket, roster: Roster, now: datetime) -> Route:
    """Add the agent whom the queue that was found assigns."""
    assignment = roster.assign(ticket.changed(found.values), now)
    if assignment is None:
        return found
    values = dict(found.values) | ({"assignee": assignment.agent} if assignment.agent else {})
    return found._replace(values=values, reasons=(*found.reasons, *assignment.reasons))


def _unrouted(
    desk: Desk, names: Sequence[str], broken: list[Finding]
) -> Iterator[tuple[Loaded, Ticket]]:
    if names:
        yield from (desk.ticket(name) for name in names)
        return
    yield from tickets_where(desk, "is:unrouted", broken)


def failing_examples(desk: Desk) -> Sequence[tuple[str, str]]:
    """List the rules whose examples come out otherwise, and how."""
    refuse_unsound(desk, *_DECIDED_BY)
    return list(failed_tests(desk.settings, desk.now, language_of))


def what_if(desk: Desk, query: str) -> WhatIf:
    """Say what today's rules would have done to tickets as they came in; nothing is written.

    Raises QueryError where the query can't be read.
    """
    refuse_unsound(desk, *_DECIDED_BY)
    where = parse(query, views_in(desk, query)).where
    facts = Measure(desk, desk.now).facts()
    router = Router(desk.settings, language_of)
    rows: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for _, ticket in desk.readable():
        if not matches(where, ticket, facts):
            continue
        first = ticket.after(0)
        found = router.route(first, desk.now)
        after = first.changed(found.values)
        fitting = [tried.rule for tried in found.tried if tried.fits]
        key = (", ".join(fitting) or "-", after.queue or "-")
        rows.setdefault(key, []).append((ticket.id, after.queue != ticket.queue))
    return WhatIf(rows=tuple(_row(key, held) for key, held in sorted(rows.items())))


def _row(key: tuple[str, str], held: list[tuple[str, bool]]) -> WhatIfRow:
    moved = Counter(is_moved for _, is_moved in held)[True]
    examples = tuple(name for name, _ in held[:3])
    return WhatIfRow(rule=key[0], queue=key[1], tickets=len(held), moved=moved, examples=examples)
