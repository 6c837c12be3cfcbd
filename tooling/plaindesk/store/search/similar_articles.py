"""Which articles of one language's index speak of the same things."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

from whoosh.classify import Bo1Model, Expander

from plaindesk.store.search import bm25
from plaindesk.store.search.document import bag

if TYPE_CHECKING:
    from plaindesk.core.model.articles.article import Article
    from plaindesk.core.model.vocabulary import Audience
    from plaindesk.store.search.open_index import Opened

_KEY_TERMS = 30


def similar(opened: Opened, article: Article, *, limit: int, audience: Audience) -> tuple[str, ...]:
    """Find the articles that share most of what sets this one apart."""
    expander = Expander(opened.reader, "stems", model=Bo1Model)
    counts: dict[str, float] = {}
    for stem in bag(article).stems:
        counts[stem] = counts.get(stem, 0.0) + 1.0
    expander.add(sorted(counts.items()))
    telling = expander.expanded_terms(_KEY_TERMS)
    alike = bm25.total((weight, opened.scores("stems", stem)) for stem, weight in telling)
    allowed = alike.keys() & opened.readable(audience)
    best = nlargest(limit + 1, ((alike[number], -number) for number in allowed))
    ranked = sorted((-score, opened.reader.stored_fields(-number)["key"]) for score, number in best)
    return tuple(key for _, key in ranked if key != article.key)[:limit]
