"""How the `git` program is started: in one way, wherever it is needed.

Literal options, no shell, the repository that was found safely, and an environment that
can't mislead Git. GitPython's import takes longer than a commit (decision 12), and
`subprocess` as long as a tenth of Git's look at a work tree (decision 15): so both are
imported by who waits anyway.
"""

from __future__ import annotations

import os

from plaindesk.core.errors import DeskError
from plaindesk.store.git import repository

TYPE_CHECKING = False  # `typing` itself isn't imported yet
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import IO

NO_GIT = DeskError("The program 'git' was not found.", "Install Git 2.30 or newer.")
NO_REPOSITORY = "not a git repository"
LOCAL = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
)  # fmt: skip
"""Variables that point Git at another repository (`git rev-parse --local-env-vars`).

A hook runs with them set, and a `desk` in it would write into the index of the commit that
is being made.
"""
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C.UTF-8"}
"""Git asks nothing, takes no lock that it can do without, and speaks English."""


class GitFailedError(Exception):
    """Git ended with an error; the text is what it said."""


def command(arguments: Sequence[str]) -> list[str]:
    """Put before Git's arguments what holds for every call.

    A repository that was committed into a clone is taken by nobody who doesn't name it.
    """
    return ["git", "-c", "safe.bareRepository=explicit", "--literal-pathspecs", *arguments]


def environment(top: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what Git runs with: it looks for its repository no higher than `top`."""
    held = {name: value for name, value in os.environ.items() if name not in LOCAL}
    ceiling = {"GIT_CEILING_DIRECTORIES": os.path.dirname(top)}
    return {**held, **_QUIET, **ceiling, **(more or {})}


def top_of(root: str) -> str:
    """Return the top of the work tree around a folder.

    Raises GitFailedError where there is none, DeskError where a folder poses as one.
    """
    try:
        found = repository.find(os.path.realpath(root))
    except repository.HiddenRepositoryError as error:
        raise hidden(error) from None
    if found is None:
        raise GitFailedError(NO_REPOSITORY)
    return found[1]


def hidden(error: repository.HiddenRepositoryError) -> DeskError:
    """Say why nothing is done in a folder that poses as a repository."""
    return DeskError(
        f"{error} looks like a repository of its own (HEAD, objects) inside of another one. "
        "Its settings could make Git run any program, so nothing was done.",
        "Start no Git in there: remove its HEAD, or the whole clone.",
    )


def run(
    root: Path,
    arguments: Sequence[str],
    *,
    stdin: IO[bytes] | None = None,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Run Git in a folder and return what it printed; raises GitFailedError, or DeskError."""
    return _run(root, command(arguments), environment(top_of(str(root)), more), stdin)


def run_without_repository(
    folder: Path, arguments: Sequence[str], *, more: Mapping[str, str] | None = None
) -> bytes:
    """Run Git for what concerns no repository, such as `git init`, and take none for one."""
    return _run(folder, command(arguments), environment(str(folder), more), None)


def start(root: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """Let Git work on something meanwhile whose answer nobody needs; the caller waits for it."""
    import subprocess

    return subprocess.Popen(
        command(arguments),
        cwd=root,
        env=environment(top_of(str(root))),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _run(
    folder: Path, words: Sequence[str], env: Mapping[str, str], stdin: IO[bytes] | None
) -> bytes:
    import subprocess

    try:
        done = subprocess.run(
            words,
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        if folder.is_dir():
            raise NO_GIT from None
        raise
    if done.returncode:
        raise GitFailedError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout
