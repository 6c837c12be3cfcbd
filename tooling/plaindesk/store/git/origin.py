"""Where a desk's repository comes from, read from Git's files: a look at a ticket starts no Git."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.store.git.process import GitFailedError, run

if TYPE_CHECKING:
    from pathlib import Path

    from plaindesk.store.layout import Place

_SECTION = re.compile(r'^\s*\[remote "origin"\]\s*$(.*?)(?=^\s*\[|\Z)', re.MULTILINE | re.DOTALL)
_PACKED = re.compile(r"^[0-9a-f]+ refs/heads/(.+)$", re.MULTILINE)
_URL = re.compile(r'^\s*url\s*=\s*"?([^"\n]*?)"?\s*$', re.MULTILINE)


class Origin(NamedTuple):
    """The address of the remote, its main branch, and the desk's folder in it, with a slash."""

    url: str
    branch: str
    prefix: str


def origin(place: Place) -> Origin | None:
    """Find the remote `origin`; None where there is none."""
    if place.git_dir is None:
        return None
    shared = _shared(place.git_dir)
    section = _SECTION.search(_text(shared / "config"))
    url = _URL.search(section[1]) if section else None
    if url is None:
        return None
    here = _text(place.git_dir / "HEAD").partition("refs/heads/")[2]
    branch = _main(shared) or here.strip() or "main"
    return Origin(url=url[1], branch=branch, prefix=prefix(place.root))


def default_branch(place: Place) -> str:
    """Name the branch that work ends up on; empty where that can't be told.

    A remote says it (`origin/HEAD`). Without one it is the only branch, or of several the
    one that Git is set to begin with: where somebody is at work says nothing.
    """
    if place.git_dir is None:
        return ""
    shared = _shared(place.git_dir)
    if '[remote "' in _text(shared / "config"):
        return _main(shared)
    branches = _branches(shared)
    return next(iter(branches)) if len(branches) == 1 else _first(place.root, branches)


def _main(shared: Path) -> str:
    main = _text(shared / "refs/remotes/origin/HEAD").partition("refs/remotes/origin/")[2]
    return main.strip()


def _branches(shared: Path) -> frozenset[str]:
    heads = shared / "refs/heads"
    loose = (path.relative_to(heads).as_posix() for path in heads.rglob("*") if path.is_file())
    packed = _PACKED.findall(_text(shared / "packed-refs"))
    return frozenset((*loose, *packed))


def _first(root: Path, branches: frozenset[str]) -> str:
    """Ask Git which branch new repositories begin with, where there is one of that name."""
    try:
        named = run(root, ("config", "init.defaultBranch")).decode("utf-8", "replace").strip()
    except GitFailedError:
        return ""
    return named if named in branches else ""


def _shared(git_dir: Path) -> Path:
    """Find the folder that the linked work trees of a repository share."""
    common = _text(git_dir / "commondir").strip()
    return (git_dir / common).resolve() if common else git_dir


def from_desk(root: Path, path: str) -> str:
    """Say a path in the repository as it is seen from a desk's folder."""
    return os.path.relpath(path, prefix(root) or ".").replace(os.sep, "/")


def prefix(root: Path) -> str:
    """Name a desk's folder in its repository, with a slash; empty where it is the top."""
    top = next((f for f in (root, *root.parents) if (f / ".git").exists()), root)
    inside = root.relative_to(top).as_posix()
    return "" if inside == "." else f"{inside}/"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
