"""Links between tickets, to articles and to addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.checks.tickets.circular_links import DIRECTED
from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request
from plaindesk.core.model import ids
from plaindesk.core.model.addresses import problem_with_link
from plaindesk.core.model.ticket import NO_LINKS
from plaindesk.core.model.vocabulary import LinkKind
from plaindesk.services.tickets.actions import happen

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Links, Ticket
    from plaindesk.core.results.tickets import Changed
    from plaindesk.services.desk import Desk


def link(  # noqa: PLR0913 - the parts of a link
    desk: Desk,
    name: str,
    kind: LinkKind,
    target: str,
    *,
    by: str,
    remove: bool,
    commit: bool = True,
) -> Changed:
    """Add a link or take it away; raises DeskError where the target doesn't exist."""
    _, ticket = desk.ticket(name)
    target = checked_target(desk, kind, target, ticket)
    held = ticket.links.get(kind, ())
    if not remove and kind in DIRECTED:
        _refuse_circle(desk, ticket, kind, target)
    targets = (
        tuple(t for t in held if t != target) if remove else tuple(dict.fromkeys((*held, target)))
    )
    if targets == held:
        state = "no such link" if remove else "that link already"
        raise DeskError(f"{ticket.id} has {state}: {kind} {target}")
    return happen(
        desk,
        ticket.id,
        Request(by=by, values={"links": with_link(ticket, kind, targets)}),
        commit=commit,
    )


def _refuse_circle(desk: Desk, ticket: Ticket, kind: LinkKind, target: str) -> None:
    """Raise DeskError where the target leads back to the ticket by links of that kind."""
    seen: set[str] = set()
    waiting = [target]
    while waiting:
        name = waiting.pop()
        if name == ticket.id:
            raise DeskError(
                f"{target} leads to {ticket.id} already ({kind}), so that would be a circle.",
                f"See: desk show {target}",
            )
        if name not in seen:
            seen.add(name)
            found = desk.load(ids.folder(name)).ticket
            waiting += found.links.get(kind, ()) if found else ()


def with_link(ticket: Ticket, kind: LinkKind, targets: tuple[str, ...]) -> Links:
    """Return the ticket's links with those of one kind set, in the order of kinds."""
    links = {**ticket.links, kind: targets}
    return {k: links[k] for k in LinkKind if links.get(k)} or NO_LINKS


def checked_target(desk: Desk, kind: LinkKind, target: str, ticket: Ticket) -> str:
    """Return a link's target as it is written; raises DeskError where it leads nowhere."""
    if kind is LinkKind.EXTERNAL:
        if problem := problem_with_link(target):
            hint = "Write it as https://example.com/page, without a password."
            raise DeskError(f"'{target}' is {problem}.", hint)
        return target
    if kind is LinkKind.ARTICLE:
        key = target.removeprefix("kb/").removesuffix(".md")
        if key in desk.article_keys():
            return key
        raise DeskError(f"There is no article '{target}'.", "List them: desk kb list")
    found = desk.id_of(target)
    if found == ticket.id:
        raise DeskError("A ticket can't be linked to itself.")
    return found
