"""Which tickets were clean when they were last checked, as the index notes it."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from plaindesk.core.query import QueryError, parse
from plaindesk.core.sla.outlooks import is_timeless
from plaindesk.services.index.refresh import opened
from plaindesk.store.layout import settings_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaindesk.core.model.settings import Settings
    from plaindesk.services.desk import Desk
    from plaindesk.services.index.parallel_reading import Reader
    from plaindesk.store.index.database import Database


def key_of(desk: Desk, articles: Iterable[str]) -> str:
    """Name what tickets are checked against: the settings, the articles, and the moment."""
    whole = "\n".join([settings_key(desk.root), *sorted(articles)])
    return f"{hashlib.sha256(whole.encode()).hexdigest()} {int(desk.now.timestamp()):011}"


class CleanNotes:
    """What the index knows of clean tickets, and takes in of new ones."""

    def __init__(self, desk: Desk, key: str, reader: Reader, *, use: bool) -> None:
        """Open the index, if there is `use` for it; `reader` reads what it doesn't have.

        What it checks meanwhile, and finds nothing in, is as known as what was clean before.
        """
        self.now = int(desk.now.timestamp())
        use = use and _is_lasting(desk.settings)
        self.database = opened(desk.place, desk.now, reader) if use else None
        self.key = key
        self.clean = self._known_clean(self.database) if self.database else frozenset()
        self.new: list[tuple[str, int | None]] = []

    def _known_clean(self, database: Database) -> frozenset[str]:
        """Name the tickets that were clean under the same rules, and not later than now."""
        start = self.key.partition(" ")[0]
        rows = database.ask(
            "SELECT folder FROM tickets WHERE clean BETWEEN ? AND ? "
            "AND (clean_until IS NULL OR clean_until > ?)",
            (f"{start} ", self.key, self.now),
        )
        return frozenset(row["folder"] for row in rows)

    def add(self, clean: Iterable[tuple[str, int | None]]) -> None:
        """Take in what was clean just now."""
        self.new += clean

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.database and self.new and not any(error):
            self._write(self.database)

    def _write(self, database: Database) -> None:
        with suppress(sqlite3.Error), database.writing():
            database.connection.executemany(
                "UPDATE tickets SET clean = ?, clean_until = ? WHERE folder = ?",
                [(self.key, until, folder) for folder, until in self.new],
            )


def _is_lasting(settings: Settings) -> bool:
    """Tell whether no rule goes by the time that has passed."""
    try:
        return all(is_timeless(parse(gate.when).where) for gate in settings.workflow.gates)
    except QueryError:
        return False
