"""What happened to tickets between two commits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from plaindesk.core.escalation import closes_at
from plaindesk.core.model.vocabulary import News
from plaindesk.core.notices import Happened
from plaindesk.store.tickets import README
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.ticket import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.core.model.time.duration import Duration
    from plaindesk.services.desk import Desk
    from plaindesk.store.git.commit_diff import Comparison, FileChange


def happenings(desk: Desk, compared: Comparison) -> Iterator[Happened]:
    """List what one commit has and the other hasn't, ticket by ticket, the oldest first.

    What is older than the settings allow, as in an import, is history and no news.
    """
    oldest = desk.now - span(desk.settings.notify.oldest)
    folders: dict[str, list[FileChange]] = {}
    for change in compared.changes:
        if change.path.count("/") == _DEPTH:
            folders.setdefault(change.path.rpartition("/")[0], []).append(change)
    for folder, changes in folders.items():
        if not (desk.root / folder).is_dir():
            continue  # it was redacted since, or its time was over
        ticket = desk.load(folder).ticket
        if ticket is None:
            continue
        new = _names(changes, "after") - _names(changes, "before")
        if News.OPENED in new and ticket.created >= oldest:
            yield Happened(ticket=ticket)
        for entry in ticket.told:
            if entry.name in new and not entry.origin and entry.at >= oldest:
                yield _happened(ticket.as_of(entry.at), entry, desk)


def _happened(ticket: Ticket, entry: Entry, desk: Desk) -> Happened:
    is_resolved = entry.change_of("status") is not None
    ends = closes_at(ticket, desk.settings) if is_resolved else None
    return Happened(ticket=ticket, entry=entry, closes_at=ends)


_DEPTH = 3
"""Slashes in the path of a ticket's file: tickets/2611/2611-7K3MX/README.md."""


def _names(changes: Iterable[FileChange], side: str) -> set[str]:
    """Name the entries that one side's files hold, and the opening where there is a page."""
    found: set[str] = set()
    for change in changes:
        data: bytes | None = getattr(change, side)
        name = change.path.rpartition("/")[2]
        if data is None:
            continue
        if name != README:
            found.add(name)
            continue
        found.add(News.OPENED)
        page = read(decode(change.path, data)).ticket
        found |= {entry.name for entry in page.entries} if page else set()
    return found


def span(duration: Duration) -> timedelta:
    """Turn a duration into plain time: its days have 24 hours."""
    return timedelta(days=duration.days, seconds=duration.seconds)
