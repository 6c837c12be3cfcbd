"""Files beside a ticket, and which are taken."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.settings.attachments import PROGRAMS

if TYPE_CHECKING:
    from plaindesk.core.model.settings.attachments import Attachments

FOLDER = "files"
"""The folder beside a ticket's README.md."""
MEGABYTE = 1_000_000


class Attachment(NamedTuple):
    """A file that comes with words: the name that it is to have, and its bytes."""

    name: str
    data: bytes


class Problem(NamedTuple):
    """Why a file isn't taken: the finding's code, what is wrong, and what to do."""

    code: str
    message: str
    hint: str


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def may_run(name: str) -> bool:
    """Tell whether some system would run a file of that name instead of showing it."""
    return _ending(name) in PROGRAMS


def problem_with(name: str, size: int, rules: Attachments) -> Problem | None:
    """Say why the desk's settings don't allow a file, by its ending and its size in bytes."""
    ending = _ending(name)
    if ending and ending in {refused.lower().lstrip(".") for refused in rules.refused}:
        return Problem(
            "refused-file",
            f"Files that end in .{ending} aren't taken: opened by mistake, they may run.",
            "Leave it out, or take the ending out of attachments.refused in desk.yml.",
        )
    if size > rules.largest * MEGABYTE:
        return Problem(
            "large-file",
            f"This has more than {rules.largest} MB, the most that is taken.",
            "Keep it elsewhere and link it: Git never forgets a file. "
            "Or raise attachments.largest in desk.yml.",
        )
    return None
