"""Who points at a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.query import Term
from plaindesk.store import files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.model.vocabulary import LinkKind
    from plaindesk.services.desk import Desk


def pointing_at(desk: Desk, ticket: str) -> list[tuple[LinkKind, Ticket]]:
    """List the tickets that are linked to one, with how, in the order of ids."""
    found = []
    for folder in _naming(desk, ticket):
        other = desk.load(folder).ticket
        links = other.links.items() if other else ()
        found += [(kind, other) for kind, targets in links if other and ticket in targets]
    return found


def _naming(desk: Desk, ticket: str) -> list[str]:
    """List the folders whose page may link a ticket: by the index, or where its id stands."""
    from plaindesk.services.queue.ticket_query import folders_where

    folders = folders_where(desk, Term(field="links", values=(ticket,)))
    if folders is not None:
        return folders
    from plaindesk.store import tickets

    found = (item for item in tickets.folders(desk.root) if isinstance(item, str))
    pages = ((folder, _page(desk, folder)) for folder in found)
    return [folder for folder, page in pages if page and ticket.encode() in page]


def _page(desk: Desk, folder: str) -> bytes | None:
    from plaindesk.store import tickets

    path = f"{folder}/{tickets.README}"
    return None if files.first_link(str(desk.root), path) else files.read(desk.root / path)


def still_open(pointing: Iterable[tuple[LinkKind, Ticket]], kind: LinkKind) -> list[Ticket]:
    """List those of one kind that are worked on."""
    return [ticket for how, ticket in pointing if how is kind and not ticket.status.is_done]
