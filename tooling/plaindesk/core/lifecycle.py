"""The workflow: which changes are legal, and a request that becomes an entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.fields import CHANGEABLE, FIELDS, changeable, is_own
from plaindesk.core.model.moments import format_instant
from plaindesk.core.model.settings.flow import DEFAULT_TRANSITIONS
from plaindesk.core.model.ticket import Change, Entry
from plaindesk.core.model.vocabulary import EntryKind, Priority, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket, Value

SKEW = timedelta(minutes=5)
"""How far two machines' clocks may differ before somebody is asked to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody wants to happen to a ticket."""

    by: str
    kind: EntryKind = EntryKind.CHANGE
    body: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    step: str = ""
    notify: tuple[str, ...] = ()
    until: datetime | None = None
    spent: int = 0
    score: int | None = None


def follow(settings: Settings, status: Status) -> tuple[Status, ...]:
    """List the statuses that may follow one."""
    return settings.workflow.transitions.get(status, DEFAULT_TRANSITIONS[status])


def decide(
    ticket: Ticket,
    request: Request,
    settings: Settings,
    now: datetime,
    *,
    at: datetime | None = None,
) -> Entry:
    """Turn a request into the entry that does it, at `at` where somebody says when it was.

    Raises DeskError where the workflow forbids it, or where nothing would change.
    """
    wanted = _with_consequences(ticket, request, settings)
    changes = changes_to(ticket, wanted)
    _refuse_illegal(ticket, changes, settings)
    says_more = request.body.strip() or request.spent or request.score
    if not changes and not says_more and request.kind is not EntryKind.ESCALATION:
        raise DeskError(f"Nothing would change: {ticket.id} is so already.")
    return Entry(
        at=_backdated(ticket, at, changes, now) if at else moment_after(ticket, now),
        by=request.by,
        kind=request.kind,
        changes=changes,
        step=request.step,
        notify=request.notify,
        until=request.until,
        spent=request.spent,
        score=request.score,
        body=request.body,
    )


def _backdated(
    ticket: Ticket, at: datetime, changes: tuple[Change, ...], now: datetime
) -> datetime:
    """Return when somebody says it was: words may come in late, changes may not."""
    if at > now + SKEW:
        raise DeskError(
            f"{format_instant(at)} has not come yet.", "Say an earlier time: --at TIME."
        )
    if at < ticket.created:
        raise DeskError(
            f"{ticket.id} was created at {format_instant(ticket.created)}, after that.",
            "Say a later time: --at TIME.",
        )
    last = max((entry.at for entry in ticket.entries), default=ticket.created)
    if changes and at <= last and ticket.entries:
        raise DeskError(
            f"{changes[0].field} can't be changed before {format_instant(last)}: "
            "something happened since.",
            "Leave --at out, or write only words.",
        )
    return at


def changes_to(ticket: Ticket, wanted: Mapping[str, Value]) -> tuple[Change, ...]:
    """List what differs between the ticket and what is wanted, in the order of the fields."""
    for name in wanted:
        if changeable(name) is None:
            raise DeskError(f"'{name}' never changes." if name in FIELDS else f"No field '{name}'.")
    return tuple(
        Change(field=name, old=ticket.value(name), new=wanted[name])
        for name in (*CHANGEABLE, *sorted(name for name in wanted if is_own(name)))
        if name in wanted and wanted[name] != ticket.value(name)
    )


def moment_after(ticket: Ticket, now: datetime) -> datetime:
    """Return `now`, or a second after the last entry where clocks differ a little.

    Raises DeskError where the ticket's last entry lies far in the future: the order of
    entries is their time, and a clock that was set back would put words before the ones
    they answer.
    """
    last = ticket.last_activity
    if now > last or (now == last and not ticket.entries):
        return now
    if last - now > SKEW:
        raise DeskError(
            f"The last entry of {ticket.id} is of {format_instant(last)}, "
            f"but it is {format_instant(now)} by this clock.",
            "Put the clock right, or say when it happened: --at TIME.",
        )
    return last + timedelta(seconds=1)


def refuse_second_survey(ticket: Ticket) -> None:
    """Raise DeskError unless the ticket is done and was not rated since it was resolved."""
    if not ticket.status.is_done:
        raise DeskError(f"{ticket.id} is {ticket.status}.", "People rate what is resolved.")
    for entry in reversed(ticket.entries):
        status = entry.change_of("status")
        if status and status.new is Status.RESOLVED:
            return
        if entry.kind is EntryKind.SURVEY:
            raise DeskError(f"{ticket.id} was rated already: {entry.score} of 5.")


def _with_consequences(ticket: Ticket, request: Request, settings: Settings) -> dict[str, Value]:
    """Add what follows by itself: an answer opens a new ticket, a question an idle one."""
    wanted = dict(request.values)
    if "status" not in wanted:
        if request.kind is EntryKind.REPLY and ticket.status is Status.NEW:
            wanted["status"] = Status.OPEN
        if request.kind is EntryKind.MESSAGE and ticket.status in _WAKES:
            wanted["status"] = Status.OPEN
    if ("impact" in wanted or "urgency" in wanted) and "priority" not in wanted:
        after = ticket.changed(wanted)
        wanted["priority"] = settings.priorities.of(after.impact, after.urgency)
    return wanted


_WAKES = (Status.PENDING, Status.RESOLVED)


def _refuse_illegal(ticket: Ticket, changes: tuple[Change, ...], settings: Settings) -> None:
    for change in changes:
        if change.field == "status":
            _refuse_transition(ticket, change, settings)
        elif change.new is None and change.field in ("subject", "priority"):
            hint = f"Known: {', '.join(Priority)}." if change.field == "priority" else ""
            raise DeskError(f"'{change.field}' can't be empty.", hint)


def _refuse_transition(ticket: Ticket, change: Change, settings: Settings) -> None:
    if change.new is None:
        raise DeskError("'status' can't be empty.")
    legal = follow(settings, ticket.status)
    if change.new in legal:
        return
    if ticket.status is Status.CLOSED:
        raise DeskError(
            f"{ticket.id} is closed, and closed tickets stay so.",
            f'Open a new one that names it: desk new "..." --related {ticket.id}',
        )
    raise DeskError(
        f"{ticket.id} is {ticket.status}: it can't become {change.new}.",
        f"It can become: {', '.join(legal)}.",
    )
