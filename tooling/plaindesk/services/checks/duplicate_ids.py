"""Ids that more than one ticket claims, told of each but the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.finding import Finding
from plaindesk.store import files
from plaindesk.store.tickets import README

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plaindesk.services.desk import Desk


def doubles(
    desk: Desk, folders: Iterable[str], said: dict[str, str], own: Sequence[str]
) -> Iterator[Finding]:
    """Tell of the tickets among `own` whose id another claims that comes before them.

    `said` has the id that each folder's ticket says. Folders in `folders` that it doesn't
    have are looked at if they are not our own: another machine reads those, and all that
    is needed of them is whether one claims an id of ours.
    """
    mine = set(own)
    others = [folder for folder in folders if folder not in mine]
    said = said | _of_others(desk, others, set(said.values()))
    seen: dict[str, str] = {}
    for folder in sorted((*others, *own)):
        if folder not in said:
            continue
        path = f"{folder}/{README}"
        other = seen.setdefault(said[folder], path)
        if other != path and folder in mine:
            message = f"{said[folder]} is the id of {other} too."
            hint = "Ids are never used twice: remove the copy, or open it anew."
            yield Finding(path=path, code="duplicate-id", line=2, message=message, hint=hint)


def _of_others(desk: Desk, folders: Sequence[str], wanted: set[str]) -> dict[str, str]:
    """Name the ids that folders of other parts claim, where it is one of those wanted."""
    found: dict[str, str] = {}
    for folder in folders:
        path = f"{folder}/{README}"
        is_link = files.first_link(str(desk.root), path)
        head = b"" if is_link else (files.read(desk.root / path) or b"")[:80]
        if (claimed := _plain_id(head)) is not None and claimed not in wanted:
            continue  # as nearly all do: nobody else claims it
        ticket = desk.load(folder).reading.ticket
        if ticket is not None:
            found[folder] = ticket.id
    return found


_HEAD = re.compile(rb"---\nid: ([0-9]{4}-[0-9A-Z]{5,6})\n[a-z]")


def _plain_id(head: bytes) -> str | None:
    found = _HEAD.match(head)
    return found[1].decode() if found else None
