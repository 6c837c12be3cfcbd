"""What jobs that go over all tickets answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.core.results.lists import Brief
    from plaindesk.core.sla import Clock, Pressing


class Routed(NamedTuple):
    """What routing did, or would do, to one ticket."""

    ticket: Ticket
    entry: Entry | None
    reasons: tuple[str, ...]


class RouteReport(NamedTuple):
    """What a routing run did; `commit` is None where nothing was written."""

    routed: tuple[Routed, ...]
    commit: str | None
    dry_run: bool
    unreadable: tuple[Finding, ...] = ()


class WhatIfRow(NamedTuple):
    """Tickets that the same rules would have sent to the same queue.

    `moved` of them are in another queue now.
    """

    rule: str
    queue: str
    tickets: int
    moved: int
    examples: tuple[str, ...]


class WhatIf(NamedTuple):
    """What today's rules would have done."""

    rows: tuple[WhatIfRow, ...]


class Aged(NamedTuple):
    """A ticket's clocks at the moment of a run, and the steps taken."""

    ticket: Ticket
    clocks: tuple[Clock, ...]
    steps: tuple[Entry, ...]


class Due(NamedTuple):
    """A ticket and its nearest deadline."""

    ticket: Ticket | Brief
    pressing: Pressing


class AgeReport(NamedTuple):
    """What an ageing run saw and did.

    `aged` are the tickets that were measured: all of them, or those in which a step may be
    due. `due` are the most pressing of all, and `waiting` is how many have a deadline.
    """

    aged: tuple[Aged, ...]
    due: tuple[Due, ...]
    waiting: int
    tickets: int
    breached: int
    now: datetime
    commit: str | None
    dry_run: bool
    unreadable: tuple[Finding, ...] = ()


class FoldReport(NamedTuple):
    """Tickets whose entries were folded, with how many."""

    folded: tuple[tuple[str, int], ...]
    commit: str | None
    unreadable: tuple[Finding, ...] = ()
