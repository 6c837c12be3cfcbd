"""Commit messages: a subject that reads well in `git log`, and a trailer to find it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.fields import OWN
from plaindesk.core.model.vocabulary import EntryKind, Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.model.ticket import Entry, Ticket

_SUBJECT = 50
_MOST = 100
"""Trailers of one commit; an import of thousands names no more."""
_VERBS = {
    EntryKind.MESSAGE: "Take in a message on",
    EntryKind.REPLY: "Answer",
    EntryKind.NOTE: "Note on",
    EntryKind.CHANGE: "Change",
    EntryKind.ESCALATION: "Escalate",
    EntryKind.SURVEY: "Take in a survey on",
    EntryKind.APPROVAL: "Approve",
}
_STATUS_VERBS = {Status.RESOLVED: "Resolve", Status.CLOSED: "Close"}


def one_line(text: str, length: int = _SUBJECT) -> str:
    """Show a text on one line, without what a terminal or log could take for orders."""
    joiners = "\u200c\u200d"  # parts of Persian words
    words = "".join(c if c.isprintable() or c in joiners else " " for c in text).split()
    line = " ".join(words)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def opened(ticket: Ticket) -> str:
    """Tell of a new ticket."""
    return _with_trailers(f"Open {ticket.id}: {one_line(ticket.subject)}", [ticket.id])


def happened(ticket: Ticket, entry: Entry) -> str:
    """Tell of one entry."""
    return _with_trailers(f"{_verb(entry)} {ticket.id}: {one_line(ticket.subject)}", [ticket.id])


def merged(kept: Ticket, others: Sequence[str]) -> str:
    """Tell of tickets that became part of one."""
    named = ", ".join(others[:3]) + (" ..." if len(others) > 3 else "")  # noqa: PLR2004
    return _with_trailers(f"Merge {named} into {kept.id}", [kept.id, *others])


def parted(kept: Ticket, other: Ticket) -> str:
    """Tell of a merge that was taken back."""
    return _with_trailers(f"Take {other.id} out of {kept.id}", [kept.id, other.id])


def split_off(new: Ticket, ticket: Ticket) -> str:
    """Tell of a ticket that began as part of another."""
    return _with_trailers(f"Split {new.id} off {ticket.id}", [new.id, ticket.id])


def redacted(ticket: str, reason: str) -> str:
    """Tell of a ticket that was removed; checks of branches look for the trailer."""
    return f"Redact {ticket}\n\n{reason}\n\nRedacted: {ticket} {reason}\n"


def many(verb: str, tickets: Sequence[str]) -> str:
    """Tell of what a job did to several tickets."""
    what = tickets[0] if len(tickets) == 1 else f"{len(tickets)} tickets"
    return _with_trailers(f"{verb} {what}", tickets)


def _verb(entry: Entry) -> str:
    status = entry.change_of("status")
    if status and isinstance(status.new, Status) and status.new in _STATUS_VERBS:
        return _STATUS_VERBS[status.new]
    if status and status.old is Status.RESOLVED and entry.kind is not EntryKind.MESSAGE:
        return "Reopen"
    if entry.verdict is Verdict.REJECTED:
        return "Reject"
    if entry.until:
        return "Snooze"
    if entry.kind in (EntryKind.CHANGE, EntryKind.NOTE) and entry.changes:
        fields = (change.field.removeprefix(OWN) for change in entry.changes)
        return f"Set {', '.join(fields)} of"
    return _VERBS[entry.kind]


def _with_trailers(subject: str, tickets: Sequence[str]) -> str:
    listed = [f"Ticket: {ticket}" for ticket in tickets[:_MOST]]
    return f"{subject}\n\n" + "\n".join(listed) + "\n"
