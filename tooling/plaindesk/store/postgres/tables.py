"""The tables in PostgreSQL: those of the index, by what SQLite says of them, and a few more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.results.publishing import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.results.publishing import Row
    from plaindesk.store.index.database import Database

LOCAL = ("n", "key", "clean", "clean_until", "rest_from", "rest_until", "outlook")
"""What only the clone that made an index can use: it notes there what its commands found.

`clocks` says what `outlook` packs.
"""
_INSTANTS = ("created", "updated", "due")
_NUMBERS = ("line", "done", "odd", "moves")
_DECLARED = {"INTEGER": "bigint", "INT": "bigint", "BIGINT": "bigint"}
FACTS = (
    Table(
        name="clocks",
        columns={
            "folder": "text",
            "target": "text",
            "state": "text",
            "live": "boolean",
            "moves": "boolean",
            "due": "timestamptz",
            "warn_at": "timestamptz",
        },
    ),
    Table(
        name="stretches",
        columns={
            "folder": "text",
            "status": "text",
            "began": "timestamptz",
            "ended": "timestamptz",
        },
    ),
    Table(
        name="outcomes",
        columns={
            "folder": "text",
            "first_response": "timestamptz",
            "resolved": "timestamptz",
            "answers": "bigint",
            "score": "bigint",
            "spent_seconds": "bigint",
        },
    ),
)
"""What reports need and no list does: read from the files of tickets that changed."""


def of_index(database: Database) -> list[Table]:
    """List the tables of the index that are about tickets, with what is published of them."""
    return [Table(name=name, columns=dict(_columns(database, name))) for name in _names(database)]


def rows_of(database: Database, table: Table) -> dict[str, Row]:
    """Read a table of the index, by folder."""
    columns = ", ".join(f'"{name}"' for name in table.columns)
    rows = database.ask(f'SELECT {columns} FROM "{table.name}"')
    return {row["folder"]: tuple(row) for row in rows}


def _names(database: Database) -> list[str]:
    rows = database.ask(
        "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS "
        "(SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'folder') ORDER BY m.name"
    )
    return [row["name"] for row in rows]


def _columns(database: Database, table: str) -> Iterator[tuple[str, str]]:
    """Give each column its type; SQLite asks for none, so most have only a name."""
    for row in database.ask("SELECT name, type FROM pragma_table_info(?)", (table,)):
        name = row["name"]
        if name in _INSTANTS:
            yield name, "timestamptz"
        elif name in _NUMBERS:
            yield name, "bigint"
        elif name not in LOCAL:
            yield name, _DECLARED.get(str(row["type"]).upper(), "text")
