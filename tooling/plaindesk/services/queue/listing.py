"""Lists of tickets: what fits a query, in an order, cut to a limit."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.clock_outlook import WARN, WORST
from plaindesk.core.model.vocabulary import Status
from plaindesk.core.query import parse
from plaindesk.core.query.fields import SORT_FIELDS
from plaindesk.core.query.sql import MICRO
from plaindesk.core.results.lists import Listing, Row
from plaindesk.services.queue.ticket_query import answered, finder, views_in
from plaindesk.store.index.brief import brief

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.query.tree import Node
    from plaindesk.core.results.lists import Brief
    from plaindesk.services.desk import Desk
    from plaindesk.services.index.queries import Finder
    from plaindesk.services.sla.clock_cache import Measure

DEFAULT = "is:open sort:due"
"""What a list shows when nothing is asked: the open work, the most pressing first."""
_LATE = datetime(9999, 1, 1, tzinfo=UTC)


def list_tickets(  # noqa: PLR0913 - the parts of a question
    desk: Desk,
    query: str,
    *,
    sort: Sequence[str] = (),
    limit: int | None,
    me: str | None,
    whole: bool = True,
    states: bool = True,
) -> Listing[Any]:
    """List the tickets that fit a query; raises QueryError where it can't be read.

    `whole` asks for each ticket with its words and clocks, not only for its fields, and
    `states` for how the clocks of those that are done have ended.
    """
    found = finder(desk, me)
    views = answered(found, found.views) if found else None
    parsed = parse(query or DEFAULT, views_in(desk, query) if views is None else views)
    keys = tuple(sort or parsed.sort or ("id",))
    for key in keys:
        _refuse_unknown(key.lstrip("-"))
    listed = None
    if found and views is not None:
        ask = partial(_indexed, desk, found, parsed.where, keys, limit, whole=whole, states=states)
        listed = answered(found, ask)
    return listed or _read(desk, parsed.where, keys, limit, me)


def _refuse_unknown(key: str) -> None:
    if key not in SORT_FIELDS:
        raise DeskError(f"Nothing is sorted by '{key}'.", f"Known: {', '.join(SORT_FIELDS)}.")


def _read(
    desk: Desk, where: Node, sort: Sequence[str], limit: int | None, me: str | None
) -> Listing[Ticket]:
    """List from the files."""
    from plaindesk.core.query.evaluate import matches
    from plaindesk.services.sla.clock_cache import Measure

    measure = Measure(desk, desk.now)
    facts = measure.facts(me)
    broken: list[Finding] = []
    found = [ticket for _, ticket in desk.readable(broken) if matches(where, ticket, facts)]
    for key in reversed(sort):
        found.sort(key=sort_key(key.lstrip("-"), measure), reverse=key.startswith("-"))
    return Listing(
        rows=tuple(row(ticket, measure) for ticket in found[:limit]),
        total=len(found),
        now=desk.now,
        unreadable=tuple(broken),
    )


def _indexed(  # noqa: PLR0913 - the parts of a question
    desk: Desk,
    found: Finder,
    where: Node,
    sort: Sequence[str],
    limit: int | None,
    *,
    whole: bool,
    states: bool,
) -> Listing[Any] | None:
    """List from the index; what can't be read is looked at as it is."""
    if not found.can(where, sort):
        return None
    held, total = found.rows(where, sort, limit, states=states)
    broken = [finding for folder in found.broken() for finding in desk.load(folder).findings]
    if whole or not found.knows_clocks:
        from plaindesk.services.sla.clock_cache import Measure

        measure = Measure(desk, desk.now)
        tickets = (desk.load(item["folder"]).ticket for item in held)
        rows: tuple[Row[Any], ...] = tuple(row(ticket, measure) for ticket in tickets if ticket)
    else:
        rows = tuple(_light(item, found) for item in held)
    return Listing(rows=rows, total=total, now=desk.now, unreadable=tuple(broken))


def _light(item: Any, found: Finder) -> Row[Brief]:  # noqa: ANN401 - a row of the index
    due = item["due_now"]
    return Row(
        ticket=brief(item),
        updated=_moment(item["updated"]),
        due=None if due is None else _moment(due),
        sla=found.outlooks.worst(item["outlook"]),
    )


def _moment(micro: int) -> datetime:
    return datetime.fromtimestamp(micro // MICRO, UTC)


def row(ticket: Ticket, measure: Measure) -> Row[Ticket]:
    """Sum a ticket's clocks up: the nearest deadline, and the worst of what still counts."""
    measured = measure.clocks(ticket)
    live = [clock for clock in measured if clock.is_live] or measured
    states = {WARN if clock.warns else clock.state.value for clock in live}
    worst = next((state for state in WORST if state in states), "")
    return Row(
        ticket=ticket,
        updated=ticket.last_activity,
        due=measure.sla(ticket).due,
        sla=worst,
        clocks=measured,
    )


def sort_key(name: str, measure: Measure) -> Callable[[Ticket], tuple[object, str]]:
    """Make the key that a list is sorted by; what is missing comes last, equals by their ids."""
    special: dict[str, Callable[[Ticket], object]] = {
        "due": lambda ticket: measure.sla(ticket).due or _LATE,
        "updated": lambda ticket: ticket.last_activity,
        "status": lambda ticket: list(Status).index(ticket.status),
        "created": lambda ticket: ticket.created,
    }

    def text(ticket: Ticket) -> object:
        held = ticket.value(name)
        return "\U0010ffff" if held is None else str(held).casefold()

    by = special.get(name, text)
    return lambda ticket: (by(ticket), ticket.id)
