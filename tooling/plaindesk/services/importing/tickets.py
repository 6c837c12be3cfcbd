"""Rows of another system that become tickets, or change those of an earlier import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaindesk.channels import import_map
from plaindesk.channels.rows import Refused
from plaindesk.core.lifecycle import follow
from plaindesk.core.lifecycle.moments import moment_after
from plaindesk.core.model import ids
from plaindesk.core.model.fields import CHANGEABLE, FIELDS, Shape
from plaindesk.core.model.settings import CATALOGUED
from plaindesk.core.model.ticket import Change, Entry
from plaindesk.core.model.vocabulary import BOT, EntryKind, Status
from plaindesk.core.results.imports import DifferingRow
from plaindesk.services.tickets import commit_messages
from plaindesk.services.tickets.actions import Draft, made, tidy_text, writes_of
from plaindesk.store.transaction import Write
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.decoding import encode
from plaindesk.text.codecs.field_values import decode_text

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.channels.import_map import ImportMap
    from plaindesk.channels.rows import Row
    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.services.desk import Desk

TICKET_FIELDS = {*FIELDS, "body", "closed_at"} - {"id", "links"}
LISTS = {"tags", "keywords"}
FIRST = 10
"""Rows that are shown before anything is written."""
_IMPORTED = "Set by the import: so it was in the system it came from."


class TicketImport:
    """Collects the tickets of rows; `source` is the key by which a row is known again."""

    def __init__(self, desk: Desk, plan: ImportMap, *, update: bool) -> None:
        """Look up what was imported before; raises DeskError in a sparse clone."""
        self.desk = desk
        self.plan = plan
        self.update = update
        self.writes: list[Write] = []
        self.names: list[str] = []
        self.first: list[tuple[str, ...]] = []
        self.already = 0
        self.differing: list[DifferingRow] = []
        self.updated = 0
        desk.refuse_sparse()  # what it leaves out would be imported twice
        self._here = {ticket.source: ticket.id for _, ticket in desk.readable() if ticket.source}
        self._lines: dict[str, int] = {}

    def take(self, row: Row) -> None:
        """Make a ticket of a row, or compare it to the one that was made; raises Refused."""
        values = self._values(row)
        self._refuse_odd_times(values)
        source = str(values.pop("source", None) or "")
        if not source:
            raise Refused("has no 'source', by which it would be known again")
        if source in self._lines:
            raise Refused(f"has the same source as line {self._lines[source]}: {source}")
        self._lines[source] = row.line
        if source in self._here:
            self.already += 1
            self._compare(row.line, self._here[source], values)
        else:
            self._make(source, values)

    def _refuse_odd_times(self, values: dict[str, Any]) -> None:
        created, closed = values.get("created"), values.get("closed_at")
        if closed and closed > self.desk.now:
            raise Refused("has a 'closed_at' that is still to come")
        if closed and created and closed < created:
            raise Refused("has a 'closed_at' before its 'created'")

    def _make(self, source: str, values: dict[str, Any]) -> None:
        body, created, closed = (
            values.pop(name, None) for name in ("body", "created", "closed_at")
        )
        if created is None:
            raise Refused("has no 'created'")
        status = Status(values.pop("status", None) or Status.NEW)
        draft = Draft(
            subject=str(values.pop("subject", None) or ""),
            body=str(body or ""),
            created=created,
            source=source,
            values=values,
        )
        ticket = made(self.desk, draft, self.names)
        self._write(ticket, status, closed)
        if len(self.first) < FIRST:
            asked = ticket.requester or "-"
            shown = (source, f"{created:%Y-%m-%d %H:%M} UTC", status, asked, ticket.subject)
            self.first.append(shown)

    def _values(self, row: Row) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, cell in self.plan.fields.items():
            if name in LISTS:
                values[name] = import_map.list_of(cell, row)
            elif text := import_map.text_of(cell, row):
                values[name] = self._value(name, text)
        return values

    def _value(self, name: str, text: str) -> Value:
        field = FIELDS.get(name)
        if name == "closed_at" or (field and field.shape is Shape.INSTANT):
            return import_map.moment_of(text, self.plan)
        if name in CATALOGUED and text not in self.desk.settings.catalogue(name):
            raise Refused(f"'{text}' is no {name} of this desk")
        return text if field is None else decode_text(field, text)

    def _write(self, ticket: Ticket, status: Status, closed: datetime | None) -> None:
        """Write the ticket as it came in, and what became of it as an entry with its time."""
        text = ""
        if closed is not None and status is not Status.NEW:
            change = Change(field="status", old=Status.NEW, new=status)
            text = "\n" + entry_text.render(_imported(closed, (change,)))
        after = ticket.changed({"status": status})
        data = encode(ticket_text.render_new(after) + text)
        self.writes.append(Write(path=after.path, data=data))
        self.names.append(after.id)

    def _compare(self, line: int, name: str, values: dict[str, Any]) -> None:
        """Note what the row says otherwise than in an earlier run, and take it if asked to."""
        loaded = self.desk.load(ids.folder(name))
        if (ticket := loaded.ticket) is None:
            raise Refused(f"belongs to {name}, which can't be read")
        closed = values.pop("closed_at", None)
        changes, kept = differences(ticket, values)
        if changes and self.update:
            self.writes += writes_of(loaded, self._entries(ticket, changes, closed))
            self.updated += 1
        if changes or kept:
            self.differing.append(DifferingRow(line, ticket.id, changes, kept))

    def _entries(
        self, ticket: Ticket, changes: tuple[Change, ...], closed: datetime | None
    ) -> list[Entry]:
        """Write changes as entries; a ticket that closes is resolved first where it has to be.

        Raises DeskError where the workflow knows no way to the new status.
        """
        found: list[Entry] = []
        status = next((change for change in changes if change.field == "status"), None)
        for part in self._parts(ticket, changes, status):
            at = moment_after(ticket, self.desk.now)
            is_dated = closed is not None and ticket.last_activity < closed <= self.desk.now
            entry = entry_text.named(_imported(closed if closed and is_dated else at, part))
            ticket = ticket.with_entry(entry)
            found.append(entry)
        return found

    def _parts(
        self, ticket: Ticket, changes: tuple[Change, ...], status: Change | None
    ) -> list[tuple[Change, ...]]:
        if status is None:
            return [changes]
        settings, wanted = self.desk.settings, Status(str(status.new))
        legal = follow(settings, ticket.type, ticket.status)
        if wanted in legal:
            return [changes]
        if Status.RESOLVED in legal and wanted in follow(settings, ticket.type, Status.RESOLVED):
            between = status._replace(new=Status.RESOLVED)
            rest = tuple(change for change in changes if change is not status)
            return [(between, *rest), (status._replace(old=Status.RESOLVED),)]
        raise Refused(f"would make {ticket.id} {wanted}, but {ticket.status} tickets stay so")


def _imported(at: datetime, changes: tuple[Change, ...]) -> Entry:
    return Entry(at=at, by=BOT, kind=EntryKind.CHANGE, changes=changes, body=_IMPORTED)


def differences(
    ticket: Ticket, values: dict[str, Any]
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Compare a row to its ticket, as the last import left it.

    Returns what the other system changed since, and, in words, what stays as it is here.
    """
    before = _as_imported(ticket)
    changes: list[Change] = []
    kept: list[str] = []
    if tidy_text(str(values.get("body") or ticket.body)) != ticket.body:
        kept.append("its text: what was said stays")
    for name in CHANGEABLE:
        if name not in values:
            continue
        row, old, now = values[name], before.value(name), ticket.value(name)
        row = commit_messages.one_line(row, 300) if name == "subject" else row
        if row in (old, now):
            continue
        if old == now:
            changes.append(Change(field=name, old=now, new=row))
        else:
            kept.append(f"{name}: changed here too, so it stays {now or 'empty'}")
    return tuple(changes), tuple(kept)


def _as_imported(ticket: Ticket) -> Ticket:
    """Return the ticket as imports alone have made it: what people changed isn't in it."""
    state = ticket.after(0)
    for entry in ticket.entries:
        if entry.by == BOT and entry.body == _IMPORTED:
            state = state.changed({change.field: change.new for change in entry.changes})
    return state
