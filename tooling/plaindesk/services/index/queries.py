"""Questions to the index of tickets, at one moment and for one asker."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from plaindesk.core.query.sql import DUE, MICRO, Reading, without_states
from plaindesk.store.index.functions import register
from plaindesk.store.index.outlooks import Outlooks, encode
from plaindesk.store.index.schema import LISTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plaindesk.core.query.tree import Node
    from plaindesk.core.sla import Book
    from plaindesk.services.desk import Desk
    from plaindesk.store.index.database import Database

_STATUS_ORDER = (
    "CASE t.status WHEN 'new' THEN 0 WHEN 'open' THEN 1 WHEN 'pending' THEN 2 "
    "WHEN 'on-hold' THEN 3 WHEN 'resolved' THEN 4 ELSE 5 END"
)
_ORDERS = {
    "due": f"ifnull({DUE}, 9223372036854775807)",
    "status": _STATUS_ORDER,
    "created": "t.created",
    "updated": "t.updated",
    "id": "t.id",
}
"""What each sort key goes by; the others by their text, and what is missing comes last."""


_SHOWN = ", ".join(f"t.{name}" for name in LISTED)
_MOST_LATE = 200
"""Tickets with an entry that lies ahead; more of them, and the question is about the past."""
_ALL = -1
"""No limit, as SQL has it."""


class Finder:
    """The index, ready to be asked at one moment."""

    def __init__(self, desk: Desk, database: Database, me: str | None) -> None:
        self.desk = desk
        self.database = database
        self.now = round(desk.now.timestamp() * MICRO)
        self.me = me or ""
        self.outlooks = Outlooks(self.now / MICRO, database.held("hours") or {}, self._far)
        register(database.connection, self.outlooks)

    def views(self) -> Mapping[str, str] | None:
        """Return the saved queries of the settings; None where not all can be read."""
        views: Mapping[str, str] | None = self.database.held("views")
        return views

    def reading(self, where: Node) -> tuple[Reading, str]:
        """Write a condition in SQL, with its parameters."""
        reading = Reading(now=self.now, me=self.me)
        return reading, reading.condition(where)

    def can(self, where: Node, sort: Sequence[str]) -> bool:
        """Tell whether the index can say exactly what the files would."""
        reading, _ = self.reading(where)
        if self.database.ask("SELECT 1 FROM tickets WHERE odd LIMIT 1"):
            return False
        if not (reading.needs_due or reading.needs_states or "due" in "".join(sort)):
            return True
        return self.knows_clocks

    @cached_property
    def late(self) -> list[Any]:
        """Tickets with an entry that lies ahead: clocks of two machines differ a little."""
        return self.database.ask(
            "SELECT n, folder FROM tickets WHERE updated > ? LIMIT ?", (self.now, _MOST_LATE + 1)
        )

    @property
    def knows_clocks(self) -> bool:
        """What is stored of clocks holds now: little lies ahead, and no policy goes by age."""
        return bool(self.database.held("lasting")) and len(self.late) <= _MOST_LATE

    @contextmanager
    def _with_late(self) -> Iterator[None]:
        """Let the clocks of late tickets stand as they do now, for one question."""
        if not self.late:
            yield
            return
        from plaindesk.services.index.rows import standing

        self.database.connection.execute("BEGIN IMMEDIATE")
        try:
            for row in self.late:
                values = standing(self.desk, row["folder"])
                self.database.connection.execute(
                    "UPDATE tickets SET outlook = :outlook, due = :due, moves = 0 WHERE n = :n",
                    {**values, "n": row["n"]},
                )
            yield
        finally:
            self.database.connection.execute("ROLLBACK")

    def rows(
        self, where: Node, sort: Sequence[str], limit: int | None, *, states: bool = True
    ) -> tuple[list[Any], int]:
        """List the rows that fit, in order and cut to a limit, and how many fit in all.

        `states` asks for the clocks of tickets that are done, too, which nobody may have yet.
        """
        self.prepare(where)
        with self._with_late():
            found, count = self._rows(where, sort, limit)
        if states and self.knows_clocks and self._complete(found):
            with self._with_late():
                found, count = self._rows(where, sort, limit)
        return found, count

    def _rows(self, where: Node, sort: Sequence[str], limit: int | None) -> tuple[list[Any], int]:
        reading, condition = self.reading(where)
        key = (sort or ("id",))[0]
        order = _ORDERS.get(key.lstrip("-"), f"casefolded(t.{key.lstrip('-')})")
        way = "DESC" if key.startswith("-") else "ASC"
        (count,) = self.database.ask(
            f"SELECT count(*) FROM tickets t WHERE {condition}", reading.values
        )[0]
        if not count:
            return [], 0
        found = self.database.ask(
            f"SELECT {_SHOWN}, {DUE} AS due_now FROM tickets t WHERE t.n IN ("
            f"SELECT t.n FROM tickets t WHERE {condition} ORDER BY {order} {way}, t.id {way} "
            f"LIMIT {reading.put(_ALL if limit is None else limit)}) "
            f"ORDER BY {order} {way}, t.id {way}",
            reading.values,
        )
        return found, count

    def folders(self, where: Node) -> list[str]:
        """List the folders of the tickets that fit, in the order of ids."""
        self.prepare(where)
        reading, condition = self.reading(where)
        rows = self.database.ask(
            f"SELECT t.folder FROM tickets t WHERE {condition} ORDER BY t.id", reading.values
        )
        return [row["folder"] for row in rows]

    def broken(self) -> list[str]:
        """List the folders that hold no ticket that can be read."""
        return [row["folder"] for row in self.database.ask("SELECT folder FROM broken")]

    def prepare(self, where: Node) -> None:
        """Add what this question needs and nobody has asked for before."""
        reading, _ = self.reading(where)
        if reading.needs_texts and not self.database.has_texts:
            from plaindesk.services.index.refresh import add_texts

            add_texts(self.desk.place, self.database)
        if reading.needs_states:
            self._look_ahead(without_states(where))

    def _look_ahead(self, where: Node) -> None:
        """Look at the clocks of tickets that are done, where nobody has yet."""
        reading, condition = self.reading(where)
        self._complete(
            self.database.ask(
                "SELECT t.n, t.folder, t.outlook FROM tickets t "
                f"WHERE t.done AND t.outlook IS NULL AND {condition}",
                reading.values,
            )
        )

    def _complete(self, rows: Sequence[Any]) -> bool:
        """Note the clocks of the tickets among some that miss them; False where none did."""
        missing = [row for row in rows if row["outlook"] is None]
        if not missing:
            return False
        from plaindesk.services.index.rows import outlooks_of, standing
        from plaindesk.services.sla.clock_cache import Measure

        book = Measure(self.desk, self.desk.now).book
        with self.database.writing():
            for row in missing:
                ticket = self.desk.load(row["folder"]).ticket
                found = outlooks_of(ticket, book, done=True) if ticket else ()
                # What can't be told for every moment can be for this one, and as nothing of a
                # ticket that is done moves, it stays so.
                if found is None:
                    value = standing(self.desk, row["folder"])["outlook"]
                else:
                    value = encode(found)
                self.database.connection.execute(
                    "UPDATE tickets SET outlook = ? WHERE n = ?", (value, row["n"])
                )
        return True

    def _far(self, calendar: str, now: int, left: int) -> int | None:
        """Ask the calendar itself, for moments that the stored hours don't reach."""
        from plaindesk.core.calendar import add
        from plaindesk.core.errors import DeskError
        from plaindesk.core.model.time.duration import Duration

        with suppress(DeskError):
            return add(self._book.hours(calendar), now, Duration(seconds=left))
        return None

    @cached_property
    def _book(self) -> Book:
        from plaindesk.core.sla import Book

        return Book(self.desk.settings)
