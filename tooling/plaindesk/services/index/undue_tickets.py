"""Tickets in which no step can be due yet, as the index notes it, so that they are left be.

What is noted holds from the moment when a ticket was measured until its next step: only a
change of its files or of the settings can bring one earlier, and either makes its row anew.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from plaindesk.core.model.vocabulary import Target
from plaindesk.core.query import parse
from plaindesk.core.query.sql import DUE
from plaindesk.core.results.jobs import Due
from plaindesk.core.sla import ClockState, Pressing
from plaindesk.services.queue.ticket_query import answered, finder, tickets_in, tickets_where
from plaindesk.store.index.brief import brief

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.core.model.files.shard import Shard
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk, Loaded
    from plaindesk.services.index.queries import Finder

UNFINISHED = "-status:closed"
NEVER = 2**62
_RESTS = "t.rest_from <= {now} AND t.rest_until > {now} AND t.updated <= {now} * 1000000"


class Known(NamedTuple):
    """What the index says: tickets at rest, those to look at, and the most pressing ones."""

    tickets: int = 0
    """How many are at rest."""
    waiting: int = 0
    """How many of those have a deadline."""
    breached: int = 0
    due: Sequence[Due] = ()
    awake: Sequence[str] | None = None
    """Folders; None where the index can't tell."""


class Resting:
    """The tickets of a desk that aren't closed, parted into those at rest and the others."""

    def __init__(self, desk: Desk, now: datetime, *, use: bool, most: int = 0) -> None:
        """Ask the index, if there is `use` for it; `most` of the pressing ones are named."""
        self.desk = desk
        self.now = int(now.timestamp())
        self.finder = finder(desk) if use and now == desk.now else None
        held = self.finder and answered(self.finder, lambda: self._ask(most))
        self.known: Known = held or Known()
        self._notes: list[tuple[int, int, str]] = []

    def awake(
        self, broken: list[Finding] | None = None, shard: Shard | None = None
    ) -> Iterator[tuple[Loaded, Ticket]]:
        """Read the tickets in which a step may be due; of others the findings go into `broken`."""
        if self.known.awake is None:
            return tickets_where(self.desk, UNFINISHED, broken, shard)
        return tickets_in(self.desk, self.known.awake, broken)

    def note(self, folder: str, until: datetime | None) -> None:
        """Take in that nothing is due in a ticket before then; None for never."""
        second = int(until.timestamp()) if until else NEVER
        self._notes.append((self.now, second, folder))

    def keep(self) -> None:
        """Write what was noted, unless another process has read the files anew meanwhile."""
        if self.finder is None or self.known.awake is None or not self._notes:
            return
        database = self.finder.database
        with suppress(sqlite3.Error), database.writing():
            if database.held("commit") == self._commit:
                database.connection.executemany(
                    "UPDATE tickets SET rest_from = ?, rest_until = ? "
                    "WHERE folder = ? AND key = ''",
                    self._notes,
                )

    def _ask(self, most: int) -> Known | None:
        found = self.finder
        where = parse(UNFINISHED).where
        if found is None or not (found.can(where, ()) and found.knows_clocks):
            return None
        self._commit = found.database.held("commit")
        reading, condition = found.reading(where)
        rests = _RESTS.format(now=reading.put(self.now))
        resting = f"FROM tickets t WHERE {condition} AND {rests}"
        awake = found.database.ask(
            f"SELECT t.folder FROM tickets t WHERE {condition} AND NOT ifnull({rests}, 0)",  # noqa: S608 - no input but as a parameter
            reading.values,
        )
        (sums,) = found.database.ask(
            f"SELECT count(*) AS n, count(d) AS waiting, ifnull(sum(d < {found.now}), 0) AS late "  # noqa: S608 - no input
            f"FROM (SELECT {DUE} AS d {resting})",
            reading.values,
        )
        due = found.database.ask(
            f"SELECT t.*, {DUE} AS due_now {resting} AND due_now NOT NULL "
            f"ORDER BY due_now, t.id LIMIT {reading.put(most)}",
            reading.values,
        )
        return Known(
            tickets=sums["n"],
            waiting=sums["waiting"],
            breached=sums["late"],
            due=tuple(_due(row, found) for row in due),
            awake=sorted((*(row["folder"] for row in awake), *found.broken())),
        )


def _due(row: Any, found: Finder) -> Due:  # noqa: ANN401 - a row of the index
    target, state, warns, due = found.outlooks.pressing(row["outlook"]) or ("", "", False, 0)
    moment = datetime.fromtimestamp(due, UTC)
    return Due(brief(row), Pressing(Target(target), ClockState(state), warns, moment))
