"""`desk approve`."""

from __future__ import annotations

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import Writing, ticket_argument, writing_options
from plaindesk.cli.words_input import Said, words_options
from plaindesk.core.lifecycle import Request, gates_of, refuse_approval
from plaindesk.core.model.vocabulary import EntryKind, Verdict


@click.command()
@ticket_argument
@click.option("--reject", is_flag=True, help="Say no instead.")
@words_options
@writing_options
def approve(ticket: str, reject: bool, said: Said, how: Writing) -> None:
    """Approve a step of a ticket, such as the start of a change, or reject it.

    A later word replaces an earlier one. A change of what the step needs, such as the
    plan, makes approvals void.

    \b
    desk approve 2611-7K3MX -m "Fine, after the payroll run."
    desk approve 2611-7K3MX --reject -m "Not in the last week of the month."
    """
    said.refuse_unnamed()
    desk = open_here()
    by = desk.actor(how.actor)
    _, found = desk.ticket(ticket)
    gates = gates_of(found, None, desk.settings, desk.now)
    refuse_approval(found, by, gates, desk.settings)
    request = Request(
        by=by,
        kind=EntryKind.APPROVAL,
        verdict=Verdict.REJECTED if reject else Verdict.APPROVED,
        body=said.words_if_given(),
        spent=said.spent,
    )
    how.do(desk, found.id, request)
