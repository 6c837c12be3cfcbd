"""The index as a file: opened, made aside and renamed, and asked."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from plaindesk.store.index.schema import ROW, TABLES, TEXTS, VERSION
from plaindesk.store.index.words import searched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_PATIENCE = 10.0
"""Seconds to wait for another process that writes."""
_INSERT = f"INSERT INTO tickets ({', '.join(ROW)}) VALUES ({', '.join('?' * len(ROW))})"


class Database:
    """The tables of one desk."""

    def __init__(self, path: Path | str, tables: str = "") -> None:
        """Open the file; raises sqlite3.DatabaseError where it is none or of another version.

        `tables` are made first, in a file that is new.
        """
        self.connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        self.connection.executescript(tables)
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            self.connection.close()
            message = f"version {version}"
            raise sqlite3.DatabaseError(message)
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.execute("PRAGMA mmap_size = 33554432")

    def ask(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """Run one question."""
        return self.connection.execute(sql, values).fetchall()

    def held(self, name: str) -> Any:  # noqa: ANN401 - any JSON
        """Return what is noted under a name; None where nothing is."""
        found = self.ask("SELECT value FROM meta WHERE name = ?", (name,))
        return json.loads(found[0]["value"]) if found else None

    def note(self, name: str, value: object) -> None:
        """Note something under a name."""
        self.connection.execute(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value))
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write all of it or nothing, alone."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    @property
    def has_texts(self) -> bool:
        """The words of tickets are in it."""
        return bool(self.held("texts"))

    def remove(self, folders: Iterable[str]) -> None:
        """Take tickets out."""
        for folder in folders:
            self.connection.execute("DELETE FROM broken WHERE folder = ?", (folder,))
            for row in self.ask("SELECT n FROM tickets WHERE folder = ?", (folder,)):
                self._remove_text(row["n"])
                self.connection.execute("DELETE FROM tickets WHERE n = ?", (row["n"],))

    def put(self, rows: Iterable[Sequence[object]]) -> None:
        """Put tickets in."""
        self.connection.executemany(_INSERT, rows)

    def put_broken(self, folders: Iterable[tuple[str, str]]) -> None:
        """Note what can't be read, so that it is looked at each time."""
        self.connection.executemany("INSERT OR REPLACE INTO broken VALUES (?, ?)", folders)

    def make_texts(self) -> None:
        """Add the tables of words, still empty."""
        for statement in TEXTS:
            self.connection.execute(statement)
        self.note("texts", value=True)

    def put_texts(self, texts: Iterable[tuple[str, str, str, str]]) -> None:
        """Put the words of tickets in: folder, text, and what is searched of it."""
        for folder, text, subject, body in texts:
            found = self.ask("SELECT n FROM tickets WHERE folder = ?", (folder,))
            if found:
                n = found[0]["n"]
                self.connection.execute(
                    "INSERT INTO texts VALUES (?, ?, ?)", (n, text.isascii(), text)
                )
                self.connection.execute(
                    "INSERT INTO search (rowid, subject, body) VALUES (?, ?, ?)",
                    (n, subject, body),
                )

    def _remove_text(self, n: int) -> None:
        if not self.has_texts:
            return
        for row in self.ask("SELECT text FROM texts WHERE n = ?", (n,)):
            self.connection.execute(
                "INSERT INTO search (search, rowid, subject, body) VALUES ('delete', ?, ?, ?)",
                (n, *searched(row["text"])),
            )
            self.connection.execute("DELETE FROM texts WHERE n = ?", (n,))

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


_NEW = f"PRAGMA user_version = {VERSION}; {TABLES}"


def made_in_memory() -> Database:
    """Make an index that is gone with this process."""
    return Database(":memory:", _NEW)


@contextmanager
def made_anew(path: Path) -> Iterator[Database]:
    """Make an index aside; it takes its place once it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    database = Database(aside, _NEW)
    try:
        # Nobody sees it before it is whole, so it needs no way back.
        database.connection.execute("PRAGMA journal_mode = OFF")
        database.connection.execute("PRAGMA synchronous = OFF")
        with database.writing():
            yield database
        database.close()
        os.replace(aside, path)  # noqa: PTH105 - as `store.files` does it
    finally:
        database.close()
        with suppress(OSError):
            aside.unlink(missing_ok=True)
