"""Taking a ticket out of the desk, with a reason that stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model import ids
from plaindesk.services import messages
from plaindesk.store import files
from plaindesk.store.change import Write, apply

if TYPE_CHECKING:
    from plaindesk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """The ticket that is gone, how many files it had, and the commit that says why."""

    ticket: str
    files: int
    commit: str | None


def redact(desk: Desk, name: str, reason: str, *, commit: bool = True) -> Redacted:
    """Remove every file of a ticket in a commit that names the reason.

    Git's history still holds it; only rewriting that takes it out of every clone. Raises
    DeskError without a reason.
    """
    reason = messages.one_line(reason, 200)
    if not reason:
        raise DeskError("A ticket is only removed for a reason.", "Say it: -m REASON")
    ticket = desk.id_of(name)
    top = desk.root / ids.folder(ticket)
    paths = sorted(path for path in top.rglob("*") if path.is_file() and not path.is_symlink())
    writes = [
        Write(path=path.relative_to(desk.root).as_posix(), data=None, expected=files.read(path))
        for path in paths
    ]
    done = apply(desk.place, writes, messages.redacted(ticket, reason), commit=commit)
    return Redacted(ticket=ticket, files=len(writes), commit=done.commit)
