"""Two tickets that are one, the way back, and a ticket that takes some words of another.

Nothing moves: the other ticket keeps its folder and every word in it. Its words are
copied as entries that name their `origin`, with the times at which they were said. To
take a merge back is one more entry, after which the copies don't count any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle.decide import Request
from plaindesk.core.model.ticket import Entry
from plaindesk.core.model.vocabulary import EntryKind, LinkKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from plaindesk.core.model.ticket import Links, Ticket, Value

SPOKEN = (EntryKind.MESSAGE, EntryKind.REPLY, EntryKind.NOTE)


def refuse_merge(kept: Ticket, other: Ticket) -> None:
    """Raise DeskError where one ticket can't become part of another."""
    if kept.id == other.id:
        raise DeskError("A ticket can't be merged with itself.")
    if other.merged_into == kept.id:
        raise DeskError(
            f"{other.id} is merged into {kept.id} already.",
            f"Take it out again: desk merge {kept.id} {other.id} --undo",
        )
    for ticket in (kept, other):
        if into := ticket.merged_into:
            raise DeskError(f"{ticket.id} is part of {into}.", f"Merge with that: {into}")
    if other.id in kept.links.get(LinkKind.DUPLICATE_OF, ()):
        raise DeskError(
            f"{kept.id} is called a duplicate of {other.id}, so it can't take that in.",
            f"Turn it round: desk merge {other.id} {kept.id}",
        )
    if kept.status is Status.CLOSED:
        raise DeskError(
            f"{kept.id} is closed, and closed tickets stay so.", "Name an open one first."
        )


def words_of(other: Ticket) -> Iterator[Entry]:
    """Copy what was said on a ticket, its first words too; work and scores stay with it."""
    asked = other.requester or "somebody"
    first = other.body if other.body.strip() else other.subject
    yield Entry(at=other.created, by=asked, kind=EntryKind.MESSAGE, origin=other.id, body=first)
    for entry in other.told:
        if entry.kind in SPOKEN and entry.body.strip() and not (entry.merge or entry.unmerge):
            yield _copy(entry, other)


def missing_words(kept: Ticket, other: Ticket) -> list[Entry]:
    """List the other ticket's words that the one that is kept doesn't have yet, as copies."""
    there = {_said(entry) for entry in kept.entries if entry.origin == other.id}
    return [copy for copy in words_of(other) if _said(copy) not in there]


def said_meanwhile(kept: Ticket, other: Ticket) -> list[Entry]:
    """List what was said to the other ticket while it was part of the one that is kept."""
    own = {_said(copy) for copy in words_of(other)}
    said = [e for e in kept.entries if e.origin == other.id and _said(e) not in own]
    return [_copy(entry, other)._replace(origin="", files=entry.files) for entry in said]


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.at, entry.by, entry.kind, entry.body.strip()


def _copy(entry: Entry, origin: Ticket) -> Entry:
    """Copy what was said, with its author, time and kind, and nothing that was done with it."""
    return Entry(at=entry.at, by=entry.by, kind=entry.kind, origin=origin.id, body=entry.body)


class Beginning(NamedTuple):
    """How a ticket begins that takes some words of another with it, and those words."""

    subject: str
    body: str
    created: datetime
    requester: str | None
    entries: tuple[Entry, ...]


def split_off(ticket: Ticket, chosen: Sequence[Entry], subject: str | None) -> Beginning:
    """Begin a ticket with some entries of another, given in their order.

    Its first words and its subject are the requester's, if a message comes first. A note or
    a reply is never taken for them: then the words only follow, the subject is the other
    ticket's, and the new one says nothing by itself.
    """
    first = chosen[0]
    is_asked = first.kind is EntryKind.MESSAGE
    line = next(line for line in first.body.splitlines() if line.strip())
    return Beginning(
        subject=subject or (line if is_asked else ticket.subject),
        body=first.body if is_asked else "",
        created=first.at,
        requester=first.by if is_asked else ticket.requester,
        entries=tuple(
            _copy(entry, ticket)._replace(files=entry.files) for entry in chosen[is_asked:]
        ),
    )


def taking_in(other: Ticket, by: str) -> Request:
    """Ask the ticket that is kept to take the other's words in."""
    body = f"Took in {other.id}: {other.subject}"
    if other.files:
        body += f"\nIts attachments are with it: {', '.join(other.files)}"
    return Request(by=by, kind=EntryKind.NOTE, body=body, merge=other.id)


def going_into(other: Ticket, kept: Ticket, by: str) -> Request:
    """Ask the other ticket to be done, and to say where it went."""
    into = tuple(dict.fromkeys((*other.links.get(LinkKind.DUPLICATE_OF, ()), kept.id)))
    values: dict[str, Value] = {"links": _linked(other, into)}
    if not other.status.is_done:
        values["status"] = Status.RESOLVED
    body = f"Goes on in {kept.id}: {kept.subject}"
    return Request(by=by, kind=EntryKind.NOTE, body=body, merge=kept.id, values=values)


def taking_back(kept: Ticket, other: Ticket, by: str) -> tuple[Request, Request]:
    """Undo a merge: ask the kept ticket to let go, and the other to be as it was before.

    Raises DeskError where they aren't merged.
    """
    if other.merged_into != kept.id:
        raise DeskError(f"{other.id} isn't merged into {kept.id}.")
    merged = next(entry for entry in reversed(other.entries) if entry.merge == kept.id)
    before = merged.change_of("status")
    into = tuple(t for t in other.links.get(LinkKind.DUPLICATE_OF, ()) if t != kept.id)
    values: dict[str, Value] = {"links": _linked(other, into)}
    if before is not None and other.status.is_done:  # else somebody opened it since
        values["status"] = before.old
    return (
        Request(by=by, kind=EntryKind.NOTE, body=f"Let {other.id} go again.", unmerge=other.id),
        Request(
            by=by,
            kind=EntryKind.NOTE,
            body=f"On its own again, apart from {kept.id}.",
            unmerge=kept.id,
            values=values,
        ),
    )


def _linked(ticket: Ticket, into: tuple[str, ...]) -> Links:
    links = {**ticket.links, LinkKind.DUPLICATE_OF: into}
    return {kind: links[kind] for kind in LinkKind if links.get(kind)}
