"""What jobs do when time passes: each step at most once, with its reason."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from plaindesk.core.calendar import add, sub
from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request, changes_to, follow
from plaindesk.core.model.duration import Duration
from plaindesk.core.model.moments import stamp
from plaindesk.core.model.settings.flow import DEFAULT_REMINDER
from plaindesk.core.model.vocabulary import BOT, EntryKind, Priority, Status
from plaindesk.core.sla.history import stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.core.calendar import Hours
    from plaindesk.core.model.settings import EscalationRule, Settings
    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.core.sla import Book, Clock, Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that is to happen to a ticket, since when, and why."""

    name: str
    since: datetime
    request: Request


def steps(
    ticket: Ticket,
    measured: Sequence[Clock],
    promise: Promise | None,
    book: Book,
    now: datetime,
) -> tuple[Step, ...]:
    """List the steps whose time has come and that no entry tells of yet, oldest first."""
    taken = {entry.step for entry in ticket.entries if entry.step}
    due = _planned(ticket, measured, promise, book)
    ripe = [step for step in due if step.since <= now and step.name not in taken]
    return tuple(sorted(ripe, key=_by_time))


def upcoming(
    ticket: Ticket,
    measured: Sequence[Clock],
    promise: Promise | None,
    book: Book,
    now: datetime,
) -> tuple[Step, ...]:
    """List the steps that will be taken if nobody does anything, the next one first."""
    due = _planned(ticket, measured, promise, book)
    return tuple(sorted((step for step in due if step.since > now), key=_by_time))


def _planned(
    ticket: Ticket, measured: Sequence[Clock], promise: Promise | None, book: Book
) -> list[Step]:
    """List every step of the ticket as it stands, past and future."""
    return [
        *(_escalations(ticket, measured, promise, book.settings) if promise else ()),
        *_waits(ticket, book),
        *_wakes(ticket),
    ]


def _by_time(step: Step) -> tuple[datetime, str]:
    return (step.since, step.name)


def _escalations(
    ticket: Ticket, measured: Sequence[Clock], promise: Promise, settings: Settings
) -> Iterator[Step]:
    for clock in measured:
        if not clock.is_live:
            continue
        for rule in promise.policy.escalate:
            if rule.of is clock.target and (since := _when(clock, rule, promise)):
                yield _escalation(ticket, clock, rule, since, settings)


def _when(clock: Clock, rule: EscalationRule, promise: Promise) -> datetime | None:
    """Find the moment of a rule: a share of the way to the deadline, or a time behind it."""
    if clock.due is None or clock.start is None:
        return None
    due = int(clock.due.timestamp())
    if rule.after is not None:
        return datetime.fromtimestamp(add(promise.hours, due, rule.after), UTC)
    return datetime.fromtimestamp(_at_share(clock, due, rule, promise), UTC)


def _at_share(clock: Clock, due: int, rule: EscalationRule, promise: Promise) -> int:
    """Count from the deadline, which has the pauses in it already, back or on."""
    missing = round(clock.target_seconds * (1 - (1.0 if rule.at is None else rule.at)))
    if missing > 0:
        return sub(promise.hours, due, Duration(seconds=missing))
    return add(promise.hours, due, Duration(seconds=-missing)) if missing else due


def _escalation(
    ticket: Ticket, clock: Clock, rule: EscalationRule, since: datetime, settings: Settings
) -> Step:
    share = 1.0 if rule.at is None else rule.at
    point = f"+{rule.after}" if rule.after is not None else f"{share:.0%}"
    start = stamp(clock.start) if clock.start else ""
    name = f"{clock.policy}/{clock.target}/{point}/{start}"
    where = f"{rule.after} after its deadline" if rule.after is not None else f"at {share:.0%}"
    target = clock.target.replace("_", " ")
    request = Request(
        by=BOT,
        kind=EntryKind.ESCALATION,
        body=f"The {target} target of policy '{clock.policy}' is {where}.",
        values=_values(ticket, rule, settings),
        step=name,
        notify=_people(ticket, rule, settings),
    )
    return Step(name=name, since=since, request=request)


def _values(ticket: Ticket, rule: EscalationRule, settings: Settings) -> dict[str, Value]:
    """Say what the action changes; what the workflow forbids is left as it is."""
    do = rule.do
    values: dict[str, Value] = {}
    if do.queue:
        values["queue"] = do.queue
    if do.line:
        values["line"] = min(3, (ticket.line or 1) + do.line)
    if do.priority:
        values["priority"] = (ticket.priority or Priority.P3).raised(do.priority)
    if do.assignee:
        values["assignee"] = do.assignee
    if do.tags:
        values["tags"] = tuple(dict.fromkeys((*ticket.tags, *do.tags)))
    if do.status and do.status in follow(settings, ticket.status):
        values["status"] = do.status
    return {change.field: change.new for change in changes_to(ticket, values)}


def _people(ticket: Ticket, rule: EscalationRule, settings: Settings) -> tuple[str, ...]:
    """Turn `assignee`, `queue-lead` and `organisation` into names; nobody stands twice."""
    queue = settings.queues.get(rule.do.queue or ticket.queue or "")
    organisation = settings.organisations.get(ticket.organisation or "")
    roles = {
        "assignee": ticket.assignee,
        "queue-lead": queue.lead if queue else None,
        "organisation": organisation.contact if organisation else None,
    }
    named = (roles.get(person, person) for person in rule.do.notify)
    return tuple(dict.fromkeys(name for name in named if name))


def _waits(ticket: Ticket, book: Book) -> Iterator[Step]:
    """Say when a resolved ticket closes and when a pending one is reminded of."""
    *_, last = stretches(ticket)
    hours = book.hours(book.default_calendar)
    with suppress(DeskError):  # a calendar that never opens again has no such moment
        yield from _timed_waits(ticket, book, hours, last.start)


def _timed_waits(ticket: Ticket, book: Book, hours: Hours, since_then: datetime) -> Iterator[Step]:
    workflow = book.settings.workflow
    start = int(since_then.timestamp())
    if ticket.status is Status.RESOLVED:
        since = datetime.fromtimestamp(add(hours, start, workflow.close_after), UTC)
        body = f"Closed: nobody came back to it for {workflow.close_after}."
        yield _wait(
            "close", since_then, since, Request(by=BOT, body=body, values={"status": Status.CLOSED})
        )
    if ticket.status is Status.PENDING and workflow.remind_after is not None:
        since = datetime.fromtimestamp(add(hours, start, workflow.remind_after), UTC)
        reminder = Request(by=BOT, kind=EntryKind.REPLY, body=_reminder(ticket, book.settings))
        yield _wait("remind", since_then, since, reminder)


def _reminder(ticket: Ticket, settings: Settings) -> str:
    """Choose the reminder in the ticket's language, else in the desk's."""
    texts = {**DEFAULT_REMINDER, **settings.workflow.reminder}
    return texts.get(ticket.language or "") or texts.get(settings.default_language) or texts["en"]


def _wakes(ticket: Ticket) -> Iterator[Step]:
    """Say when a ticket that was put to sleep is open again."""
    if ticket.status is not Status.ON_HOLD:
        return
    last = next((e for e in reversed(ticket.entries) if e.change_of("status")), None)
    if last and last.until:
        request = Request(by=BOT, body="Its time has come.", values={"status": Status.OPEN})
        yield _wait("wake", last.at, last.until, request)


def _wait(what: str, start: datetime, since: datetime, request: Request) -> Step:
    name = f"{what}/{stamp(start)}"
    return Step(name=name, since=since, request=replace(request, step=name))
