"""Where a desk is on the disk, and where Git keeps its things."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import plaindesk
from plaindesk.core.errors import DeskError
from plaindesk.store import files
from plaindesk.store.git import repository
from plaindesk.store.git.process import hidden

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "desk.yml"
_VERSION = 2
"""Raised when settings are read in another way."""
OFF = "PLAINDESK_INDEX"
"""Set to `off`, this variable makes every command read the files themselves."""
JOURNAL = "journal.json"
"""What is being written right now, in our folder under Git's."""


class Place(NamedTuple):
    """A desk's folder, and Git's folder for its work tree, if there is one."""

    root: Path
    git_dir: Path | None

    @property
    def may_keep(self) -> bool:
        """There is a place for what spares us reading files again, and nobody forbids it."""
        return self.git_dir is not None and os.environ.get(OFF) != "off"

    @property
    def state(self) -> Path:
        """Where we keep what can be thrown away; raises DeskError without Git."""
        if self.git_dir is None:
            raise DeskError(
                f"{self.root} is not in a Git repository.",
                "A desk lives in one: git init, then the command again.",
            )
        return self.git_dir / "plaindesk"


def find(start: Path) -> Place:
    """Find the desk that a folder is in; raises DeskError where there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_symlink():
            raise DeskError(
                f"{folder / SETTINGS} is a symbolic link, and a desk's settings are never "
                "looked for behind one.",
                "Put the file itself there.",
            )
        if (folder / SETTINGS).is_file():
            return Place(folder, git_dir(folder))
    raise DeskError(
        f"{start} is in no desk: there is no desk.yml here or above.",
        "Open one with: desk init",
    )


def settings_key(root: Path) -> str:
    """Name what is computed from the settings: the program, and the file byte for byte."""
    data = files.read(root / SETTINGS) or b""
    return f"{plaindesk.__version__}.{_VERSION} {data.decode('latin-1')}"


def work_tree(folder: Path) -> Path | None:
    """Find the top of the work tree around a folder; raises DeskError as `git_dir` does."""
    found = _repository(folder)
    return found[1] if found else None


def git_dir(folder: Path) -> Path | None:
    """Find Git's folder of the work tree around a folder, without starting Git.

    Raises DeskError where a folder below it poses as a repository.
    """
    found = _repository(folder)
    return found[0] if found else None


def _repository(folder: Path) -> tuple[Path, Path] | None:
    from pathlib import Path

    try:
        found = repository.find(os.path.realpath(folder))
    except repository.HiddenRepositoryError as error:
        raise hidden(error) from None
    return (Path(found[0]), Path(found[1])) if found else None
