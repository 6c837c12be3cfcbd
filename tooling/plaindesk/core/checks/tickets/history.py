"""Rules for a ticket's history: whether its changes follow from each other, and may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from plaindesk.core.checks.lookup import unknown
from plaindesk.core.lifecycle import follow
from plaindesk.core.model.fields import CHANGEABLE
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.vocabulary import BOT, EntryKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.checks.lookup import Known
    from plaindesk.core.model.ticket import Change, Entry, Ticket, Value


def check_history(ticket: Ticket, path: str, known: Known) -> Iterator[Finding]:
    """Look at every change, field by field, and at who made it."""
    steps: dict[str, list[tuple[Entry, Change]]] = defaultdict(list)
    for entry in ticket.entries:
        for change in entry.changes:
            steps[change.field].append((entry, change))
    for field in sorted(steps, key=_place):
        yield from _chain(path, steps[field])
        last = steps[field][-1][1]
        if last.new != ticket.value(field):
            yield _mismatch(ticket, path, field, last)
    for entry in ticket.entries:
        if entry.by not in known.settings.agents:
            yield from _author(path, entry, known)
        if entry.changes:
            yield from _transition(ticket, path, entry, known)


def _place(field: str) -> tuple[int, str]:
    """Sort fields as files hold them; the desk's own ones come last, by name."""
    return (CHANGEABLE.index(field) if field in CHANGEABLE else len(CHANGEABLE), field)


def _chain(path: str, steps: list[tuple[Entry, Change]]) -> Iterator[Finding]:
    """Tell where a change starts from another value than the one before it left.

    Two changes from the same value are two people on two branches: the later one holds.
    """
    for (_, before), (entry, change) in pairwise(steps):
        if change.old == before.new:
            continue
        is_fork = change.old == before.old
        yield Finding(
            path=path,
            code="forked-change" if is_fork else "broken-chain",
            severity=Severity.INFO if is_fork else Severity.WARNING,
            message=f"'{change.field}' goes from {said(change.old)}, "
            f"but it was {said(before.new)}.",
            hint="Two people changed it at once; the later change holds."
            if is_fork
            else "An entry was edited, or is missing.",
            field="changes",
            entry=entry.name,
        )


def said(value: Value) -> str:
    """Write a value as findings do."""
    if isinstance(value, Mapping):
        return said(tuple(f"{kind} {target}" for kind, held in value.items() for target in held))
    if isinstance(value, tuple):
        return f"'{', '.join(value)}'" if value else "empty"
    return "empty" if value is None else f"'{value}'"


def _mismatch(ticket: Ticket, path: str, field: str, last: Change) -> Finding:
    return Finding(
        path=path,
        code="state-mismatch",
        message=f"'{field}' is {said(ticket.value(field))}, "
        f"but the last entry set {said(last.new)}.",
        hint="`desk record` writes the entry where a commit shows who edited the field. "
        "Else set what is right.",
        field=field,
    )


def _author(path: str, entry: Entry, known: Known) -> Iterator[Finding]:
    """An agent's words need an agent; a requester may be anybody."""
    if entry.kind in (EntryKind.MESSAGE, EntryKind.SURVEY) or entry.by == BOT:
        return
    agents = known.settings.agents
    if known.settings.agent_of(entry.by) is None:
        yield from unknown(path, "agent", entry.by, agents, field="by", entry=entry.name)


def _transition(ticket: Ticket, path: str, entry: Entry, known: Known) -> Iterator[Finding]:
    change = entry.change_of("status")
    if (
        entry.unmerge
        or change is None
        or not isinstance(change.old, str)
        or not isinstance(change.new, str)
    ):
        return
    legal = follow(known.settings, ticket.type, Status(change.old))
    if change.new not in legal:
        yield Finding(
            path=path,
            code="illegal-transition",
            severity=Severity.WARNING,
            message=f"A ticket that is {change.old} can't become {change.new}.",
            hint=f"It can become: {', '.join(legal) or 'nothing'}. See 'workflow' in desk.yml.",
            field="changes",
            entry=entry.name,
        )
