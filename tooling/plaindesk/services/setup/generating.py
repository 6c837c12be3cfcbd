"""Files that follow from the settings and the articles, for forges and editors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.channels.codeowners import PATHS, codeowners
from plaindesk.channels.issue_forms import issue_forms
from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import ForgeKind
from plaindesk.services.setup.job_branches import misplaced
from plaindesk.store import articles, files, layout
from plaindesk.store.git.origin import origin, prefix
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs.decoding import encode
from plaindesk.text.settings.help import json_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plaindesk.core.model.files.stray_files import Stray
    from plaindesk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """The files that were not as they should be, by their paths in the repository.

    `commit` is None where none was made.
    """

    stale: tuple[str, ...]
    commit: str | None


def generated(
    desk: Desk, read: Iterable[articles.ArticleFile | Stray] | None = None
) -> Mapping[str, str]:
    """Say what each file should hold, by path; `read` are the articles, if they were read."""
    found = articles.load_all(desk.root) if read is None else read
    known = [
        item.article for item in found if isinstance(item, articles.ArticleFile) and item.article
    ]
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    made: dict[str, str] = {}
    for forge in _forges(desk):
        made[PATHS[forge]] = codeowners(desk.settings, known, forge)
        made |= issue_forms(desk.settings, forge)
    return {**made, ".desk/schema.json": schema}


_SIGNS = {
    ForgeKind.GITLAB: (".gitlab-ci.yml", ".gitlab"),
    ForgeKind.FORGEJO: (".forgejo", ".gitea"),
    ForgeKind.GITHUB: (".github",),
}


def _forges(desk: Desk) -> tuple[ForgeKind, ...]:
    """Name the forges that the desk has files of; else the one that its remote is on."""
    found = [kind for kind, signs in _SIGNS.items() if any((desk.root / s).exists() for s in signs)]
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
    writes = [*_writes(desk), *(job.write for job in misplaced(desk.place))]
    stale = tuple(write.path for write in writes)
    if check or not writes:
        return Generated(stale=stale, commit=None)
    place = layout.Place(layout.work_tree(desk.root) or desk.root, desk.place.git_dir)
    done = apply(place, writes, "Generate what follows from the settings\n", commit=commit)
    return Generated(stale=stale, commit=done.commit)


def _writes(desk: Desk) -> Iterator[Write]:
    """Say what is to be written, by its path in the repository."""
    for path, text in generated(desk).items():
        held, data = files.read_inside(desk.root, path), encode(text)
        if held != data:
            yield Write(path=f"{prefix(desk.root)}{path}", data=data, expected=held)
