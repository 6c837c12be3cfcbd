"""What Git says when it refuses, as errors of ours."""

from __future__ import annotations

import re

from plaindesk.core.errors import DeskError

_LOCKED = re.compile(r"Unable to create '[^']*?(\.git/[^']*\.lock)': File exists")
_NOBODY = re.compile(r"^(?:Author|Committer) identity unknown$", re.MULTILINE)
NO_IDENTITY = DeskError(
    "Git doesn't know who you are, so a change would have no author.",
    'Tell it: git config user.name "Your Name"; git config user.email you@example.com',
)


class GitBusyError(DeskError):
    """Git's own lock is held, by a program at work or by one that was killed."""


def refusal(said: str) -> DeskError:
    """Tell a lock that is held, and a committer whom nobody named, from everything else."""
    if locked := _LOCKED.search(said):
        return GitBusyError(
            "Another Git program is at work here, or one was killed.",
            f"Wait for it. If none is running, remove the file: {locked[1]}",
        )
    if _NOBODY.search(said):
        return NO_IDENTITY
    return DeskError(f"Git refused: {said or 'it gave no reason'}")
