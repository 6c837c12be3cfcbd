"""One writer at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30
"""Seconds to wait for another command."""


@contextmanager
def exclusive(state: Path) -> Iterator[None]:
    """Hold the desk's lock; the system frees it when a process dies, however it dies.

    Who holds it already, such as a rebase that puts tickets together, gets it again.
    """
    from filelock import FileLock, Timeout

    try:
        state.mkdir(parents=True, exist_ok=True)
        with FileLock(state / "lock", timeout=PATIENCE, is_singleton=True):
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
