"""What ends a wait: resolved tickets close, pending ones are resolved, sleeping ones wake."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.calendar import add
from plaindesk.core.calendar.named import default_calendar, hours_of
from plaindesk.core.errors import DeskError
from plaindesk.core.escalation.model import wait
from plaindesk.core.lifecycle import Request, follow, holders, obstacles
from plaindesk.core.model.languages import in_language
from plaindesk.core.model.settings.workflow import DEFAULT_FAREWELL, DEFAULT_REMINDER
from plaindesk.core.model.time.moments import stamp
from plaindesk.core.model.vocabulary import BOT, EntryKind, Status
from plaindesk.core.sla.counting import seconds
from plaindesk.core.sla.history import is_question, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plaindesk.core.calendar import Hours
    from plaindesk.core.escalation.model import Step
    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.model.time.duration import Duration
    from plaindesk.core.sla import Book


class _Patience(NamedTuple):
    """How long a queue waits for an answer, and how often it asks again."""

    remind_after: Duration
    reminders: int
    resolve_after: Duration


def waits(ticket: Ticket, book: Book, now: datetime) -> Iterator[Step]:
    """Say what ends the wait that a ticket is in, in open time of the first calendar."""
    *_, last = stretches(ticket)
    hours = book.hours(book.default_calendar)
    with suppress(DeskError):  # a calendar that never opens again has no such moment
        for step in _ends(ticket, last.start, hours, book.settings):
            yield from _passed(ticket, step, book.settings, now)


def _ends(ticket: Ticket, start: datetime, hours: Hours, settings: Settings) -> Iterator[Step]:
    if ticket.status is Status.RESOLVED:
        yield _close(start, hours, settings)
    if ticket.status is Status.PENDING and not _is_answered(ticket, start, settings):
        yield from _pending(ticket, start, hours, settings)
    if ticket.status is Status.ON_HOLD:
        yield from _wakes(ticket)


def closes_at(ticket: Ticket, settings: Settings) -> datetime | None:
    """Say when the grace of a resolved ticket is over; None where it isn't resolved."""
    if ticket.status is not Status.RESOLVED:
        return None
    *_, last = stretches(ticket)
    hours = hours_of(settings, default_calendar(settings))
    with suppress(DeskError):  # a calendar that never opens again has no such moment
        return _close(last.start, hours, settings).since
    return None


def _close(start: datetime, hours: Hours, settings: Settings) -> Step:
    after = settings.workflow.close_after
    body = f"Closed: nobody came back to it for {after}."
    request = Request(by=BOT, body=body, values={"status": Status.CLOSED})
    return wait("close", start, _later(hours, start, after), request)


def _is_answered(ticket: Ticket, since: datetime, settings: Settings) -> bool:
    """Tell whether the requester has spoken, whatever became of the status."""
    return any(e.at > since and is_question(e, ticket, settings) for e in ticket.told)


def _pending(ticket: Ticket, start: datetime, hours: Hours, settings: Settings) -> Iterator[Step]:
    """Count each step from the one before it, which may have come late."""
    patience = _patience(ticket, settings)
    sent = {entry.step: entry.at for entry in ticket.entries}
    last = start
    for number in range(1, patience.reminders + 1):
        what = "remind" if number == 1 else f"remind-{number}"
        due = _later(hours, last, patience.remind_after)
        body = _words(ticket, settings, settings.workflow.reminder, DEFAULT_REMINDER)
        yield wait(what, start, due, Request(by=BOT, kind=EntryKind.REPLY, body=body))
        last = sent.get(f"{what}/{stamp(start)}", due)
    body = _words(ticket, settings, settings.workflow.farewell, DEFAULT_FAREWELL)
    values = {"status": Status.RESOLVED}
    request = Request(by=BOT, kind=EntryKind.REPLY, body=body, values=values)
    if not patience.resolve_after.is_none:
        yield wait("resolve", start, _later(hours, last, patience.resolve_after), request)


def _wakes(ticket: Ticket) -> Iterator[Step]:
    """Say when a ticket that was put to sleep is open again; the last word on it counts."""
    told = (e for e in reversed(ticket.entries) if e.until or e.change_of("status"))
    last = next(told, None)
    if last and last.until:
        request = Request(by=BOT, body="Its time has come.", values={"status": Status.OPEN})
        yield wait("wake", last.at, last.until, request)


def _patience(ticket: Ticket, settings: Settings) -> _Patience:
    flow, queue = settings.workflow, settings.queues.get(ticket.queue or "")
    if queue is None:
        return _Patience(
            remind_after=flow.remind_after,
            reminders=flow.reminders,
            resolve_after=flow.resolve_after,
        )
    return _Patience(
        remind_after=queue.remind_after or flow.remind_after,
        reminders=flow.reminders if queue.reminders is None else queue.reminders,
        resolve_after=queue.resolve_after or flow.resolve_after,
    )


def _passed(ticket: Ticket, step: Step, settings: Settings, now: datetime) -> Iterator[Step]:
    """Yield a step, or, where a gate is in its way, one that tells of it.

    Tickets that the workflow never lets end so are left alone. But who put one to sleep
    is waiting for it to wake up.
    """
    status = Status(str(step.request.values.get("status", ticket.status)))
    if status is ticket.status:
        yield step
    elif status in follow(settings, ticket.type, ticket.status):
        found = " ".join(obstacles(ticket, status, BOT, settings, now))
        yield _held(ticket, step, found, settings) if found else step
    elif ticket.status is Status.ON_HOLD:
        yield _held(ticket, step, "The workflow has no such step.", settings)


def _held(ticket: Ticket, step: Step, why: str, settings: Settings) -> Step:
    told = [*holders("assignee", ticket, settings), *holders("queue-lead", ticket, settings)]
    request = Request(
        by=BOT,
        kind=EntryKind.ESCALATION,
        body=f"It would be {step.request.values['status']} now. {why}",
        step=f"held-{step.name}",
        notify=tuple(dict.fromkeys(told)),
    )
    return step._replace(name=request.step, request=request)


def _later(hours: Hours, start: datetime, span: Duration) -> datetime:
    return datetime.fromtimestamp(add(hours, seconds(start), span), UTC)


def _words(
    ticket: Ticket, settings: Settings, own: Mapping[str, str], usual: Mapping[str, str]
) -> str:
    """Choose a text in the ticket's language, else in the desk's."""
    texts = {**usual, **{code: text for code, text in own.items() if text.strip()}}
    return in_language(texts, (ticket.language, settings.default_language, "en"))
