"""Opening a new desk: what is missing is written, what is there is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.services.jobs import Forge, jobs
from plaindesk.services.templates import template
from plaindesk.store import files, layout
from plaindesk.store.git import Git
from plaindesk.store.program import GitFailedError, run_without_repository
from plaindesk.text.settings_help import json_schema
from plaindesk.text.settings_template import fill, values_of
from plaindesk.text.source import encode

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
    agent: tuple[str, str, str] | None
    """A handle, a full name and a mail address."""
    forge: Forge = Forge.GITHUB


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What was written, what was left as it was, and the commit."""

    root: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    made_repository: bool
    commit: str | None
    advice: str = ""


def open_new(root: Path, answers: Answers, mkdocs: Callable[[str], str], now: datetime) -> Opened:
    """Write a desk into a folder; `mkdocs` makes the site's settings for the desk's name.

    Raises DeskError where the folder lies in another desk or can't be written.
    """
    _refuse_nested(root)
    root.mkdir(parents=True, exist_ok=True)
    made = layout.git_dir(root) is None
    if made:
        _git_init(root)
    written, kept = _write_missing(root, _files(answers, mkdocs, now))
    commit, advice = _commit(root, written, answers.name)
    return Opened(
        root=root,
        written=tuple(written),
        kept=tuple(kept),
        made_repository=made,
        commit=commit,
        advice=advice,
    )


def _refuse_nested(root: Path) -> None:
    for parent in root.resolve().parents:
        if (parent / layout.SETTINGS).is_file():
            raise DeskError(
                f"{root} lies in another desk: {parent}.",
                "Desks don't nest; choose another folder.",
            )


def _files(answers: Answers, mkdocs: Callable[[str], str], now: datetime) -> Mapping[str, str]:
    import json

    values = values_of(answers.name, answers.languages, answers.timezone, answers.agent)
    language = answers.languages[0]
    owner = answers.agent[0] if answers.agent else ""
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
        **jobs(answers.forge),
    }


def _write_missing(root: Path, wanted: Mapping[str, str]) -> tuple[list[str], list[str]]:
    written: list[str] = []
    kept: list[str] = []
    for path, text in wanted.items():
        if (root / path).exists() or (root / path).is_symlink():
            kept.append(path)
        else:
            place = files.inside(root, path)
            files.sweep(place)  # what was left where this was begun before, and killed
            files.write(place, encode(text))
            written.append(path)
    return written, kept


def _git_init(root: Path) -> None:
    try:
        run_without_repository(root, ("init", "--quiet", "--initial-branch=main"))
    except GitFailedError as error:
        raise DeskError(f"git init failed in {root}: {error}") from None


def _commit(root: Path, written: list[str], name: str) -> tuple[str | None, str]:
    """Commit what was written, where Git knows who does it."""
    git_dir = layout.git_dir(root)
    if not written or git_dir is None:
        return None, ""
    git = Git(root, git_dir)
    try:
        git.refuse_unfit()
        git.stage(written)
        return git.commit(written, f"Open the desk {name}\n"), ""
    except DeskError as error:
        return None, str(error)
