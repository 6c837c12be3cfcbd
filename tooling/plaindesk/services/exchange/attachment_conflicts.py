"""Attachments that two people gave one name: both are kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.files.attachments import FOLDER
from plaindesk.core.model.files.file_names import free_name
from plaindesk.core.results.resolving import Resolved
from plaindesk.services.exchange.draft_conflicts import OURS, THEIRS
from plaindesk.store import files, tickets
from plaindesk.store.git.history import blobs
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs import entry as entry_text
from plaindesk.text.codecs.decoding import encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.store.git.branch import Branch
    from plaindesk.store.layout import Place

_PATH = re.compile(rf"(tickets/\d{{4}}/[^/]+)/{FOLDER}/([^/]+)")


def keep_both_files(place: Place, git: Branch) -> Iterator[Resolved]:
    """Leave the others' file under the name, give ours another, and let our entry name that.

    An entry has the name that follows from its text, so ours gets a new one: nobody else has it
    yet.
    """
    for path, stages in sorted(git.unmerged().items()):
        found = _PATH.fullmatch(path)
        if not found or {*stages} != {OURS, THEIRS}:
            continue
        folder, name = found.groups()
        held = blobs(git, stages.values())
        is_rebase = git.other() == "REBASE_HEAD"  # which calls our own side theirs
        own, others = (held[stages[n]] for n in ((THEIRS, OURS) if is_rebase else (OURS, THEIRS)))
        loaded = tickets.load(place.root, folder)
        free = free_name(name, loaded.attachments)
        there = files.read_inside(place.root, path)
        writes = [
            Write(path=path, data=others, expected=there),
            Write(path=f"{folder}/{FOLDER}/{free}", data=own),
            *_renamed(git, loaded, name, free, is_rebase=is_rebase),
        ]
        apply(place, writes, "Keep both files of one name", commit=False)
        note = f"'{name}' came on both sides: ours is '{free}'."
        yield Resolved(ticket=folder.rpartition("/")[2], notes=(note,))


def _renamed(
    git: Branch, loaded: tickets.TicketFiles, name: str, free: str, *, is_rebase: bool
) -> Iterator[Write]:
    """Let the entries that only we have name the file as it is called now."""
    here, other = (
        git.held_by(side, loaded.folder) or frozenset() for side in ("HEAD", git.other())
    )
    own = other - here if is_rebase else here - other
    ticket = loaded.reading().ticket
    for entry in ticket.entries if ticket else ():
        if entry.name in own and name in entry.files:
            named = tuple(free if file == name else file for file in entry.files)
            new = entry_text.named(entry._replace(files=named))
            before = loaded.loose[entry.name]
            yield Write(path=f"{loaded.folder}/{entry.name}", data=None, expected=before)
            text = encode(entry_text.render(new))
            yield Write(path=f"{loaded.folder}/{new.name}", data=text)
