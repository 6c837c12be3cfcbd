"""The command on a terminal, as a person has it."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def on_terminal(
    folder: Path, *arguments: str, typed: str = "", env: Mapping[str, str] | None = None
) -> str:
    """Run `desk` on a terminal of its own, type that, and return all that it shows."""
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    command = [sys.executable, "-m", "plaindesk", *arguments]
    subprocess.run(
        command,
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, **(env or {})},
        check=True,
    )
    os.close(theirs)
    return _everything(ours)


def _everything(terminal: int) -> str:
    """Read what a terminal shows, to the end: with nobody left on it, Linux says EIO."""
    found = b""
    with contextlib.suppress(OSError):
        while some := os.read(terminal, 10_000):
            found += some
    os.close(terminal)
    return found.decode().replace("\r\n", "\n")
