"""Putting files beside a ticket, in the change that tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.errors import DeskError
from plaindesk.core.model import ids
from plaindesk.core.model.files.attachments import FOLDER, may_run, problem_with
from plaindesk.core.model.files.file_names import free_name, portable_name
from plaindesk.store import files
from plaindesk.store.transaction import Write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from plaindesk.core.model.files.attachments import Attachment
    from plaindesk.services.desk import Desk


class Placed(NamedTuple):
    """Under which names files come to stand beside a ticket, and what is to be written."""

    names: tuple[str, ...] = ()
    writes: tuple[Write, ...] = ()


def placed(
    desk: Desk, ticket: str, held: Iterable[str], attachments: Sequence[Attachment]
) -> Placed:
    """Find a place for each file; one that is there already, byte for byte, is not doubled.

    Raises DeskError for a file that the settings don't allow.
    """
    if not attachments:
        return Placed()
    desk.settings.refuse_unread("attachments")
    names: list[str] = []
    writes: list[Write] = []
    taken = list(held)
    for attachment in attachments:
        wanted = portable_name(attachment.name)
        _refuse_unfit(desk, wanted or attachment.name, len(attachment.data))
        path = f"{ids.folder(ticket)}/{FOLDER}/{wanted}"
        if wanted not in taken or files.read_inside(desk.root, path) != attachment.data:
            wanted = free_name(wanted, taken)
            path = f"{ids.folder(ticket)}/{FOLDER}/{wanted}"
            writes.append(Write(path=path, data=attachment.data))
            taken.append(wanted)
        names.append(wanted)
    return Placed(tuple(dict.fromkeys(names)), tuple(writes))


def _refuse_unfit(desk: Desk, name: str, size: int) -> None:
    if not portable_name(name):
        raise DeskError(f"'{name}' is no name for a file.", "Copy it under another name first.")
    if problem := problem_with(name, size, desk.settings.attachments):
        raise DeskError(f"{name}: {problem.message}", problem.hint)


def to_open(desk: Desk, name: str, wanted: str) -> Path:
    """Find an attachment by name, or the only one; raises DeskError for what may run.

    A file that a program runs instead of showing it is never opened, whatever the settings
    allow: a clone may hold anything.
    """
    _, ticket = desk.ticket(name)
    if not ticket.files:
        raise DeskError(f"{ticket.id} has no attachments.")
    found = wanted or (ticket.files[0] if len(ticket.files) == 1 else "")
    if found not in ticket.files:
        which = f"no attachment '{wanted}'" if wanted else f"{len(ticket.files)} attachments"
        raise DeskError(
            f"{ticket.id} has {which}.", f"Name one: --open NAME. {', '.join(ticket.files)}"
        )
    if may_run(found):
        raise DeskError(
            f"{found} may be a program, so it isn't opened.",
            f"Look at it first: {ids.folder(ticket.id)}/{FOLDER}/{found}",
        )
    return files.inside(desk.root, f"{ids.folder(ticket.id)}/{FOLDER}/{found}")
