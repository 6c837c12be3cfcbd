"""Desks of any size for the measurements: the same tickets each time, most of them closed."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.support.desks import SETTINGS, Desk

from plaindesk.core.model import ids
from plaindesk.core.model.ticket import Change, Entry, Ticket
from plaindesk.core.model.vocabulary import EntryKind, Priority, Status, TicketType
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import ticket as ticket_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MOST_OPEN = 5_000
_SHARE_OPEN = 10
"""One in so many tickets is worked on, up to `MOST_OPEN`."""
_WORDS = (
    "printer", "vpn", "mail", "login", "slow", "error", "update", "screen", "network", "password",
    "build", "site", "tunnel", "drops", "disk", "share", "folder", "calendar", "meeting", "phone",
    "headset", "monitor", "dock", "cable", "wifi", "guest", "portal", "certificate", "expired",
)  # fmt: skip
_OPEN = (Status.NEW, Status.OPEN, Status.PENDING, Status.ON_HOLD)
_SPOKEN = (EntryKind.REPLY, EntryKind.NOTE, EntryKind.MESSAGE, EntryKind.REPLY)


def desk_of(root: Path, size: int) -> Desk:
    """Make a desk with so many tickets, four entries each, in one commit."""
    root.mkdir(parents=True)
    desk = Desk(root)
    desk.git("init", "--quiet", "--initial-branch=main")
    desk.write("desk.yml", SETTINGS)
    for ticket, text in tickets(size):
        desk.write(ticket.path, text)
    desk.git("add", "--all")
    desk.git("commit", "--quiet", "--message=Open the desk")
    return desk


def tickets(size: int) -> Iterator[tuple[Ticket, str]]:
    """Make tickets and their files."""
    chance = random.Random(size)  # noqa: S311 - the same tickets each time
    seen: set[str] = set()
    working = min(size // _SHARE_OPEN, MOST_OPEN)
    while len(seen) < size:
        is_open = len(seen) < working
        age = chance.randrange(2 * 86400, (30 if is_open else 900) * 86400)
        created = NOW - timedelta(seconds=age)
        name = ids.mint(created, [chance.randrange(32) for _ in range(4)])
        if name not in seen:
            seen.add(name)
            status = chance.choice(_OPEN) if is_open else Status.CLOSED
            yield _ticket(chance, name, created, status)


def _ticket(
    chance: random.Random, name: ids.TicketId, created: datetime, status: Status
) -> tuple[Ticket, str]:
    ticket = Ticket(
        id=name,
        status=status,
        created=created,
        subject=_said(chance, 5),
        priority=chance.choice(list(Priority)),
        type=chance.choice(list(TicketType)),
        requester=f"user{chance.randrange(500)}@acme.example",
        queue=chance.choice(["support", "network"]),
        assignee=chance.choice(["alice", "bob", None]),
        tags=tuple(chance.sample(_WORDS, 2)),
        body=_said(chance, 60),
    )
    return ticket, "\n".join([ticket_text.render_new(ticket), *_entries(chance, ticket)])


def _entries(chance: random.Random, ticket: Ticket) -> Iterator[str]:
    at, before = ticket.created, Status.NEW
    last = ticket.status
    closed = (Status.OPEN, Status.OPEN, Status.OPEN, Status.RESOLVED, Status.CLOSED)
    way = closed if last is Status.CLOSED else (last,) * len(_SPOKEN)
    for kind, after in zip((*_SPOKEN, EntryKind.CHANGE), way, strict=False):
        at += timedelta(minutes=chance.randrange(10, 300))
        by = str(ticket.requester) if kind is EntryKind.MESSAGE else "alice"
        changes = (Change(field="status", old=before, new=after),) if after is not before else ()
        before = after
        body = "" if kind is EntryKind.CHANGE else _said(chance, 40)
        yield entry_text.render(Entry(at=at, by=by, kind=kind, changes=changes, body=body))


def _said(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))
