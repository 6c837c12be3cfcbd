"""Finding tickets by a query: in the index where there is one, else in the files."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from plaindesk.core.query import QueryError, parse
from plaindesk.core.query.tokens import tokens
from plaindesk.services.index.queries import Finder
from plaindesk.services.index.refresh import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from plaindesk.core.model.files.shard import Shard
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.query import Node
    from plaindesk.services.desk import Desk, Loaded

T = TypeVar("T")


def answered(found: Finder, ask: Callable[[], T]) -> T | None:
    """Ask the index; None where it turns out to be damaged, or is locked for too long.

    It is thrown away then, so that the next command makes it anew.
    """
    try:
        return ask()
    except sqlite3.Error:
        found.database.close()
        with suppress(OSError):
            (found.desk.place.state / NAME).unlink()
        return None


def views_in(desk: Desk, query: str) -> Mapping[str, str]:
    """Give the views for a query that may name some; raises UnreadSettingError where one can't be.

    A query that can't be parted is told when it is parsed.
    """
    with suppress(QueryError):
        if any(token.kind == "view" for token in tokens(query)):
            desk.settings.refuse_unread("views")
    return desk.settings.views


def finder(desk: Desk, me: str | None = None) -> Finder | None:
    """Open the index for questions; None where the files have to be asked."""
    from plaindesk.services.index.refresh import opened

    database = opened(desk.place, desk.now)
    return Finder(desk, database, me) if database else None


def read_finder(desk: Desk, me: str | None = None) -> Finder:
    """Read all files into an index that nobody keeps, so that there is one way to rank."""
    from plaindesk.services.index.refresh import in_memory

    return Finder(desk, in_memory(desk), me)


def tickets_where(
    desk: Desk, query: str, broken: list[Finding] | None = None, shard: Shard | None = None
) -> Iterator[tuple[Loaded, Ticket]]:
    """Read the tickets that fit a query, in the order of ids, and no others where there's an index.

    The findings of those that can't be read go into `broken`. What the query asks must not
    depend on who asks, or on clocks. Of a shard the files are read: to make the index, all
    tickets would have to be.
    """
    from plaindesk.core.query.evaluate import Facts, matches

    where = parse(query).where
    folders = folders_where(desk, where) if shard is None else None
    if folders is None:
        for loaded, ticket in desk.readable(broken, shard.holds if shard else None):
            if matches(where, ticket, Facts(now=desk.now)):
                yield loaded, ticket
        return
    yield from tickets_in(desk, folders, broken)


def tickets_in(
    desk: Desk, folders: Iterable[str], broken: list[Finding] | None = None
) -> Iterator[tuple[Loaded, Ticket]]:
    """Read the tickets in some folders; the findings of those that can't be go into `broken`."""
    for folder in folders:
        loaded = desk.load(folder)
        if loaded.ticket is not None:
            yield loaded, loaded.ticket
        elif broken is not None:
            broken += loaded.findings


def folders_where(desk: Desk, where: Node) -> list[str] | None:
    """List the folders of tickets that fit or can't be read; None where the index can't tell."""
    found = finder(desk)
    if found is None:
        return None

    def ask() -> list[str] | None:
        return sorted((*found.folders(where), *found.broken())) if found.can(where, ()) else None

    return answered(found, ask)
