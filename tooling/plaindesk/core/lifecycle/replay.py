"""What a ticket's entries make of its fields, and where they leave a step out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.fields import CHANGEABLE, OWN
from plaindesk.core.model.ticket import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.model.ticket import Entry, Ticket, Value


def replayed(ticket: Ticket) -> Ticket:
    """Return the ticket with every field that entries change as the last of them left it."""
    return ticket.changed({c.field: c.new for entry in ticket.entries for c in entry.changes})


def inserted(ticket: Ticket, entry: Entry) -> Ticket:
    """Return the ticket with an entry at its time: what came later still holds."""
    return replayed(ticket._replace(entries=tuple(sorted((*ticket.entries, entry), key=in_order))))


class Gap(NamedTuple):
    """A change of one field that no entry tells of.

    It happened before the entry that starts from its new value; `before` is None where
    the ticket as it stands has that value.
    """

    field: str
    old: Value
    new: Value
    before: Entry | None


def gaps(ticket: Ticket, first: Ticket) -> Iterator[Gap]:
    """Compare a ticket, field by field, with its first state and what entries made of it.

    An entry that starts from a value the field once had is a fork and no gap: two people,
    two branches.
    """
    for field in fields_of(ticket, first):
        held = first.value(field)
        seen = [held]
        for entry in ticket.entries:
            change = entry.change_of(field)
            if change is None:
                continue
            if change.old not in seen:
                yield Gap(field=field, old=held, new=change.old, before=entry)
            seen += [change.old, change.new]
            held = change.new
        if ticket.value(field) != held:
            yield Gap(field=field, old=held, new=ticket.value(field), before=None)


def fields_of(*tickets: Ticket) -> tuple[str, ...]:
    """Name every field that can change, the desk's own ones that some of the tickets has too."""
    own = {f"{OWN}{name}" for ticket in tickets for name in ticket.fields}
    own |= {
        change.field
        for ticket in tickets
        for entry in ticket.entries
        for change in entry.changes
        if change.field.startswith(OWN)
    }
    return (*CHANGEABLE, *sorted(own))
