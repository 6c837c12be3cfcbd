"""Finding and reading tickets on the disk."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model import ids
from plaindesk.core.model.files.attachments import FOLDER
from plaindesk.core.model.files.stray_files import Stray, StrayKind
from plaindesk.store import files
from plaindesk.store.files import TEMPORARY, first_link
from plaindesk.store.name_clashes import clashes
from plaindesk.text.codecs.decoding import Source, decode
from plaindesk.text.codecs.draft import kind_of
from plaindesk.text.codecs.ticket import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

TICKETS = "tickets"
README = "README.md"
NEW = f"{TICKETS}/new"
"""Where people put tickets that have no id yet."""
LARGE = 1_000_000
"""Bytes above which forges don't show a page."""
LARGEST = 64_000_000
"""Bytes above which a text isn't read at all; forges take no more than 100 MB in one file."""
_MONTH = re.compile(r"\d{4}")
_ENTRY = re.compile(r"\d{8}T\d{6}Z-[a-z0-9-]+\.md")


class TicketFiles(NamedTuple):
    """One ticket's folder as it was read: every byte, and what is out of place in it."""

    folder: str
    readme: bytes | None
    loose: dict[str, bytes]
    drafts: dict[str, bytes]
    """Words that somebody left by hand, `reply.md` and its like."""
    attachments: tuple[str, ...]
    strays: tuple[Stray, ...]

    @property
    def path(self) -> str:
        """The ticket's own file, relative to the desk."""
        return f"{self.folder}/{README}"

    @property
    def sources(self) -> tuple[Source, list[Source]]:
        """The texts: README first, then the entries not folded yet."""
        loose = [decode(f"{self.folder}/{name}", data) for name, data in self.loose.items()]
        return decode(self.path, self.readme or b""), loose

    def reading(self) -> Reading:
        """Say what the files mean."""
        if self.readme is None:
            return Reading(ticket=None, findings=(), places={}, blocks=())
        return read(*self.sources, self.attachments)


def folders(root: Path) -> Iterator[str | Stray]:
    """List ticket folders in order; what is none comes as a stray."""
    top = root / TICKETS
    if top.is_symlink():
        yield Stray(path=TICKETS, kind=StrayKind.SYMLINK)
        return
    if not top.is_dir():
        return
    for month in _entries(top):
        relative = f"{TICKETS}/{month.name}"
        if month.is_symlink():
            yield Stray(path=relative, kind=StrayKind.SYMLINK)
        elif relative == NEW and month.is_dir():
            yield from _new(month)
        elif not month.is_dir() or not _MONTH.fullmatch(month.name):
            if month.name != "README.md":
                yield Stray(path=relative, kind=StrayKind.FILE)
        else:
            yield from _in_month(month, relative)


def folders_under(root: Path, scopes: Sequence[str]) -> Iterator[str | Stray]:
    """List the same; where all paths are of single tickets, no other folder is looked at."""
    near = [scope for scope in scopes if scope == "." or scope.split("/")[0] == TICKETS]
    own = {"/".join(scope.split("/")[:_DEPTH]) for scope in near}
    if not scopes or not all(_is_one(root, folder) for folder in own):
        yield from folders(root)
        return
    yield from sorted(own)


_DEPTH = 3
"""Parts of a ticket folder's path: tickets/2611/2611-7K3MX."""


def _is_one(root: Path, folder: str) -> bool:
    top, *rest = folder.split("/")
    is_deep = top == TICKETS and len(rest) == _DEPTH - 1 and bool(_MONTH.fullmatch(rest[0]))
    return is_deep and (root / folder).is_dir() and not first_link(str(root), folder)


class Names:
    """The ids of a desk's tickets, to look one up without listing them all."""

    def __init__(self, root: Path, outside: frozenset[str]) -> None:
        """Take folders as known that a sparse clone leaves out."""
        self.root = root
        self.outside = outside

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str) or not ids.is_canonical(name):
            return False
        folder = ids.folder(name)
        return folder in self.outside or (self.root / folder).is_dir()


def _new(folder: os.DirEntry[str]) -> Iterator[Stray]:
    """List what waits for an id; a README keeps the folder, and may explain it."""
    for item in _entries(folder.path):
        path = f"{NEW}/{item.name}"
        if item.is_symlink():
            yield Stray(path=path, kind=StrayKind.SYMLINK)
        elif item.is_file() and item.name.lower().endswith(".md") and item.name != README:
            yield Stray(path=path, kind=StrayKind.UNRECORDED)
        elif item.name not in (README, ".gitkeep") and not item.name.endswith(TEMPORARY):
            yield Stray(path=path, kind=StrayKind.FILE)


