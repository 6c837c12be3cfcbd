"""What the public site learns from tickets: which articles they name, and what is announced.

Of the counts only the order goes further, and of a ticket only what agents wrote for
everybody: no text of a requester, no id, no name.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plaindesk.core.model.vocabulary import LinkKind, TicketType
from plaindesk.site.build.sections import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from plaindesk.core.model.ticket import Ticket

_SIGNS = (b"article", b"public")
"""Tickets without these words tell nothing; most are not even parsed."""


def telling(root: Path) -> Iterator[Ticket]:
    """Read the tickets that may have something to tell."""
    if not (root / "tickets").is_dir():
        return  # a help centre alone needs nothing that reads tickets
    from plaindesk.store import tickets

    for folder in tickets.folders(root):
        if not isinstance(folder, str):
            continue
        found = tickets.load(root, folder)
        held = (found.readme or b"", *found.loose.values())
        if any(sign in data for sign in _SIGNS for data in held):
            ticket = found.reading().ticket
            if ticket is not None:
                yield ticket


def most_used(found: Iterable[Ticket]) -> tuple[str, ...]:
    """List the articles that tickets name, the most named first."""
    named = Counter(key for ticket in found for key in ticket.links.get(LinkKind.ARTICLE, ()))
    return tuple(sorted(named, key=lambda key: (-named[key], key)))


def notices(found: Iterable[Ticket]) -> tuple[Notice, ...]:
    """List open incidents that agents made public, the newest first."""
    told = sorted((t for t in found if _is_public(t)), key=lambda t: (t.created, t.id))
    return tuple(
        Notice(title=ticket.subject, summary=ticket.fields.get("public_summary", ""))
        for ticket in reversed(told)
    )


def _is_public(ticket: Ticket) -> bool:
    is_told = ticket.fields.get("public") == "true"
    return is_told and ticket.type is TicketType.INCIDENT and not ticket.status.is_done
