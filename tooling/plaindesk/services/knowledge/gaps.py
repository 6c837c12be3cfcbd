"""What the knowledge base lacks, told from the tickets."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import LinkKind
from plaindesk.services.knowledge.articles import articles
from plaindesk.store.search.words.analysis import question
from plaindesk.store.search.words.missing_words import missing_words, stems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk

_MANY = 3
"""So many tickets about one thing are no accident."""
_TERMS = 5
_LIMIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A service or tag that tickets come about and no article answers."""

    name: str
    tickets: tuple[str, ...]
    terms: tuple[str, ...]
    """The words that most of these tickets share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Topics without an article, articles that don't help, articles nobody uses."""

    topics: tuple[Topic, ...]
    coming: dict[str, int] = field(default_factory=dict)
    """Articles with the number of tickets that were answered with them."""
    unused: tuple[str, ...] = ()
    lacking: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Articles with the words of the tickets they answered that they lack themselves."""


def gaps(desk: Desk, since: datetime) -> Gaps:
    """Look at the tickets since a time, and at what they were answered with."""
    recent = [ticket for _, ticket in desk.readable() if ticket.created >= since]
    used = Counter(key for t in recent for key in t.links.get(LinkKind.ARTICLE, ()))
    coming = {key: count for key, count in used.most_common(_LIMIT) if count >= _MANY}
    published = [a for a in articles(desk) if a.status == "published" and not a.is_index]
    return Gaps(
        topics=tuple(_topics(recent)),
        coming=coming,
        unused=tuple(sorted(a.key for a in published if a.key not in used)),
        lacking=dict(_lacking(desk, published, recent)),
    )


def _lacking(
    desk: Desk, published: Iterable[Article], tickets: Iterable[Ticket]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Find for each article the words that several of its askers used and it doesn't."""
    asked: dict[str, list[str]] = defaultdict(list)
    for ticket in tickets:
        for key in ticket.links.get(LinkKind.ARTICLE, ()):
            asked[key].append(ticket.subject)
    for article in published:
        if len(subjects := asked[article.key]) > 1:
            held = stems_of([article], desk.settings.search.synonyms.get(article.language, ()))
            words = [set(missing_words(s.casefold(), article.language, held)) for s in subjects]
            if lacking := tuple(_shared(words)):
                yield article.key, lacking


def _topics(tickets: Iterable[Ticket]) -> Iterator[Topic]:
    """Gather the tickets that no article answered, by what they are about."""
    about: dict[str, list[Ticket]] = defaultdict(list)
    for ticket in tickets:
        if not ticket.links.get(LinkKind.ARTICLE):
            for name in {ticket.service, *ticket.tags} - {None, ""}:
                about[str(name)].append(ticket)
    many = sorted((-len(found), name) for name, found in about.items() if len(found) >= _MANY)
    for _, name in many[:_LIMIT]:
        found = about[name]
        ids = tuple(sorted(ticket.id for ticket in found))
        yield Topic(name=name, tickets=ids, terms=tuple(_terms(found)))


def _terms(tickets: Iterable[Ticket]) -> Iterator[str]:
    """Find the words that most of the subjects share."""
    said = (question(ticket.subject, ticket.language or "en") for ticket in tickets)
    return _shared({token.word for token in words} for words in said)


def _shared(said: Iterable[set[str]]) -> Iterator[str]:
    """Find the words that more than one said, the most frequent first."""
    counts = Counter(word for words in said for word in words)
    shared = (word for word, count in sorted(counts.items(), key=_rank) if count > 1)
    yield from islice(shared, _TERMS)


def _rank(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
