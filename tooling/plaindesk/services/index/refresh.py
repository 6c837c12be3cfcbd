"""Keeping the index of tickets up to date with the files, and making it anew when in doubt."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from plaindesk.store.index import worktree
from plaindesk.store.index.database import Database, made_anew, made_in_memory
from plaindesk.store.index.keys import Keys
from plaindesk.store.layout import settings_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from plaindesk.services.desk import Desk
    from plaindesk.services.index.parallel_reading import Part, Reader
    from plaindesk.store.index.worktree import WorkTree
    from plaindesk.store.layout import Place

NAME = "tickets.db"
_LARGE = 5_000
"""Tickets from which on Git is to remember which folders hold nothing new."""


def opened(place: Place, now: datetime, reader: Reader | None = None) -> Database | None:
    """Open the index as the files are now; None where there can't be one.

    It can't without Git or a first commit, where it may not be written, and where it is
    switched off. The files have the answer then, a little later. `reader` reads what the
    index doesn't have yet; one that does nothing else where none is named.
    """
    if not place.may_keep:
        return None
    tree = worktree.look(place.root)
    if tree is None:
        return None
    path = place.state / NAME
    try:
        return _refreshed(place, path, tree, now, reader)
    except (sqlite3.Error, OSError, UnicodeError):  # the last: a folder's name is no UTF-8
        return None


def _refreshed(
    place: Place, path: Path, tree: WorkTree, now: datetime, reader: Reader | None
) -> Database:
    """Bring the index up to date; one that is damaged is made anew, once."""
    settings = settings_key(place.root)
    try:
        database = Database(path)
        stale = _stale(database, place, tree, settings)
    except (sqlite3.DatabaseError, sqlite3.OperationalError, KeyError, ValueError):
        stale = None
    if stale is None:
        _make(place, path, tree, now, reader)
        return Database(path)
    if stale or database.held("settings") != settings or database.held("commit") != tree.commit:
        try:
            _update(database, place, tree, stale, now, reader)
        except sqlite3.DatabaseError:
            _make(place, path, tree, now, reader)
            return Database(path)
    return database


def in_memory(desk: Desk) -> Database:
    """Read all tickets into an index that is gone with this process."""
    place, now = desk.place, desk.now
    database = made_in_memory()
    nothing = worktree.WorkTree("", frozenset())
    folders = [loaded.files.folder for loaded, _ in desk.readable()]
    database.make_texts()
    parts = _plain().parts(place, settings_key(place.root), folders, nothing, texts=True)
    _put(database, parts)
    _note_settings(database, place.root, now)
    return database


def _plain(see: Callable[[Part], None] | None = None) -> Reader:
    """Read what the index needs, and nothing more; imported only where there is much to read."""
    from plaindesk.services.index.parallel_reading import Reader, ignore
    from plaindesk.services.index.rows import read_part

    return Reader(read=read_part, see=see or ignore)


def rebuild(place: Place, now: datetime, progress: Callable[[int], None]) -> int:
    """Make the index anew from the files; returns the number of tickets.

    Raises OSError or sqlite3.Error where it can't be written.
    """
    tree = worktree.look(place.root)
    if tree is None:
        return 0
    path = place.state / NAME
    _make(place, path, tree, now, _plain(lambda part: progress(len(part))))
    database = Database(path)
    (count,) = database.ask("SELECT count(*) FROM tickets")[0]
    database.close()
    return int(count)


def add_texts(place: Place, database: Database) -> None:
    """Add the words of all tickets."""
    from plaindesk.services.index.parallel_reading import Reader
    from plaindesk.services.index.rows import read_texts

    tree = worktree.WorkTree("", frozenset())
    folders = [row["folder"] for row in database.ask("SELECT folder FROM tickets")]
    parts = Reader(read=read_texts).parts
    with database.writing():
        database.make_texts()
        for part in parts(place, settings_key(place.root), folders, tree, texts=True):
            database.put_texts(part.texts)


def _stale(database: Database, place: Place, tree: WorkTree, settings: str) -> set[str] | None:
    """Name the folders that the index doesn't have as they are; None where that can't be said."""
    commit = database.held("commit")
    between: set[str] | None = set()
    if commit != tree.commit:
        between = worktree.changed_between(place.root, commit, tree.commit)
    if between is None:
        return None
    rows = database.ask(
        "SELECT folder, key FROM tickets WHERE key <> '' UNION ALL SELECT folder, key FROM broken"
    )
    held = {row["folder"]: row["key"] for row in rows}
    keys = Keys(place, tree)
    suspects = between | tree.dirty | set(held)
    stale = {
        folder
        for folder in suspects
        if folder in between or held.get(folder, "") != keys.of(folder)
    }
    if database.held("settings") != settings:
        stale |= {
            row["folder"] for row in database.ask("SELECT folder FROM tickets WHERE NOT done")
        }
    return stale


def _update(  # noqa: PLR0913, PLR0917 - an index, what it is of, and how it is read
    database: Database,
    place: Place,
    tree: WorkTree,
    stale: set[str],
    now: datetime,
    reader: Reader | None,
) -> None:
    settings = settings_key(place.root)
    texts = database.has_texts
    read = list((reader or _plain()).parts(place, settings, sorted(stale), tree, texts=texts))
    with database.writing():
        if database.held("settings") != settings:
            database.connection.execute(
                "UPDATE tickets SET outlook = NULL, rest_from = NULL WHERE done"
            )
            _note_settings(database, place.root, now)
        database.remove(sorted(stale))
        _put(database, read)
        database.note("commit", tree.commit)


def _make(place: Place, path: Path, tree: WorkTree, now: datetime, reader: Reader | None) -> None:
    from plaindesk.store import tickets

    folders = [item for item in tickets.folders(place.root) if isinstance(item, str)]
    is_large = len(folders) > _LARGE
    with worktree.tidying(place.root, is_large=is_large), made_anew(path) as database:
        parts = (reader or _plain()).parts(place, settings_key(place.root), folders, tree)
        _put(database, parts)
        _note_settings(database, place.root, now)
        database.note("commit", tree.commit)


def _put(database: Database, parts: Iterable[Part]) -> None:
    for part in parts:
        database.put(part.rows)
        database.put_broken(part.broken)
        if part.texts:
            database.put_texts(part.texts)


def _note_settings(database: Database, root: Path, now: datetime) -> None:
    from plaindesk.services.index.rows import notes_of

    database.note("settings", settings_key(root))
    for name, value in notes_of(root, now).items():
        database.note(name, value)
