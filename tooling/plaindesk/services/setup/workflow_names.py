"""What the files of a desk's jobs are called: several desks may share a repository."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plaindesk.services.setup.workflows import DESK, WORKFLOWS
from plaindesk.store import files

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = (".github/workflows", ".forgejo/workflows")


def prefix_of(root: Path, top: Path) -> str:
    """Say what the names of a desk's jobs begin with; nothing where it is the whole repository.

    The first desk in a folder has the short names, and others have their folder in them.
    """
    if root == top:
        return ""
    folder = root.relative_to(top).as_posix()
    where = f"working-directory: {json.dumps(folder)}\n".encode()
    held = [
        data
        for place in FOLDERS
        for name in WORKFLOWS
        if (data := files.read_inside(top, f"{place}/{DESK}{name}.yml"))
    ]
    is_first = not held or any(where in data for data in held)
    return DESK if is_first else f"{DESK}{folder.replace('/', '-')}-"
