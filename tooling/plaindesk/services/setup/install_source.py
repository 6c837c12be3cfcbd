"""Where this program was installed from, so that jobs can get the same one."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import unquote, urlsplit

import plaindesk
from plaindesk.core.errors import DeskError
from plaindesk.store import layout
from plaindesk.store.git.commands import Git
from plaindesk.store.git.origin import origin
from plaindesk.store.layout import Place


def installed_from() -> str:
    """Say it as `jobs.install` does; empty where jobs couldn't get it from there.

    What installed it has written that down: https://packaging.python.org/specifications/direct-url/
    """
    try:
        told = distribution("plaindesk").read_text("direct_url.json")
    except PackageNotFoundError:
        return ""
    if told is None:
        return f"plaindesk=={plaindesk.__version__}"
    held = json.loads(told)
    if "vcs_info" in held:
        return f"git+{held['url']}@{held['vcs_info']['commit_id']}"
    return _of_checkout(Path(unquote(urlsplit(held["url"]).path)))


def _of_checkout(folder: Path) -> str:
    """Name the commit of a clone that its remote has, too, if it is one that jobs can reach."""
    git_dir = layout.git_dir(folder) if folder.is_dir() else None
    if git_dir is None:
        return ""
    remote = origin(Place(folder, git_dir))
    if remote is None or not remote.url.startswith("https://"):
        return ""
    try:
        commit = Git(folder, git_dir).merge_base("HEAD", f"origin/{remote.branch}")
    except DeskError:
        return ""
    return f"git+{remote.url}@{commit}"
