"""What `desk resolve`, without a ticket, answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaindesk.core.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A ticket that was put together again, and what was decided on the way."""

    ticket: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveReport:
    """Tickets that are whole again, what could not be, what else is in conflict, what to type."""

    resolved: tuple[Resolved, ...]
    findings: tuple[Finding, ...]
    rest: tuple[str, ...]
    next: str

    @property
    def failed(self) -> bool:
        """Somebody has to look."""
        return bool(self.findings or self.rest)
