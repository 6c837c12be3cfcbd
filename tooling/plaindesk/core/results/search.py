"""What a search of the knowledge base hands back."""

from __future__ import annotations

from typing import Generic, NamedTuple

from plaindesk.core.results.lists import Shown


class Snippet(NamedTuple):
    """A piece of an article's text, and where in it the words that were asked for stand."""

    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    """From and to, as offsets into `text`, in order."""


class ArticleHit(NamedTuple):
    """One article that answers; the score compares hits of one answer only."""

    key: str
    language: str
    title: str
    score: float
    snippet: Snippet = Snippet()


class SearchAnswer(NamedTuple):
    """The hits, best first; `corrected` is what was searched too, where a word was unknown."""

    words: str
    hits: tuple[ArticleHit, ...] = ()
    corrected: str | None = None


class TicketHit(NamedTuple, Generic[Shown]):
    """One ticket that holds the words."""

    ticket: Shown
    snippet: Snippet = Snippet()
