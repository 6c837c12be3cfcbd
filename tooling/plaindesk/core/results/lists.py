"""What lists answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.sla import Clock


Shown = TypeVar("Shown", bound="Ticket | Brief")


class Brief(NamedTuple):
    """A ticket whose files nobody has read: what a list shows of it."""

    id: str
    created: datetime
    tags: tuple[str, ...]
    fields: Mapping[str, str | int | None]

    def value(self, name: str) -> str | int | None:
        """What that field holds now."""
        return self.fields[name]


class Row(NamedTuple, Generic[Shown]):
    """A ticket in a list, with its nearest deadline and worst state."""

    ticket: Shown
    updated: datetime
    due: datetime | None
    sla: str
    clocks: tuple[Clock, ...] = ()
    """Empty where nobody asked for more than the sum of them."""


class Listing(NamedTuple, Generic[Shown]):
    """The tickets that fit, cut to a limit; `unreadable` are not among them."""

    rows: tuple[Row[Shown], ...]
    total: int
    now: datetime
    unreadable: tuple[Finding, ...] = ()
