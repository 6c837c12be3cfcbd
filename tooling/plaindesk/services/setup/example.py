"""The example desk as a desk of its own, with a history."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import plaindesk
from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.moments import parse_instant
from plaindesk.services.desk import Desk, open_desk
from plaindesk.store.git.process import GitFailedError, run, run_without_repository

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.ticket import Ticket

NOW = parse_instant("2026-11-21T12:00:00Z")
"""The moment at which the example desk is told."""
_ALICE = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Alice Novak"), ("EMAIL", "alice@example.com"))
}
_PARTS = ("desk.yml", "mkdocs.yml", "kb", "tickets")


def make(target: Path) -> Desk:
    """Copy the example into a folder and tell its history in commits.

    Raises DeskError where the folder holds something already.
    """
    if target.exists() and any(target.iterdir()):
        raise DeskError(f"{target} is not empty.", "Name a new folder: desk demo try-it")
    is_new = not target.exists()
    target.mkdir(parents=True, exist_ok=True)
    try:
        _copy(target)
        _history(target)
    except BaseException:  # interrupted, too: a half-made desk would stand in the way of the next
        for item in () if is_new else target.iterdir():
            shutil.rmtree(item) if item.is_dir() else item.unlink()
        if is_new:
            shutil.rmtree(target, ignore_errors=True)
        raise
    return open_desk(target, NOW)


def _copy(target: Path) -> None:
    source = _source()
    for part in _PARTS:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part)
        else:
            shutil.copyfile(source / part, target / part)
    (target / ".gitignore").write_text("/build/\n", "utf-8")


def _source() -> Path:
    """Find the content: inside an installed package, else in the checkout around it."""
    package = Path(plaindesk.__file__).parent
    inside = package / "example"
    return inside if inside.is_dir() else package.parent.parent


def _history(target: Path) -> None:
    """Commit settings and articles, then ticket by ticket as they came in."""
    _git(target, "init", "--quiet", "--initial-branch=main")
    for key, value in (("user.name", "Alice Novak"), ("user.email", "alice@example.com")):
        _git(target, "config", key, value)
    found = sorted((ticket for _, ticket in open_desk(target, NOW).readable()), key=_by_creation)
    opened = found[0].created if found else NOW
    _commit(target, [".gitignore", "desk.yml", "mkdocs.yml"], "Open the desk", opened)
    _commit(target, ["kb"], "Write the help centre", opened)
    for ticket in found:
        folder = str(Path(ticket.path).parent)
        message = f"Open {ticket.id}: {ticket.subject}\n\nTicket: {ticket.id}"
        _commit(target, [folder], message, ticket.last_activity)


def _by_creation(ticket: Ticket) -> tuple[datetime, str]:
    return (ticket.created, ticket.id)


def _commit(target: Path, paths: list[str], message: str, when: datetime) -> None:
    _git(target, "add", "--", *paths)
    stamp = when.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    dates = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    _git(target, "commit", "--quiet", "--no-verify", f"--message={message}", **dates)


def _git(target: Path, *arguments: str, **more: str) -> None:
    """Run Git as the example's own people, whatever settings this machine has."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, **_ALICE, **more}
    start = run_without_repository if arguments[0] == "init" else run
    try:
        start(target, arguments, more=alone)
    except GitFailedError as error:
        raise DeskError(f"git {arguments[0]} failed: {error}") from None
