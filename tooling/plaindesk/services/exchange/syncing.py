"""Getting what others did, putting it together with ours, and sending it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.results.syncing import SyncReport
from plaindesk.services.exchange.rebase import call_off_interrupted, take_over
from plaindesk.services.exchange.recording import record
from plaindesk.store.git.branch import branch_of
from plaindesk.store.git.history import History
from plaindesk.store.lock import exclusive
from plaindesk.store.tickets import README

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaindesk.core.results.resolving import Resolved
    from plaindesk.services.desk import Desk
    from plaindesk.store.git.branch import Branch, Upstream

TRIES = 12
"""Pushes before we leave it to the next time."""
_SHORTEST, _LONGEST = 0.2, 10.0
"""Seconds to wait at most before the second try, and before any."""


@dataclass(slots=True, kw_only=True)
class _Run:
    """What came of a run so far."""

    git: Branch
    upstream: Upstream
    received: int = 0
    tries: int = 0
    resolved: list[Resolved] = field(default_factory=list)
    recorded: list[str] = field(default_factory=list)

    def report(self, *, sent: int = 0, waiting: int = 0, problem: str = "") -> SyncReport:
        """Sum it up."""
        return SyncReport(
            received=self.received,
            sent=sent,
            waiting=waiting,
            tries=self.tries,
            resolved=tuple(self.resolved),
            recorded=tuple(self.recorded),
            unsent=self.git.uncommitted(),
            problem=problem,
        )


def sync(desk: Desk, *, sleep: Callable[[float], None], chance: Callable[[], float]) -> SyncReport:
    """Fetch, rebase or merge, push, and try again where somebody was faster.

    Fields that were edited by hand become entries before they meet what others did.

    Nothing is ever sent by force, and what can't be sent stays here. Raises DeskError
    where there is nowhere to send to, or a conflict takes a person; then all is as before.
    """
    place = desk.place
    git = branch_of(place.root, place.git_dir)
    call_off_interrupted(place, git)
    git.refuse_unfit()
    run = _Run(git=git, upstream=git.upstream())
    while run.tries < TRIES:
        if run.tries:
            sleep(delay(run.tries, chance))
        run.tries += 1
        try:
            git.fetch(run.upstream.remote)
        except DeskError as error:
            return _kept(run, f"'{run.upstream.remote}' can't be reached. {error.message}")
        run.recorded += _record_ours(desk, git, run.upstream)
        with exclusive(place.state):
            received, resolved = take_over(place, git, run.upstream)
        run.received += received
        run.resolved += resolved
        ahead, _ = git.standing(run.upstream)
        try:
            if not ahead or git.push(run.upstream):
                return run.report(sent=ahead)
        except DeskError as error:
            return _kept(run, f"'{run.upstream.remote}' did not take it. {error.message}")
    return _kept(run, f"Somebody else was faster {TRIES} times.")


def _record_ours(desk: Desk, git: Branch, upstream: Upstream) -> list[str]:
    """Take in what was edited by hand, so that an edit that loses to another leaves its trace.

    Returns the tickets. Where settings can't be read, it is left to a later run.
    """
    if 0 in git.standing(upstream):
        return []
    git.refuse_changes()
    ours = History(desk.git, upstream.tracking)
    if not any(ours.by_hand(path) for path in ours.touches if path.endswith(f"/{README}")):
        return []
    with suppress(DeskError):
        return [item.ticket.id for item in record(desk, upstream.tracking).recorded]
    return []


def delay(tries: int, chance: Callable[[], float]) -> float:
    """Choose the seconds to wait: longer each time, and not the same for everybody."""
    return chance() * min(_LONGEST, _SHORTEST * 2.0**tries)


def _kept(run: _Run, problem: str) -> SyncReport:
    ahead, _ = run.git.standing(run.upstream)
    return run.report(waiting=ahead, problem=problem)
