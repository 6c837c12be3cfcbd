"""What a job does to one ticket, and what it is going to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.texts import settings_of, ticket_of

from plaindesk.core.escalation import steps, upcoming
from plaindesk.core.lifecycle import decide
from plaindesk.core.model.time.moments import format_instant, parse_instant
from plaindesk.core.sla import Book, clocks
from plaindesk.text.codecs.entry import named, render

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.ticket import Entry, Ticket


def at(text: str) -> datetime:
    """Read `11-23 09:00` of the year 2026, in UTC."""
    return parse_instant(f"2026-{text.replace(' ', 'T')}:00Z")


def aged(desk: str, asked: str, *moments: str) -> tuple[Ticket, list[Entry]]:
    """Run the job at each moment; it takes steps one by one."""
    book, ticket = Book(settings_of(desk)), ticket_of(asked)
    taken: list[Entry] = []
    for now in map(at, moments):
        while True:
            promise = book.promise(ticket, now)
            measured = clocks(ticket, promise, book.settings, now)
            found = steps(ticket, measured, promise, book, now)
            if not found:
                break
            taken.append(named(decide(ticket, found[0].request, book.settings, now)))
            ticket = ticket.with_entry(taken[-1])
            assert len(taken) < 20
    return ticket, taken


def told(desk: str, asked: str, *moments: str) -> list[str]:
    """Write the entries of those runs as their files have them."""
    return [render(entry) for entry in aged(desk, asked, *moments)[1]]


def named_steps(desk: str, asked: str, *moments: str) -> list[str]:
    """Name the steps of those runs."""
    return [entry.step for entry in aged(desk, asked, *moments)[1]]


def coming(desk: str, asked: str, now: str) -> list[str]:
    """Say what the job will do, and when, if nobody does anything."""
    book, ticket = Book(settings_of(desk)), ticket_of(asked)
    promise = book.promise(ticket, at(now))
    measured = clocks(ticket, promise, book.settings, at(now))
    found = upcoming(ticket, measured, promise, book, at(now))
    return [f"{format_instant(step.since)} {step.name}" for step in found]
