"""What lists answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.sla import Clock


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
