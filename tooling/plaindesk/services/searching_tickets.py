"""Finding tickets: conditions of the query language, and words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plaindesk.core.query import And, QueryError, Words, parse
from plaindesk.core.results.search import TicketHit
from plaindesk.services.finding import answered, finder, read_finder
from plaindesk.services.pieces import piece
from plaindesk.services.ranking import ranked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaindesk.core.query import Node
    from plaindesk.services.desk import Desk


def search_tickets(desk: Desk, words: str, limit: int) -> tuple[TicketHit, ...]:
    """Find tickets that hold every word, or its beginning; the best first, the newest of equals.

    Conditions of the query language narrow it: `tunnel status:open`.
    """
    where, asked = _parted(words, desk.settings.views)
    found = finder(desk)
    rows = None
    if found:
        ask = partial(ranked, found, where, asked, limit)
        rows = answered(found, lambda: ask() if found.can(where, ()) else None)
    return tuple(
        TicketHit(ticket=ticket, snippet=piece(row["text"], asked))
        for row in (ranked(read_finder(desk), where, asked, limit) if rows is None else rows)
        if (ticket := desk.load(row["folder"]).ticket)
    )


def _parted(words: str, views: Mapping[str, str]) -> tuple[Node, tuple[Words, ...]]:
    """Part a question into its conditions and its words; what is no query is words alone."""
    try:
        tree = parse(words, views).where
    except QueryError:
        tree = And(items=tuple(Words(text=word) for word in words.split()))
    items = tree.items if isinstance(tree, And) else (tree,)
    said = tuple(
        Words(text=item.text, is_prefix=item.is_prefix or " " not in item.text)
        for item in items
        if isinstance(item, Words)
    )
    return And(items=tuple(item for item in items if not isinstance(item, Words))), said
