"""Reading and writing single files so that none is ever half there, or anywhere else."""

from __future__ import annotations

import os
from contextlib import suppress
from io import FileIO
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from pathlib import Path

TEMPORARY = ".desk-tmp"
"""How a file ends while it is being written."""


def write(path: Path, data: bytes) -> None:
    """Write a whole file or nothing: aside, to the disk, then under its name."""
    import tempfile  # slow to import, and most commands write nothing

    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=TEMPORARY)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(path))  # noqa: PTH101 - a name, not a Path
        os.replace(name, path)  # noqa: PTH105 - a name, not a Path
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - a name, not a Path
        raise
    _sync_folder(path.parent)


_JUST_NOW = 2_000_000_000
"""Nanoseconds in which a file may change again without a new time."""


def may_change_again(newest: int, aside: Path) -> bool:
    """Tell whether a file of that time was written just now, in nanoseconds.

    The disk is asked what time it is, in a folder of ours: it stamps files with that,
    whatever our own clock says. A disk that can't be written tells nothing.
    """
    probe = aside / "tick"
    try:
        aside.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        os.utime(probe)
    except OSError:
        return True
    return newest > os.lstat(probe).st_ctime_ns - _JUST_NOW


def sweep(path: Path) -> None:
    """Remove what killed processes left of writing a file."""
    from glob import escape

    for left in path.parent.glob(f".{escape(path.name)}.*{TEMPORARY}"):
        left.unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a file, and the folders that it leaves empty up to two levels."""
    path.unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()
        path.parent.parent.rmdir()


def first_link(root: str, path: str) -> str:
    """Return the first part of a path below a folder that is a symbolic link; empty without one.

    A clone may hold links to anywhere: through one, a note would be written, or a picture
    be published, that lies outside of the desk.
    """
    parts = path.split("/")
    heads = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
    return next((head for head in heads if os.path.islink(f"{root}/{head}")), "")  # noqa: PTH114


def inside(root: Path, path: str) -> Path:
    """Say where a file of the desk is; raises DeskError where a link or `..` leads elsewhere."""
    parts = path.split("/")
    if ".." in parts or os.path.isabs(path):  # noqa: PTH117 - not yet a Path
        raise DeskError(f"Nothing was done: {path} leads out of the desk.")
    if link := first_link(str(root), path):
        raise DeskError(
            f"Nothing was done: {link} is a symbolic link, and the desk's files are never "
            "looked for behind one.",
            "Put a folder or file in its place.",
        )
    return root / path


def read_inside(root: Path, path: str) -> bytes | None:
    """Read a file of the desk; None where there is none, DeskError behind a link."""
    return read(inside(root, path))


def read(path: Path) -> bytes | None:
    """Read a file; None where there is none. A pipe in its place is empty, and isn't waited for."""
    try:
        with opened(str(path)) as file:
            return file.read() or b""
    except FileNotFoundError:
        return None


def opened(path: str) -> FileIO:
    """Open a file to be read, without waiting for a writer, should it be a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return FileIO(os.open(path, flags))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make a new name last through a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
