"""Writing the published tables: in one transaction, alone, and only what has changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from psycopg.sql import SQL, Identifier

from plaindesk.core.errors import DeskError
from plaindesk.core.results.publishing import Table
from plaindesk.store.postgres.values import FITTING, plain
from plaindesk.store.postgres.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import LiteralString

    from psycopg import Connection
    from psycopg.rows import TupleRow
    from psycopg.sql import Composed

    from plaindesk.core.results.publishing import Row

VERSION = 1
"""Raised whenever a table or view changes in a way that its columns don't tell."""
KEYS = Table(name="published", columns={"folder": "text", "key": "text"})
_META = "meta"
_TYPES = {
    "text": SQL("text"),
    "bigint": SQL("bigint"),
    "timestamptz": SQL("timestamptz"),
    "boolean": SQL("boolean"),
}


class Target:
    """One desk's schema, within one transaction; whoever else publishes waits for its end."""

    def __init__(
        self, connection: Connection[TupleRow], schema: str, tables: Sequence[Table]
    ) -> None:
        """Take the lock; the tables are looked at by `prepare`."""
        self._connection = connection
        self.schema = schema
        self.reports = f"{schema}_reports"
        self.tables = (*tables, KEYS)
        connection.execute(
            "SELECT pg_advisory_xact_lock(hashtext('plaindesk'), hashtext(%s))", (schema,)
        )

    def prepare(self, desk: str) -> bool:
        """See that the tables are there, of this version and of this desk; True if made now.

        Raises DeskError where the schema is somebody else's.
        """
        notes = self.notes()
        if not notes and self._is_used():
            raise DeskError(
                f"The schema '{self.schema}' holds something else.", "Name another: --schema NAME"
            )
        if notes and notes.get("desk") != plain(desk):
            raise DeskError(
                f"The schema '{self.schema}' holds the desk '{notes.get('desk')}', not '{desk}'.",
                "Name another: --schema NAME. If the desk has a new name, drop the schema first.",
            )
        if notes and notes.get("version") == self._version:
            return False
        self._make(has_old=bool(notes))
        self.note({"version": self._version, "desk": desk})
        return True

    def keys(self) -> dict[str, str]:
        """Return the key of every ticket as it was published, by folder."""
        return dict(self._rows("SELECT folder, key FROM {schema}.published"))

    def notes(self) -> dict[str, str]:
        """Return what is noted of the whole; nothing where there are no tables."""
        found = self._rows(
            "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = %s AND c.relname = 'published'",
            (self.schema,),
        )
        return dict(self._rows("SELECT name, value FROM {schema}.meta")) if found else {}

    def note(self, notes: Mapping[str, str]) -> None:
        """Note something of the whole, where it is not noted already."""
        held = self.notes()
        for name, value in notes.items():
            if held.get(name) != plain(value):
                self._do(
                    "INSERT INTO {schema}.meta VALUES (%s, %s) "
                    "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    (name, plain(value)),
                )

    def remove(self, folders: Sequence[str]) -> None:
        """Take tickets out of every table."""
        for table in self.tables if folders else ():
            self._do("DELETE FROM {schema}.{table} WHERE folder = ANY(%s)", (folders,), table.name)

    def put(self, table: Table, rows: Iterable[Row]) -> None:
        """Put rows in, each value made to fit its column."""
        fitting = [FITTING[kind] for kind in table.columns.values()]
        columns = SQL(", ").join(map(Identifier, table.columns))
        command = self._sql("COPY {schema}.{table} ({columns}) FROM STDIN", table.name, columns)
        with self._connection.cursor().copy(command) as copy:
            for row in rows:
                copy.write_row([fit(value) for fit, value in zip(fitting, row, strict=True)])

    def _is_used(self) -> bool:
        return bool(
            self._rows(
                "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                "WHERE n.nspname IN (%s, %s) LIMIT 1",
                (self.schema, self.reports),
            )
        )

    @property
    def _version(self) -> str:
        whole = repr([(table.name, list(table.columns.items())) for table in self.tables])
        return f"{VERSION}-{hashlib.sha256((whole + repr(VIEWS)).encode()).hexdigest()[:16]}"

    def _make(self, *, has_old: bool) -> None:
        """Make the tables and views; old ones go, but nothing that others hung on them."""
        if has_old:
            held = self.notes()
            self._drop("VIEW", self.reports, held.get("views", ""))
            self._drop("TABLE", self.schema, held.get("tables", ""))
        for name in (self.schema, self.reports):
            if not self._rows("SELECT 1 FROM pg_namespace WHERE nspname = %s", (name,)):
                self._connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
        self._do("CREATE TABLE {schema}.meta (name text PRIMARY KEY, value text)")
        for table in self.tables:
            columns = SQL(", ").join(
                SQL("{} {}").format(Identifier(name), _TYPES[kind])
                for name, kind in table.columns.items()
            )
            self._do("CREATE TABLE {schema}.{table} ({columns})", (), table.name, columns)
            self._do("CREATE INDEX ON {schema}.{table} (folder)", (), table.name)
        for name, view in VIEWS.items():
            head = SQL("CREATE VIEW {}.{} AS ").format(Identifier(self.reports), Identifier(name))
            names = {"tables": Identifier(self.schema), "reports": Identifier(self.reports)}
            self._connection.execute(head + SQL(view).format(**names))
        tables = ",".join((_META, *(table.name for table in self.tables)))
        self.note({"tables": tables, "views": ",".join(VIEWS)})

    def _drop(self, what: LiteralString, schema: str, names: str) -> None:
        """Drop several at once, in whatever order they need each other."""
        listed = [SQL("{}.{}").format(Identifier(schema), Identifier(n)) for n in names.split(",")]
        self._connection.execute(SQL("DROP {} ").format(SQL(what)) + SQL(", ").join(listed))

    def _rows(self, query: LiteralString, values: Sequence[object] = ()) -> list[TupleRow]:
        return self._connection.execute(self._sql(query), values or None).fetchall()

    def _do(
        self,
        command: LiteralString,
        values: Sequence[object] = (),
        table: str = "",
        columns: Composed | None = None,
    ) -> None:
        self._connection.execute(self._sql(command, table, columns), values or None)

    def _sql(
        self, command: LiteralString, table: str = "", columns: Composed | None = None
    ) -> Composed:
        return SQL(command).format(
            schema=Identifier(self.schema),
            table=Identifier(table or _META),
            columns=columns or SQL(""),
        )
