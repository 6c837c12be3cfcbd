"""What the entries of a ticket say about time: statuses, answers, questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.vocabulary import EntryKind, Status

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Entry, Ticket

FAR = datetime(9999, 1, 1, tzinfo=UTC)


class Stretch(NamedTuple):
    """A status and how long it held; the last one holds to the end of time."""

    status: Status
    start: datetime
    end: datetime


def stretches(ticket: Ticket) -> Sequence[Stretch]:
    """Tell the statuses of a ticket in order, from its creation on."""
    held = _last[0]
    if held[0] is not ticket:  # each clock asks several times, one ticket after the other
        held = _last[0] = (ticket, tuple(_stretches(ticket)))
    return held[1]


_last: list[tuple[Ticket | None, Sequence[Stretch]]] = [(None, ())]


def _stretches(ticket: Ticket) -> Iterator[Stretch]:
    changes = [
        (entry.at, change)
        for entry in ticket.entries
        if entry.changes and (change := entry.change_of("status"))
    ]
    status = changes[0][1].old if changes else ticket.status
    start = ticket.created
    for at, change in changes:
        yield Stretch(Status(str(status)), start, max(at, start))
        status, start = change.new, max(at, start)
    yield Stretch(Status(str(status)), start, FAR)


def spent_in(ticket: Ticket, statuses: Container[Status]) -> tuple[tuple[datetime, datetime], ...]:
    """List when the ticket was in one of those statuses."""
    return tuple((s.start, s.end) for s in stretches(ticket) if s.status in statuses)


def resolved_at(ticket: Ticket) -> datetime | None:
    """Say since when the ticket has been done; None while it isn't."""
    since = None
    for stretch in stretches(ticket):
        since = (since or stretch.start) if stretch.status.is_done else None
    return since


def is_answer(entry: Entry, ticket: Ticket, settings: Settings) -> bool:
    """Tell whether an entry is a public word of an agent who isn't the requester."""
    if entry.kind is not EntryKind.REPLY or entry.is_automatic:
        return False
    agent = settings.agents.get(entry.by)
    own = {entry.by.lower(), *(agent.addresses if agent else ())}
    return (ticket.requester or "").lower() not in own


def is_question(entry: Entry, ticket: Ticket, settings: Settings) -> bool:
    """Tell whether somebody waits for an answer: an agent who asks may say it as a reply."""
    if entry.is_automatic or not entry.is_public:
        return False
    return not is_answer(entry, ticket, settings)


def unanswered_since(
    ticket: Ticket, settings: Settings, *, after_first: bool
) -> tuple[datetime | None, datetime | None]:
    """Follow questions and answers; the request itself is the first question.

    With `after_first`, questions count from the first answer on: until then another clock
    runs. Returns when the last question that started a wait was asked (None where none was),
    and when it was answered (None while it waits).
    """
    asked: datetime | None = None if after_first else ticket.created
    answered: datetime | None = None
    waits, begun = not after_first, not after_first
    for entry in _counting(ticket):
        if is_answer(entry, ticket, settings):
            answered = entry.at if waits else answered
            waits, begun = False, True
        elif begun and not waits and is_question(entry, ticket, settings):
            asked, answered, waits = entry.at, None, True
    return asked, answered


def answers(ticket: Ticket, settings: Settings) -> list[datetime]:
    """List when agents answered in public."""
    return [entry.at for entry in _counting(ticket) if is_answer(entry, ticket, settings)]


def _counting(ticket: Ticket) -> Iterator[Entry]:
    """List what counts for the clocks: not what another ticket heard before this one began."""
    return (entry for entry in ticket.told if entry.at >= ticket.created)
