"""Finding tickets by a query: in the index where there is one, else in the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.query import Facts, matches, parse
from plaindesk.services.finder import Finder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk, Loaded


def finder(desk: Desk, me: str | None = None) -> Finder | None:
    """Open the index for questions; None where the files have to be asked."""
    from plaindesk.services.indexing import opened

    database = opened(desk.place, desk.now)
    return Finder(desk, database, me) if database else None


def read_finder(desk: Desk, me: str | None = None) -> Finder:
    """Read all files into an index that nobody keeps, so that there is one way to rank."""
    from plaindesk.services.indexing import in_memory

    return Finder(desk, in_memory(desk), me)


def tickets_where(
    desk: Desk, query: str, broken: list[Finding] | None = None
) -> Iterator[tuple[Loaded, Ticket]]:
    """Read the tickets that fit a query, in the order of ids, and no others where there's an index.

    The findings of those that can't be read go into `broken`. What the query asks must not
    depend on who asks, or on clocks.
    """
    where = parse(query).where
    found = finder(desk)
    if found is None or not found.can(where, ()):
        for loaded, ticket in desk.readable(broken):
            if matches(where, ticket, Facts(now=desk.now)):
                yield loaded, ticket
        return
    for folder in sorted((*found.folders(where), *found.broken())):
        loaded = desk.load(folder)
        if loaded.ticket is not None:
            yield loaded, loaded.ticket
        elif broken is not None:
            broken += loaded.findings
