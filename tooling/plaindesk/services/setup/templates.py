"""The files that come with the package, to begin with."""

from __future__ import annotations

from importlib import resources

import plaindesk


def template(name: str) -> str:
    """Read one of the package's templates."""
    return (resources.files(plaindesk) / "templates" / name).read_text("utf-8")
