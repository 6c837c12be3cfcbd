"""Merging tickets that ask for one thing, taking that back, and splitting one that asks for two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request, decide
from plaindesk.core.lifecycle.merging import (
    SPOKEN,
    going_into,
    missing_words,
    refuse_merge,
    said_meanwhile,
    split_off,
    taking_back,
    taking_in,
)
from plaindesk.core.model import ids
from plaindesk.core.model.files.attachments import FOLDER, Attachment
from plaindesk.core.model.vocabulary import EntryKind, LinkKind
from plaindesk.core.results.tickets import Changed
from plaindesk.services.tickets import commit_messages
from plaindesk.services.tickets.actions import KEPT, Draft, made, writes_of
from plaindesk.services.tickets.attachments import placed
from plaindesk.store import files
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.decoding import encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.services.desk import Desk


def merge(desk: Desk, kept: str, others: Sequence[str], by: str, *, commit: bool = True) -> Changed:
    """Make others part of a ticket, in one commit; raises DeskError where that can't be."""
    names = dict.fromkeys(desk.id_of(name) for name in others)  # `@` is still the last one here
    loaded, ticket = desk.ticket(kept)
    added: list[Entry] = []
    writes: list[Write] = []
    for name in names:
        gone, other = desk.ticket(name)
        refuse_merge(ticket, other)
        for copy in map(entry_text.named, missing_words(ticket, other)):
            ticket, added = ticket.with_entry(copy), [*added, copy]
        entry = _named(desk, ticket, taking_in(other, by))
        ticket, added = ticket.with_entry(entry), [*added, entry]
        writes += writes_of(gone, [_named(desk, other, going_into(other, ticket, by))])
    message = commit_messages.merged(ticket, [entry.merge for entry in added if entry.merge])
    done = apply(desk.place, [*writes_of(loaded, added), *writes], message, commit=commit)
    desk.remember(ticket.id)
    return Changed(ticket=ticket, entry=added[-1], message=message, commit=done.commit)


def undo(desk: Desk, kept: str, other: str, by: str, *, commit: bool = True) -> Changed:
    """Take a merge back: the other ticket is as it was before it, and its words are its own.

    What was said to it meanwhile, on the ticket that it was part of, goes with it.
    """
    other = desk.id_of(other)
    loaded, ticket = desk.ticket(kept)
    gone, parted = desk.ticket(other)
    let_go, own = taking_back(ticket, parted, by)
    entry = _named(desk, ticket, let_go)
    said = said_meanwhile(ticket, parted)
    beside = placed(desk, parted.id, parted.files, _files_of(desk, ticket, said))
    back = [entry_text.named(words) for words in said]
    for words in back:
        parted = parted.with_entry(words)
    back.append(_named(desk, parted, own))
    writes = [*writes_of(loaded, [entry]), *writes_of(gone, back), *beside.writes]
    message = commit_messages.parted(ticket, parted)
    done = apply(desk.place, writes, message, commit=commit)
    desk.remember(ticket.id)
    return Changed(
        ticket=ticket.with_entry(entry), entry=entry, message=message, commit=done.commit
    )


def split(  # noqa: PLR0913 - the parts of a split
    desk: Desk,
    name: str,
    names: Sequence[str],
    subject: str | None,
    by: str,
    *,
    commit: bool = True,
) -> Changed:
    """Open a ticket of its own for some of the words of another, as of when they were said.

    `names` are those that `desk show` prints, or those of the files. The words stay where
    they were too: nothing is taken away, and each keeps its author, time and kind. Raises
    DeskError where a name means no words.
    """
    loaded, ticket = desk.ticket(name)
    chosen = _spoken(ticket, names)
    begun = split_off(ticket, chosen, subject)
    values = {field: ticket.value(field) for field in KEPT} | {"requester": begun.requester}
    values["links"] = {LinkKind.RELATES_TO: (ticket.id,)}
    draft = Draft(subject=begun.subject, body=begun.body, created=begun.created, values=values)
    new = made(desk, draft)
    for copy in begun.entries:
        new = new.with_entry(entry_text.named(copy))
    note = Request(by=by, kind=EntryKind.NOTE, body=f"Split off as {new.id}: {new.subject}")
    page = Write(path=new.path, data=encode(ticket_text.render(new)))
    beside = placed(desk, new.id, (), _files_of(desk, ticket, chosen))
    new = new._replace(files=beside.names)
    writes = [page, *beside.writes, *writes_of(loaded, [_named(desk, ticket, note)])]
    message = commit_messages.split_off(new, ticket)
    done = apply(desk.place, writes, message, commit=commit)
    desk.remember(new.id)
    return Changed(ticket=new, entry=None, message=message, commit=done.commit)


def _files_of(desk: Desk, ticket: Ticket, chosen: Sequence[Entry]) -> list[Attachment]:
    """Read the files that came with some words, as far as they are still there."""
    names = dict.fromkeys(name for entry in chosen for name in entry.files if name in ticket.files)
    folder = f"{ids.folder(ticket.id)}/{FOLDER}"
    found = ((name, files.read_inside(desk.root, f"{folder}/{name}")) for name in names)
    return [Attachment(name, data) for name, data in found if data is not None]


def _spoken(ticket: Ticket, names: Sequence[str]) -> list[Entry]:
    """Find the entries that are named, in the order in which they were said."""
    found = [_named_so(ticket, re.sub(r"^#", "", name)) for name in names]
    return [entry for entry in ticket.told if entry in found]


def _named(desk: Desk, ticket: Ticket, request: Request) -> Entry:
    return entry_text.named(decide(ticket, request, desk.settings, desk.now))


def _named_so(ticket: Ticket, name: str) -> Entry:
    """Find the words of a short or a whole name: neither moves when others come in between."""
    known = [entry for entry in ticket.told if name in (entry.short, entry.name)]
    if len(known) > 1:
        names = ", ".join(entry.name for entry in known)
        raise DeskError(f"'{name}' means more than one entry.", f"Say which: {names}")
    if not known or known[0].kind not in SPOKEN or not known[0].body.strip():
        raise DeskError(
            f"{ticket.id} has no words under '{name}'.",
            f"See the names behind #: desk show {ticket.id}",
        )
    return known[0]
