"""The `git` program, started directly.

GitPython's import takes longer than a commit (decision 12); what a command waits for goes
through here, with literal options, no shell, and an environment that can't mislead Git.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

from plaindesk.core.errors import DeskError
from plaindesk.store.environment import MISLEADING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NO_GIT = DeskError("The program 'git' was not found.", "Install Git 2.30 or newer.")
QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C.UTF-8"}
"""Git asks nothing, takes no lock that it can do without, and speaks English."""


class GitFailedError(Exception):
    """Git ended with an error; the text is what it said."""


def run(
    root: Path,
    arguments: Sequence[str],
    *,
    stdin: Any = None,  # noqa: ANN401 - any open file
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Run Git in a folder and return what it printed; raises GitFailedError, or DeskError."""
    environment = {name: held for name, held in os.environ.items() if name not in MISLEADING}
    try:
        done = subprocess.run(
            ["git", "--literal-pathspecs", *arguments],
            cwd=root,
            env={**environment, **QUIET, **(more or {})},
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        if root.is_dir():
            raise NO_GIT from None
        raise
    if done.returncode:
        raise GitFailedError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout
