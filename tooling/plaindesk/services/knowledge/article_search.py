"""Finding answers: articles by the search index, tickets by the query language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaindesk.core.model.vocabulary import Audience
from plaindesk.core.results.search import ArticleHit, SearchAnswer, TicketHit

# What reads articles or tickets is imported where it is called: to import it takes as long as
# to ask an index.

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk
    from plaindesk.store.search.articles import ArticleSearch

_SEARCH = "search"
"""Our folder of indexes, among what can be thrown away."""


class Found(NamedTuple):
    """What a search found on both sides."""

    words: str
    articles: SearchAnswer
    tickets: tuple[TicketHit[Any], ...]


def articles_of(desk: Desk) -> list[Article]:
    """Read every article that can be read."""
    from plaindesk.core.model.files.stray_files import Stray
    from plaindesk.store.articles import load_all

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
    whole: bool = True,
) -> Found:
    """Search articles, tickets or both; odd input finds nothing and is no error.

    `whole` asks for each ticket with its words, not only for its fields.
    """
    answer = SearchAnswer(words=words)
    if kb:
        wanted = languages or [str(language) for language in desk.settings.languages]
        answer = _index(desk).search(words, wanted, limit=limit, audience=Audience.AGENTS)
    found = _tickets(desk, words, limit, whole=whole) if tickets else ()
    return Found(words=words, articles=answer, tickets=found)


def suggest(
    desk: Desk, ticket: Ticket, *, limit: int, audience: Audience
) -> tuple[ArticleHit, ...]:
    """Find articles for a ticket: in its own language, else in the default one."""
    languages = [ticket.language] if ticket.language in desk.settings.languages else []
    words = f"{ticket.subject} {ticket.body}"[:500]
    chosen = [str(language) for language in languages] or [desk.settings.default_language]
    return _index(desk).search(words, chosen, limit=limit, audience=audience).hits


def _tickets(desk: Desk, words: str, limit: int, *, whole: bool) -> tuple[TicketHit[Any], ...]:
    from plaindesk.services.queue.ticket_search import search_tickets

    return search_tickets(desk, words, limit, whole=whole)


def _index(desk: Desk) -> ArticleSearch:
    from plaindesk.store.search.articles import ArticleSearch
    from plaindesk.store.search.freshness import state_of

    desk.settings.refuse_unread("search")
    index = ArticleSearch(desk.place.state / _SEARCH, desk.settings.search.synonyms)
    state = state_of(desk.root / "kb", desk.place.state)
    index.bring_up(state, lambda: articles_of(desk))
    return index
