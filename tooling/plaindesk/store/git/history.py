"""What Git remembers of the tickets' files: who changed which of them, and what they held."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.store.tickets import README, TICKETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaindesk.store.git.commands import Git

_FORMAT = "--format=%x01%H%x02%P%x02%aI%x02%aE"
_DEPTH = 3
"""Parts of a ticket folder's path."""
_RAW = re.compile(r"\n?:\d{6} \d{6} ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One commit's change of one file; `before` is of each parent that had other bytes."""

    commit: str
    address: str
    at: str
    is_merge: bool
    before: tuple[str, ...]
    after: str
    is_new: bool
    is_gone: bool


class History:
    """The commits that touched tickets, by file, the newest first."""

    def __init__(self, git: Git, since: str | None) -> None:
        """Ask Git once; raises DeskError where `since` is no commit."""
        start = [f"^{git.commit_of(since)}"] if since else []
        self.git = git
        self.touches: dict[str, list[Touch]] = {}
        self.added: dict[tuple[str, str], set[str]] = {}
        """Names of new files, by commit and ticket folder."""
        self._told: set[tuple[str, str]] = set()
        """Commits, each with a folder, that added or removed an entry there."""
        if git.has_commits():
            self._read(git.log(_FORMAT, [*start, "HEAD"], TICKETS))

    def _read(self, out: str) -> None:
        for header, path, raw in _changes(out):
            commit, parents, at, address = header.split("\x02", 3)
            touches = self.touches.setdefault(path, [])
            before, after, status = raw
            folder = "/".join(path.split("/")[:_DEPTH])
            if status in "AD" and not path.endswith(f"/{README}"):
                self._told.add((commit, folder))
            if status == "A":
                self.added.setdefault((commit, folder), set()).add(path.rpartition("/")[2])
            # A merge comes once for each parent that had other bytes.
            earlier = touches.pop().before if touches and touches[-1].commit == commit else ()
            touches.append(
                Touch(
                    commit=commit,
                    address=address,
                    at=at,
                    is_merge=" " in parents,
                    before=(*earlier, before),
                    after=after,
                    is_new=status == "A",
                    is_gone=status == "D",
                )
            )

    def of(self, path: str) -> list[Touch]:
        """List what happened to a file since it was last made, the newest first."""
        found = []
        for touch in self.touches.get(path, []):
            found.append(touch)
            if touch.is_new and not touch.is_merge:
                break
        return found

    def by_hand(self, path: str) -> bool:
        """Tell whether some commit changed a ticket's page alone: no command does, and no fold."""
        folder = path.rpartition("/")[0]
        return any(
            not (touch.is_new or touch.is_gone or touch.is_merge)
            and (touch.commit, folder) not in self._told
            for touch in self.of(path)
        )

    def made(self, path: str) -> Touch | None:
        """Find the commit that added a file."""
        return next((t for t in self.of(path) if t.is_new and not t.is_merge), None)


def _changes(out: str) -> Iterator[tuple[str, str, tuple[str, str, str]]]:
    """Take Git's answer apart: each change with its commit's header and the file's path."""
    header = ""
    parts = iter(out.split("\0"))
    for part in parts:
        if raw := _RAW.fullmatch(part):
            yield header, next(parts), (raw[1], raw[2], raw[3])
        elif part.lstrip("\n").startswith("\x01"):
            header = part.lstrip("\n")[1:]


def blobs(git: Git, names: Iterable[str]) -> dict[str, bytes]:
    """Read the bytes of many objects at once; one that isn't there is left out."""
    wanted = list(dict.fromkeys(names))
    data = git.objects(wanted)
    found: dict[str, bytes] = {}
    start = 0
    for name in wanted:
        end = data.index(b"\n", start)
        head = data[start:end]
        start = end + 1
        if head.endswith(b" missing"):
            continue
        size = int(head.rpartition(b" ")[2])
        found[name] = data[start : start + size]
        start += size + 1
    return found
