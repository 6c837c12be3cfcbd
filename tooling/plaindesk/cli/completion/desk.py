"""The desk that completions are read from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaindesk.services.desk import Desk


def opened() -> Desk:
    """Open the desk for reading alone: a key that was pressed mends nothing."""
    from plaindesk.cli import clock
    from plaindesk.services.desk import open_desk

    return open_desk(Path.cwd(), clock.now())


def tags_of(desk: Desk) -> list[str]:
    """List the tags that tickets have."""
    return sorted({tag for _, ticket in desk.readable() for tag in ticket.tags})
