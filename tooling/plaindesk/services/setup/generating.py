"""Files that follow from the settings and the articles, for forges and editors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.channels.codeowners import PATHS, codeowners, places
from plaindesk.channels.issue_forms import issue_forms
from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import ForgeKind
from plaindesk.services.setup.job_branches import misplaced
from plaindesk.services.setup.workflow_names import prefix_of
from plaindesk.services.setup.workflows import JobPlace, jobs
from plaindesk.store import articles, files, layout
from plaindesk.store.git.origin import from_desk, origin, prefix
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs.decoding import encode
from plaindesk.text.settings.help import json_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from plaindesk.core.model.files.stray_files import Stray
    from plaindesk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """The files that were not as they should be, by their paths from the desk.

    `commit` is None where none was made. `foreign` are those that somebody else wrote, each
    with the lines that it lacks.
    """

    stale: tuple[str, ...]
    commit: str | None
    foreign: Mapping[str, tuple[str, ...]]


def generated(
    desk: Desk, read: Iterable[articles.ArticleFile | Stray] | None = None
) -> Mapping[str, str]:
    """Say what each file should hold, by its path in the repository.

    `read` are the articles, if they were read. Of a desk in a folder, issues are about something
    else: it has no forms.
    """
    found = articles.load_all(desk.root) if read is None else read
    known = [
        item.article for item in found if isinstance(item, articles.ArticleFile) and item.article
    ]
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    inside = prefix(desk.root)
    folder, top = inside.rstrip("/"), layout.work_tree(desk.root) or desk.root
    made: dict[str, str] = {}
    for forge in _forges(desk):
        own = jobs(forge, JobPlace(folder=folder, prefix=prefix_of(desk.root, top)))
        made[PATHS[forge]] = codeowners(desk.settings, known, forge, folder=folder, jobs=own)
        made |= {} if folder else issue_forms(desk.settings, forge)
    return {**made, f"{inside}.desk/schema.json": schema}


def is_ours(held: bytes, beginning: str) -> bool:
    """Tell whether we wrote a file: it begins with the line that ours would."""
    return held.partition(b"\n")[0] == encode(beginning)


_SIGNS = {
    ForgeKind.GITLAB: (".gitlab-ci.yml", ".gitlab"),
    ForgeKind.FORGEJO: (".forgejo", ".gitea"),
    ForgeKind.GITHUB: (".github",),
}


def _forges(desk: Desk) -> tuple[ForgeKind, ...]:
    """Name the forges that the desk has files of; else the one that its remote is on."""
    top = layout.work_tree(desk.root) or desk.root
    found = [
        kind
        for kind, signs in _SIGNS.items()
        if any((folder / sign).exists() for folder in (top, desk.root) for sign in signs)
    ]
    remote = origin(desk.place)
    host = remote.url if remote else ""
    named = (kind for kind in ForgeKind if kind in host)
    return tuple(found) or (next(named, ForgeKind.GITHUB),)


_MADE_FROM = ("agents", "fields", "manager", "queues", "services")
"""What CODEOWNERS and the forms name."""


def generate(desk: Desk, *, check: bool, commit: bool = True) -> Generated:
    """Write what is stale in one commit; with `check`, only say what that is.

    Raises DeskError where not all articles are here.
    """
    if desk.outside.articles:
        raise DeskError(
            "This sparse clone leaves out articles, and CODEOWNERS names all of them.",
            "Take them in: git sparse-checkout add kb",
        )
    desk.settings.refuse_unread(*_MADE_FROM)
    top = layout.work_tree(desk.root) or desk.root
    foreign: dict[str, tuple[str, ...]] = {}
    writes = []
    for path, text in generated(desk).items():
        kept = _foreign(top, path, text)
        foreign |= {from_desk(desk.root, place): lacks for place, lacks in kept.items()}
        writes += [] if kept else _writes(top, path, text)
    writes += [job.write for job in misplaced(desk.place)]
    stale = tuple(from_desk(desk.root, write.path) for write in writes)
    if check or not writes:
        return Generated(stale=stale, commit=None, foreign=foreign)
    place = layout.Place(top, desk.place.git_dir)
    done = apply(place, writes, "Generate what follows from the settings\n", commit=commit)
    return Generated(stale=stale, commit=done.commit, foreign=foreign)


def _foreign(top: Path, path: str, text: str) -> Mapping[str, tuple[str, ...]]:
    """Find what somebody else wrote where ours would stand, or would take effect instead of it.

    Each with the lines that it lacks, where it is a list of owners.
    """
    forge = next((kind for kind, place in PATHS.items() if place == path), None)
    beginning, *lines = text.splitlines()
    found: dict[str, tuple[str, ...]] = {}
    for place in places(forge) if forge else (path,):
        held = files.read_inside(top, place)
        if held is not None and not is_ours(held, beginning):
            there = held.decode("utf-8", "replace").splitlines()
            found[place] = tuple(line for line in lines if forge and line not in there)
    return found


def _writes(top: Path, path: str, text: str) -> list[Write]:
    held, data = files.read_inside(top, path), encode(text)
    return [] if held == data else [Write(path=path, data=data, expected=held)]
