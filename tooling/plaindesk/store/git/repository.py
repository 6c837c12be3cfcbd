"""The Git repository around a folder, found without starting Git.

Nothing is imported that Python hasn't itself: a command looks here before anything else.
"""

from __future__ import annotations

import os


class HiddenRepositoryError(Exception):
    """A folder that Git would take for a repository although it is only part of a clone."""


def find(folder: str) -> tuple[str, str] | None:
    """Return Git's folder and the top of the work tree around a folder; None without one.

    Raises HiddenRepositoryError where a folder on the way up poses as a bare repository:
    anybody can commit one, and Git would take its settings, which name programs to run.
    https://git-scm.com/docs/git-config#Documentation/git-config.txt-safebareRepository
    """
    top = folder
    while (found := _git_dir(top)) is None:
        if _poses_as_repository(top):
            raise HiddenRepositoryError(top)
        below, top = top, os.path.dirname(top)
        if top == below:
            return None
    return found, top


def _git_dir(folder: str) -> str | None:
    dot_git = f"{folder}/.git"
    if os.path.isfile(dot_git):  # a linked work tree or a submodule
        with open(dot_git, encoding="utf-8") as file:
            pointer = file.read().strip().removeprefix("gitdir: ")
        return os.path.realpath(os.path.join(folder, pointer))
    return dot_git if os.path.lexists(f"{dot_git}/HEAD") else None


def _poses_as_repository(folder: str) -> bool:
    """Tell whether Git might take a folder for a bare repository; it looks at no more than this."""
    has_head = os.path.lexists(f"{folder}/HEAD")
    return has_head and any(os.path.lexists(f"{folder}/{n}") for n in ("objects", "commondir"))
