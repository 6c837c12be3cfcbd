"""One writer at a time."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30
"""Seconds to wait for another command."""


_HELD = "PLAINDESK_HELD"
"""Tells what a command starts, such as a hook of Git, who holds the lock: `PID STATE`."""


def is_held_above(state: Path) -> bool:
    """Tell whether this was started, as from a hook, by a command that holds the desk's lock.

    To wait for that one would be to wait for ourselves.
    """
    holder, _, held = os.environ.get(_HELD, "").partition(" ")
    if held != str(state) or not holder.isdigit() or int(holder) == os.getpid():
        return False
    try:
        os.kill(int(holder), 0)
    except ProcessLookupError:  # it has ended, and what it started lives on
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def exclusive(state: Path) -> Iterator[None]:
    """Hold the desk's lock; the system frees it when a process dies, however it dies.

    Who holds it already, such as a rebase that puts tickets together, gets it again. Raises
    DeskError where it stays held, at once within a hook of the command that holds it.
    """
    if is_held_above(state):
        raise DeskError(
            "A desk command is at work, and this was started by one of its hooks.",
            "A hook may read, as with: desk check, desk list. It can't write.",
        )
    from filelock import FileLock, Timeout

    try:
        state.mkdir(parents=True, exist_ok=True)
        with FileLock(state / "lock", timeout=PATIENCE, is_singleton=True), _told(state):
            yield
    except Timeout:
        raise DeskError(
            f"Another desk command has been writing for {PATIENCE} seconds.",
            "Wait for it and try again.",
        ) from None
    except PermissionError as error:
        raise DeskError(
            f"Nothing was changed: {error.filename} can't be written ({error.strerror}).",
            "Look at the permissions of the repository.",
        ) from None


@contextmanager
def _told(state: Path) -> Iterator[None]:
    before = os.environ.get(_HELD)
    os.environ[_HELD] = f"{os.getpid()} {state}"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_HELD]
        else:
            os.environ[_HELD] = before
