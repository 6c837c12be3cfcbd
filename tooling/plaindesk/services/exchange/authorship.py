"""Who wrote what in the tickets' files, and when: from Git, and from what isn't committed yet."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from plaindesk.core.lifecycle.edits import Revision
from plaindesk.core.lifecycle.replay import gaps
from plaindesk.core.model.time.moments import parse_instant
from plaindesk.services.checks.desk import known_of
from plaindesk.store.git.history import History, blobs
from plaindesk.store.tickets import TICKETS
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.ticket import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from plaindesk.core.checks import Known
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk
    from plaindesk.store.git.history import Touch


class Past:
    """The commits of a desk's tickets, all of them or those after one."""

    def __init__(self, desk: Desk, since: str | None) -> None:
        """Ask Git; raises DeskError where `since` is no commit, or the beginning isn't there."""
        self.desk = desk
        self.is_whole = since is None
        if since is None:
            desk.git.refuse_shallow("To find what was edited by hand")
        self.history = History(desk.git, since)
        self.dirty = desk.git.dirty(TICKETS)
        self._firsts: Mapping[str, bytes] = {}

    @cached_property
    def me(self) -> str:
        """Who changed what isn't committed; raises DeskError where Git doesn't know."""
        return self._by(self.desk.git.author())

    @cached_property
    def known(self) -> Known:
        """What the rules look things up in."""
        return known_of(self.desk)

    def folders(self) -> set[str]:
        """Name the tickets that something was done to."""
        paths = {*self.history.touches, *self.dirty}
        return {path.rpartition("/")[0] for path in paths if path.count("/") == _DEPTH}

    def is_touched(self, path: str) -> bool:
        """Tell whether a file was changed after it was made."""
        return path in self.dirty or any(not touch.is_new for touch in self.history.of(path))

    def maker(self, path: str) -> tuple[str, datetime] | None:
        """Say who made a file, and when; None where that was before what is looked at."""
        touch = self.history.made(path)
        if touch is not None:
            return self._by(touch.address), self._at(touch)
        return (self.me, self.desk.now) if path in self.dirty else None

    def look_up(self, paths: Iterable[str]) -> None:
        """Read the first state of many files at once."""
        names = {path: self._first_name(path) for path in paths}
        held = blobs(self.desk.git, names.values())
        self._firsts = {path: held[name] for path, name in names.items() if name in held}

    def get_ready(self, tickets: Mapping[str, Ticket]) -> None:
        """Fetch what `revisions` will read of some tickets, by path: all at once."""
        touches = (
            touch
            for path, ticket in tickets.items()
            if self.may_have_edits(path, ticket)
            for touch in self.history.of(path)
        )
        self.desk.git.get(name for touch in touches for name in (touch.after, *touch.before))

    def may_have_edits(self, path: str, ticket: Ticket) -> bool:
        """Tell whether there is an edit to look for: one that holds, or one that was overruled."""
        first = self.first(path)
        return first is not None and (any(gaps(ticket, first)) or self.history.by_hand(path))

    def first(self, path: str) -> Ticket | None:
        """Return a ticket's first state that is looked at; None where it can't be read."""
        return _state(path, self._firsts.get(path))

    def _first_name(self, path: str) -> str:
        touches = self.history.of(path)
        lines = [touch for touch in touches if not touch.is_merge] or touches
        if not lines:
            return f"HEAD:./{path}"
        return lines[-1].after if lines[-1].is_new else lines[-1].before[0]

    def revisions(self, path: str, ticket: Ticket) -> list[Revision]:
        """List a ticket's states, the newest first, what isn't committed before all."""
        touches = self.history.of(path)
        last = f"HEAD:./{path}"
        names = [name for touch in touches for name in (touch.after, *touch.before)]
        held = blobs(self.desk.git, [last, *names])
        states = {name: _state(path, data) for name, data in held.items()}
        found = list(self._committed(path, touches, states))
        if path in self.dirty:
            before = (states.get(last),)
            now = Revision(by=self.me, at=self.desk.now, before=before, after=ticket)
            return [now, *found]
        return found

    def _committed(
        self, path: str, touches: Iterable[Touch], states: Mapping[str, Ticket | None]
    ) -> Iterator[Revision]:
        folder = path.rpartition("/")[0]
        for touch in touches:
            after = states.get(touch.after)
            if after is None:
                continue
            before = () if touch.is_new else tuple(states.get(name) for name in touch.before)
            added = self.history.added.get((touch.commit, folder), set())
            held = {entry.name for ticket in before if ticket for entry in ticket.entries}
            yield Revision(
                by=self._by(touch.address),
                at=self._at(touch),
                before=before,
                after=after,
                brought=frozenset(
                    added | {entry.name for entry in after.entries if entry.name not in held}
                ),
                is_merge=touch.is_merge,
            )

    def _by(self, address: str) -> str:
        """Name an author; an address that is no address makes nobody an agent, or a job."""
        known = self.desk.settings.agent_of(address)
        return known or (address if "@" in address else f"somebody ({address})")

    def _at(self, touch: Touch) -> datetime:
        """Read a commit's time; a clock that was wrong makes nothing happen in the future."""
        try:
            return min(parse_instant(touch.at), self.desk.now)
        except ValueError:
            return self.desk.now


_DEPTH = 3
"""Slashes in the path of a ticket's file: tickets/2611/2611-7K3MX/README.md."""


def _state(path: str, data: bytes | None) -> Ticket | None:
    return None if data is None else read(decode(path, data)).ticket
