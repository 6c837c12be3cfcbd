"""What `desk record` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.finding import Severity

if TYPE_CHECKING:
    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Entry, Ticket


class Recorded(NamedTuple):
    """What was made of one ticket's edits and files; `is_new` where it was none before."""

    ticket: Ticket
    entries: tuple[Entry, ...]
    files: tuple[str, ...] = ()
    is_new: bool = False


class RecordReport(NamedTuple):
    """What a run took in, and what it could not understand."""

    recorded: tuple[Recorded, ...]
    findings: tuple[Finding, ...]
    commit: str | None
    dry_run: bool

    @property
    def failed(self) -> bool:
        """Something was left as it is, for somebody to mend."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)
