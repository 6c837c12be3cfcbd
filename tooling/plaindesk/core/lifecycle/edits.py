"""Edits of a ticket's fields that went by no command: who made them, and when."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.lifecycle.replay import fields_of, gaps
from plaindesk.core.model.ticket import Change, Entry
from plaindesk.core.model.vocabulary import EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from plaindesk.core.lifecycle.replay import Gap
    from plaindesk.core.model.ticket import Ticket, Value

_SECOND = timedelta(seconds=1)


class Revision(NamedTuple):
    """One commit's say about a ticket: its fields before and after, and entries it brought.

    `before` holds a state for each parent that had another one; None where it can't be read.
    """

    by: str
    at: datetime
    before: tuple[Ticket | None, ...]
    after: Ticket
    brought: frozenset[str] = frozenset()
    is_merge: bool = False

    def sets(self, name: str, value: Value) -> bool:
        """Tell whether a field has that value since this commit."""
        return self.after.value(name) == value and any(
            ticket is None or ticket.value(name) != value for ticket in self.before
        )

    def was(self, name: str, value: Value) -> bool:
        """Tell whether a field had that value before this commit."""
        return any(ticket is not None and ticket.value(name) == value for ticket in self.before)

    def tells(self, ticket: Ticket, name: str, value: Value) -> bool:
        """Tell whether an entry came with this commit that sets the field so."""
        brought = (entry for entry in ticket.entries if entry.name in self.brought)
        return any(change.new == value for e in brought if (change := e.change_of(name)))


class Edit(NamedTuple):
    """Fields that somebody set at one moment; `entry` is ready where it lies in the past."""

    by: str
    at: datetime
    values: Mapping[str, Value] = MappingProxyType({})
    entry: Entry | None = None


def find_edits(
    ticket: Ticket, first: Ticket, revisions: Sequence[Revision]
) -> tuple[list[Edit], list[Gap]]:
    """Find who made each change that no entry tells of; gaps that nobody made come apart.

    `revisions` are in order, the newest first.
    """
    made: dict[int, dict[str, Value]] = {}
    past: list[Edit] = []
    unfound: list[Gap] = []
    for gap in gaps(ticket, first):
        if gap.before is not None:
            past += _in_the_past(ticket, gap, revisions)
            continue
        steps = list(_steps(ticket, gap, revisions)) or list(_choice(gap, revisions))
        unfound += [] if steps else [gap]
        for number in steps:
            made.setdefault(number, {})[gap.field] = revisions[number].after.value(gap.field)
    found = (
        Edit(by=revisions[number].by, at=revisions[number].at, values=values)
        for number, values in sorted(made.items(), reverse=True)
    )
    return [*past, *_overruled(ticket, revisions, made, past), *found], unfound


def _overruled(
    ticket: Ticket,
    revisions: Sequence[Revision],
    made: Mapping[int, Mapping[str, Value]],
    past: Sequence[Edit],
) -> Iterator[Edit]:
    """Find edits that lost to somebody else's when two branches became one.

    No gap tells of them. As with two changes by commands, both are told, and the later holds.
    """
    told = {(c.field, _text(c.new)) for entry in ticket.entries for c in entry.changes}
    told |= {(c.field, _text(c.new)) for edit in past if edit.entry for c in edit.entry.changes}
    told |= {(name, _text(value)) for values in made.values() for name, value in values.items()}
    for revision in revisions:
        before = revision.before[0] if len(revision.before) == 1 else None
        if before is None or revision.is_merge:
            continue
        changes = tuple(
            Change(field=name, old=before.value(name), new=revision.after.value(name))
            for name in fields_of(before, revision.after)
            if before.value(name) != revision.after.value(name)
            and (name, _text(revision.after.value(name))) not in told
        )
        if changes:
            at = max(revision.at, ticket.created)
            entry = Entry(at=at, by=revision.by, kind=EntryKind.CHANGE, changes=changes)
            yield Edit(by=revision.by, at=at, entry=entry)


def _text(value: Value) -> str:
    """Stand for a value among others; links are no key of a set."""
    return repr(value)


def _steps(ticket: Ticket, gap: Gap, revisions: Sequence[Revision]) -> Iterator[int]:
    """Walk back from the value that a field has to the one that entries gave it."""
    wanted = gap.new
    for number, revision in enumerate(revisions):
        if revision.is_merge or not revision.sets(gap.field, wanted):
            continue
        if revision.tells(ticket, gap.field, wanted):
            continue
        yield number
        (before,) = revision.before
        if before is None or before.value(gap.field) == gap.old:
            return
        wanted = before.value(gap.field)


def _choice(gap: Gap, revisions: Sequence[Revision]) -> Iterator[int]:
    """Find where somebody settled a conflict otherwise than the later entry would."""
    for number, revision in enumerate(revisions):
        if revision.sets(gap.field, gap.new) and (
            revision.is_merge or revision.was(gap.field, gap.old)
        ):
            yield number
            return


def _in_the_past(ticket: Ticket, gap: Gap, revisions: Sequence[Revision]) -> Iterator[Edit]:
    """Find an edit that entries were built upon; it is told in between, or not at all."""
    if gap.before is None:
        return
    earlier = [e.at for e in ticket.entries if e.at < gap.before.at and e.change_of(gap.field)]
    latest = gap.before.at - _SECOND
    for revision in revisions:
        at = min(revision.at, latest)
        fits = revision.sets(gap.field, gap.new) and revision.was(gap.field, gap.old)
        if not fits or revision.is_merge or revision.tells(ticket, gap.field, gap.new):
            continue
        if revision.at <= gap.before.at and at > max(earlier, default=ticket.created - _SECOND):
            change = Change(field=gap.field, old=gap.old, new=gap.new)
            entry = Entry(at=at, by=revision.by, kind=EntryKind.CHANGE, changes=(change,))
            yield Edit(by=revision.by, at=at, entry=entry)
            return


def entry_of(ticket: Ticket, edit: Edit, now: datetime) -> Entry | None:
    """Turn an edit into its entry; None where the ticket is so already.

    It comes after every entry that changed one of its fields, or that one would hold.
    """
    if edit.entry is not None:
        return edit.entry
    changes = tuple(
        Change(field=name, old=ticket.value(name), new=value)
        for name, value in edit.values.items()
        if ticket.value(name) != value
    )
    if not changes:
        return None
    touching = (e.at for e in ticket.entries if any(e.change_of(n) for n in edit.values))
    earliest = max((at + _SECOND for at in touching), default=ticket.created)
    at = max(min(edit.at, now), earliest)
    return Entry(at=at, by=edit.by, kind=EntryKind.CHANGE, changes=changes)
