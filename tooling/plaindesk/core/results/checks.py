"""What checks answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.finding import Severity

if TYPE_CHECKING:
    from plaindesk.core.model.finding import Finding


class CheckReport(NamedTuple):
    """What a check found, in how many files, and which files it put right."""

    findings: tuple[Finding, ...]
    tickets: int
    articles: int
    fixed: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """An error was found."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)
