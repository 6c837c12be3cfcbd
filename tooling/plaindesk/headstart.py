"""Git's look at the work tree, begun before anything slow is imported.

A list waits for two things: Python's imports and Git. On two cores they need not wait for
each other.
"""

from __future__ import annotations

import os
from pathlib import Path

_READING = ("list", "search", "show", "age", "check")
"""Commands that ask the index."""
_WITHOUT = {"--help", "-h", "--kb", "--fields"}
"""Options with which they don't."""


def begin(arguments: list[str]) -> None:
    """Start Git if the command will ask, and the desk around here has an index."""
    if len(arguments) < 2 or arguments[1] not in _READING or _WITHOUT & set(arguments):  # noqa: PLR2004
        return
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "desk.yml").is_file():
            if _has_index(folder):
                from plaindesk.store.index import worktree

                worktree.begin(folder)
            return


def _has_index(folder: Path) -> bool:
    index = folder / ".git" / "plaindesk" / "tickets.db"
    return os.environ.get("PLAINDESK_INDEX") != "off" and index.is_file()
