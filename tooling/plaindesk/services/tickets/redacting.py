"""Taking a ticket out of the desk, with a reason that stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model import ids
from plaindesk.services.tickets import commit_messages
from plaindesk.store import files
from plaindesk.store.transaction import Write, apply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """The ticket that is gone, how many files it had, and the commit that says why."""

    ticket: str
    files: int
    commit: str | None
    elsewhere: tuple[str, ...] = ()
    """Tickets that hold words of it, or link to it."""


def redact(desk: Desk, name: str, reason: str, *, commit: bool = True) -> Redacted:
    """Remove every file of a ticket in a commit that names the reason.

    Those too that are gone from the disk and that Git still has. Git's history still holds them;
    only rewriting that takes them out of every clone. Raises DeskError without a reason, and
    where something lies in the folder that is no file.
    """
    reason = commit_messages.one_line(reason, 200)
    if not reason:
        raise DeskError("A ticket is only removed for a reason.", "Say it: -m REASON")
    ticket = desk.id_of(name)
    paths = sorted({*_on_disk(desk, ticket), *desk.git.known_below(ids.folder(ticket))})
    writes = [
        Write(path=path, data=None, expected=files.read_inside(desk.root, path)) for path in paths
    ]
    done = apply(desk.place, writes, commit_messages.redacted(ticket, reason), commit=commit)
    elsewhere = tuple(sorted(t.id for _, t in desk.readable() if _speaks_of(t, ticket)))
    return Redacted(ticket=ticket, files=len(writes), commit=done.commit, elsewhere=elsewhere)


def _speaks_of(ticket: Ticket, gone: str) -> bool:
    linked = any(gone in targets for targets in ticket.links.values())
    return linked or any(gone in (e.origin, e.merge) for e in ticket.entries)


def _on_disk(desk: Desk, ticket: str) -> Iterator[str]:
    for path in (desk.root / ids.folder(ticket)).rglob("*"):
        name = path.relative_to(desk.root).as_posix()
        if path.is_file() and not path.is_symlink():
            yield name
        elif path.is_symlink() or not path.is_dir():
            raise DeskError(
                f"Nothing was removed: {name} is no file.", "Take it away first, then try again."
            )
