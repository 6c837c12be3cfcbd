"""What reports need of each ticket, read from its files: its clocks, statuses and outcome."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.sla import Book
from plaindesk.core.sla.history import FAR, answers, resolved_at, stretches
from plaindesk.services.desk import Desk, open_desk
from plaindesk.services.index.rows import outlooks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.results.publishing import Row

_MANY = 1500
"""Tickets from which on several processes read sooner than one."""
_AT_ONCE = 400
Facts = dict[str, "list[Row]"]
"""Rows by table: clocks, stretches, outcomes."""


def facts(root: Path, settings: str, folders: Sequence[str]) -> Iterable[Facts]:
    """Read some tickets' files; `settings` names the state of the settings."""
    parts = [folders[at : at + _AT_ONCE] for at in range(0, len(folders), _AT_ONCE)]
    read = partial(_read, root, settings)
    if len(folders) < _MANY:
        yield from map(read, parts)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, 8)) as pool:
        yield from pool.map(read, parts)


@lru_cache(maxsize=1)
def _desk(root: Path, _settings: str) -> tuple[Desk, Book | None]:
    """Open the desk once in each process; no book where its policies can't be read."""
    desk = open_desk(root, datetime.fromtimestamp(0, UTC))  # nothing here asks for the time
    try:
        return desk, Book(desk.settings)
    except UnreadSettingError:
        return desk, None


def _read(root: Path, settings: str, folders: Sequence[str]) -> Facts:
    desk, book = _desk(root, settings)
    found: Facts = {"clocks": [], "stretches": [], "outcomes": []}
    for folder in folders:
        if (root / folder).is_dir() and (ticket := desk.load(folder).ticket):
            found["clocks"] += _clocks(folder, ticket, book)
            found["stretches"] += _stretches(folder, ticket)
            found["outcomes"].append(_outcome(folder, ticket, desk))
    return found


def _clocks(folder: str, ticket: Ticket, book: Book | None) -> Iterator[Row]:
    for held in outlooks_of(ticket, book, done=True) or ():
        moves = bool(held.calendar)
        due = None if moves else _instant(held.due)
        warn_at = _instant(held.warn_at)
        yield folder, held.target, held.state, held.is_live, moves, due, warn_at


def _stretches(folder: str, ticket: Ticket) -> Iterator[Row]:
    for held in stretches(ticket):
        yield folder, held.status, held.start, None if held.end == FAR else held.end


def _outcome(folder: str, ticket: Ticket, desk: Desk) -> Row:
    given = answers(ticket, desk.settings)
    scores = [entry.score for entry in ticket.told if entry.score is not None]
    first = given[0] if given else None
    last = scores[-1] if scores else None
    return folder, first, resolved_at(ticket), len(given), last, ticket.spent


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
