"""What an import answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that became nothing, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What was made, or would be; `already` rows were there from an earlier run."""

    what: str
    made: tuple[str, ...]
    already: int
    refused: tuple[RefusedRow, ...]
    commit: str | None
    dry_run: bool
