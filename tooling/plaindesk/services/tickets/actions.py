"""Making tickets and letting things happen to them."""

from __future__ import annotations

import hashlib
import os
from itertools import count, islice
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import SKEW, Request, decide
from plaindesk.core.model import ids
from plaindesk.core.model.fields import OWN
from plaindesk.core.model.finding import Finding
from plaindesk.core.model.ticket import Ticket
from plaindesk.core.model.time.moments import format_instant
from plaindesk.core.model.vocabulary import LinkKind, Status
from plaindesk.core.results.tickets import Changed
from plaindesk.services.tickets import commit_messages
from plaindesk.services.tickets.attachments import placed
from plaindesk.store.transaction import Applied, CommitRefusedError, Write, apply
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.decoding import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from plaindesk.core.model.files.attachments import Attachment
    from plaindesk.core.model.ticket import Entry, Value
    from plaindesk.services.desk import Desk, Loaded


class Draft(NamedTuple):
    """What is known of a ticket before it has an id."""

    subject: str
    created: datetime
    values: Mapping[str, Value]
    body: str = ""
    source: str | None = None
    seed: str = ""
    """What the id is drawn from: two machines that take in one file make one ticket of it."""


def tidy_text(text: str) -> str:
    """Make line ends LF and take blank lines off the ends; every other byte stays."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return unix.encode("utf-8", "replace").decode("utf-8").strip("\n")


def mint(desk: Desk, created: datetime, taken: Iterable[str] = (), seed: str = "") -> ids.TicketId:
    """Find an id that no ticket has."""
    held = set(taken)
    length = 5 if desk.settings.id_symbols > 4 else 4  # noqa: PLR2004 - the two lengths
    numbers = _drawn(seed)
    while True:
        found = ids.mint(created, islice(numbers, length))
        folder = ids.folder(found)
        is_taken = folder in desk.outside.tickets or (desk.root / folder).exists()
        if found not in held and not is_taken:
            return found


def _drawn(seed: str) -> Iterator[int]:
    """Draw numbers from 0 to 31, from a text where there is one, else by chance."""
    for turn in count():
        text = f"{seed}\n{turn}" if seed else os.urandom(32).hex()
        yield from (byte & 31 for byte in hashlib.sha256(text.encode("utf-8")).digest())


def made(desk: Desk, draft: Draft, taken: Iterable[str] = ()) -> Ticket:
    """Turn a draft into a ticket with an id; raises DeskError where it says nothing."""
    desk.settings.refuse_unread("fields", "id_symbols", "organisations", "priorities")
    subject = commit_messages.one_line(draft.subject, 300)
    if not subject:
        raise DeskError("A ticket needs a subject.", 'For example: desk new "VPN drops every hour"')
    if draft.created > desk.now + SKEW:
        moment = format_instant(draft.created)
        raise DeskError(f"{moment} has not come yet.", "Say an earlier time: --at TIME.")
    ticket = Ticket(
        id=mint(desk, draft.created, taken, draft.seed),
        status=Status.NEW,
        created=draft.created,
        subject=subject,
        source=draft.source,
        body=tidy_text(draft.body),
    ).changed(draft.values)
    return _filled_in(desk, ticket)


def _filled_in(desk: Desk, ticket: Ticket) -> Ticket:
    values: dict[str, Value] = {}
    if ticket.organisation is None and ticket.requester:
        values["organisation"] = desk.settings.organisation_of(ticket.requester)
    if ticket.priority is None and ticket.impact and ticket.urgency:
        values["priority"] = desk.settings.priorities.of(ticket.impact, ticket.urgency)
    return ticket.changed(values)


def create(
    desk: Desk, draft: Draft, *, attachments: Sequence[Attachment] = (), commit: bool = True
) -> Changed:
    """Open a ticket, with files beside it."""
    ticket = made(desk, draft)
    beside = placed(desk, ticket.id, (), attachments)
    ticket = ticket._replace(files=beside.names)
    message = commit_messages.opened(ticket)
    write = Write(path=ticket.path, data=encode(ticket_text.render_new(ticket)))
    applied = _applied(desk, [write, *beside.writes], message, attachments, commit=commit)
    desk.remember(ticket.id)
    return Changed(
        ticket=ticket,
        entry=None,
        message=message,
        commit=applied.commit,
        recovered=applied.recovered,
    )


def happen(  # noqa: PLR0913 - what it is, with what, when and how
    desk: Desk,
    name: str,
    request: Request,
    *,
    attachments: Sequence[Attachment] = (),
    at: datetime | None = None,
    commit: bool = True,
) -> Changed:
    """Let something happen to a ticket: one entry, with the files that it names, one commit.

    Raises DeskError where the workflow or the state of the files forbids it.
    """
    loaded, ticket = desk.ticket(name)
    beside = placed(desk, ticket.id, ticket.files, attachments)
    request = request._replace(body=tidy_text(request.body), files=beside.names)
    entry = entry_text.named(decide(ticket, request, desk.settings, desk.now, at=at))
    message = commit_messages.happened(ticket, entry)
    writes = [*writes_of(loaded, [entry]), *beside.writes]
    applied = _applied(desk, writes, message, attachments, commit=commit)
    return Changed(
        ticket=ticket.with_entry(entry),
        entry=entry,
        message=message,
        commit=applied.commit,
        recovered=applied.recovered,
    )


def _applied(
    desk: Desk,
    writes: Sequence[Write],
    message: str,
    attachments: Sequence[Attachment],
    *,
    commit: bool,
) -> Applied:
    """Apply a change; a refusal bears the files, as what was piped in can't be had again."""
    try:
        return apply(desk.place, writes, message, commit=commit)
    except CommitRefusedError as error:
        error.attachments = tuple(attachments)
        raise


