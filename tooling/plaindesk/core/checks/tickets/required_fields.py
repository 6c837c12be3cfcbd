"""Rules for what a ticket must hold: the desk's own fields, and what its status asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.checks.lookup import unknown
from plaindesk.core.lifecycle import gates_of, lacking
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.own_fields import problem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.checks.lookup import Known
    from plaindesk.core.model.ticket import Ticket


def check_requirements(ticket: Ticket, path: str, known: Known) -> Iterator[Finding]:
    """Look at the desk's own fields, and at the gates that led to where the ticket is."""
    fields = known.settings.own_fields
    for name, value in ticket.fields.items():
        yield from unknown(path, "field", name, fields, field="fields")
        if name in fields and (problem := problem_of(fields[name], value)):
            message = f"{name}: {problem}"
            yield Finding(path=path, code="bad-value", message=message, field="fields")
    yield from _skipped(ticket, path, known)


def _skipped(ticket: Ticket, path: str, known: Known) -> Iterator[Finding]:
    """Tell of a gate that somebody went round, as an edit by hand or a later rule does.

    A ticket that became part of another one has nothing to show for itself.
    """
    if ticket.merged_into:
        return
    for gate in gates_of(ticket, ticket.status, known.settings, known.now):
        for missing in lacking(ticket, gate, known.settings):
            yield Finding(
                path=path,
                code="gate",
                severity=Severity.WARNING,
                message=f"It is {ticket.status}, but {missing}",
                hint="Fill it in afterwards, or see 'workflow.gates' in desk.yml.",
                field="status",
            )
