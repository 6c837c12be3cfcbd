"""Telling people what happened between two commits, each thing once."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from plaindesk.channels import senders
from plaindesk.core.calendar import is_open
from plaindesk.core.calendar.named import hours_of
from plaindesk.core.model.time.duration import Duration
from plaindesk.core.notices import digest, notices_of
from plaindesk.core.results.notices import NotifyReport, Sending
from plaindesk.services.checks.readable_settings import refuse_unsound
from plaindesk.services.notify.events import happenings, span
from plaindesk.store.git.branch import branch_of
from plaindesk.store.git.commit_diff import Comparison
from plaindesk.store.sent_marks import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plaindesk.core.notices import Notice
    from plaindesk.services.desk import Desk

    Send = Callable[[str, str, str, str], bool]

_DECIDED_BY = (
    "agents",
    "queues",
    "organisations",
    "manager",
    "calendars",
    "views",
    "notify",
    "workflow",
)
_SPAN = re.compile(r"\d+[dhm]")


def notify(
    desk: Desk, since: str, until: str = "HEAD", *, dry_run: bool = False, send: Send = senders.send
) -> NotifyReport:
    """Send what happened since a commit, or since a span of time ago such as `3d`.

    What waits for its hours, or could not be sent, goes out with a later run that still
    looks at it. Raises DeskError where there is no such commit.
    """
    refuse_unsound(desk, *_DECIDED_BY)
    desk.refuse_sparse()  # of what it leaves out, nobody would ever be told
    base = _commit_before(desk, since) if _SPAN.fullmatch(since) else since
    happened = list(happenings(desk, Comparison(desk.git, base, until)))
    due = [n for item in happened for n in notices_of(item, desk.settings, desk.now)]
    open_now = {name: _is_open(desk, name) for name in {notice.hours for notice in due}}
    ready = [notice for notice in due if open_now[notice.hours]]
    waiting = tuple(notice for notice in due if not open_now[notice.hours])
    if dry_run:
        known = _ledger(desk).sent()
        fresh = [notice for notice in ready if notice.key not in known]
        # Where the ways lead only the job knows; whom none could reach is known here.
        return NotifyReport(
            sent=messages([notice for notice in fresh if not senders.unreachable(notice)], desk),
            waiting=tuple(notice for notice in waiting if notice.key not in known),
            failed=tuple((n, why) for n in fresh if (why := senders.unreachable(n))),
            dry_run=True,
        )
    sent, failed = _send_all(desk, ready, send)
    return NotifyReport(sent=sent, waiting=waiting, failed=failed, dry_run=False)


def _commit_before(desk: Desk, since: str) -> str:
    """Find the commit that this branch stood at so long ago; its first one if it is younger."""
    moment = desk.now - span(Duration.parse(since))
    return desk.git.commit_at(moment)


def _is_open(desk: Desk, name: str | None) -> bool:
    return not name or is_open(hours_of(desk.settings, name), int(desk.now.timestamp()))


def _ledger(desk: Desk) -> Ledger:
    kept = 2 * span(desk.settings.notify.oldest)
    return Ledger(desk.root, branch_of(desk.root, desk.place.git_dir).git_dir, kept)


def messages(notices: Sequence[Notice], desk: Desk) -> tuple[Sending, ...]:
    """Make messages of notices: to one person by one way, many at once become one."""
    found: list[Sending] = []
    by_person = sorted(notices, key=lambda n: (n.via, n.to, n.at, n.key))
    for _, group in groupby(by_person, key=lambda n: (n.via, n.to)):
        some = list(group)
        if 0 < desk.settings.notify.digest <= len(some):
            title, text = digest(some, desk.settings)
            found.append(Sending(notices=some, title=title, text=text))
        else:
            found += [Sending(notices=(n,), title=n.title, text=n.text) for n in some]
    return tuple(found)


def _send_all(
    desk: Desk, ready: Sequence[Notice], send: Send
) -> tuple[tuple[Sending, ...], tuple[tuple[Notice, str], ...]]:
    problems = {notice.key: senders.problem_with(notice) for notice in ready}
    failed = [(notice, problems[notice.key]) for notice in ready if problems[notice.key]]
    fit = [notice for notice in ready if not problems[notice.key]]
    if not fit:
        return (), tuple(failed)
    ledger = _ledger(desk)
    claimed = ledger.claim([notice.key for notice in fit], desk.now)
    sent: list[Sending] = []
    try:
        for message in messages([n for n in fit if n.key in claimed], desk):
            if send(message.via, message.notices[0].address, message.title, message.text):
                sent.append(message)
            else:
                failed += [(notice, "the other side didn't take it") for notice in message.notices]
    finally:
        done = {key for message in sent for key in message.keys}
        ledger.confirm(done, desk.now)
        ledger.release(claimed - done, desk.now)
    return tuple(sent), tuple(failed)
