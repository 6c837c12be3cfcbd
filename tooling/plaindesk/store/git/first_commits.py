"""When files first came into the repository."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.store import layout
from plaindesk.store.git.commands import Git

if TYPE_CHECKING:
    from pathlib import Path


def births(root: Path, below: str) -> dict[str, date]:
    """Date the files under a folder by the commit that first had them.

    Nothing is known without Git, or in a clone that lacks the beginning.
    """
    git_dir = layout.git_dir(root)
    if git_dir is None:
        return {}
    git = Git(root, git_dir)
    if git.is_shallow:
        return {}
    try:
        return _read(git, below)
    except DeskError:  # no Git program, or nothing was committed yet
        return {}


def _read(git: Git, below: str) -> dict[str, date]:
    found: dict[str, date] = {}
    # The newest come first, so what stays is the oldest.
    for at, paths in git.names("--format=%x01%aI", "HEAD", below):
        found.update(dict.fromkeys(paths, date.fromisoformat(at[:10])))
    return found
