"""Folding: entries that have files of their own become part of their ticket's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.results.jobs import FoldReport
from plaindesk.services.tickets import commit_messages
from plaindesk.services.tickets.actions import left_alone, refuse_broken
from plaindesk.store.transaction import Write, apply
from plaindesk.text.codecs.decoding import encode
from plaindesk.text.codecs.front_matter import append

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from plaindesk.core.model.finding import Finding
    from plaindesk.services.desk import Desk, Loaded


def fold(
    desk: Desk, names: Iterable[str], *, before: datetime | None = None, commit: bool = True
) -> FoldReport:
    """Append loose entries to their README.md, byte for byte, and remove their files."""
    broken: list[Finding] = []
    named = [desk.ticket(name)[0] for name in names]
    writes: list[Write] = []
    folded = []
    for loaded in named or [loaded for loaded, _ in desk.readable(broken)]:
        try:
            found = _fold_writes(loaded, before)
        except DeskError as error:
            if named:
                raise
            broken.append(left_alone(loaded, error, desk.now))
            continue
        if found:
            writes += found
            folded.append((loaded.files.folder.rpartition("/")[2], len(found) - 1))
    if not writes:
        return FoldReport(folded=(), commit=None, unreadable=tuple(broken))
    message = commit_messages.many("Fold entries of", [ticket for ticket, _ in folded])
    applied = apply(desk.place, writes, message, commit=commit)
    return FoldReport(folded=tuple(folded), commit=applied.commit, unreadable=tuple(broken))


def _fold_writes(loaded: Loaded, before: datetime | None) -> list[Write]:
    if loaded.ticket is None:
        return []
    old_enough = {
        entry.name for entry in loaded.ticket.entries if before is None or entry.at < before
    }
    names = [name for name in loaded.files.loose if name in old_enough]
    if not names:
        return []
    refuse_broken(loaded)
    text = (loaded.files.readme or b"").decode("utf-8")
    for name in sorted(names):
        if loaded.reading.places[name][0] != loaded.files.path:  # not folded in already
            text = append(text, loaded.files.loose[name].decode("utf-8"))
    readme = Write(path=loaded.files.path, data=encode(text), expected=loaded.files.readme)
    gone = (
        Write(path=f"{loaded.files.folder}/{name}", data=None, expected=loaded.files.loose[name])
        for name in names
    )
    return [readme, *gone]
