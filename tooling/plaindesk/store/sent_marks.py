"""What was sent already: marks in a ref of their own, shared by every clone.

A mark is claimed before a message is sent and confirmed after it, so that two jobs at
once don't both send it. A claim that nobody confirmed in time counts for nothing: its
job was killed. No name and no address stands in it, only keys.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.moments import format_instant, parse_instant
from plaindesk.store.git.branch import FASTER
from plaindesk.store.git.commands import Git

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

REF = "refs/desk/notified"
_THEIRS = "refs/desk/notified-there"
_FILE = "marks"
CLAIM = timedelta(hours=1)
"""After this a claim without a confirmation is free again."""
KEPT = timedelta(days=90)
"""Older marks are dropped; what they are about is no news any more."""
TRIES = 10
_NOBODY = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "desk"), ("EMAIL", "desk@localhost"))
}


class Mark(NamedTuple):
    """How far a message came, and when."""

    is_sent: bool
    at: datetime

    @property
    def rank(self) -> tuple[bool, datetime]:
        """Of two marks of one message the one that came further counts."""
        return (self.is_sent, self.at)


class Ledger(Git):
    """The marks of one repository, and of the remote that it is sent to."""

    def __init__(self, root: Path, git_dir: Path, kept: timedelta = KEPT) -> None:
        """Make ready; without a remote the marks are this clone's own."""
        super().__init__(root, git_dir)
        remotes = self.remotes()
        self.remote = "origin" if "origin" in remotes else next(iter(remotes), None)
        self.kept = max(kept, KEPT)

    def claim(self, keys: Iterable[str], now: datetime) -> set[str]:
        """Take on messages; returns those that nobody sent and nobody else has taken on."""
        wanted = list(keys)
        for _ in range(TRIES):
            held = self._read()
            free = {key for key in wanted if _is_free(held.get(key), now)}
            if not free or self._write(held, {key: Mark(False, now) for key in free}, now):  # noqa: FBT003 - a field
                return free
        raise DeskError("Other jobs claimed messages all the time.", "Try again: desk notify")

    def confirm(self, keys: Iterable[str], now: datetime) -> None:
        """Note what was sent."""
        self._put({key: Mark(True, now) for key in keys}, now)  # noqa: FBT003 - a field

    def release(self, keys: Iterable[str], now: datetime) -> None:
        """Give back what could not be sent, for the next run."""
        self._put({key: Mark(False, now - 2 * CLAIM) for key in keys}, now, instead=True)  # noqa: FBT003

    def sent(self) -> frozenset[str]:
        """Name what was sent, as far as is known here without asking the remote."""
        return frozenset(key for key, mark in self._marks(REF).items() if mark.is_sent)

    def _put(self, marks: Mapping[str, Mark], now: datetime, *, instead: bool = False) -> None:
        for _ in range(TRIES):
            if not marks or self._write(self._read(), marks, now, instead=instead):
                return
        raise DeskError("What was sent could not be noted.", "Look at the remote: git fetch")

    def _read(self) -> dict[str, Mark]:
        """Return the marks of both sides as one."""
        if self.remote is None:
            return self._marks(REF)
        try:
            self._run("fetch", "--quiet", "--no-tags", "--", self.remote, f"+{REF}:{_THEIRS}")
        except DeskError as error:
            if "couldn't find remote ref" not in error.message:
                raise
        return _joined(self._marks(REF), self._marks(_THEIRS))

    def _marks(self, ref: str) -> dict[str, Mark]:
        commit = self.commit_of(ref, must=False)
        if not commit:
            return {}
        text = self._run("cat-file", "blob", f"{commit}:{_FILE}")
        return dict(_parsed(line) for line in text.splitlines())

    def _write(
        self,
        held: Mapping[str, Mark],
        marks: Mapping[str, Mark],
        now: datetime,
        *,
        instead: bool = False,
    ) -> bool:
        """Write marks and send them; False where somebody was faster."""
        joined = {**held, **marks} if instead else _joined(held, marks)
        fresh = {key: mark for key, mark in joined.items() if now - mark.at < self.kept}
        lines = [f"{key} {_state(mark)}\n" for key, mark in sorted(fresh.items())]
        mine, theirs = (self.commit_of(ref, must=False) for ref in (REF, _THEIRS))
        commit = self._commit("".join(lines), dict.fromkeys(filter(None, (mine, theirs))))
        if self.remote is not None:
            return self._push(commit)
        return self._swap(commit, mine or "0" * 40)

    def _commit(self, text: str, parents: Iterable[str]) -> str:
        with tempfile.TemporaryFile() as file:
            file.write(text.encode())
            file.seek(0)
            blob = self._run("hash-object", "-w", "--stdin", stdin=file)
        with tempfile.TemporaryFile() as file:
            file.write(f"100644 blob {blob}\t{_FILE}\n".encode())
            file.seek(0)
            tree = self._run("mktree", stdin=file)
        options = [part for parent in parents for part in ("-p", parent)]
        return self._run("commit-tree", tree, *options, "-m", "Note what was sent", env=_NOBODY)

    def _push(self, commit: str) -> bool:
        """Let the remote decide who was first; what is here only follows it."""
        try:
            self._run("push", "--quiet", "--", str(self.remote), f"{commit}:{REF}")
        except DeskError as error:
            if FASTER.search(error.message):
                return False
            raise
        self._run("update-ref", REF, commit)
        return True

    def _swap(self, commit: str, before: str) -> bool:
        try:
            self._run("update-ref", REF, commit, before)
        except DeskError:
            return False
        return True


def _is_free(mark: Mark | None, now: datetime) -> bool:
    return mark is None or (not mark.is_sent and now - mark.at > CLAIM)


def _joined(one: Mapping[str, Mark], other: Mapping[str, Mark]) -> dict[str, Mark]:
    return {
        key: max((m[key] for m in (one, other) if key in m), key=lambda mark: mark.rank)
        for key in {**one, **other}
    }


def _state(mark: Mark) -> str:
    return f"{'sent' if mark.is_sent else 'claimed'} {format_instant(mark.at)}"


def _parsed(line: str) -> tuple[str, Mark]:
    key, state, at = line.split(" ")
    return key, Mark(state == "sent", parse_instant(at))
