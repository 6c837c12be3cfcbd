"""Rules for what a branch does to a ticket: who writes in whose name, and what may follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.lifecycle import follow, obstacles
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.vocabulary import BOT, EntryKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Entry, Ticket

_THEIRS = (EntryKind.MESSAGE, EntryKind.SURVEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A ticket before and after a branch, and who committed each entry that is new.

    `authors` are the people a commit speaks for, by entry name, as handles of agents where
    an address belongs to one; `editor` is whoever touched the page last.
    """

    path: str
    before: Ticket | None
    after: Ticket
    authors: Mapping[str, tuple[str, ...]]
    editor: str


def check_proposal(proposal: Proposal, settings: Settings, now: datetime) -> Iterator[Finding]:
    """Apply every rule to one ticket that a branch changes."""
    for number, entry in enumerate(proposal.after.entries):
        if entry.name in proposal.authors:
            yield from _name(proposal, entry, settings)
            yield from _steps(proposal, number, entry, settings, now)
    yield from _by_hand(proposal, settings, now)


def _name(proposal: Proposal, entry: Entry, settings: Settings) -> Iterator[Finding]:
    """Nobody writes in another's name; what a requester said may be taken in by an agent."""
    authors = proposal.authors[entry.name]
    by = settings.agent_of(entry.by) or entry.by
    is_theirs = entry.kind in _THEIRS and by not in settings.agents
    if entry.origin or is_theirs or by in authors:
        return
    is_job = entry.by == BOT
    yield Finding(
        path=proposal.path,
        code="other-author",
        severity=Severity.WARNING if is_job else Severity.ERROR,
        message=f"This is by {entry.by}, but {authors[-1] or 'somebody unknown'} committed it.",
        hint="A job's address is named under 'jobs' in desk.yml."
        if is_job
        else "Write it in your own name, or let its author commit it.",
        field="by",
        entry=entry.name,
    )


def _steps(
    proposal: Proposal, number: int, entry: Entry, settings: Settings, now: datetime
) -> Iterator[Finding]:
    """A new entry's status must be one that may follow, given by somebody who may."""
    change = entry.change_of("status")
    if change is None or entry.merge or entry.unmerge:
        return
    asked = proposal.after.after(number)
    rest = {c.field: c.new for c in entry.changes if c.field != "status"}
    problems = _refusals(asked.changed(rest), change.new, entry.by, settings, now)
    for code, told in problems:
        yield Finding(
            path=proposal.path, code=code, message=told, field="changes", entry=entry.name
        )


def _by_hand(proposal: Proposal, settings: Settings, now: datetime) -> Iterator[Finding]:
    """A status that was edited on the page must be one that may follow, too."""
    before, after = proposal.before, proposal.after
    if before is None or any(
        entry.change_of("status") for entry in after.entries if entry.name in proposal.authors
    ):
        return
    if before.status != after.status:
        asked = after.changed({"status": before.status})
        for code, told in _refusals(asked, after.status, proposal.editor, settings, now):
            yield Finding(path=proposal.path, code=code, message=told, field="status")


def _refusals(
    asked: Ticket, wanted: object, by: str, settings: Settings, now: datetime
) -> Iterator[tuple[str, str]]:
    legal = follow(settings, asked.type, asked.status)
    if not isinstance(wanted, Status) or wanted not in legal:
        known = f"It can become: {', '.join(legal)}." if legal else "It stays so."
        yield "illegal-transition", f"It is {asked.status}: it can't become {wanted}. {known}"
        return
    found = list(obstacles(asked, wanted, by, settings, now))
    if found:
        yield "gate", f"It can't become {wanted} yet. {' '.join(found)}"
