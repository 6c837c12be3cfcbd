"""Finding answers: articles by the search index, tickets by the query language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from plaindesk.core.model.stray import Stray
from plaindesk.core.model.vocabulary import Audience
from plaindesk.core.query import And, QueryError, Words, parse
from plaindesk.core.results.search import ArticleHit, SearchAnswer, TicketHit
from plaindesk.services.pieces import piece
from plaindesk.store.articles import load_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plaindesk.core.model.article import Article
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.query import Node
    from plaindesk.services.desk import Desk
    from plaindesk.store.search.articles import ArticleSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found on both sides."""

    words: str
    articles: SearchAnswer
    tickets: tuple[TicketHit, ...]


def articles_of(desk: Desk) -> list[Article]:
    """Read every article that can be read."""
    found = (item for item in load_all(desk.root) if not isinstance(item, Stray))
    return [item.article for item in found if item.article is not None]


def search(  # noqa: PLR0913 - the parts of a question
    desk: Desk,
    words: str,
    *,
    kb: bool,
    tickets: bool,
    languages: Sequence[str] = (),
    limit: int = 10,
) -> Found:
    """Search articles, tickets or both; odd input finds nothing and is no error."""
    wanted = languages or desk.settings.languages
    answer = SearchAnswer(words=words)
    if kb:
        index = _index(desk)
        answer = index.search(words, wanted, limit=limit, audience=Audience.AGENTS)
    return Found(
        words=words,
        articles=answer,
        tickets=_tickets(desk, words, limit) if tickets else (),
    )


def suggest(
    desk: Desk, ticket: Ticket, *, limit: int, audience: Audience
) -> tuple[ArticleHit, ...]:
    """Find articles for a ticket: in its own language, else in the default one."""
    languages = [ticket.language] if ticket.language in desk.settings.languages else []
    index = _index(desk)
    words = f"{ticket.subject} {ticket.body}"[:500]
    chosen = [str(language) for language in languages] or [desk.settings.default_language]
    return index.search(words, chosen, limit=limit, audience=audience).hits


def _index(desk: Desk) -> ArticleSearch:
    from plaindesk.store.articles import KB
    from plaindesk.store.search.articles import ArticleSearch
    from plaindesk.store.search.state import state_of

    index = ArticleSearch(desk.place.state / "search", desk.settings.search.synonyms)
    state = state_of(desk.root / KB, desk.place.state)
    index.bring_up(state, lambda: articles_of(desk))
    return index


def _tickets(desk: Desk, words: str, limit: int) -> tuple[TicketHit, ...]:
    """Find tickets that hold every word, or its beginning; the best first, the newest of equals.

    Conditions of the query language narrow it: `tunnel status:open`.
    """
    from plaindesk.services.finding import answered, finder, read_finder

    where, asked = _parted(words, desk.settings.views)
    found = finder(desk)
    rows = None
    if found:
        ask = partial(found.ranked, where, asked, limit)
        rows = answered(found, lambda: ask() if found.can(where, ()) else None)
    return tuple(
        TicketHit(ticket=ticket, snippet=piece(row["text"], asked))
        for row in (read_finder(desk).ranked(where, asked, limit) if rows is None else rows)
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
