"""Fields that somebody edited in a ticket's front matter, and that no entry tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.checks import check_ticket
from plaindesk.core.lifecycle.edits import find_edits
from plaindesk.core.lifecycle.replay import gaps
from plaindesk.core.model.fields import OWN
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.services.checks.tickets import placed

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from plaindesk.core.lifecycle.edits import Edit
    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.services.desk import Loaded
    from plaindesk.services.exchange.authorship import Past


def edits_of(
    past: Past, loaded: Loaded, ticket: Ticket, findings: list[Finding]
) -> tuple[list[Edit], Ticket]:
    """Find who edited what and when, and the ticket as it was before.

    A value that the desk doesn't know, such as an unknown agent, waits until it is put
    right: `findings` tell of it, and of differences that no commit explains.
    """
    path = loaded.files.path
    first = past.first(path)
    if first is None or not past.may_have_edits(path, ticket):
        return [], ticket
    found, unfound = find_edits(ticket, first, past.revisions(path, ticket))
    errors = _errors(past, ticket, path)
    unsound = {name: f for name, f in errors.items() if f.code != "state-mismatch"}
    odd = {line_of(name) for edit in found for name in edit.values} & {*unsound}
    unexplained = {gap.field for gap in unfound if past.is_whole} & ({*errors} - {*unsound})
    findings += [placed(loaded, errors[name]) for name in sorted(odd | unexplained)]
    edits = [edit._replace(values=_sound(edit, unsound)) for edit in found]
    made = {name for edit in edits for name in edit.values}
    missing = gaps(ticket, first)
    before = {g.field: g.old for g in missing if g.before is None and g.field in made}
    return edits, ticket.changed(before)


def _errors(past: Past, ticket: Ticket, path: str) -> Mapping[str, Finding]:
    found = check_ticket(ticket, path, past.known)
    return {f.field: f for f in found if f.severity is Severity.ERROR and not f.entry}


def _sound(edit: Edit, unsound: Container[str]) -> dict[str, Value]:
    return {name: held for name, held in edit.values.items() if line_of(name) not in unsound}


def line_of(name: str) -> str:
    """Name the line of the front matter that holds a field."""
    return "fields" if name.startswith(OWN) else name
