"""What `desk sync` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plaindesk.core.results.resolving import Resolved


class SyncReport(NamedTuple):
    """How many commits came and went; `problem` says why some still `wait`, if they do."""

    received: int
    sent: int
    waiting: int
    tries: int
    resolved: tuple[Resolved, ...] = ()
    recorded: tuple[str, ...] = ()
    """Tickets that were edited by hand, and have entries of it now."""
    unsent: tuple[str, ...] = ()
    """Files that have changes which are in no commit, so that nobody gets them."""
    problem: str = ""