def requests(root: Path, strays: list[Stray]) -> dict[str, bytes]:
    """Read tickets that have no id yet; what can't be read or followed goes into `strays`."""
    found: dict[str, bytes] = {}
    top = root / NEW
    if first_link(str(root), NEW) or not top.is_dir():
        return found
    for item in _entries(top):
        path = f"{NEW}/{item.name}"
        if item.is_symlink():
            strays.append(Stray(path=path, kind=StrayKind.SYMLINK))
        elif item.is_file() and item.name.lower().endswith(".md") and item.name != README:
            data = _bytes(item, path, strays)
            if data is not None:
                found[path] = data
    return found


def _in_month(month: os.DirEntry[str], relative: str) -> Iterator[str | Stray]:
    found = _entries(month.path)
    yield from clashes(relative, [item.name for item in found])
    for item in found:
        path = f"{relative}/{item.name}"
        if item.is_symlink():
            yield Stray(path=path, kind=StrayKind.SYMLINK)
        elif item.is_dir():
            yield path
        else:
            yield Stray(path=path, kind=StrayKind.FILE)


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted(found, key=attrgetter("name"))


def load(root: Path, folder: str) -> TicketFiles:
    """Read every file of a ticket's folder; nothing behind a link."""
    if link := first_link(str(root), folder):
        stray = Stray(path=link, kind=StrayKind.SYMLINK)
        return TicketFiles(folder, None, {}, {}, (), (stray,))
    strays: list[Stray] = []
    held: dict[str, bytes] = {}
    attachments: tuple[str, ...] = ()
    found = _entries(f"{root}/{folder}")
    names = [item.name for item in found]
    strays += clashes(folder, names) if names != [README] else ()
    for item in found:
        path = f"{folder}/{item.name}"
        if item.name.endswith(TEMPORARY):
            continue  # somebody is writing just now; if they are killed, `recover` removes it
        if item.is_symlink():
            strays.append(Stray(path=path, kind=StrayKind.SYMLINK))
        elif item.is_dir():
            attachments += _attachments(item, path, strays)
        elif item.name == README or _ENTRY.fullmatch(item.name) or kind_of(item.name):
            if (data := _bytes(item, path, strays)) is not None:
                held[item.name] = data
        else:
            strays.append(Stray(path=path, kind=StrayKind.FILE))
    drafts = {name: held.pop(name) for name in list(held) if name != README and kind_of(name)}
    strays += [Stray(path=f"{folder}/{name}", kind=StrayKind.UNRECORDED) for name in drafts]
    if README not in names:
        strays.append(Stray(path=folder, kind=StrayKind.NO_README))
    return TicketFiles(
        folder=folder,
        readme=held.pop(README, None),
        loose=held,
        drafts=drafts,
        attachments=attachments,
        strays=tuple(strays),
    )


def _attachments(item: os.DirEntry[str], path: str, strays: list[Stray]) -> tuple[str, ...]:
    if item.name != FOLDER:
        strays.append(Stray(path=path, kind=StrayKind.FILE))
        return ()
    found = _entries(item.path)
    strays += clashes(path, [file.name for file in found])
    for file in found:
        if file.is_symlink():
            strays.append(Stray(path=f"{path}/{file.name}", kind=StrayKind.SYMLINK))
        elif not file.is_file():
            strays.append(Stray(path=f"{path}/{file.name}", kind=StrayKind.FILE))
    found = [file for file in found if not file.name.endswith(TEMPORARY)]
    return tuple(file.name for file in found if file.is_file(follow_symlinks=False))


def attachment_sizes(root: Path, held: TicketFiles) -> dict[str, int]:
    """Measure a ticket's attachments, in bytes by name; what is gone by now is left out."""
    found: dict[str, int] = {}
    for name in held.attachments:
        with suppress(FileNotFoundError):
            found[name] = os.lstat(f"{root}/{held.folder}/{FOLDER}/{name}").st_size
    return found


def _bytes(item: os.DirEntry[str], path: str, strays: list[Stray]) -> bytes | None:
    try:
        with files.opened(item.path) as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                strays.append(unreadable(path))
                return None
            data = file.read() or b""
    except OSError as error:
        strays.append(Stray(path=path, kind=StrayKind.UNREADABLE, detail=error.strerror or ""))
        return None
    if len(data) > LARGE:
        detail = f"{len(data) / 1_000_000:.1f} MB"
        strays.append(Stray(path=path, kind=StrayKind.TOO_LARGE, detail=detail))
    return data


def unreadable(path: str) -> Stray:
    """Tell of a text that nobody can have written, and that would fill the memory."""
    detail = f"it has more than {LARGEST / 1_000_000:.0f} MB"
    return Stray(path=path, kind=StrayKind.UNREADABLE, detail=detail)


def named(root: Path, part: str, outside: Iterable[str] = ()) -> list[str]:
    """List the ids that a part of one fits, read from folder names alone.

    `outside` are the folders that a sparse clone leaves out.
    """
    wanted = ids.tidy(part)
    found = sorted((*outside, *(item for item in folders(root) if isinstance(item, str))))
    return [name for item in found if wanted in (name := item.rpartition("/")[2])]
