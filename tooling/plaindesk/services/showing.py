"""One ticket, shown and explained."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from plaindesk.core.calendar.intervals import without
from plaindesk.core.escalation import upcoming
from plaindesk.core.model.vocabulary import Audience, LinkKind
from plaindesk.core.results.tickets import Explained, Shown
from plaindesk.core.routing import Router
from plaindesk.core.sla.history import spent_in
from plaindesk.services.measuring import Measure
from plaindesk.services.searching import suggest
from plaindesk.text.language import language_of

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.results.search import ArticleHit
    from plaindesk.core.sla import Clock, Promise
    from plaindesk.services.desk import Desk

_LINES = 6
"""Intervals of a clock's arithmetic that are worth printing."""


def show(desk: Desk, name: str, *, related: bool = True) -> Shown:
    """Gather what a reader of a ticket needs; raises DeskError where there is none."""
    loaded, ticket = desk.ticket(name)
    measure = Measure(desk, desk.now)
    hits: tuple[ArticleHit, ...] = ()
    if related and not ticket.status.is_done and not ticket.links.get(LinkKind.ARTICLE):
        hits = suggest(desk, ticket, limit=3, audience=Audience.AGENTS)
    return Shown(
        ticket=ticket,
        clocks=measure.clocks(ticket),
        promise=measure.book.promise(ticket, desk.now),
        related=hits,
        findings=loaded.findings,
        now=desk.now,
    )


def explain(desk: Desk, name: str) -> Explained:
    """Gather why a ticket is where it is, and what will happen if nobody does anything."""
    shown = show(desk, name, related=False)
    ticket, promise = shown.ticket, shown.promise
    measure = Measure(desk, desk.now)
    route = Router(desk.settings, language_of).route(ticket, desk.now)
    return Explained(
        shown=shown,
        clues=route.clues,
        tried=route.tried,
        policy_reason=promise.reason if promise else "no policy fits",
        arithmetic=tuple((c, _counted(ticket, c, promise)) for c in shown.clocks if promise),
        upcoming=upcoming(ticket, shown.clocks, promise, measure.book, desk.now),
        zone=str(promise.hours.zone) if promise else desk.settings.timezone,
    )


def _counted(
    ticket: Ticket, clock: Clock, promise: Promise | None
) -> tuple[tuple[datetime, datetime], ...]:
    """List the open intervals from a clock's start to its deadline, pauses taken out."""
    if promise is None or clock.start is None or clock.due is None:
        return ()
    start, due = int(clock.start.timestamp()), int(clock.due.timestamp())
    pauses = [
        (int(begin.timestamp()), min(due, int(end.timestamp())))
        for begin, end in spent_in(ticket, promise.policy.pause_in)
    ]
    found: list[tuple[datetime, datetime]] = []
    for opened, closed in without(promise.hours.after(start), pauses):
        if opened >= due or len(found) > _LINES:
            break
        found.append((_moment(opened), _moment(min(closed, due))))
    return tuple(found)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
