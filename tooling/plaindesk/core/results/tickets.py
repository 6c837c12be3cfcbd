"""What commands about tickets answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.escalation import Step
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.core.model.vocabulary import LinkKind, Status
    from plaindesk.core.results.search import ArticleHit
    from plaindesk.core.routing import Tried
    from plaindesk.core.sla import Clock, Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A ticket that was made or changed; `commit` is None where it is only staged."""

    ticket: Ticket
    entry: Entry | None
    message: str
    commit: str | None
    recovered: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A ticket in a list, with its nearest deadline and worst state."""

    ticket: Ticket
    updated: datetime
    due: datetime | None
    sla: str
    clocks: tuple[Clock, ...] = ()
    """Empty where nobody asked for more than the sum of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The tickets that fit, cut to a limit; `unreadable` are not among them."""

    rows: tuple[Row, ...]
    total: int
    now: datetime
    unreadable: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All there is to say about one ticket at a moment."""

    ticket: Ticket
    clocks: tuple[Clock, ...]
    promise: Promise | None
    related: tuple[ArticleHit, ...]
    pointing: tuple[tuple[LinkKind, Ticket], ...]
    """Tickets that are linked to it, with how."""
    known_errors: tuple[tuple[str, str], ...]
    """Problems that caused it and have an article for the time being: id and article."""
    findings: tuple[Finding, ...]
    now: datetime
    reply_url: str | None = None
    """The page of the forge on which to write an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What there is to draw of a clock: when it counts, and when it would but for a pause."""

    clock: Clock
    start: datetime
    end: datetime
    counted: tuple[tuple[datetime, datetime], ...]
    paused: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Why a ticket is where it is, and what happens next."""

    shown: Shown
    clues: tuple[str, ...]
    tried: tuple[Tried, ...]
    policy_reason: str
    bars: tuple[Bar, ...]
    needs: tuple[tuple[Status, str], ...]
    """What the statuses that may follow ask for, and the ticket doesn't have yet."""
    upcoming: tuple[Step, ...]
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """What routing did, or would do, to one ticket."""

    ticket: Ticket
    entry: Entry | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteReport:
    """What a routing run did; `commit` is None where nothing was written."""

    routed: tuple[Routed, ...]
    commit: str | None
    dry_run: bool
    unreadable: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """Seconds that went into a ticket, an agent's work or an organisation's requests.

    `left` is what an organisation's contract still covers, where it says how much.
    """

    name: str
    entries: int
    seconds: int
    left: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLog:
    """Time that was spent, summed by one thing."""

    by: str
    rows: tuple[WorkRow, ...]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(row.seconds for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfRow:
    """Tickets that the same rules would have sent to the same queue.

    `moved` of them are in another queue now.
    """

    rule: str
    queue: str
    tickets: int
    moved: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What today's rules would have done."""

    rows: tuple[WhatIfRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """A ticket's clocks at the moment of a run, and the steps taken."""

    ticket: Ticket
    clocks: tuple[Clock, ...]
    steps: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeReport:
    """What an ageing run saw and did."""

    aged: tuple[Aged, ...]
    now: datetime
    commit: str | None
    dry_run: bool
    unreadable: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldReport:
    """Tickets whose entries were folded, with how many."""

    folded: tuple[tuple[str, int], ...]
    commit: str | None
    unreadable: tuple[Finding, ...] = ()
