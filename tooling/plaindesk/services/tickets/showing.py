"""One ticket, shown and explained."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError, UnreadSettingError
from plaindesk.core.escalation import steps, upcoming
from plaindesk.core.lifecycle import follow, gates_of, lacking
from plaindesk.core.model.ids import folder, is_canonical
from plaindesk.core.model.time.moments import format_instant, stamp
from plaindesk.core.model.vocabulary import Audience, LinkKind
from plaindesk.core.results.tickets import Bar, Explained, Shown
from plaindesk.core.routing import Router
from plaindesk.core.sla.counting import counted, pauses
from plaindesk.services.knowledge.article_search import suggest
from plaindesk.services.sla.clock_cache import Measure
from plaindesk.services.tickets.backlinks import pointing_at
from plaindesk.store.git.origin import origin
from plaindesk.text.forge_urls import new_file
from plaindesk.text.language_detection import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.model.vocabulary import Status
    from plaindesk.core.results.search import ArticleHit
    from plaindesk.core.sla import Clock, Promise
    from plaindesk.services.desk import Desk


def show(desk: Desk, name: str) -> Shown:
    """Gather what a reader of a ticket needs; raises DeskError where there is none."""
    loaded, ticket = desk.ticket(name)
    measure = Measure(desk, desk.now)
    return Shown(
        ticket=ticket,
        clocks=measure.clocks(ticket),
        promise=measure.promise(ticket),
        related=_related(desk, ticket),
        pointing=tuple(pointing_at(desk, ticket.id)),
        known_errors=tuple(_known_errors(desk, ticket)),
        findings=loaded.findings,
        now=desk.now,
        reply_url=reply_url(desk, ticket),
    )


def _related(desk: Desk, ticket: Ticket) -> tuple[ArticleHit, ...]:
    """Find articles that may answer a ticket that isn't done and has none yet."""
    if ticket.status.is_done or ticket.links.get(LinkKind.ARTICLE):
        return ()
    try:
        return suggest(desk, ticket, limit=3, audience=Audience.AGENTS)
    except UnreadSettingError as error:
        desk.leave_alone(error)
        return ()


def reply_url(desk: Desk, ticket: Ticket) -> str | None:
    """Find the forge's page for an answer, which `desk record` takes in; None without a forge."""
    found = origin(desk.place)
    if found is None:
        return None
    # With the time in its name, so that two people who answer at once add two files.
    path = f"{found.prefix}{folder(ticket.id)}/reply-{stamp(desk.now)}.md"
    return new_file(found.url, found.branch, path, _BLANK)


_BLANK = "---\nspent:\n---\n\n"
"""What an answer in a browser starts with; it may stay empty, or go."""


def _known_errors(desk: Desk, ticket: Ticket) -> Iterator[tuple[str, str]]:
    for name in ticket.links.get(LinkKind.CAUSED_BY, ()):
        problem = desk.load(folder(name)).ticket if is_canonical(name) else None
        if problem is not None:
            yield from ((name, key) for key in problem.links.get(LinkKind.ARTICLE, ()))


def explain(desk: Desk, name: str, *, as_of_now: bool = False) -> Explained:
    """Gather why a ticket is where it is, and what happens if nobody does anything.

    `as_of_now` leaves out what is later than the desk's moment: it was asked about the
    past. Otherwise an entry may be a little ahead, as two machines' clocks differ.
    """
    loaded, found = desk.ticket(name)
    if as_of_now and found.created > desk.now:
        raise DeskError(
            f"There was no {found.id} then: it begins {format_instant(found.created)}.",
            "Name a later time: --at TIME",
        )
    ticket = found.as_of(desk.now) if as_of_now else found
    measure = Measure(desk, desk.now)
    promise = measure.book.promise(ticket, desk.now)
    clocks = measure.clocks(ticket)
    # What is routed has the language that was found then, if any; to look costs half a second.
    detect = language_of if ticket.queue is None else None
    desk.settings.refuse_unread("queues", "routing", "services")
    route = Router(desk.settings, detect).route(ticket, desk.now)
    return Explained(
        shown=Shown(
            ticket=ticket,
            clocks=clocks,
            promise=promise,
            related=(),
            pointing=(),
            known_errors=(),
            findings=loaded.findings,
            now=desk.now,
        ),
        clues=route.clues,
        tried=route.tried,
        policy_reason=promise.reason if promise else "no policy fits",
        bars=tuple(_bars(ticket, clocks, promise, desk.now)),
        needs=tuple(_needs(desk, ticket)),
        upcoming=(
            *steps(ticket, clocks, promise, measure.book, desk.now),
            *upcoming(ticket, clocks, promise, measure.book, desk.now),
        ),
        zone=str(promise.hours.zone) if promise else desk.settings.timezone,
    )


def _needs(desk: Desk, ticket: Ticket) -> Iterator[tuple[Status, str]]:
    for status in follow(desk.settings, ticket.type, ticket.status):
        for gate in gates_of(ticket, status, desk.settings, desk.now):
            yield from ((status, told) for told in lacking(ticket, gate, desk.settings))


def _bars(
    ticket: Ticket, clocks: Iterable[Clock], promise: Promise | None, now: datetime
) -> Iterator[Bar]:
    """Part the time of each clock, from its start to its deadline or its end, if that is later."""
    for clock in clocks:
        if promise is None or clock.due is None:
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
            paused=tuple((_moment(first), _moment(last)) for first, last in cuts),
        )


_MOST = 1000
"""Stretches of one clock; a deadline years ahead needs no more to be drawn."""


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
