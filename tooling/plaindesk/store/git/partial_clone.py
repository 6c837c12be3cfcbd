"""What a clone without all files has: sparse ones, and ones without old file contents.

Git's own files are read for it, so that a whole clone, as nearly all are, costs a look or two.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_PATTERNS = "info/sparse-checkout"
# Compiled when they are first needed: for a whole clone they never are.
_ON = r"(?im)^\s*sparsecheckout\s*=\s*true\s*$"
_PROMISOR = r"(?im)^\s*promisor\s*=\s*true\s*$"
_REMOTE = r'(?m)^\s*\[remote "(.*)"\]\s*$'
_DEPTH = 3
"""Parts of a ticket folder's path."""


class Outside(NamedTuple):
    """What the commit has and a sparse clone leaves out: ticket folders, article files."""

    tickets: frozenset[str]
    articles: frozenset[str]


NOTHING = Outside(frozenset(), frozenset())


def cone(git_dir: Path | None) -> str:
    """Name what a sparse clone takes in; empty where it takes everything."""
    if git_dir is None or not (git_dir / _PATTERNS).is_file():
        return ""
    if not re.search(_ON, _settings(git_dir)):
        return ""
    from hashlib import sha256

    return sha256((git_dir / _PATTERNS).read_bytes()).hexdigest()


def outside(root: Path, git_dir: Path | None) -> Outside:
    """List what Git leaves out on purpose; a folder that somebody removed is not among it."""
    if not cone(git_dir):
        return NOTHING
    from plaindesk.store.git.process import run

    out = run(root, ("ls-files", "-t", "-z", "--", "tickets", "kb"))
    left_out = [os.fsdecode(line[2:]) for line in out.split(b"\0") if line.startswith(b"S ")]
    parts = [path.split("/") for path in left_out]
    return Outside(
        frozenset("/".join(p[:_DEPTH]) for p in parts if p[0] == "tickets" and len(p) > _DEPTH),
        frozenset(path for path in left_out if path.startswith("kb/") and path.endswith(".md")),
    )


def promisor(git_dir: Path) -> str:
    """Name the remote that has the contents this clone lacks; empty where it lacks none."""
    name = ""
    for line in _settings(git_dir).splitlines():
        if found := re.match(_REMOTE, line):
            name = found[1]
        elif line.lstrip().startswith("["):
            name = ""
        elif name and re.match(_PROMISOR, line):
            return name
    return ""


def _settings(git_dir: Path) -> str:
    """Read Git's settings of a repository and of one work tree of it."""
    common = _text(git_dir / "commondir").strip()
    shared = (git_dir / common).resolve() if common else git_dir
    return "\n".join((_text(shared / "config"), _text(git_dir / "config.worktree")))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
