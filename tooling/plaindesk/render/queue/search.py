"""Search hits as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaindesk.render.terminal import Paint, safe

if TYPE_CHECKING:
    from plaindesk.core.results.search import ArticleHit, Snippet, TicketHit


def hit(item: ArticleHit, paint: Paint) -> str:
    """Show an article's title, where it is, and the words in their place."""
    head = f"{paint(safe(item.title), 'bold')}  {paint(f'kb/{item.key}.md', 'dim')}"
    words = _snippet(item.snippet, paint)
    return f"{head}\n    {words}" if words else head


def ticket_hit(item: TicketHit[Any], paint: Paint) -> str:
    """Show a ticket, and the words in their place."""
    ticket = item.ticket
    status, subject = ticket.value("status"), safe(str(ticket.value("subject")))
    head = f"{paint(ticket.id, 'bold')}  {status}  {subject}"
    words = _snippet(item.snippet, paint)
    return f"{head}\n    {words}" if words else head


def _snippet(snippet: Snippet, paint: Paint) -> str:
    parts, at = [], 0
    for start, end in snippet.marks:
        parts += [safe(snippet.text[at:start]), paint(safe(snippet.text[start:end]), "yellow")]
        at = end
    return " ".join("".join([*parts, safe(snippet.text[at:])]).split())
