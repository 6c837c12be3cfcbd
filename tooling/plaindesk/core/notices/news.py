"""What an entry is news of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.vocabulary import EntryKind, News, Status

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.ticket import Entry, Ticket

_KINDS = {
    EntryKind.ESCALATION: News.ESCALATION,
    EntryKind.REPLY: News.REPLY,
    EntryKind.MESSAGE: News.MESSAGE,
    EntryKind.APPROVAL: News.APPROVAL,
    EntryKind.SURVEY: News.SURVEY,
    EntryKind.NOTE: News.NOTE,
}
_STATUSES = {Status.RESOLVED: News.RESOLVED, Status.CLOSED: News.CLOSED}


class Happened(NamedTuple):
    """An entry of a ticket; or that it was opened, where there is no entry."""

    ticket: Ticket
    entry: Entry | None = None
    closes_at: datetime | None = None
    """When a ticket closes that this resolved; None where it didn't, or never will."""

    @property
    def name(self) -> str:
        """What it is known by within its ticket."""
        return self.entry.name if self.entry else News.OPENED

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.entry.at if self.entry else self.ticket.created

    @property
    def by(self) -> str:
        """Who did it: a handle, an address, or nobody known."""
        return self.entry.by if self.entry else self.ticket.requester or ""

    @property
    def body(self) -> str:
        """What was said."""
        return self.entry.body if self.entry else self.ticket.body

    @property
    def is_public(self) -> bool:
        """The requester may read what was said."""
        return self.entry is None or self.entry.is_public

    @property
    def kind(self) -> News | None:
        """What the words are news of; None where a change says nothing."""
        return _KINDS.get(self.entry.kind) if self.entry else News.OPENED

    @property
    def news(self) -> tuple[News, ...]:
        """All that it is news of, in the order of `News`."""
        if self.entry is None:
            return (News.OPENED,)
        found = {self.kind, *_changes(self.entry)}
        return tuple(news for news in News if news in found)


def _changes(entry: Entry) -> set[News]:
    found: set[News] = set()
    status = entry.change_of("status")
    if status and isinstance(status.new, Status):
        if status.new in _STATUSES:
            found.add(_STATUSES[status.new])
        elif isinstance(status.old, Status) and status.old.is_done and not entry.unmerge:
            found.add(News.REOPENED)
    assignee = entry.change_of("assignee")
    if assignee and assignee.new:
        found.add(News.ASSIGNED)
    return found
