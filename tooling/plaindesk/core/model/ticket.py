"""A ticket and the entries that are its history."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from plaindesk.core.model.fields import OWN
from plaindesk.core.model.ids import TicketId, folder
from plaindesk.core.model.vocabulary import BOT, EntryKind, LinkKind, Status, TicketType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from plaindesk.core.model.vocabulary import Channel, Level, Priority, Verdict

Links: TypeAlias = "Mapping[LinkKind, tuple[str, ...]]"
OwnFields: TypeAlias = "Mapping[str, str]"
Value: TypeAlias = "str | int | tuple[str, ...] | Links | OwnFields | datetime | None"
"""What a field can hold; None where it is empty (an empty list is an empty tuple)."""

NO_LINKS: Links = MappingProxyType({})
NO_FIELDS: OwnFields = MappingProxyType({})
NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})


class Change(NamedTuple):
    """One field that went from one value to another."""

    field: str
    old: Value
    new: Value


class Entry(NamedTuple):
    """One thing that happened to a ticket.

    `name` is what its file is called: time, author and a hash of its text. `step`
    names the step of a policy that a job took, so that it takes it once only.
    """

    at: datetime
    by: str
    kind: EntryKind
    changes: tuple[Change, ...] = ()
    step: str = ""
    notify: tuple[str, ...] = ()
    spent: int = 0
    """Seconds of work that went into it."""
    until: datetime | None = None
    """When a ticket that sleeps is to wake up."""
    score: int | None = None
    """What a requester gives in a survey, 1 to 5."""
    verdict: Verdict | None = None
    """What an approval says."""
    files: tuple[str, ...] = ()
    """Names of the attachments that came with it."""
    origin: str = ""
    """The ticket that these words were copied from when the two were merged."""
    merge: str = ""
    """The other ticket, where two become one."""
    unmerge: str = ""
    """The other ticket, where a merge is taken back."""
    body: str = ""
    extra: Mapping[str, Any] = MappingProxyType({})
    name: str = ""

    @property
    def short(self) -> str:
        """What people call it by: the end of its name, which no other entry moves."""
        return self.name.removesuffix(".md").rpartition("-")[2]

    @property
    def is_automatic(self) -> bool:
        """A job wrote it, not a person."""
        return self.by == BOT

    @property
    def is_public(self) -> bool:
        """The requester may read it."""
        return self.kind in (EntryKind.MESSAGE, EntryKind.REPLY)

    def change_of(self, name: str) -> Change | None:
        """The change of that field, if this entry holds one."""
        return next((change for change in self.changes if change.field == name), None)


def in_order(entry: Entry) -> tuple[datetime, str]:
    """Sort key of entries: time, then name."""
    return (entry.at, entry.name)


class Ticket(NamedTuple):
    """One request for help: its fields now, its first words, and what came after."""

    id: TicketId
    status: Status
    created: datetime
    subject: str
    assignee: str | None = None
    channel: Channel | None = None
    priority: Priority | None = None
    requester: str | None = None
    queue: str | None = None
    organisation: str | None = None
    line: int | None = None
    language: str | None = None
    service: str | None = None
    source: str | None = None
    type: TicketType | None = None
    impact: Level | None = None
    urgency: Level | None = None
    sla: str | None = None
    """The policy that it names, whatever the policies' queries say."""
    tags: tuple[str, ...] = ()
    links: Links = NO_LINKS
    fields: OwnFields = NO_FIELDS
    """What the desk's own fields hold, by name."""
    extra: Mapping[str, Any] = MappingProxyType({})
    body: str = ""
    entries: tuple[Entry, ...] = ()
    files: tuple[str, ...] = ()
    """Names of its attachments, from the folder `files/` beside it."""

    @property
    def path(self) -> str:
        """The file people read, relative to the desk."""
        return f"{folder(self.id)}/README.md"

    @property
    def last_activity(self) -> datetime:
        """When something last happened to it."""
        return max((entry.at for entry in self.entries), default=self.created)

    @property
    def told(self) -> tuple[Entry, ...]:
        """The entries that count: words of a ticket whose merge was taken back do not."""
        gone: set[str] = set()
        for entry in self.entries:
            gone |= {entry.unmerge}
            gone -= {entry.merge}
        return tuple(e for e in self.entries if not e.origin or e.origin not in gone)

    @property
    def merged_into(self) -> str | None:
        """The ticket that took this one in; None where none did, or it was taken back."""
        entry = self.merging_entry
        return entry.merge if entry else None

    @property
    def merging_entry(self) -> Entry | None:
        """The entry with which it became part of the ticket that it is part of now."""
        parted: set[str] = set()
        for entry in reversed(self.entries):
            parted.add(entry.unmerge)
            if entry.merge in self.links.get(LinkKind.DUPLICATE_OF, ()):
                return None if entry.merge in parted else entry
        return None

    @property
    def spent(self) -> int:
        """Seconds of work on it, all entries together."""
        return sum(entry.spent for entry in self.entries)

    def value(self, name: str) -> Value:
        """What that field holds now; a desk's own field is named `fields.NAME`."""
        if name.startswith(OWN):
            return self.fields.get(name.removeprefix(OWN))
        held: Value = getattr(self, name)
        return held

    def changed(self, values: Mapping[str, Value]) -> Ticket:
        """Return the ticket with those fields set."""
        own = {n.removeprefix(OWN): v for n, v in values.items() if n.startswith(OWN)}
        rest: dict[str, Any] = {n: v for n, v in values.items() if not n.startswith(OWN)}
        if own:
            held = {**self.fields, **own}
            rest["fields"] = {name: str(held[name]) for name in sorted(held) if held[name]}
        return self._replace(**rest)

    def after(self, count: int) -> Ticket:
        """Return the ticket as it stood after its first so many entries."""
        if count == len(self.entries):
            return self
        ticket = self
        for entry in reversed(self.entries[count:]):
            ticket = ticket.changed({change.field: change.old for change in entry.changes})
        return ticket._replace(entries=self.entries[:count])

    def as_of(self, moment: datetime) -> Ticket:
        """Return the ticket as it stood then, so that the past can be asked about."""
        return self.after(sum(entry.at <= moment for entry in self.entries))

    def with_entry(self, entry: Entry) -> Ticket:
        """Return the ticket after that happened to it too."""
        after = self.changed({change.field: change.new for change in entry.changes})
        return after._replace(entries=tuple(sorted((*self.entries, entry), key=in_order)))
