"""What the knowledge base lacks, told from the tickets."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import LinkKind
from plaindesk.services.knowledge import articles
from plaindesk.store.search.analysis import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

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


def gaps(desk: Desk, since: datetime) -> Gaps:
    """Look at the tickets since a time, and at what they were answered with."""
    recent = [ticket for _, ticket in desk.readable() if ticket.created >= since]
    used = Counter(key for t in recent for key in t.links.get(LinkKind.ARTICLE, ()))
    coming = {key: count for key, count in used.most_common(_LIMIT) if count >= _MANY}
    published = (a for a in articles(desk) if a.status == "published" and not a.is_index)
    unused = sorted(a.key for a in published if a.key not in used)
    return Gaps(topics=tuple(_topics(recent)), coming=coming, unused=tuple(unused))


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
    counts: Counter[str] = Counter()
    for ticket in tickets:
        words = question(ticket.subject, ticket.language or "en")
        counts.update({token.word for token in words})
    shared = (word for word, count in sorted(counts.items(), key=_rank) if count > 1)
    yield from (word for word, _ in zip(shared, range(_TERMS), strict=False))


def _rank(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
