"""Files in `tickets/new/` become tickets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.checks import check_ticket, check_tree
from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import SKEW
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.ticket import Entry
from plaindesk.core.model.vocabulary import BOT, EntryKind
from plaindesk.core.results.recording import Recorded
from plaindesk.services.exchange.manual_edits import seed_of
from plaindesk.services.tickets.actions import Draft, made
from plaindesk.store import tickets
from plaindesk.store.transaction import Write
from plaindesk.text.codecs import draft as draft_text
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.decoding import decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from plaindesk.core.checks import Known, Stray
    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.services.exchange.authorship import Past
    from plaindesk.text.codecs.draft import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A ticket that was made of a file, and what has to be written for it."""

    recorded: Recorded
    writes: tuple[Write, ...]
    findings: tuple[Finding, ...]


def open_all(past: Past, taken: Iterable[str], findings: list[Finding]) -> Iterator[Opened]:
    """Make a ticket of each file; what can't be understood goes into `findings`."""
    strays: list[Stray] = []
    ids = set(taken)
    for path, data in tickets.requests(past.desk.root, strays).items():
        if (maker := past.maker(path)) is None:
            continue
        read = draft_text.read_request(decode(path, data))
        if isinstance(read, list):
            findings += read
            continue
        try:
            opened = _opened(past, path, data, read, maker, ids)
        except DeskError as error:
            findings.append(Finding(path=path, code="broken-file", message=error.message))
            continue
        ids.add(opened.recorded.ticket.id)
        yield opened
    findings += check_tree(strays)


def _opened(  # noqa: PLR0913, PLR0917 - a file, what it says, who left it, and ids that are taken
    past: Past, path: str, data: bytes, read: Request, maker: tuple[str, datetime], ids: set[str]
) -> Opened:
    desk = past.desk
    by, at = maker
    values = dict(read.values)
    if "requester" not in values and "@" in by:
        values["requester"] = by
    created = at if read.created is None or read.created > desk.now + SKEW else read.created
    draft = Draft(
        subject=read.subject,
        body=read.body,
        created=created,
        values=values,
        source=read.source,
        seed=seed_of(path, data),
    )
    ticket = made(desk, draft, ids)
    wrong = _wrong(past.known, ticket, read)
    if wrong:
        sound = {name: held for name, held in values.items() if name not in wrong}
        ticket = made(desk, draft._replace(values=sound), ids)
    ticket = ticket._replace(extra=read.extra)
    late = {"created": "This has not come yet."} if created != (read.created or created) else {}
    odd = {**wrong, **late}
    told = (draft_text.not_used(path, read.block, name, said) for name, said in odd.items())
    left = {**read.left, **{name: read.raw[name] for name in odd}}
    entries = (entry_text.named(_note(ticket, left)),) if left else ()
    return Opened(
        recorded=Recorded(ticket=ticket, entries=entries, files=(path,), is_new=True),
        writes=tuple(_writes(ticket, entries, path, data)),
        findings=(*read.findings, *told),
    )


def _wrong(known: Known, ticket: Ticket, read: Request) -> dict[str, str]:
    """Find what the file says and the desk's own rules don't allow, such as an unknown queue."""
    found = check_ticket(ticket, ticket.path, known)
    errors = (f for f in found if f.severity is Severity.ERROR and f.field in read.values)
    return {finding.field: f"{finding.message} {finding.hint}".strip() for finding in errors}


def _note(ticket: Ticket, left: Mapping[str, Value]) -> Entry:
    body = draft_text.left_out(left)
    return Entry(at=ticket.created, by=BOT, kind=EntryKind.NOTE, body=body)


def _writes(ticket: Ticket, entries: Iterable[Entry], path: str, data: bytes) -> Iterator[Write]:
    yield Write(path=ticket.path, data=encode(ticket_text.render_new(ticket)))
    folder = ticket.path.rpartition("/")[0]
    for entry in entries:
        yield Write(path=f"{folder}/{entry.name}", data=encode(entry_text.render(entry)))
    yield Write(path=path, data=None, expected=data)
