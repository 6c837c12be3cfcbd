"""The same commands where Git is told what changed, so that it needn't look at every file."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.desks import Desk

MONITORED = (
    "floor",
    "desk list",
    "desk list QUERY",
    "desk show",
    "desk check",
    "desk age, nothing due",
)
HOOK = ".git/hooks/fsmonitor-watchman.sample"
"""Git brings it, and puts it into every repository."""


def watch(desk: Desk) -> bool:
    """Let Watchman tell Git; False where there is none."""
    if shutil.which("watchman") is None or not (desk.root / HOOK).is_file():
        return False
    desk.git("config", "core.fsmonitor", HOOK)
    desk.git("config", "core.untrackedCache", "true")
    for _ in range(2):  # it first looks at every folder itself, and then Git asks what it saw
        desk.git("status", "--porcelain")
    return True


def leave(desk: Desk) -> None:
    """Stop watching a folder that goes."""
    subprocess.run(["watchman", "watch-del", str(desk.root)], capture_output=True, check=False)
