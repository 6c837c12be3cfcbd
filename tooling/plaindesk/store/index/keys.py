"""What tells whether a ticket's files are still those that the index has read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from plaindesk.store.files import may_change_again

if TYPE_CHECKING:
    from plaindesk.store.index.worktree import WorkTree
    from plaindesk.store.layout import Place


class Keys:
    """The keys of one desk's tickets at one moment."""

    def __init__(self, place: Place, tree: WorkTree) -> None:
        self.place = place
        self.root = place.root
        self.tree = tree

    def of(self, folder: str) -> str:
        """Name the state of a ticket's files; empty where it is that of the commit.

        What was changed just now gets a name that is never the same again: it may change
        once more within the same tick of the clock.
        """
        if folder not in self.tree.dirty:
            return ""
        from hashlib import sha256  # slow to import, and most files are as in the commit

        found = sha256()
        newest = 0
        for path in self._paths(folder):
            try:
                held = os.lstat(path)
            except OSError:
                continue  # it went while we looked, and is gone the next time
            found.update(
                f"{path}\0{held.st_mode}\0{held.st_size}\0{held.st_ino}\0"
                f"{held.st_mtime_ns}\0{held.st_ctime_ns}\0".encode("utf-8", "surrogateescape")
            )
            newest = max(newest, held.st_mtime_ns, held.st_ctime_ns)
        if may_change_again(newest, self.place.state):
            return f"new-{os.urandom(8).hex()}"
        return found.hexdigest()

    def _paths(self, folder: str) -> list[str]:
        found = [str(self.root / folder)]  # whose own time tells of names that come and go
        for top, folders, names in os.walk(self.root / folder):
            found += [os.path.join(top, name) for name in (*folders, *names)]  # noqa: PTH118
        return sorted(found)
