"""What `desk resolve`, without a ticket, answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plaindesk.core.model.finding import Finding


class Resolved(NamedTuple):
    """A ticket that was put together again, and what was decided on the way."""

    ticket: str
    notes: tuple[str, ...] = ()


class ResolveReport(NamedTuple):
    """Tickets that are whole again, what could not be, what else is in conflict, what to type."""

    resolved: tuple[Resolved, ...]
    findings: tuple[Finding, ...]
    rest: tuple[str, ...]
    next: str

    @property
    def failed(self) -> bool:
        """Somebody has to look."""
        return bool(self.findings or self.rest)
