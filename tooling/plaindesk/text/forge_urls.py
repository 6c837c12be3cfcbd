"""Addresses of a forge's pages.

GitHub and Gitea, and Forgejo which comes from it, fill in a new file's name and content;
GitLab fills in the name only.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SHORT = re.compile(r"(?:[^@/\s]+@)?([A-Za-z0-9.-]+):(?!/)(\S+)")
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?")
_PAGES = {
    "github": "{base}/new/{branch}?filename={path}&value={content}",
    "gitlab": "{base}/-/new/{branch}?file_name={path}",
    "gitea": "{base}/_new/{branch}/{folder}?filename={name}&value={content}",
    "forgejo": "{base}/_new/{branch}/{folder}?filename={name}&value={content}",
    "codeberg": "{base}/_new/{branch}/{folder}?filename={name}&value={content}",
}


def new_file(remote: str, branch: str, path: str, content: str) -> str | None:
    """Return the page that makes a file; None where the remote is no forge we know."""
    base = _base(remote)
    host = base.split("/")[2].lower() if base else ""
    form = next((form for name, form in _PAGES.items() if name in host), None)
    if form is None:
        return None
    folder, _, name = path.rpartition("/")
    return form.format(
        base=base,
        branch=quote(branch),
        path=quote(path, safe=""),
        folder=quote(folder),
        name=quote(name, safe=""),
        content=quote(content, safe=""),
    )


def repository(remote: str) -> str:
    """Name the repository that a remote is, as `github.com/acme/desk`; empty where it is none."""
    base = _base(remote)
    return base.removeprefix("https://") if base else ""


def _base(remote: str) -> str | None:
    """Turn a remote's address into its page's, without whoever logs in there."""
    short = _SHORT.fullmatch(remote)
    if short and "://" not in remote:
        host, path = short[1], short[2]
    else:
        try:
            parts = urlsplit(remote)
            port = f":{parts.port}" if parts.port and parts.scheme.startswith("http") else ""
        except ValueError:
            return None
        host, path = f"{parts.hostname or ''}{port}", parts.path
    path = path.strip("/").removesuffix(".git")
    return f"https://{host}/{quote(path)}" if path and _HOST.fullmatch(host) else None
