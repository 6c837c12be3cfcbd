"""Words of a change that Git refused, kept for a second try."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.store import files, layout
from plaindesk.store.change import CommitRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plaindesk.services.desk import Desk

NAME = "words.txt"


@contextmanager
def keeping_words(desk: Desk, words: str) -> Iterator[None]:
    """Keep what was said if Git refuses the commit, and say how to try again."""
    try:
        yield
    except CommitRefusedError as error:
        if not words.strip():
            raise
        files.write(desk.place.state / NAME, words.encode())
        raise DeskError(
            error.message,
            f"{error.hint}\nYour words are kept: try again with --again in place of -m.".strip(),
        ) from None
    with suppress(OSError):
        if words.strip() and files.read(desk.place.state / NAME) == words.encode():
            (desk.place.state / NAME).unlink()


def kept_words(start: Path) -> str:
    """Return what was kept in the desk of a folder; raises DeskError where nothing was."""
    held = files.read(layout.find(start).state / NAME)
    if held is None:
        raise DeskError("No words were kept: nothing was refused.", "Say them with -m TEXT.")
    return held.decode()
