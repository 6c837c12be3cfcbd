"""What Git calls the state of each ticket's folder, in the commit that is checked out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from plaindesk.store.git.process import run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def trees(root: Path, folders: Iterable[str]) -> dict[str, str]:
    """Name the tree of each folder; those that the commit doesn't have are left out.

    Only the months' own trees are read, so that it costs little at any size, and a clone
    without file contents has all that it takes. Raises GitFailedError without a commit.
    """
    months = sorted({folder.rpartition("/")[0] for folder in folders})
    if not months:
        return {}
    out = run(root, ("ls-tree", "-z", "-d", "HEAD", "--", *(f"{month}/" for month in months)))
    found: dict[str, str] = {}
    for line in out.split(b"\0"):
        if line:
            head, _, path = line.partition(b"\t")
            found[os.fsdecode(path)] = head.split(b" ")[2].decode()
    return found
