"""A request that becomes an entry, or is refused with a reason."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle.gates import obstacles, remedies
from plaindesk.core.lifecycle.moments import backdated, moment_after
from plaindesk.core.lifecycle.transitions import follow, refuse_transition
from plaindesk.core.model.fields import CHANGEABLE, FIELDS, changeable, is_own
from plaindesk.core.model.ticket import Change, Entry
from plaindesk.core.model.vocabulary import EntryKind, Priority, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.core.model.vocabulary import Verdict


class Request(NamedTuple):
    """What somebody wants to happen to a ticket."""

    by: str
    kind: EntryKind = EntryKind.CHANGE
    body: str = ""
    values: Mapping[str, Value] = MappingProxyType({})
    step: str = ""
    notify: tuple[str, ...] = ()
    until: datetime | None = None
    spent: int = 0
    score: int | None = None
    verdict: Verdict | None = None
    files: tuple[str, ...] = ()
    origin: str = ""
    merge: str = ""
    unmerge: str = ""


def decide(
    ticket: Ticket,
    request: Request,
    settings: Settings,
    now: datetime,
    *,
    at: datetime | None = None,
) -> Entry:
    """Turn a request into the entry that does it, at `at` where somebody says when it was.

    Raises DeskError where the workflow forbids it, where nothing would change, or where a
    setting that decides can't be read.
    """
    settings.refuse_unread("agents", "fields", "priorities", "queues", "workflow")
    wanted = _with_consequences(ticket, request, settings, now)
    changes = changes_to(ticket, wanted)
    _refuse_illegal(ticket, changes, request, settings, now)
    more = (request.spent, request.score, request.verdict, request.until, request.files)
    says_more = request.body.strip() or any(more)
    if not changes and not says_more and request.kind is not EntryKind.ESCALATION:
        raise DeskError(f"Nothing would change: {ticket.id} is so already.")
    return Entry(
        at=backdated(ticket, at, changes, now) if at else moment_after(ticket, now),
        by=request.by,
        kind=request.kind,
        changes=changes,
        step=request.step,
        notify=request.notify,
        until=request.until,
        spent=request.spent,
        score=request.score,
        verdict=request.verdict,
        files=request.files,
        origin=request.origin,
        merge=request.merge,
        unmerge=request.unmerge,
        body=request.body,
    )


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


def _with_consequences(
    ticket: Ticket, request: Request, settings: Settings, now: datetime
) -> dict[str, Value]:
    """Add what follows by itself: an answer opens a new ticket, a question an idle one.

    A status that the workflow forbids does not follow: words are never refused for it.
    """
    wanted = dict(request.values)
    if ("impact" in wanted or "urgency" in wanted) and "priority" not in wanted:
        after = ticket.changed(wanted)
        wanted["priority"] = settings.priorities.of(after.impact, after.urgency)
    opens = ticket.status in _OPENED_BY.get(request.kind, ())
    if "status" not in wanted and opens and may_become(ticket, Status.OPEN, request, settings, now):
        wanted["status"] = Status.OPEN
    return wanted


_OPENED_BY = {
    EntryKind.REPLY: (Status.NEW,),
    EntryKind.MESSAGE: (Status.PENDING, Status.RESOLVED),
}


def may_become(
    ticket: Ticket, status: Status, request: Request, settings: Settings, now: datetime
) -> bool:
    """Tell whether a request could give the ticket that status too."""
    if ticket.merged_into and not status.is_done:
        return False
    after = ticket.changed(request.values)
    legal = follow(settings, after.type, ticket.status)
    return status in legal and not any(obstacles(after, status, request.by, settings, now))


def _refuse_illegal(
    ticket: Ticket,
    changes: tuple[Change, ...],
    request: Request,
    settings: Settings,
    now: datetime,
) -> None:
    after = ticket.changed({c.field: c.new for c in changes if c.field != "status"})
    for change in changes:
        if change.field == "status" and not (request.merge or request.unmerge):
            refuse_transition(after, change, settings)
            _refuse_at_gate(after, Status(str(change.new)), request, settings, now)
        elif change.new is None and change.field in ("subject", "priority"):
            hint = f"Known: {', '.join(Priority)}." if change.field == "priority" else ""
            raise DeskError(f"'{change.field}' can't be empty.", hint)
        elif change.field == "priority":
            _refuse_unexplained(after, request, settings)


def _refuse_at_gate(
    after: Ticket, status: Status, request: Request, settings: Settings, now: datetime
) -> None:
    found = list(obstacles(after, status, request.by, settings, now))
    if found:
        raise DeskError(
            f"{after.id} can't become {status} yet. {' '.join(found)}",
            "\n".join(remedies(after, status, settings, now)),
        )


def _refuse_unexplained(after: Ticket, request: Request, settings: Settings) -> None:
    """A priority that impact and urgency don't give is somebody's judgement: it needs words."""
    if request.body.strip() or not (after.impact and after.urgency):
        return
    usual = settings.priorities.of(after.impact, after.urgency)
    if after.priority != usual:
        raise DeskError(
            f"Impact {after.impact} and urgency {after.urgency} make {usual}, "
            f"not {after.priority}.",
            "Say why: -m REASON. Or set impact and urgency.",
        )
