"""What Git says of the work tree: the commit it stands on, and the files that differ from it.

Git is started here without GitPython, whose import alone takes longer than the answer;
the arguments are literal, and nothing goes through a shell.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.store.environment import MISLEADING
from plaindesk.store.layout import git_dir
from plaindesk.store.lazy_clone import cone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Of the whole repository, and new folders as one: only so Git uses its cache of untracked files.
_STATUS = (
    "git", "--no-optional-locks", "status", "--porcelain=v2", "--branch", "-z", "--no-renames",
    "--untracked-files=normal",
)  # fmt: skip
_BEFORE_PATH = {"1": 8, "u": 10, "?": 1, "!": 1}
"""Spaces before the path in each kind of line."""
_started: dict[str, subprocess.Popen[bytes]] = {}


class WorkTree(NamedTuple):
    """A commit, and the ticket folders in which something isn't as it has it.

    In a sparse clone, what it takes in stands behind the commit, after a colon.
    """

    commit: str
    dirty: frozenset[str]


def begin(root: Path) -> None:
    """Start asking, so that Git works while Python still imports."""
    key = str(root)
    if key not in _started:
        _started[key] = _popen(root, _STATUS)


def look(root: Path) -> WorkTree | None:
    """Ask, or take the answer of what was begun; None where there is no Git or no commit."""
    try:
        begin(root)
        asked = _started.pop(str(root))
        out, _ = asked.communicate()
    except OSError:
        return None
    if asked.returncode:
        return None
    return _read(out, root)


def changed_between(root: Path, one: str, other: str) -> set[str] | None:
    """List the ticket folders that differ between two commits; None where one is unknown."""
    (one, _, had), (other, _, has) = one.partition(":"), other.partition(":")
    if had != has:
        return None
    how = ("git", "diff-tree", "-r", "-z", "--name-only", "--no-renames", "--relative")
    asked = _popen(root, (*how, one, other, "--", "tickets"))
    out, _ = asked.communicate()
    return None if asked.returncode else set(_folders(root, _paths(out, "")))


def tidy(root: Path) -> None:
    """Let Git note what it finds unchanged, so that it need not read those files again."""
    _popen(root, ("git", "update-index", "-q", "--refresh")).communicate()


def remember_untracked(root: Path) -> None:
    """Let Git keep what it knows of folders without new files, which halves its work."""
    _popen(root, ("git", "update-index", "--untracked-cache")).communicate()
    _popen(root, ("git", "status", "--porcelain")).communicate()


def _popen(root: Path, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    environment = {name: held for name, held in os.environ.items() if name not in MISLEADING}
    environment["LC_ALL"] = "C.UTF-8"
    return subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _read(out: bytes, root: Path) -> WorkTree | None:
    commit = ""
    paths: list[bytes] = []
    for line in out.split(b"\0"):
        kind = line[:1].decode("ascii", "replace")
        if line.startswith(b"# branch.oid "):
            commit = line[13:].decode()
        elif kind in _BEFORE_PATH:
            paths.append(line.split(b" ", _BEFORE_PATH[kind])[-1])
    if not commit or commit == "(initial)":
        return None
    found = _paths(b"\0".join(paths), _prefix(root))
    if taken := cone(git_dir(root)):
        commit = f"{commit}:{taken}"
    return WorkTree(commit, frozenset(_folders(root, found)))


def _paths(out: bytes, prefix: str) -> Iterator[str]:
    for path in out.split(b"\0"):
        if path:
            name = os.fsdecode(path)
            is_above = name.endswith("/") and prefix.startswith(name)
            yield "" if is_above else name.removeprefix(prefix)


_DEPTH = 3
_TOP = "tickets/"


def _folders(root: Path, paths: Iterable[str]) -> Iterator[str]:
    """Name the ticket folders that some paths are in, or hold where they are folders."""
    for path in paths:
        parts = path.split("/")
        if path in ("", _TOP):  # all of a desk, or of its tickets, is new
            yield from _below(root, "tickets")
        elif not path.startswith(_TOP):
            continue
        elif len(parts) >= _DEPTH and parts[_DEPTH - 1]:
            yield "/".join(parts[:_DEPTH])
        elif path.endswith("/"):
            yield from _below(root, path.rstrip("/"))


def _below(root: Path, folder: str) -> Iterator[str]:
    depth = _DEPTH - 1 - folder.count("/")
    for path in (root / folder).glob("/".join("*" * depth)):
        yield path.relative_to(root).as_posix()


def _prefix(root: Path) -> str:
    """Say where in its repository a desk is: Git names files from the top."""
    top = root
    while not (top / ".git").exists() and top != top.parent:
        top = top.parent
    inner = root.relative_to(top).as_posix()
    return "" if inner == "." else f"{inner}/"
