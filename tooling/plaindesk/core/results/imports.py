"""What an import answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Change


class RefusedRow(NamedTuple):
    """A row that became nothing, and why."""

    line: int
    reason: str


class DifferingRow(NamedTuple):
    """A row that says other than what was made of it in an earlier run."""

    line: int
    name: str
    """The ticket's id, or the article's key."""
    changes: tuple[Change, ...]
    """What the other system changed since, and can be taken."""
    kept: tuple[str, ...]
    """What stays as it is here, each with the reason."""


class ImportReport(NamedTuple):
    """What was made, or would be; `already` rows were there from an earlier run."""

    what: str
    made: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]
    """The first rows as they would stand here: name, status, subject or title."""
    already: int
    differing: tuple[DifferingRow, ...]
    updated: int
    refused: tuple[RefusedRow, ...]
    commit: str | None
    dry_run: bool
