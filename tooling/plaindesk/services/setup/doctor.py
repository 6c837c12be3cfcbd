"""What `desk doctor` looks at: the machine and the clone around the desk."""

from __future__ import annotations

import locale
import os
import re
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError, UnfinishedError
from plaindesk.core.model.finding import Severity
from plaindesk.services.checks.desk import check, check_settings_alone
from plaindesk.services.desk import open_desk
from plaindesk.services.setup.job_branches import misplaced
from plaindesk.services.setup.workflows import UNSAID
from plaindesk.services.sla.ageing import overdue
from plaindesk.store import layout, tickets
from plaindesk.store.git.branch import branch_of
from plaindesk.store.git.commands import Git
from plaindesk.store.git.process import run_without_repository
from plaindesk.store.transaction import recover

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from plaindesk.services.desk import Desk

OLDEST_GIT = (2, 30)
_LATE = timedelta(days=2)
"""How long a step may wait for its job: a weekend without runners is no illness."""
_MANY = 800
"""Tickets of a month above which forges show the folder only in part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """One thing that was looked at: fine, or what is wrong and what to do."""

    what: str
    is_fine: bool
    said: str
    hint: str = ""


def diagnose(start: Path, now: datetime) -> Iterator[Symptom]:
    """Look at everything around a desk; nothing here raises."""
    yield _python()
    yield _encoding()
    place = None
    try:
        place = layout.find(start)
        yield Symptom(what="desk", is_fine=True, said=str(place.root))
    except DeskError as error:
        yield Symptom(what="desk", is_fine=False, said=error.message, hint=error.hint)
    yield _git_version(place.root if place else start)
    if place is None:
        return
    yield from _repository(place)
    broken = check_settings_alone(start)
    if broken:
        first = broken.findings[0]
        said = f"{first.path}:{first.line}: {first.message}"
        yield Symptom(what="settings", is_fine=False, said=said, hint=first.hint)
        return
    desk = open_desk(start, now)
    yield _agent(desk)
    yield _clock(desk)
    remotes = desk.git.remotes() if place.git_dir is not None else []
    yield _remote(desk, remotes)
    yield from _jobs(desk)
    yield _schedule(desk, is_shared=bool(remotes))
    yield _months(desk)
    yield _files(desk)


def _jobs(desk: Desk) -> Iterator[Symptom]:
    """Look whether jobs know where the program comes from, and run for the branch that is there."""
    top = layout.work_tree(desk.root) or desk.root
    found = (*top.glob(".*/workflows/*.yml"), *desk.root.glob(".gitlab-ci.yml"))
    texts = [text for path in found if "desk " in (text := _text(path))]
    if not texts:
        yield Symptom(what="jobs", is_fine=True, said="none here")
        return
    wrong = [*_unsaid(texts), *_elsewhere(desk)]
    yield from wrong or [Symptom(what="jobs", is_fine=True, said="they know program and branch")]


def _unsaid(texts: Sequence[str]) -> Iterator[Symptom]:
    if any(UNSAID in text for text in texts):
        hint = (
            "Name it in jobs.install in desk.yml and in their files: desk config help jobs.install"
        )
        said = "they don't know where to get the program"
        yield Symptom(what="jobs", is_fine=False, said=said, hint=hint)


def _elsewhere(desk: Desk) -> Iterator[Symptom]:
    if found := misplaced(desk.place):
        named = sorted({name for job in found for name in job.named})
        said = f"they are for '{', '.join(named)}', and the main branch is '{found[0].branch}'"
        yield Symptom(what="jobs", is_fine=False, said=said, hint="Write them anew: desk generate")


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.is_file() and not path.is_symlink() else ""


def _python() -> Symptom:
    version = sys.version.split()[0]
    try:
        from yaml import CSafeLoader  # noqa: F401 - only whether it is there
    except ImportError:
        hint = "Install a PyYAML wheel built with libyaml: reading is eight times faster."
        return Symptom(what="python", is_fine=False, said=f"{version}, PyYAML is slow", hint=hint)
    return Symptom(what="python", is_fine=True, said=version)


def _encoding() -> Symptom:
    found = locale.getpreferredencoding(do_setlocale=False).lower().replace("-", "")
    is_fine = found == "utf8" and sys.getfilesystemencoding() == "utf-8"
    hint = "" if is_fine else "Set a UTF-8 locale, such as: export LANG=C.UTF-8"
    return Symptom(what="encoding", is_fine=is_fine, said=found, hint=hint)


def _git_version(folder: Path) -> Symptom:
    try:
        found = re.findall(
            r"\d+", run_without_repository(folder, ("--version",)).decode("utf-8", "replace")
        )
    except DeskError as error:
        return Symptom(what="git", is_fine=False, said="not found", hint=error.hint)
    version = tuple(map(int, found[:3]))
    said = ".".join(map(str, version))
    is_fine = version[:2] >= OLDEST_GIT
    return Symptom(what="git", is_fine=is_fine, said=said, hint="" if is_fine else "Update Git.")


def _repository(place: layout.Place) -> Iterator[Symptom]:
    if place.git_dir is None:
        hint = "A desk lives in a repository: git init"
        yield Symptom(what="repository", is_fine=False, said="none", hint=hint)
        return
    try:
        Git(place.root, place.git_dir).refuse_unfit()
        yield Symptom(what="repository", is_fine=True, said="ready to commit")
    except DeskError as error:
        yield Symptom(what="repository", is_fine=False, said=error.message, hint=error.hint)
    if Git(place.root, place.git_dir).is_shallow:
        said = "a shallow clone: what takes the history is refused"
        hint = "Get all of it: git fetch --unshallow"
        yield Symptom(what="history", is_fine=False, said=said, hint=hint)
    yield _permissions(place.root, place.git_dir)
    try:
        if recovered := recover(place):
            said = f"finished a change that was interrupted: {recovered}"
            yield Symptom(what="journal", is_fine=True, said=said)
    except UnfinishedError as error:
        yield Symptom(what="journal", is_fine=False, said=error.message, hint=error.hint)


def _permissions(root: Path, git_dir: Path) -> Symptom:
    """Look where a change writes: one `git` of another user leaves folders that are not ours."""
    inside = (git_dir / name for name in ("objects", "refs", "index"))
    asked = [path for path in (root, root / "tickets", git_dir, *inside) if path.exists()]
    refused = next((path for path in asked if not os.access(path, os.W_OK)), None)
    if refused is None:
        return Symptom(what="permissions", is_fine=True, said="can be written")
    hint = "Look at its owner: ls -ld"
    said = f"can't be written: {refused}"
    return Symptom(what="permissions", is_fine=False, said=said, hint=f"{hint} {refused}")


def _agent(desk: Desk) -> Symptom:
    try:
        return Symptom(what="you", is_fine=True, said=f"agent {desk.actor(None)}")
    except DeskError as error:
        return Symptom(what="you", is_fine=False, said=error.message, hint=error.hint)


def _clock(desk: Desk) -> Symptom:
    """Compare the clock with the newest entry: time that runs backwards confuses SLAs."""
    newest = max((t.last_activity for _, t in desk.readable()), default=desk.now)
    said = f"{desk.now:%Y-%m-%d %H:%M} UTC, desk in {desk.settings.timezone}"
    if newest <= desk.now:
        return Symptom(what="clock", is_fine=True, said=said)
    hint = f"The newest entry is of {newest:%Y-%m-%d %H:%M} UTC: is your clock right?"
    return Symptom(what="clock", is_fine=False, said=said, hint=hint)


def _remote(desk: Desk, remotes: Sequence[str]) -> Symptom:
    said = ", ".join(remotes)
    if not remotes:
        hint = "Only this clone has the desk. Share it: git remote add origin ADDRESS"
        return Symptom(what="remote", is_fine=True, said="none", hint=hint)
    try:
        branch_of(desk.root, desk.place.git_dir).upstream()
    except DeskError as error:
        said = f"{said}; {error.message[0].lower()}{error.message[1:]}"
        return Symptom(what="remote", is_fine=True, said=said, hint=error.hint)
    return Symptom(what="remote", is_fine=True, said=said)


def _schedule(desk: Desk, *, is_shared: bool) -> Symptom:
    """Look for steps that nobody has taken for days: the job that takes them doesn't run."""
    waiting = overdue(desk, desk.now)
    oldest = min(waiting, default=desk.now)
    if desk.now - oldest <= _LATE:
        return Symptom(what="schedule", is_fine=True, said="nothing has waited for long")
    steps = "1 step waits" if len(waiting) == 1 else f"{len(waiting)} steps wait"
    said = f"{steps}, the oldest since {oldest:%Y-%m-%d %H:%M} UTC"
    hint = "Is the job 'age' running? By hand: desk age"
    return Symptom(what="schedule", is_fine=not is_shared, said=said, hint=hint)


def _months(desk: Desk) -> Symptom:
    counts: dict[str, int] = {}
    for item in tickets.folders(desk.root):
        if isinstance(item, str):
            month = item.split("/")[1]
            counts[month] = counts.get(month, 0) + 1
    most = max(counts.values(), default=0)
    months = "month" if len(counts) == 1 else "months"
    said = f"{sum(counts.values())} in {len(counts)} {months}"
    hint = "Forges list a thousand entries of a folder at most." if most > _MANY else ""
    return Symptom(what="tickets", is_fine=most <= _MANY, said=said, hint=hint)


def _files(desk: Desk) -> Symptom:
    report = check(desk)
    errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
    said = "no errors" if not errors else f"{errors} errors"
    return Symptom(
        what="files", is_fine=not errors, said=said, hint="See: desk check" if errors else ""
    )
