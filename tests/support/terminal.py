"""The command on a terminal, as a person has it."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def on_terminal(
    folder: Path, *arguments: str, typed: str = "", env: Mapping[str, str] | None = None
) -> str:
    """Run `desk` on a terminal of its own, type that, and return all that it shows."""
    command = [sys.executable, "-m", "plaindesk", *arguments]
    code, shown = shown_by(command, folder, typed=typed, env=env)
    assert code == 0, shown
    return shown


def shown_by(
    command: Sequence[str], folder: Path, *, typed: str = "", env: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run a program on a terminal of its own, and type that; returns its code and all it shows.

    The terminal is read while it runs: one that nobody reads is full after some lines.
    """
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, **(env or {})},
    ) as running:
        os.close(theirs)
        shown = _everything(ours)
    return running.returncode, shown


def _everything(terminal: int) -> str:
    """Read what a terminal shows, to the end: with nobody left on it, Linux says EIO."""
    found = b""
    with contextlib.suppress(OSError):
        while some := os.read(terminal, 10_000):
            found += some
    os.close(terminal)
    return found.decode().replace("\r\n", "\n")
