"""Where a desk's repository comes from, read from Git's files: a look at a ticket starts no Git."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from plaindesk.store.layout import Place

_SECTION = re.compile(r'^\s*\[remote "origin"\]\s*$(.*?)(?=^\s*\[|\Z)', re.MULTILINE | re.DOTALL)
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
    main = _text(shared / "refs/remotes/origin/HEAD").partition("refs/remotes/origin/")[2]
    here = _text(place.git_dir / "HEAD").partition("refs/heads/")[2]
    branch = main.strip() or here.strip() or "main"
    return Origin(url=url[1], branch=branch, prefix=_prefix(place.root))


def _shared(git_dir: Path) -> Path:
    """Find the folder that the linked work trees of a repository share."""
    common = _text(git_dir / "commondir").strip()
    return (git_dir / common).resolve() if common else git_dir


def _prefix(root: Path) -> str:
    top = next((f for f in (root, *root.parents) if (f / ".git").exists()), root)
    inside = root.relative_to(top).as_posix()
    return "" if inside == "." else f"{inside}/"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
