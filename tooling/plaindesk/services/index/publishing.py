"""Publishing the index of tickets to a team's PostgreSQL database."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.results.publishing import Published
from plaindesk.services.index.refresh import opened
from plaindesk.services.index.report_facts import facts
from plaindesk.store.git.folder_states import trees
from plaindesk.store.git.process import GitFailedError, run
from plaindesk.store.layout import settings_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import ModuleType

    from plaindesk.core.results.publishing import Row, Table
    from plaindesk.services.desk import Desk
    from plaindesk.store.index.database import Database
    from plaindesk.store.postgres.publishing import Target

INSTALL = "pip install 'plaindesk[postgres]'"
VARIABLE = "PLAINDESK_POSTGRES_URL"
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What there is to publish."""

    rows: Sequence[tuple[Table, Mapping[str, Row]]]
    """Each table of the index with its rows, by folder."""
    keys: Mapping[str, str]
    """What changes whenever something of a ticket does, by folder."""
    notes: Mapping[str, str]


def refuse_password(address: str) -> None:
    """Raise DeskError for an address that would leave a password in the shell's history."""
    if _library().has_password(address):
        raise DeskError(
            "A password on the command line stays in the shell's history, and others can see it.",
            "Leave it out. It may stand in ~/.pgpass, in the variable PGPASSWORD, or with the "
            f"whole address in {VARIABLE} (then: desk index --to).",
        )


def publish(desk: Desk, address: str, schema: str) -> Published:
    """Write what has changed since somebody last did; raises DeskError where it can't be."""
    library = _library()
    desk.refuse_sparse()  # what it leaves out would be taken for removed
    database = opened(desk.place, desk.now)
    if database is None:
        raise DeskError(
            "There is no index to publish.",
            "It takes a Git repository with a first commit. What else is wrong: desk index",
        )
    from plaindesk.store.postgres.publishing import Target
    from plaindesk.store.postgres.tables import FACTS

    source = _source(desk, database)
    with library.connected(address) as connection:
        tables = [table for table, _ in source.rows]
        return _written(desk, source, Target(connection, schema, (*tables, *FACTS)))


def _library() -> ModuleType:
    """Import what speaks to PostgreSQL; nothing else of the command does."""
    try:
        from plaindesk.store.postgres import address
    except ImportError:
        raise DeskError("PostgreSQL takes another package.", f"Get it: {INSTALL}") from None
    return address


def _source(desk: Desk, database: Database) -> _Source:
    from plaindesk.store.postgres.tables import of_index, rows_of

    rows = [(table, rows_of(database, table)) for table in of_index(database)]
    commit = str(database.held("commit")).partition(":")[0]
    settings = _digest(settings_key(desk.root))
    notes = {"commit": commit, "settings": settings}
    return _Source(rows=rows, keys=_keys(desk, database, rows, settings), notes=notes)


def _keys(
    desk: Desk,
    database: Database,
    rows: Sequence[tuple[Table, Mapping[str, Row]]],
    settings: str,
) -> dict[str, str]:
    """Name the state of each ticket: its files, what the index makes of them, the settings."""
    folders = {folder for _, held in rows for folder in held}
    known = trees(desk.root, folders)
    edited = database.ask(
        "SELECT folder, key FROM tickets WHERE key <> '' UNION ALL SELECT folder, key FROM broken"
    )
    edits = {row["folder"]: row["key"] for row in edited}
    return {
        folder: _digest(
            settings,
            known.get(folder, ""),
            edits.get(folder, ""),
            *(held.get(folder) for _, held in rows),
        )
        for folder in folders
    }


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _written(desk: Desk, source: _Source, target: Target) -> Published:
    from plaindesk.store.postgres.values import plain

    is_new = target.prepare(desk.settings.name)
    found = Published(
        schema=target.schema,
        commit=source.notes["commit"],
        tickets=len(source.keys),
        is_new=is_new,
    )
    if _is_behind(desk, source.notes["commit"], target.notes().get("commit", "")):
        return found._replace(is_behind=True)
    keys = {plain(folder): key for folder, key in source.keys.items()}
    held = target.keys()
    stale = [folder for folder in source.keys if held.get(plain(folder)) != keys[plain(folder)]]
    gone = [folder for folder in held if folder not in keys]
    target.remove([*map(plain, stale), *gone])
    _put(desk, source, target, stale)
    target.note(source.notes)
    return found._replace(written=len(stale), removed=len(gone))


def _put(desk: Desk, source: _Source, target: Target, stale: Sequence[str]) -> None:
    from plaindesk.store.postgres.publishing import KEYS
    from plaindesk.store.postgres.tables import FACTS

    for table, held in source.rows:
        target.put(table, [held[folder] for folder in stale if folder in held])
    for part in facts(desk.root, source.notes["settings"], stale):
        for table in FACTS:
            target.put(table, part[table.name])
    target.put(KEYS, [(folder, source.keys[folder]) for folder in stale])


def _is_behind(desk: Desk, ours: str, theirs: str) -> bool:
    """Tell whether a later commit than ours was published already."""
    if ours == theirs or not _COMMIT.fullmatch(theirs):
        return False
    try:
        run(desk.root, ("merge-base", "--is-ancestor", ours, theirs))
    except GitFailedError:  # it is no later one, or one that we don't know
        return False
    return True
