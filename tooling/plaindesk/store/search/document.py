"""What of an article goes into the index."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import ArticleStatus
from plaindesk.store.search.version import VERSION
from plaindesk.store.search.words.analysis import question, tokens
from plaindesk.store.search.words.plain_text import headings, strip
from plaindesk.store.search.words.synonyms import said_otherwise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.core.model.articles.article import Article
    from plaindesk.store.search.words.analysis import Token
    from plaindesk.store.search.words.synonyms import Groups

# A word of the title weighs as much as so many in the text: BM25F with one bag of words.
_TITLE, _KEYWORDS, _SUMMARY, _HEADINGS, _TEXT = 6, 4, 3, 2, 1
_LONGEST = 200_000
"""Letters of a text that are indexed; no article that people read is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """An article's words: stems as often as they weigh, words as written, stems of its title."""

    stems: list[str]
    words: list[str]
    titles: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a page says, as plain text, in the parts that count more and less."""

    title: str
    named: str = ""
    """Keywords and tags."""
    summary: str = ""
    headings: str = ""
    text: str = ""


def is_searchable(article: Article) -> bool:
    """Only what is published answers; pages that introduce a section answer nothing."""
    return article.status is ArticleStatus.PUBLISHED and not article.is_index


def digest(article: Article, synonyms: Groups) -> str:
    """Tell whether an article would be indexed as it was."""
    parts = (str(VERSION), article.audience, article.title, article.summary, article.body)
    hidden = (*article.keywords, "", *article.tags, "", repr(synonyms))
    text = "\0".join((*parts, *hidden))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def title_stems(title: str, language: str) -> list[tuple[str, ...]]:
    """Give the stems of each word of a title that matters."""
    return [token.stems for token in question(title, language)]


def text_of(article: Article) -> str:
    """Give the text that snippets are cut from."""
    return strip(article.body[:_LONGEST])


def bag(article: Article, synonyms: Groups = ()) -> Bag:
    """Collect an article's words, weighed, and other names for what it speaks of."""
    body = article.body[:_LONGEST]
    return bag_of(
        Said(
            title=article.title,
            named="\n".join((*article.keywords, *article.tags)),
            summary=article.summary,
            headings="\n".join(headings(body)),
            text=text_of(article),
        ),
        article.language,
        synonyms,
    )


def bag_of(said: Said, language: str, synonyms: Groups = ()) -> Bag:
    """Collect the words of what a page says in its parts, weighed."""
    stems: list[str] = []
    words: list[str] = []
    for weight, token in _weighed(said, language, synonyms):
        stems.extend(term for term in token.stems for _ in range(weight))
        words.append(token.word)
    title = (part for token in tokens(said.title, language) for part in token.flat())
    titles = [stem for token in title for stem in token.stems]
    return Bag(stems=stems, words=words, titles=titles)


def _weighed(said: Said, language: str, synonyms: Groups) -> Iterator[tuple[int, Token]]:
    fields: Iterable[tuple[int, str]] = (
        (_TITLE, said.title),
        (_KEYWORDS, said.named),
        (_SUMMARY, said.summary),
        (_HEADINGS, said.headings),
        (_TEXT, said.text),
    )
    for weight, text in fields:
        others = said_otherwise(text, language, synonyms)
        for token in tokens(f"{text}\n{others}", language):
            yield from ((weight, part) for part in token.flat())
