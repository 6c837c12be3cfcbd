"""Jobs that are for another branch than the one that work ends up on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.services.setup.workflow_names import FOLDERS, prefix_of
from plaindesk.services.setup.workflows import WORKFLOWS, branches_in, for_branch
from plaindesk.store import files, layout
from plaindesk.store.git.origin import default_branch
from plaindesk.store.transaction import Write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plaindesk.store.layout import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Misplaced:
    """A job's file, by its path in the repository, with the branches that it names."""

    path: str
    named: frozenset[str]
    branch: str
    """The one that it should name."""
    write: Write


def misplaced(place: Place) -> tuple[Misplaced, ...]:
    """Find the desk's jobs that are for another branch; none where the main one can't be told.

    On GitLab they ask the forge.
    """
    top = layout.work_tree(place.root)
    found = [*_jobs(place.root, top)] if top else []
    branch = default_branch(place) if found else ""
    return tuple(
        Misplaced(path=path, named=named, branch=branch, write=_for(path, data, branch))
        for path, data in found
        if branch and (named := branches_in(data.decode("utf-8", "replace"))) - {branch}
    )


def _jobs(root: Path, top: Path) -> Iterator[tuple[str, bytes]]:
    prefix = prefix_of(root, top)
    for folder in FOLDERS:
        for name in WORKFLOWS:
            path = f"{folder}/{prefix}{name}.yml"
            if (data := files.read_inside(top, path)) and b"desk " in data:
                yield path, data


def _for(path: str, data: bytes, branch: str) -> Write:
    text = for_branch(data.decode("utf-8", "surrogateescape"), branch)
    return Write(path=path, data=text.encode("utf-8", "surrogateescape"), expected=data)
