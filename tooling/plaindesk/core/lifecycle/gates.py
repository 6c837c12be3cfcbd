"""What a step of a ticket asks for: fields, links, approvals, and the right person."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from plaindesk.core.lifecycle.approvals import verdicts
from plaindesk.core.lifecycle.roles import plays
from plaindesk.core.model.fields import FIELDS, OWN
from plaindesk.core.model.vocabulary import BOT, LinkKind, Verdict
from plaindesk.core.query import parse_setting
from plaindesk.core.query.evaluate import Facts, matches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from plaindesk.core.model.settings import Gate, Settings
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.model.vocabulary import Status
    from plaindesk.core.query.tree import Node


def obstacles(
    ticket: Ticket, status: Status, by: str, settings: Settings, now: datetime
) -> Iterator[str]:
    """Say what keeps somebody from giving a ticket a status, a sentence each.

    `ticket` is the ticket as it would be, but for its status. Jobs may do what any
    person may, but miss nothing that a person couldn't.
    """
    for gate in gates_of(ticket, status, settings, now):
        yield from lacking(ticket, gate, settings)
        may = not gate.by or by == BOT or any(plays(by, r, ticket, settings) for r in gate.by)
        if not may:
            yield f"'{gate.name}' lets only {', '.join(gate.by)} do it, and {by} is none of them."


def gates_of(
    ticket: Ticket, status: Status | None, settings: Settings, now: datetime
) -> Iterator[Gate]:
    """List the gates that a ticket passes on its way to a status, or to any."""
    for gate in settings.workflow.gates:
        fits = status is None or status in gate.to
        if fits and matches(_where(gate.name, gate.when), ticket, Facts(now=now)):
            yield gate


@lru_cache(maxsize=64)
def _where(gate: str, query: str) -> Node:
    return parse_setting(f"workflow {gate}", query).where


def lacking(ticket: Ticket, gate: Gate, settings: Settings) -> Iterator[str]:
    """Say what a gate needs that a ticket doesn't have."""
    missing = [name for name in gate.needs if not _has(ticket, name)]
    if missing:
        are = "is" if len(missing) == 1 else "are"
        yield f"'{gate.name}' needs {' and '.join(missing)}, which {are} empty."
    said = verdicts(ticket, gate, settings) if gate.approvals else {}
    for who, verdict in said.items():
        if verdict is Verdict.REJECTED:
            yield f"'{gate.name}' was rejected by {who}."
    given = [who for who, verdict in said.items() if verdict is Verdict.APPROVED]
    if len(given) < gate.approvals:
        of = f" of {', '.join(gate.approvers)}" if gate.approvers else ""
        yield f"'{gate.name}' needs {_count(gate.approvals)}{of}; it has {len(given) or 'none'}."


def remedies(ticket: Ticket, status: Status, settings: Settings, now: datetime) -> Iterator[str]:
    """Say which commands give what the gates on the way to a status lack."""
    gates = [*gates_of(ticket, status, settings, now)]
    missing = dict.fromkeys(n for gate in gates for n in gate.needs if not _has(ticket, n))
    fields = " ".join(f"{n}=VALUE" for n in missing if n not in set(LinkKind))
    if fields:
        yield f"desk set {ticket.id} {fields}"
    for kind in (n for n in missing if n in set(LinkKind)):
        yield f"desk link {ticket.id} {kind} TARGET"
    for gate in gates:
        said = verdicts(ticket, gate, settings) if gate.approvals else {}
        if list(said.values()).count(Verdict.APPROVED) < gate.approvals:
            yield f"desk approve {ticket.id}"
            return


def _count(approvals: int) -> str:
    return "an approval" if approvals == 1 else f"{approvals} approvals"


def _has(ticket: Ticket, name: str) -> bool:
    if name in set(LinkKind):
        return bool(ticket.links.get(LinkKind(name)))
    return bool(ticket.value(name if name in FIELDS else f"{OWN}{name}"))
