"""One ticket, shown and explained."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from plaindesk.core.calendar.intervals import union
from plaindesk.core.escalation import upcoming
from plaindesk.core.model.vocabulary import Audience, LinkKind
from plaindesk.core.results.tickets import Bar, Explained, Shown
from plaindesk.core.routing import Router
from plaindesk.core.sla.counting import counted, pauses
from plaindesk.services.measuring import Measure
from plaindesk.services.searching import suggest
from plaindesk.text.language import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.results.search import ArticleHit
    from plaindesk.core.sla import Clock, Promise
    from plaindesk.services.desk import Desk


def show(desk: Desk, name: str) -> Shown:
    """Gather what a reader of a ticket needs; raises DeskError where there is none."""
    loaded, ticket = desk.ticket(name)
    measure = Measure(desk, desk.now)
    hits: tuple[ArticleHit, ...] = ()
    if not ticket.status.is_done and not ticket.links.get(LinkKind.ARTICLE):
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
    """Gather why a ticket was where it was then, and what happens if nobody does anything."""
    loaded, found = desk.ticket(name)
    ticket = found.as_of(desk.now)
    measure = Measure(desk, desk.now)
    promise = measure.book.promise(ticket, desk.now)
    clocks = measure.clocks(ticket)
    route = Router(desk.settings, language_of).route(ticket, desk.now)
    return Explained(
        shown=Shown(
            ticket=ticket,
            clocks=clocks,
            promise=promise,
            related=(),
            findings=loaded.findings,
            now=desk.now,
        ),
        clues=route.clues,
        tried=route.tried,
        policy_reason=promise.reason if promise else "no policy fits",
        bars=tuple(_bars(ticket, clocks, promise, desk.now)),
        upcoming=upcoming(ticket, clocks, promise, measure.book, desk.now),
        zone=str(promise.hours.zone) if promise else desk.settings.timezone,
    )


def _bars(
    ticket: Ticket, clocks: Iterable[Clock], promise: Promise | None, now: datetime
) -> Iterator[Bar]:
    """Part the time of each clock, from its start to its deadline or its end, if that is later."""
    for clock in clocks:
        if promise is None or clock.start is None or clock.due is None:
            continue
        stop = clock.ended_at or now
        end = max(clock.due, stop)
        cuts = pauses(ticket, promise, stop)
        counts = islice(counted(promise, cuts, clock.start, end), _MOST)
        yield Bar(
            clock=clock,
            start=clock.start,
            end=end,
            counted=tuple((_moment(first), _moment(last)) for first, last in counts),
            paused=tuple((_moment(first), _moment(last)) for first, last in union(cuts)),
        )


_MOST = 1000
"""Stretches of one clock; a deadline years ahead needs no more to be drawn."""


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
