"""Finding tickets: conditions of the query language, and words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from plaindesk.core.query import And, QueryError, Words, parse
from plaindesk.core.results.search import TicketHit
from plaindesk.services.queue.ranking import ranked
from plaindesk.services.queue.snippets import piece
from plaindesk.services.queue.ticket_query import answered, finder, read_finder, views_in
from plaindesk.store.index.brief import brief

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaindesk.core.query import Node
    from plaindesk.services.desk import Desk


def search_tickets(
    desk: Desk, words: str, limit: int, *, whole: bool
) -> tuple[TicketHit[Any], ...]:
    """Find tickets that hold every word, or its beginning; the best first, the newest of equals.

    Conditions of the query language narrow it: `tunnel status:open`. `whole` asks for each
    ticket with its words, not only for its fields.
    """
    found = finder(desk)
    views = answered(found, found.views) if found else None
    where, asked = _parted(words, views_in(desk, words) if views is None else views)
    rows = None
    if found and views is not None:
        ask = partial(ranked, found, where, asked, limit)
        rows = answered(found, lambda: ask() if found.can(where, ()) else None)
    if rows is None:
        rows = ranked(read_finder(desk), where, asked, limit)
    return tuple(
        TicketHit(ticket=ticket, snippet=piece(row["text"], asked))
        for row in rows
        if (ticket := desk.load(row["folder"]).ticket if whole else brief(row))
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
