"""Who has approved a ticket's step, and whether that still stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle.roles import plays
from plaindesk.core.model.fields import OWN
from plaindesk.core.model.vocabulary import LinkKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaindesk.core.model.settings import Gate, Settings
    from plaindesk.core.model.ticket import Change, Entry, Ticket


def verdicts(ticket: Ticket, gate: Gate, settings: Settings) -> dict[str, Verdict]:
    """Say what each person's last word is, by name, of those who may approve at a gate.

    A change of what the gate needs, such as the plan, makes earlier approvals void: they
    were given to something else. Who works on the ticket or asked for it has no vote.
    """
    said: dict[str, Verdict] = {}
    for entry in ticket.entries:
        if _changes_what_counts(entry, gate):
            said.clear()
        if entry.verdict and may_approve(entry.by, ticket, gate, settings):
            name = next((known for known in said if known.lower() == entry.by.lower()), entry.by)
            said[name] = entry.verdict
    return said


def may_approve(who: str, ticket: Ticket, gate: Gate, settings: Settings) -> bool:
    """Tell whether somebody's word counts at a gate."""
    if any(plays(who, role, ticket, settings) for role in ("assignee", "requester")):
        return False
    return any(plays(who, role, ticket, settings) for role in gate.approvers or ("agent",))


def refuse_approval(ticket: Ticket, who: str, gates: Iterable[Gate], settings: Settings) -> None:
    """Raise DeskError where somebody's word would count at none of a ticket's gates."""
    asked = [gate for gate in gates if gate.approvals]
    if any(may_approve(who, ticket, gate, settings) for gate in asked):
        return
    if not asked:
        raise DeskError(
            f"Nothing about {ticket.id} needs an approval.", "See: desk config help workflow.gates"
        )
    for role, what in (("assignee", "works on"), ("requester", "asked for")):
        if plays(who, role, ticket, settings):
            raise DeskError(f"{who} {what} {ticket.id}: somebody else has to approve it.")
    may = ", ".join(dict.fromkeys(role for gate in asked for role in gate.approvers))
    raise DeskError(f"{who} may not approve {ticket.id}.", f"Who may: {may}.")


def _changes_what_counts(entry: Entry, gate: Gate) -> bool:
    return any(_touches(change, name) for change in entry.changes for name in gate.needs)


def _touches(change: Change, name: str) -> bool:
    if name in set(LinkKind):  # only links hold a mapping
        before, after = (
            held.get(LinkKind(name), ()) if isinstance(held, Mapping) else ()
            for held in (change.old, change.new)
        )
        return before != after
    return change.field.removeprefix(OWN) == name
