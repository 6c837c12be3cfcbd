"""Finding answers: articles by the search index, tickets by the query language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.checks.tree import Stray
from plaindesk.core.model.vocabulary import Audience
from plaindesk.core.query import And, Words, matches
from plaindesk.core.results.search import ArticleHit, SearchAnswer
from plaindesk.services.measuring import Measure
from plaindesk.store.articles import load_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from plaindesk.core.model.article import Article
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk
    from plaindesk.store.search.articles import ArticleSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found on both sides."""

    words: str
    articles: SearchAnswer
    tickets: tuple[Ticket, ...]


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
    from plaindesk.store.search.articles import ArticleSearch

    index = ArticleSearch(desk.place.state / "search")
    index.refresh(articles_of(desk))
    return index


def _tickets(desk: Desk, words: str, limit: int) -> tuple[Ticket, ...]:
    """Find tickets that hold every word, or its beginning; the newest first."""
    where = And(items=tuple(Words(text=word, is_prefix=True) for word in words.split()))
    facts = Measure(desk, desk.now).facts()
    found = [ticket for _, ticket in desk.readable() if matches(where, ticket, facts)]
    found.sort(key=_activity, reverse=True)
    return tuple(found[:limit])


def _activity(ticket: Ticket) -> tuple[datetime, str]:
    return (ticket.last_activity, ticket.id)
