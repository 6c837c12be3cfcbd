"""Opening a new desk: what is missing is written, what is there is left alone."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.vocabulary import ForgeKind
from plaindesk.services.setup.templates import template
from plaindesk.services.setup.workflow_names import prefix_of
from plaindesk.services.setup.workflows import JobPlace, jobs
from plaindesk.store import files, layout
from plaindesk.store.git.commands import Git
from plaindesk.store.git.identity import identity
from plaindesk.store.git.origin import default_branch
from plaindesk.store.git.process import GitFailedError, run_without_repository
from plaindesk.text.codecs.decoding import decode, encode
from plaindesk.text.settings import desk_yml as settings_text
from plaindesk.text.settings.help import json_schema
from plaindesk.text.settings.template import fill, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What `desk init` was told."""

    name: str
    languages: tuple[str, ...]
    timezone: str
    agent: tuple[str, str, str]
    """A handle, a full name and a mail address."""
    commits_as: str = ""
    """The address that Git commits with, where it is another one."""
    contact: str = ""
    """The address that the site shows."""
    install: str = ""
    """Where jobs get the program from."""
    forge: ForgeKind = ForgeKind.GITHUB


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What was written, what was left as it was, and the commit.

    Paths are relative to the desk's folder; jobs may stand above it. `folder` is that folder
    in its repository, empty where it is the top.
    """

    root: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    made_repository: bool
    commit: str | None
    folder: str = ""


def open_new(root: Path, answers: Answers, mkdocs: Callable[[str], str], now: datetime) -> Opened:
    """Write a desk into a folder; `mkdocs` makes the site's settings for the desk's name.

    What an earlier run wrote and didn't commit is committed now. Raises DeskError where the
    folder lies in another desk or can't be written.
    """
    root = root.resolve()
    _refuse_nested(root)
    root.mkdir(parents=True, exist_ok=True)
    made = layout.git_dir(root) is None
    if made:
        _git_init(root)
    place = layout.Place(root, layout.git_dir(root))
    git = Git(root, place.state.parent)
    if not all(identity(root, role)[1] for role in ("AUTHOR", "COMMITTER")):
        git.introduce(*answers.agent[1:])
    git.refuse_unfit()
    top = layout.work_tree(root) or root
    folder = "" if top == root else root.relative_to(top).as_posix()
    wanted = _all_files(
        root,
        answers,
        mkdocs,
        now,
        JobPlace(
            install=answers.install,
            branch=default_branch(place) or git.branch(),
            folder=folder,
            prefix=prefix_of(root, top),
        ),
    )
    written, kept = _write_missing(top, wanted)
    from_desk = {path: os.path.relpath(top / path, root).replace(os.sep, "/") for path in wanted}
    return Opened(
        root=root,
        written=tuple(from_desk[path] for path in written),
        kept=tuple(from_desk[path] for path in kept),
        made_repository=made,
        commit=_commit(git, [*from_desk.values()], answers.name),
        folder=folder,
    )


def _refuse_nested(root: Path) -> None:
    for parent in root.parents:
        if (parent / layout.SETTINGS).is_file():
            raise DeskError(
                f"{root} lies in another desk: {parent}.",
                "Desks don't nest; choose another folder.",
            )


def _all_files(
    root: Path,
    answers: Answers,
    mkdocs: Callable[[str], str],
    now: datetime,
    place: JobPlace,
) -> Mapping[str, str]:
    """Say what each file holds, by its path in the repository."""
    own = _files(root, answers, mkdocs, now)
    inside = {f"{place.folder}/{path}" if place.folder else path: own[path] for path in own}
    return {**inside, **jobs(answers.forge, place)}


def _files(
    root: Path, answers: Answers, mkdocs: Callable[[str], str], now: datetime
) -> Mapping[str, str]:
    values = values_of(
        answers.name,
        answers.languages,
        answers.timezone,
        answers.agent,
        answers.contact,
        answers.install,
        answers.commits_as,
    )
    language, owner = _first_article(root, answers)
    article = template("article.md").replace("{owner}", owner)
    return {
        "desk.yml": fill(template("desk.yml"), values),
        ".desk/schema.json": json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n",
        ".gitattributes": template("gitattributes"),
        ".gitignore": template("gitignore"),
        "mkdocs.yml": mkdocs(answers.name),
        "tickets/README.md": "One folder a ticket, by month. Work them with `desk`.\n",
        # It also keeps the folder: Git takes one that goes for one that was renamed, and
        # moves the files that others add to it.
        "tickets/new/README.md": "One file a request: a heading, and what is the matter. "
        "`desk record` makes tickets of them.\n",
        f"kb/{language}/help/get-help.md": article.replace(
            "{today}", str(now.astimezone(UTC).date())
        ),
    }


def _first_article(root: Path, answers: Answers) -> tuple[str, str]:
    """Choose language and owner of the first article, by settings that are there already."""
    data = files.read_inside(root, layout.SETTINGS)
    held = settings_text.read(decode(layout.SETTINGS, data))[0] if data is not None else None
    if held is None:
        return answers.languages[0], answers.agent[0]
    known = held.agent_of(answers.agent[2]) or next(iter(held.agents), "")
    return held.default_language, known


def _write_missing(top: Path, wanted: Mapping[str, str]) -> tuple[list[str], list[str]]:
    written: list[str] = []
    kept: list[str] = []
    for path, text in wanted.items():
        if (top / path).exists() or (top / path).is_symlink():
            kept.append(path)
        else:
            place = files.inside(top, path)
            files.sweep(place)  # what was left where this was begun before, and killed
            files.write(place, encode(text))
            written.append(path)
    return written, kept


def _git_init(root: Path) -> None:
    try:
        run_without_repository(root, ("init", "--quiet", "--initial-branch=main"))
    except GitFailedError as error:
        raise DeskError(f"git init failed in {root}: {error}") from None


def _commit(git: Git, paths: list[str], name: str) -> str | None:
    """Commit what Git doesn't know yet, what an earlier run has left there too."""
    known = git.tracked(paths)
    new = [path for path in paths if path not in known]
    if not new:
        return None
    git.stage(new)
    return git.commit(new, f"Open the desk {name}\n")
