"""Who commits, and with which editor, as Git itself finds out."""

from __future__ import annotations

import os
import shlex
from shutil import which
from typing import TYPE_CHECKING

from plaindesk.store.git.process import GitFailedError, run, run_without_repository
from plaindesk.store.layout import git_dir

if TYPE_CHECKING:
    from pathlib import Path


def _variable(folder: Path, *asked: str) -> str:
    """Ask Git for one of its variables, in a repository or outside; empty where it has none."""
    try:
        if git_dir(folder) is None:
            held = run_without_repository(folder, (f"--git-dir={os.devnull}", *asked))
        else:
            held = run(folder, asked)
    except GitFailedError:
        return ""
    return held.decode("utf-8", "replace").strip()


def editor(folder: Path) -> str | None:
    """Return the editor that Git would open in a folder; None where it is not installed.

    That is GIT_EDITOR, `core.editor`, VISUAL or EDITOR, the first that there is.
    """
    found = _variable(folder, "var", "GIT_EDITOR")
    try:
        program, *_ = shlex.split(found) or [""]
    except ValueError:  # a quote that is never closed
        return None
    return found if which(program) else None


def identity(folder: Path, role: str = "AUTHOR") -> tuple[str, str]:
    """Return the name and the address of a commit's author, or of its COMMITTER.

    The environment counts before the configuration, as for Git itself. Both are empty where
    Git would have to invent them.
    """
    held = _variable(folder, "-c", "user.useConfigOnly=true", "var", f"GIT_{role}_IDENT")
    name, _, rest = held.partition(" <")
    return name, rest.partition(">")[0]


def known(folder: Path) -> tuple[str, str]:
    """Return whom Git knows: the author, else the committer; both empty where it is nobody."""
    author = identity(folder)
    return author if author[1] else identity(folder, "COMMITTER")
