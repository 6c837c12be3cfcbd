"""What of an article goes into the index."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import ArticleStatus
from plaindesk.store.search.analysis import question, tokens
from plaindesk.store.search.prose import headings, strip
from plaindesk.store.search.synonyms import said_otherwise
from plaindesk.store.search.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.article import Article
    from plaindesk.store.search.analysis import Token
    from plaindesk.store.search.synonyms import Groups

# A word of the title weighs as much as so many in the text: BM25F with one bag of words.
_TITLE, _KEYWORDS, _SUMMARY, _HEADINGS, _TEXT = 6, 4, 3, 2, 1
_LONGEST = 200_000
"""Letters of a text that are indexed; no article that people read is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """An article's words: stems as often as they weigh, and the words as written."""

    stems: list[str]
    words: list[str]


def is_searchable(article: Article) -> bool:
    """Only what is published answers; pages that introduce a section answer nothing."""
    return article.status is ArticleStatus.PUBLISHED and not article.is_index


def digest(article: Article, synonyms: Groups) -> str:
    """Tell whether an article would be indexed as it was."""
    parts = (str(VERSION), article.audience, article.title, article.summary, article.body)
    hidden = (*article.keywords, "", *article.tags, "", repr(synonyms))
    text = "\0".join((*parts, *hidden))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def title_stems(article: Article) -> list[tuple[str, ...]]:
    """Give the stems of each word of the title that matters."""
    return [token.stems for token in question(article.title, article.language)]


def text_of(article: Article) -> str:
    """Give the text that snippets are cut from."""
    return strip(article.body[:_LONGEST])


def bag(article: Article, synonyms: Groups = ()) -> Bag:
    """Collect an article's words, weighed, and other names for what it speaks of."""
    stems: list[str] = []
    words: list[str] = []
    for weight, token in _weighed(article, synonyms):
        stems.extend(term for term in token.stems for _ in range(weight))
        words.append(token.word)
    return Bag(stems=stems, words=words)


def _weighed(article: Article, synonyms: Groups) -> Iterator[tuple[int, Token]]:
    fields: Iterable[tuple[int, str]] = (
        (_TITLE, article.title),
        (_KEYWORDS, "\n".join((*article.keywords, *article.tags))),
        (_SUMMARY, article.summary),
        (_HEADINGS, "\n".join(headings(article.body[:_LONGEST]))),
        (_TEXT, text_of(article)),
    )
    for weight, text in fields:
        others = said_otherwise(text, article.language, synonyms)
        for token in tokens(f"{text}\n{others}", article.language):
            yield from ((weight, part) for part in token.flat())
