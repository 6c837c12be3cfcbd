"""Two commits of a desk, compared: which files of tickets differ, and who made them so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.store.git.history import blobs
from plaindesk.store.tickets import TICKETS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaindesk.store.git.commands import Git

_NONE = "0" * 40
_FORMAT = "--format=%x01%aE%x02%(trailers:key=On-behalf-of,valueonly,separator=%x2C)%x02%B"
_REDACTED = "Redacted: "


class FileChange(NamedTuple):
    """A file that differs: its bytes on both sides (None: not there), and who wrote it."""

    path: str
    before: bytes | None
    after: bytes | None
    author: str
    on_behalf_of: str = ""


class Comparison:
    """What a branch changes, from where it left its base."""

    def __init__(self, git: Git, base: str, head: str) -> None:
        """Ask Git once for names and once for bytes; raises DeskError for what is no commit."""
        self.git = git
        self.tip = git.commit_of(base)
        self.head = git.commit_of(head)
        self.start = git.merge_base(self.tip, self.head)
        self.redacted: set[str] = set()
        self._authors: dict[str, tuple[str, str]] = {}
        self._read_log()
        differing = list(self.git.differences(self.start, self.head, "."))
        self.paths = tuple(path for path, _, _ in differing)
        """Every file that differs, articles and settings too."""
        self.changes = tuple(self._changes(differing))

    def stands_on_tip(self, path: str) -> bool:
        """Tell whether the base has a file of that path by now."""
        return bool(self.git.blob(self.tip, path))

    def authors(self, path: str) -> list[str]:
        """Name the addresses of all who changed a file on the branch."""
        log = self.git.names("--format=%x01%aE", f"{self.start}..{self.head}", path)
        return list(dict.fromkeys(address for address, _ in log))

    def on_base(self, path: str) -> bytes:
        """Read a file as the base has it by now; empty where it has none."""
        name = self.git.blob(self.tip, path)
        return blobs(self.git, [name]).get(name, b"") if name else b""

    def _read_log(self) -> None:
        for record in self.git.names(_FORMAT, f"{self.start}..{self.head}", TICKETS):
            header, paths = record
            author, behalf, message = header.split("\x02", 2)
            trailers = (line for line in message.splitlines() if line.startswith(_REDACTED))
            self.redacted |= {line.removeprefix(_REDACTED).split(" ", 1)[0] for line in trailers}
            for path in paths:  # the newest commit comes first
                self._authors.setdefault(path, (author, behalf))

    def _changes(self, differing: Iterable[tuple[str, str, str]]) -> Iterable[FileChange]:
        found = [item for item in differing if item[0].startswith(f"{TICKETS}/")]
        names = {name for _, before, after in found for name in (before, after)} - {_NONE}
        held = blobs(self.git, sorted(names)) if names else {}
        for path, before, after in found:
            author, behalf = self._authors.get(path, ("", ""))
            yield FileChange(
                path=path,
                before=held.get(before),
                after=held.get(after),
                author=author,
                on_behalf_of=behalf,
            )
