"""Edits of a ticket's fields that went by no command: who made them, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from plaindesk.core.lifecycle.replay import gaps
from plaindesk.core.model.ticket import Change, Entry
from plaindesk.core.model.vocabulary import EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from plaindesk.core.lifecycle.replay import Gap
    from plaindesk.core.model.ticket import Ticket, Value

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Revision:
    """One commit's say about a ticket: its fields before and after, and entries it brought.

    `before` holds a state for each parent that had another one; None where it can't be read.
    """

    by: str
    at: datetime
    before: tuple[Ticket | None, ...]
    after: Ticket
    brought: frozenset[str] = frozenset()
    is_merge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Fields that somebody set at one moment; `entry` is ready where it lies in the past."""

    by: str
    at: datetime
    values: Mapping[str, Value] = field(default_factory=dict)
    entry: Entry | None = None


def edits(
    ticket: Ticket, first: Ticket, revisions: Sequence[Revision]
) -> tuple[list[Edit], list[Gap]]:
    """Find who made each change that no entry tells of; gaps that nobody made come apart.

    `revisions` are in order, the newest first.
    """
    made: dict[tuple[int, Entry | None], dict[str, Value]] = {}
    past: list[Edit] = []
    unfound: list[Gap] = []
    for gap in gaps(ticket, first):
        if gap.before is not None:
            past += _in_the_past(ticket, gap, revisions)
            continue
        steps = _steps(ticket, gap, revisions)
        unfound += [] if steps else [gap]
        for number in steps:
            revision = revisions[number]
            made.setdefault((number, None), {})[gap.field] = revision.after.value(gap.field)
    found = [
        Edit(by=revisions[number].by, at=revisions[number].at, values=values)
        for (number, _), values in sorted(made.items(), key=lambda item: -item[0][0])
    ]
    return [*past, *found], unfound
