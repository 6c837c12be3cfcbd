"""Git's look at the work tree, begun before anything slow is imported.

A list waits for two things: Python's imports and Git. On two cores they need not wait for
each other, so this imports nothing that Python hasn't itself: `subprocess` and `pathlib`
alone take as long as a tenth of Git's look.
"""

from __future__ import annotations

import os

from plaindesk.core.errors import DeskError
from plaindesk.store.git.process import GitFailedError, command, environment, top_of

# Of the whole repository, and new folders as one: only so Git uses its cache of untracked files.
STATUS = (
    "--no-optional-locks", "status", "--porcelain=v2", "--branch", "--no-ahead-behind", "-z",
    "--no-renames", "--untracked-files=normal",
)  # fmt: skip
_AT_ONCE = 1 << 16
"""Bytes that a pipe holds."""
_begun: dict[str, tuple[int, int]] = {}
"""The process that looks at a folder, and the end of the pipe where its answer comes out."""


def begin(root: str) -> None:
    """Start Git, so that it works while Python still imports; where that can't be, don't."""
    if root in _begun or not hasattr(os, "posix_spawnp"):
        return
    try:
        held = environment(top_of(root))
    except (GitFailedError, DeskError):  # told by what looks for the desk, in a moment
        return
    out, into = os.pipe()
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, into, 1),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    words = command(("-C", root, *STATUS))
    try:
        _begun[root] = os.posix_spawnp("git", words, held, file_actions=actions), out
    except OSError:
        os.close(out)
    os.close(into)


def answer(root: str) -> bytes | None:
    """Return what Git has said; None where nothing was begun, or where it failed."""
    if root not in _begun:
        return None
    process, out = _begun.pop(root)
    with open(out, "rb", buffering=_AT_ONCE) as said:  # noqa: PTH123 - a pipe
        whole = said.read()
    _, status = os.waitpid(process, 0)
    return None if status else whole
