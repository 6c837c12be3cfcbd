"""Words and files of a change that Git refused, kept for a second try."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.files.file_names import free_name, portable_name
from plaindesk.store import files, layout
from plaindesk.store.transaction import CommitRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from plaindesk.core.model.files.attachments import Attachment
    from plaindesk.services.desk import Desk

NAME = "words.txt"
_FILES = "words-files"
"""Where the attachments are: what was piped in can't be had a second time."""


@contextmanager
def keeping_words(desk: Desk, words: str, attachments: Sequence[Attachment] = ()) -> Iterator[None]:
    """Keep what was said, and the files with it, if Git refuses the commit; say how to go on."""
    try:
        yield
    except CommitRefusedError as error:
        if not words.strip():
            raise
        files.write(desk.place.state / NAME, words.encode())
        _keep_files(desk.place.state / _FILES, attachments)
        kept = "Your words and files are kept" if attachments else "Your words are kept"
        instead = "-m and --attach" if attachments else "-m"
        raise DeskError(
            error.message,
            f"{error.hint}\n{kept}: try again with --again in place of {instead}.".strip(),
        ) from None
    with suppress(OSError):
        if words.strip() and files.read(desk.place.state / NAME) == words.encode():
            (desk.place.state / NAME).unlink()
            _keep_files(desk.place.state / _FILES, ())


def _keep_files(folder: Path, attachments: Sequence[Attachment]) -> None:
    import shutil  # slow to import, and hardly ever used

    shutil.rmtree(folder, ignore_errors=True)
    taken: list[str] = []
    for attachment in attachments:
        taken.append(free_name(portable_name(attachment.name), taken))
        files.write(folder / taken[-1], attachment.data)


def kept_words(start: Path) -> str:
    """Return what was kept in the desk of a folder; raises DeskError where nothing was."""
    held = files.read(layout.find(start).state / NAME)
    if held is None:
        raise DeskError("No words were kept: nothing was refused.", "Say them with -m TEXT.")
    return held.decode()


def kept_files(start: Path) -> tuple[str, ...]:
    """Say where the files are that were kept with the words."""
    folder = layout.find(start).state / _FILES
    return tuple(map(str, sorted(folder.iterdir()))) if folder.is_dir() else ()
