"""What an import answers."""

from __future__ import annotations

from typing import NamedTuple


class RefusedRow(NamedTuple):
    """A row that became nothing, and why."""

    line: int
    reason: str


class ImportReport(NamedTuple):
    """What was made, or would be; `already` rows were there from an earlier run."""

    what: str
    made: tuple[str, ...]
    already: int
    refused: tuple[RefusedRow, ...]
    commit: str | None
    dry_run: bool
