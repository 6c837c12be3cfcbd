"""Words and files of a command whose commit Git refused, kept for a second try.

Each command keeps its own, for each ticket: what was to be a note is never offered as an answer.
"""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.files.file_names import free_name, portable_name
from plaindesk.store import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from plaindesk.core.model.files.attachments import Attachment

FOLDER = "refused"
"""In the desk's own folder of Git's."""
_WORDS, _FILES = "words.txt", "files"


class RefusedWords:
    """What one command was to say of one ticket: several refusals lie on top of each other."""

    def __init__(self, state: Path, command: str, about: str) -> None:
        """Look where they are kept: `about` is a ticket's id, or what is to become one."""
        named = hashlib.sha256(about.encode()).hexdigest()[:16]
        self._home = state / FOLDER / f"{command}-{named}"

    def keep(self, words: str, attachments: Sequence[Attachment] = ()) -> None:
        """Keep words and files; the same words are kept once."""
        held = self._held()
        again = bool(held) and files.read(held[-1] / _WORDS) == words.encode()
        folder = held[-1] if again else self._home / str(len(held) + 1)
        shutil.rmtree(folder, ignore_errors=True)
        files.write(folder / _WORDS, words.encode())
        taken: list[str] = []
        for attachment in attachments:
            taken.append(free_name(portable_name(attachment.name), taken))
            files.write(folder / _FILES / taken[-1], attachment.data)

    def last(self) -> tuple[str, tuple[str, ...]]:
        """Return the last words and the paths of their files; raises DeskError without any."""
        held = self._held()
        words = files.read(held[-1] / _WORDS) if held else None
        if words is None:
            raise DeskError("No words were kept: Git refused none here.", "Say them with -m TEXT.")
        return words.decode(), tuple(map(str, sorted((held[-1] / _FILES).glob("*"))))

    def forget(self, words: str) -> None:
        """Remove the last words once they were said."""
        held = self._held()
        if held and files.read(held[-1] / _WORDS) == words.encode():
            shutil.rmtree(held[-1], ignore_errors=True)

    def _held(self) -> list[Path]:
        return sorted(self._home.glob("*"), key=lambda path: int(path.name))