def is_over(desk: Desk, ticket: Ticket, at: datetime) -> bool:
    """Tell whether a ticket stays closed whatever is said, even if no job has closed it yet."""
    from plaindesk.core.escalation import closes_at  # not for every command that writes

    grace = closes_at(ticket, desk.settings)
    return ticket.status is Status.CLOSED or (grace is not None and grace <= at)


def whole(desk: Desk, ticket: Ticket) -> Ticket:
    """Follow a ticket to the one that it has become part of."""
    seen = {ticket.id}
    while (into := ticket.merged_into) and into not in seen:
        seen.add(ids.parse(into))
        ticket = desk.ticket(into)[1]
    return ticket


KEPT = ("requester", "organisation", "language", "service", "channel", "type", "tags")
"""What a ticket that goes on from another one takes with it."""


def follow_up(  # noqa: PLR0913 - what is said, with what, when and how
    desk: Desk,
    closed: Ticket,
    body: str,
    *,
    attachments: Sequence[Attachment] = (),
    at: datetime | None = None,
    commit: bool = True,
) -> Changed:
    """Open a new ticket for what a requester says about a closed one: closed stays closed."""
    draft = going_on(closed, body, at or desk.now)
    return create(desk, draft, attachments=attachments, commit=commit)


def going_on(closed: Ticket, body: str, at: datetime) -> Draft:
    """Begin a ticket that is linked to a closed one."""
    values = {name: closed.value(name) for name in KEPT}
    values["links"] = {LinkKind.RELATES_TO: (closed.id,)}
    return Draft(subject=closed.subject, body=body, created=at, values=values)


def writes_of(loaded: Loaded, entries: Iterable[Entry]) -> list[Write]:
    """Say which files entries change: one new file each, and the front matter once."""
    refuse_broken(loaded)
    entries = list(entries)
    writes = [
        Write(path=f"{loaded.files.folder}/{entry.name}", data=encode(entry_text.render(entry)))
        for entry in entries
    ]
    readme = loaded.files.readme or b""
    if values := _set_by(loaded, entries):
        from plaindesk.text.yaml.front_matter_edit import (
            set_fields,  # with YAML's library, which takes long
        )

        data = encode(set_fields(readme.decode("utf-8"), values))
        writes.append(Write(path=loaded.files.path, data=data, expected=readme))
    return writes


def _set_by(loaded: Loaded, entries: Iterable[Entry]) -> Mapping[str, Value]:
    """Say what the front matter's lines hold after entries: the desk's own fields share one."""
    after = {change.field: change.new for entry in entries for change in entry.changes}
    own = {name: value for name, value in after.items() if name.startswith(OWN)}
    lines = {name: value for name, value in after.items() if name not in own}
    if own and loaded.ticket:
        lines["fields"] = loaded.ticket.changed(own).fields
    return lines


def left_alone(loaded: Loaded, error: DeskError, now: datetime) -> Finding:
    """Tell of a ticket that a job can't change, so that it stops no other one."""
    if loaded.reading.findings:
        return loaded.reading.findings[0]
    ticket = loaded.reading.ticket
    is_ahead = ticket is not None and ticket.last_activity > now
    return Finding(
        path=loaded.files.path,
        code="future-time" if is_ahead else "not-canonical",
        message=error.message,
        hint=error.hint,
    )


def refuse_broken(loaded: Loaded) -> None:
    """Raise DeskError where a file isn't sound: what can't be read is never written."""
    mending = {"byte-order-mark", "crlf"}
    for finding in loaded.reading.findings:
        if finding.code in mending:
            raise DeskError(
                f"{finding.path}: {finding.message}", "Put it right first: desk check --fix"
            )
        if finding.code in ("broken-file", "broken-yaml", "not-utf-8", "conflict-markers"):
            raise DeskError(
                f"{finding.path}:{finding.line}: {finding.message}",
                finding.hint or "Mend the file first.",
            )
