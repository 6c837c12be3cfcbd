"""What commands about one ticket answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.escalation import Step
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Entry, Ticket
    from plaindesk.core.model.vocabulary import LinkKind, Status
    from plaindesk.core.results.search import ArticleHit
    from plaindesk.core.routing import Tried
    from plaindesk.core.sla import Clock, Promise


class Changed(NamedTuple):
    """A ticket that was made or changed; `commit` is None where it is only staged."""

    ticket: Ticket
    entry: Entry | None
    message: str
    commit: str | None
    recovered: str | None = None


class Shown(NamedTuple):
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


class Bar(NamedTuple):
    """What there is to draw of a clock: when it counts, and when it would but for a pause."""

    clock: Clock
    start: datetime
    end: datetime
    counted: tuple[tuple[datetime, datetime], ...]
    paused: tuple[tuple[datetime, datetime], ...]


class Explained(NamedTuple):
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
