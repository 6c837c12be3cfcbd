"""What others did is put under or beside ours, to the end or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.services.exchange.conflicts import resolve
from plaindesk.store import files
from plaindesk.store.lock import exclusive

if TYPE_CHECKING:
    from plaindesk.core.results.resolving import Resolved
    from plaindesk.store.git.branch import Branch, Upstream
    from plaindesk.store.layout import Place

_MARK = "taking-over"
"""What is under way, in our folder under Git's: the command, and the commit it began at."""


def take_over(place: Place, git: Branch, upstream: Upstream) -> tuple[int, list[Resolved]]:
    """Put our commits behind the others', or merge where some of ours are merges.

    Returns how many were theirs, and the tickets that were put together. Raises DeskError
    where it takes a person; then all is as before.
    """
    ahead, behind = git.standing(upstream)
    if not behind:
        return 0, []
    git.refuse_changes()
    if not ahead:
        git.take_over("merge", "--quiet", "--ff-only", upstream.tracking)
        return behind, []
    how = "merge" if git.has_merges(upstream) else "rebase"
    mark = place.state / _MARK
    files.write(mark, f"{how} {git.commit_of('HEAD')}".encode())
    resolved = _finished(place, git, upstream.tracking, how)
    mark.unlink()
    return behind, resolved


def call_off_interrupted(place: Place, git: Branch) -> None:
    """Call off what a killed run left half way; what a person began is left alone."""
    mark = place.state / _MARK
    if not mark.exists():
        return
    with exclusive(place.state):
        how, _, began = (files.read(mark) or b"").decode().partition(" ")
        if began and git.began(how) == began:
            git.take_over(how, "--abort")
        mark.unlink(missing_ok=True)


def _finished(place: Place, git: Branch, tracking: str, how: str) -> list[Resolved]:
    """Merge or rebase to the end; what only a person can settle is called off and named."""
    quiet = ("--quiet", "--no-edit") if how == "merge" else ("--quiet",)
    go_on = ("commit", *quiet) if how == "merge" else ("rebase", "--continue")
    resolved: list[Resolved] = []
    done = git.take_over(how, *quiet, tracking)
    while not done:
        report = resolve(place)
        resolved += report.resolved
        if report.failed or not report.resolved:
            git.take_over(how, "--abort")
            named = [*report.rest, *(finding.path for finding in report.findings)]
            raise DeskError(
                f"This was changed here and by others, and takes a person: {', '.join(named)}. "
                "Nothing was changed, and nothing is lost.",
                f"git {how} {tracking}; put it right; desk resolve; {report.next}; desk sync",
            )
        done = git.take_over(*go_on)
    return resolved
