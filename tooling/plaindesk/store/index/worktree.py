"""What Git says of the work tree: the commit it stands on, and the files that differ from it.

Git is started here without GitPython, whose import alone takes longer than the answer.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.errors import DeskError
from plaindesk.store.git import early_status
from plaindesk.store.git.partial_clone import cone
from plaindesk.store.git.process import GitFailedError, run, start
from plaindesk.store.layout import git_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_BEFORE_PATH = {"1": 8, "u": 10, "?": 1, "!": 1}
"""Spaces before the path in each kind of line."""


class WorkTree(NamedTuple):
    """A commit, and the ticket folders in which something isn't as it has it.

    In a sparse clone, what it takes in stands behind the commit, after a colon.
    """

    commit: str
    dirty: frozenset[str]


def look(root: Path) -> WorkTree | None:
    """Ask, or take the answer of what was begun; None where there is no Git or no commit."""
    out = early_status.answer(str(root))
    if out is None:
        out = _run(root, early_status.STATUS)
    return None if out is None else _read(out, root)


def changed_between(root: Path, one: str, other: str) -> set[str] | None:
    """List the ticket folders that differ between two commits; None where one is unknown."""
    (one, _, had), (other, _, has) = one.partition(":"), other.partition(":")
    if had != has:
        return None
    how = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--relative")
    out = _run(root, (*how, one, other, "--", "tickets"))
    return None if out is None else set(_folders(root, _paths(out, "")))


@contextmanager
def tidying(root: Path, *, is_large: bool) -> Iterator[None]:
    """Let Git note meanwhile what is unchanged, so that it need not read those files again.

    In a large desk it also keeps what it knows of folders without new files, which halves
    its work.
    """
    untracked = ("--untracked-cache",) if is_large else ()
    at_work = start(root, ("update-index", "-q", *untracked, "--refresh"))
    try:
        yield
    finally:
        at_work.wait()
    if is_large:  # with the lock that it takes to write down what it has found
        _run(root, ("status", "--porcelain"), {"GIT_OPTIONAL_LOCKS": "1"})


def _run(
    root: Path, command: tuple[str, ...], more: Mapping[str, str] | None = None
) -> bytes | None:
    """Return what Git says; None where it fails, or isn't there."""
    try:
        return run(root, command, more=more)
    except (GitFailedError, DeskError, OSError):
        return None


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
