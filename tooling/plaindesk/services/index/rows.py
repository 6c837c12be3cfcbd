"""What the index holds of each ticket, and of the settings."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from stat import S_ISDIR
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.calendar import Hours
from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.query import QueryError, parse
from plaindesk.core.sla import Book
from plaindesk.core.sla.outlooks import as_of, is_timeless, outlook
from plaindesk.services.desk import Desk, open_desk
from plaindesk.services.index.parallel_reading import Part
from plaindesk.store.index.record import UNCHECKED, clock_columns, record
from plaindesk.store.index.record import texts as texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from plaindesk.core.model.settings import Policy
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.model.time.clock_outlook import Outlook
    from plaindesk.services.desk import Loaded

_INTERVALS = 800
"""Open intervals of each calendar: about two years of days with a break at noon."""
_BEFORE = 30 * 86400
"""Seconds before now in which they begin: so that now lies behind the first, on holidays too."""


@lru_cache(maxsize=1)
def _desk(root: Path, _settings: str) -> tuple[Desk, Book | None]:
    """Open the desk once in each process; no book where its policies can't be read."""
    desk = open_desk(root, datetime.fromtimestamp(0, UTC))  # nothing here asks for the time
    try:
        return desk, Book(desk.settings)
    except UnreadSettingError:
        return desk, None


class Seen(NamedTuple):
    """What somebody else made of a ticket while it was at hand."""

    more: object = None
    """What comes along with the part, if anything does."""
    clean: tuple[str | None, int | None] = UNCHECKED
    """What nothing was found against, and until when; it is noted in the ticket's row."""


def _unseen(_loaded: Loaded) -> Seen:
    return _NOTHING


_NOTHING = Seen()


def read_part(
    root: Path,
    settings: str,
    keyed: Sequence[tuple[str, str]],
    *,
    texts: bool,
    look: Callable[[Loaded], Seen] = _unseen,
) -> Part:
    """Read some tickets' files, and `look` at each; what isn't there any more is left out.

    `settings` names the state of the settings, so that nothing is computed from an old one.
    """
    desk, book = _desk(root, settings)
    rows: list[tuple[object, ...]] = []
    broken: list[tuple[str, str]] = []
    said: list[tuple[str, str, str, str]] = []
    more: list[object] = []
    for folder, key in keyed:
        if not _is_there(f"{root}/{folder}"):
            continue
        loaded = desk.load(folder)
        seen = look(loaded)
        if seen.more is not None:
            more.append(seen.more)
        if (ticket := loaded.ticket) is None:
            broken.append((folder, key))
            continue
        rows.append(record(ticket, folder, key, outlooks_of(ticket, book), seen.clean))
        if texts:
            said.append((folder, *texts_of(ticket)))
    return Part(rows=rows, broken=broken, texts=said, more=more)


def read_texts(root: Path, settings: str, keyed: Sequence[tuple[str, str]], *, texts: bool) -> Part:
    """Read only what is said in some tickets, as somebody asks for words."""
    desk, _ = _desk(root, settings)
    there = (folder for folder, _ in keyed if _is_there(f"{root}/{folder}"))
    found = ((folder, desk.load(folder).ticket) for folder in there)
    said = [(folder, *texts_of(ticket)) for folder, ticket in found if ticket and texts]
    return Part(rows=(), broken=(), texts=said)


def _is_there(path: str) -> bool:
    """Tell whether a folder is there; a link to one is none."""
    try:
        return S_ISDIR(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def outlooks_of(
    ticket: Ticket, book: Book | None, *, done: bool = False
) -> tuple[Outlook, ...] | None:
    """Look ahead at a ticket's clocks; those of done ones only when somebody asks for them."""
    if book is None or (ticket.status.is_done and not done):
        return None
    try:
        promise = book.promise(ticket, ticket.last_activity)
    except UnreadSettingError:  # told by whoever asks for it
        return None
    return outlook(ticket, promise, book.settings)


def standing(desk: Desk, folder: str) -> dict[str, object]:
    """Say how a ticket's clocks stand now, as columns of its row."""
    from plaindesk.services.sla.clock_cache import Measure

    ticket = desk.load(folder).ticket
    promise = Measure(desk, desk.now).promise(ticket) if ticket else None
    return clock_columns(as_of(ticket, promise, desk.settings, desk.now) if ticket else ())


def notes_of(root: Path, now: datetime) -> dict[str, object]:
    """Gather what lists need of the settings, so that they need not read them."""
    settings = open_desk(root, now).settings
    start = int(now.timestamp()) - _BEFORE
    hours: dict[str, list[list[int]] | None] = {}
    for name, calendar in settings.calendars.items():
        stream = Hours(calendar, settings.timezone).after(start)
        spans = None if calendar.always else [list(span) for span in islice(stream, _INTERVALS)]
        hours[name] = spans
    views = None if settings.is_unread("views") else dict(settings.views)
    return {"views": views, "hours": hours, "lasting": _lasting(settings.sla)}


def _lasting(policies: Sequence[Policy]) -> bool:
    """Tell whether the policies fit the same tickets at any moment."""
    try:
        return all(is_timeless(parse(policy.when).where) for policy in policies)
    except QueryError:
        return False
