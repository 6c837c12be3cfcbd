"""Ageing: what happens to tickets when time passes and nobody does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.escalation import steps
from plaindesk.core.lifecycle import decide
from plaindesk.core.results.jobs import Aged, AgeReport
from plaindesk.core.sla import clocks
from plaindesk.services import messages
from plaindesk.services.finding import tickets_where
from plaindesk.services.measuring import Measure
from plaindesk.services.tickets import left_alone, writes_of
from plaindesk.store.change import Write, apply
from plaindesk.text import entry as entry_text

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.shard import Shard
    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.core.sla import Clock
    from plaindesk.services.desk import Desk

_MOST_STEPS = 50
"""Steps of one ticket in one run; rules that undo each other end here."""


def age(
    desk: Desk,
    now: datetime,
    *,
    shard: Shard | None = None,
    dry_run: bool = False,
    commit: bool = True,
) -> AgeReport:
    """Measure every ticket that isn't closed and take the steps whose time has come."""
    measure = Measure(desk, now)
    broken: list[Finding] = []
    aged: list[Aged] = []
    writes: list[Write] = []
    for loaded, ticket in tickets_where(desk, "-status:closed", broken, shard):
        if ticket.created > now:
            continue
        try:
            after, taken = _stepped(ticket, measure)
            writes += writes_of(loaded, taken) if taken else []
        except DeskError as error:
            broken.append(left_alone(loaded, error, now))
            after, taken = ticket, []
        measured = measure.clocks(after) if after is ticket else _again(after, measure)
        aged.append(Aged(ticket=after, clocks=measured, steps=tuple(taken)))
    done = None
    if writes and not dry_run:
        message = messages.many("Age", [item.ticket.id for item in aged if item.steps])
        done = apply(desk.place, writes, message, commit=commit).commit
    return AgeReport(
        aged=tuple(aged), now=now, commit=done, dry_run=dry_run, unreadable=tuple(broken)
    )


def overdue(desk: Desk, now: datetime) -> list[datetime]:
    """Say since when steps wait that no job has taken yet."""
    measure = Measure(desk, now)
    waiting: list[datetime] = []
    for _, ticket in tickets_where(desk, "-status:closed"):
        if ticket.last_activity <= now:
            promise = measure.book.promise(ticket, now)
            found = steps(ticket, measure.clocks(ticket), promise, measure.book, now)
            waiting += [step.since for step in found]
    return waiting


def _stepped(ticket: Ticket, measure: Measure) -> tuple[Ticket, list[Entry]]:
    """Take the steps one by one: each sees what the ones before it changed."""
    taken: list[Entry] = []
    if ticket.last_activity > measure.now:  # asked about the past, which is told already
        return ticket, taken
    while len(taken) < _MOST_STEPS:
        measured = _again(ticket, measure) if taken else measure.clocks(ticket)
        promise = measure.book.promise(ticket, measure.now)
        ripe = steps(ticket, measured, promise, measure.book, measure.now)
        if not ripe:
            break
        request = ripe[0].request
        entry = entry_text.named(decide(ticket, request, measure.settings, measure.now))
        taken.append(entry)
        ticket = ticket.with_entry(entry)
    return ticket, taken


def _again(ticket: Ticket, measure: Measure) -> tuple[Clock, ...]:
    promise = measure.book.promise(ticket, measure.now)
    return clocks(ticket, promise, measure.settings, measure.now)
