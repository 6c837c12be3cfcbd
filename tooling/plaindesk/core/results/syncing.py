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
    problem: str = ""
