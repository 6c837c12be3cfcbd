"""Words and edits that went by no command, as entries of their ticket."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import SKEW, Request, decide
from plaindesk.core.lifecycle.edits import Edit, entry_of
from plaindesk.core.lifecycle.replay import inserted
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.ticket import Entry
from plaindesk.core.model.vocabulary import BOT, EntryKind
from plaindesk.services.tickets.actions import going_on, is_over, made, tidy_text
from plaindesk.services.tickets.typed_fields import refuse_unknown
from plaindesk.text.codecs import draft as draft_text
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.yaml.key_positions import key_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.services.desk import Desk
    from plaindesk.text.codecs.draft import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words on a ticket and the file that holds them."""

    path: str
    data: bytes
    words: Words


@dataclass(slots=True, kw_only=True)
class Growth:
    """A ticket that takes in, one after the other, what was done by hand."""

    ticket: Ticket
    entries: list[Entry] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    """Files that have become entries or tickets."""
    opened: dict[str, Ticket] = field(default_factory=dict)
    """Tickets that go on from this one, by the file that begins them."""
    findings: list[Finding] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Let an entry be part of the ticket, once."""
        entry = entry_text.named(entry)
        if entry.name not in {known.name for known in self.ticket.entries}:
            self.ticket = inserted(self.ticket, entry)
            self.entries.append(entry)


def grow(desk: Desk, ticket: Ticket, edits: Iterable[Edit], said: Iterable[Said]) -> Growth:
    """Take everything in, in the order in which it was done."""
    growth = Growth(ticket=ticket)
    # At one moment the words come first: an answer may bring the edit of the status with it.
    steps: list[tuple[datetime, bool, Edit | Said]] = [
        *((edit.at, True, edit) for edit in edits),
        *((item.words.entry.at, False, item) for item in said),
    ]
    for _, _, step in sorted(steps, key=lambda item: item[:2]):
        if isinstance(step, Said):
            _say(desk, growth, step)
        elif entry := entry_of(growth.ticket, step, desk.now):
            growth.add(entry)
    return growth


def _say(desk: Desk, growth: Growth, said: Said) -> None:
    spoken = said.words.entry
    growth.findings += said.words.findings
    if problem := _wrong_time(growth.ticket, said, desk.now):
        growth.findings.append(problem)
        return
    at = max(spoken.at, growth.ticket.created)
    if spoken.kind is EntryKind.MESSAGE and is_over(desk, growth.ticket, at):
        draft = going_on(growth.ticket, spoken.body, at)
        seed = seed_of(said.path, said.data)
        growth.opened[said.path] = made(desk, draft._replace(seed=seed))
        growth.files[said.path] = said.data
        return
    try:
        _take(desk, growth, said, at)
    except DeskError as error:
        growth.findings.append(_at_changes(said, error, "Mend the file, or remove it."))
    else:
        growth.files[said.path] = said.data


def _take(desk: Desk, growth: Growth, said: Said, at: datetime) -> None:
    """Add words, without the changes that came with them where those are refused."""
    spoken = said.words.entry
    values: Mapping[str, Value] = {change.field: change.new for change in spoken.changes}
    try:
        refuse_unknown(desk, values)
        growth.add(_entry(desk, growth.ticket, spoken, values, at))
    except DeskError as error:
        if not (spoken.body.strip() or spoken.spent):
            raise
        entry = _entry(desk, growth.ticket, spoken, {}, at)
        growth.add(entry)
        pairs = {"changes": draft_text.plain_changes(spoken)}
        growth.add(Entry(at=entry.at, by=BOT, kind=EntryKind.NOTE, body=draft_text.left_out(pairs)))
        finding = _at_changes(said, error, "The words were taken in, and a note has the changes.")
        growth.findings.append(finding._replace(severity=Severity.WARNING))


def _entry(
    desk: Desk, ticket: Ticket, spoken: Entry, values: Mapping[str, Value], at: datetime
) -> Entry:
    """Decide what words do as of when they were said: what happened since still holds."""
    request = Request(
        by=spoken.by,
        kind=spoken.kind,
        body=tidy_text(spoken.body),
        values=values,
        spent=spoken.spent,
    )
    return decide(ticket.as_of(at), request, desk.settings, at)._replace(extra=spoken.extra)


def _wrong_time(ticket: Ticket, said: Said, now: datetime) -> Finding | None:
    if not said.words.has_time:
        return None
    at = said.words.entry.at
    if at > now + SKEW:
        return _at_key(said, "at", "future-time", "This has not come yet.", "Correct the time.")
    if at < ticket.created:
        message = "This was before the ticket was created."
        return _at_key(said, "at", "time-order", message, "Correct the time.")
    return None


def _at_changes(said: Said, error: DeskError, hint: str) -> Finding:
    hint = f"{error.hint} {hint}".strip()
    return _at_key(said, "changes", "bad-value", error.message, hint)


def _at_key(said: Said, key: str, code: str, message: str, hint: str) -> Finding:
    line, column = key_place(said.words.block, key)
    return Finding(path=said.path, code=code, line=line, column=column, message=message, hint=hint)


def seed_of(path: str, data: bytes) -> str:
    """Name a file by its path and bytes, for the id of the ticket that it becomes."""
    return f"{path}\n{data.hex()}"
