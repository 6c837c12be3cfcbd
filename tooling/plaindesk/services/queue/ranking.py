"""Tickets that hold words, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaindesk.core.query.sql import match_of
from plaindesk.core.query.tree import And
from plaindesk.store.index.schema import LISTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.query.tree import Node, Words
    from plaindesk.services.index.queries import Finder

_SUBJECT = 4.0
"""How much a word of the subject counts beside one of the text."""
_SCORE = f"bm25(search, {_SUBJECT}, 1.0)"
_BEST = "t.updated DESC, t.id DESC"
"""Of those that count the same, the one that somebody worked on last."""
_SPARE = 50
"""Tickets beyond the limit that are looked at, in case they count the same as the last."""
_SHOWN = ", ".join(f"t.{name}" for name in LISTED)


def ranked(found: Finder, where: Node, words: Sequence[Words], limit: int) -> list[Any]:
    """List the tickets that hold all the words, the best first; without words the newest.

    Each comes with what a list shows of it, and with all of its words as `text`.
    """
    asked = [wanted for item in words if (wanted := match_of(item))]
    if words and not asked:
        return []  # nothing of it is a word
    found.prepare(And(items=(where, *words)))
    if not asked:
        return _newest(found, where, limit)
    wanted = " AND ".join(asked)
    rows = _of_all(found, wanted, limit) if where == And(items=()) else None
    return _of_some(found, where, wanted, limit) if rows is None else rows


def _newest(found: Finder, where: Node, limit: int) -> list[Any]:
    reading, condition = found.reading(where)
    inner = (
        f"SELECT t.n, 0 AS score FROM tickets t WHERE {condition} "
        f"ORDER BY {_BEST} LIMIT {reading.put(limit)}"
    )
    return _with_texts(found, inner, reading.values)


def _of_some(found: Finder, where: Node, wanted: str, limit: int) -> list[Any]:
    """Rank those that fit; a ticket's long text is fetched only once it is among the best."""
    reading, condition = found.reading(where)
    inner = (
        f"SELECT t.n, {_SCORE} AS score FROM search JOIN tickets t ON t.n = search.rowid "
        f"WHERE search MATCH {reading.put(wanted)} AND {condition} "
        f"ORDER BY score, {_BEST} LIMIT {reading.put(limit)}"
    )
    return _with_texts(found, inner, reading.values)


def _of_all(found: Finder, wanted: str, limit: int) -> list[Any] | None:
    """Rank without a look at the tickets; None where too many count the same as the last one."""
    inner = (
        f"SELECT rowid AS n, {_SCORE} AS score FROM search WHERE search MATCH ?1 "
        "ORDER BY score LIMIT ?2"
    )
    rows = _with_texts(found, inner, (wanted, limit + _SPARE))
    is_sure = len(rows) < limit + _SPARE or rows[limit - 1]["score"] != rows[-1]["score"]
    return rows[:limit] if is_sure else None


def _with_texts(found: Finder, inner: str, values: Sequence[object]) -> list[Any]:
    return found.database.ask(
        f"SELECT {_SHOWN}, x.text, r.score FROM ({inner}) r JOIN tickets t ON t.n = r.n "
        f"JOIN texts x ON x.n = t.n ORDER BY r.score, {_BEST}",
        values,
    )
