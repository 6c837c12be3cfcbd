"""Whether the files of articles are still those that the indexes were made from."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from plaindesk.store.files import may_change_again

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def state_of(top: Path, aside: Path) -> str:
    """Name the state of a folder's files by time, size and inode; empty while it may change.

    A file that was written just now may change once more without a new time; `aside` is a
    folder on the same disk, whose clock counts.
    """
    found = hashlib.sha256()
    newest = 0
    for path, held in _stats(str(top)):
        found.update(
            f"{path}\0{held.st_mode}\0{held.st_size}\0{held.st_ino}\0"
            f"{held.st_mtime_ns}\0{held.st_ctime_ns}\0".encode("utf-8", "surrogateescape")
        )
        newest = max(newest, held.st_mtime_ns, held.st_ctime_ns)
    return "" if may_change_again(newest, aside) else found.hexdigest()


def _stats(top: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        with os.scandir(top) as held:
            items = sorted(held, key=_name)
    except OSError:
        return
    for item in items:
        yield item.path, item.stat(follow_symlinks=False)
        if item.is_dir(follow_symlinks=False):
            yield from _stats(item.path)


def _name(item: os.DirEntry[str]) -> str:
    return item.name
