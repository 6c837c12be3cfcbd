"""What a search of the knowledge base hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A piece of an article's text, and where in it the words that were asked for stand."""

    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    """From and to, as offsets into `text`, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHit:
    """One article that answers; the score compares hits of one answer only."""

    key: str
    language: str
    title: str
    score: float
    snippet: Snippet = Snippet()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """The hits, best first; `corrected` is what was searched too, where a word was unknown."""

    words: str
    hits: tuple[ArticleHit, ...] = ()
    corrected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketHit:
    """One ticket that holds the words."""

    ticket: Ticket
    snippet: Snippet = Snippet()
