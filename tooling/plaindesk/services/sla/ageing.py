"""Ageing: what happens to tickets when time passes and nobody does anything."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError, UnreadSettingError
from plaindesk.core.escalation import steps, upcoming
from plaindesk.core.lifecycle import decide
from plaindesk.core.results.jobs import Aged, AgeReport, Due
from plaindesk.core.sla import ClockState, clocks, pressing
from plaindesk.services.checks.readable_settings import refuse_unsound
from plaindesk.services.index.undue_tickets import Known, Resting
from plaindesk.services.sla.clock_cache import Measure
from plaindesk.services.tickets import commit_messages
from plaindesk.services.tickets.actions import left_alone, writes_of
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs import entry as entry_text

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.files.shard import Shard
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.core.sla import Clock
    from plaindesk.services.desk import Desk

_MOST_STEPS = 50
"""Steps of one ticket in one run; rules that undo each other end here."""
_MOST_SHOWN = 50
"""Deadlines that a report names."""


_DECIDED_BY = ("agents", "queues", "manager", "fields", "workflow", "macros", "priorities", "sla")
"""What steps follow from. An unread calendar or organisation concerns some tickets alone: they
are left alone, and told."""


def age(  # noqa: PLR0913 - a run, and what it may do
    desk: Desk,
    now: datetime,
    *,
    shard: Shard | None = None,
    dry_run: bool = False,
    commit: bool = True,
    whole: bool = True,
) -> AgeReport:
    """Look at every ticket that isn't closed and take the steps whose time has come.

    `whole` asks for the clocks of every ticket, not only of those in which a step may be due.
    """
    refuse_unsound(desk, *_DECIDED_BY)
    measure = Measure(desk, now)
    resting = Resting(desk, now, use=shard is None and not whole, most=_MOST_SHOWN)
    broken: list[Finding] = []
    aged: list[Aged] = []
    writes: list[Write] = []
    for loaded, ticket in resting.awake(broken, shard):
        if ticket.created > now:
            continue
        try:
            after, taken = _stepped(ticket, measure)
            writes += writes_of(loaded, taken) if taken else []
        except DeskError as error:
            broken.append(left_alone(loaded, error, now))
            aged.append(Aged(ticket=ticket, clocks=(), steps=()))
            continue
        else:
            if not taken and may_rest(ticket, now):
                resting.note(loaded.files.folder, _next(ticket, measure))
        measured = measure.clocks(after) if after is ticket else _again(after, measure)
        aged.append(Aged(ticket=after, clocks=measured, steps=tuple(taken)))
    resting.keep()
    done = None
    if writes and not dry_run:
        message = commit_messages.many("Age", [item.ticket.id for item in aged if item.steps])
        done = apply(desk.place, writes, message, commit=commit).commit
    return _report(aged, resting.known, now, done, dry_run, broken)


def _report(  # noqa: PLR0913, PLR0917 - what came of a run
    aged: list[Aged],
    known: Known,
    now: datetime,
    commit: str | None,
    dry_run: bool,  # noqa: FBT001 - handed on
    broken: list[Finding],
) -> AgeReport:
    found = [Due(item.ticket, next_) for item in aged if (next_ := pressing(item.clocks))]
    most = sorted((*found, *known.due), key=lambda item: (item.pressing.due, item.ticket.id))
    late = sum(item.pressing.state is ClockState.BREACHED for item in found)
    return AgeReport(
        aged=tuple(aged),
        due=tuple(most[:_MOST_SHOWN]),
        waiting=known.waiting + len(found),
        tickets=known.tickets + len(aged),
        breached=known.breached + late,
        now=now,
        commit=commit,
        dry_run=dry_run,
        unreadable=tuple(broken),
    )


def overdue(desk: Desk, now: datetime) -> list[datetime]:
    """Say since when steps wait that no job has taken yet."""
    measure = Measure(desk, now)
    waiting: list[datetime] = []
    for _, ticket in Resting(desk, now, use=True).awake():
        with suppress(UnreadSettingError):  # a finding of the check, and not late
            if ticket.last_activity > now:
                continue
            promise = measure.book.promise(ticket, now)
            found = steps(ticket, measure.clocks(ticket), promise, measure.book, now)
            waiting += [step.since for step in found]
    return waiting


def may_rest(ticket: Ticket, now: datetime) -> bool:
    """Tell whether only its next step can make something due.

    Not while it is asked about its past, and not where a gate held a step back: the gate
    may open by itself.
    """
    is_held = any(entry.step.startswith("held-") for entry in ticket.entries)
    return ticket.last_activity <= now and not is_held


def _next(ticket: Ticket, measure: Measure) -> datetime | None:
    """Say when the next step is due; None where none is to come."""
    promise = measure.book.promise(ticket, measure.now)
    found = upcoming(ticket, measure.clocks(ticket), promise, measure.book, measure.now)
    return found[0].since if found else None


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
