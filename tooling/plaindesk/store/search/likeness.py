"""Which articles of one language's index speak of the same things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh import query
from whoosh.classify import Bo1Model, Expander

from plaindesk.store.search.entry import bag
from plaindesk.store.search.opened import may_read

if TYPE_CHECKING:
    from plaindesk.core.model.article import Article
    from plaindesk.core.model.vocabulary import Audience
    from plaindesk.store.search.opened import Opened

_KEY_TERMS = 30


def similar(opened: Opened, article: Article, *, limit: int, audience: Audience) -> tuple[str, ...]:
    """Find the articles that share most of what sets this one apart."""
    expander = Expander(opened.searcher.reader(), "stems", model=Bo1Model)
    counts: dict[str, float] = {}
    for stem in bag(article).stems:
        counts[stem] = counts.get(stem, 0.0) + 1.0
    expander.add(sorted(counts.items()))
    telling = expander.expanded_terms(_KEY_TERMS)
    alike = query.Or([query.Term("stems", stem, boost=weight) for stem, weight in telling])
    itself = query.Term("key", article.key)
    found = opened.searcher.search(alike, limit=limit, filter=may_read(audience), mask=itself)
    ranked = sorted((-hit.score, hit["key"]) for hit in found)
    return tuple(key for _, key in ranked)
