"""Words that people ask with and articles lack: keywords, or synonyms, to add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.store.search.document import bag
from plaindesk.store.search.words.analysis import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from plaindesk.core.model.articles.article import Article
    from plaindesk.store.search.words.synonyms import Groups


def stems_of(articles: Iterable[Article], synonyms: Groups) -> frozenset[str]:
    """Gather the stems of all that some articles say, by title, keywords, text and synonyms."""
    return frozenset(stem for article in articles for stem in bag(article, synonyms).stems)


def missing_words(words: str, language: str, stems: AbstractSet[str]) -> Iterator[str]:
    """List the words that matter in a question, as written, that no form stands for in stems."""
    for token in question(words, language):
        if stems.isdisjoint(token.stems):
            yield words[token.start : token.end]
