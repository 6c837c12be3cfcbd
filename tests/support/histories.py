"""Histories of one ticket for property tests: what happened to it, and how much later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from plaindesk.core.model.ticket import Change, Entry, Ticket
from plaindesk.core.model.vocabulary import EntryKind, Status


class Happening(NamedTuple):
    """Seconds after the one before it, what it is, by whom, and the status it leads to."""

    passed: int
    kind: EntryKind
    by: str
    status: Status | None


MOMENTS = st.one_of(
    st.integers(0, 12 * 3600), st.integers(0, 20 * 86400), st.sampled_from([0, 1, 3600, 14400])
)
HAPPENINGS = st.lists(
    st.builds(
        Happening,
        MOMENTS,
        st.sampled_from(list(EntryKind)[:4]),
        st.sampled_from(["alice", "jana@acme.example", "desk"]),
        st.sampled_from([None, *Status]),
    ),
    max_size=6,
)


def told(ticket: Ticket, start: datetime, happened: list[Happening]) -> Ticket:
    """Let it all happen to a ticket, from a moment on."""
    at = start
    for passed, kind, by, status in happened:
        at += timedelta(seconds=passed)
        changes: tuple[Change, ...] = ()
        if status is not None and status is not ticket.status:
            changes = (Change(field="status", old=ticket.status, new=status),)
        name = f"{len(ticket.entries):03}"
        ticket = ticket.with_entry(Entry(at=at, by=by, kind=kind, changes=changes, name=name))
    return ticket
