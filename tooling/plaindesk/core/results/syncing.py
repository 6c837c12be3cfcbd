"""What `desk sync` answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaindesk.core.results.resolving import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """How many commits came and went; `problem` says why some still `wait`, if they do."""

    received: int
    sent: int
    waiting: int
    tries: int
    resolved: tuple[Resolved, ...] = ()
    problem: str = ""
