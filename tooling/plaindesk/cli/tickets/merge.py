"""`desk merge` and `desk split`: tickets that are one, and one that is two."""

from __future__ import annotations

import click

from plaindesk.cli.completion.values import complete_entries, complete_ids
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import as_option, json_option, no_commit_option, ticket_argument
from plaindesk.cli.output import told


@click.command()
@click.argument("ticket", shell_complete=complete_ids)
@click.argument("others", nargs=-1, required=True, shell_complete=complete_ids)
@click.option("--undo", is_flag=True, help="Take it back: the other ticket is on its own again.")
@as_option
@no_commit_option
@json_option
def merge(
    ticket: str,
    others: tuple[str, ...],
    undo: bool,
    actor: str | None,
    no_commit: bool,
    as_json: bool,
) -> None:
    """Make other tickets part of the first: it gets their words, and they are resolved.

    Nothing is taken away from them, and messages to them go to the first from now on.

    \b
    desk merge 2611-7K3MX 2611-AQPAB
    desk merge 2611-7K3MX 2611-AQPAB --undo
    """
    from plaindesk.services.tickets import merging

    desk = open_here()
    by = desk.actor(actor)
    if not undo:
        told(merging.merge(desk, ticket, others, by, commit=not no_commit), as_json=as_json)
        return
    if len(others) > 1:
        message = "Take one back at a time."
        raise click.UsageError(message)
    told(merging.undo(desk, ticket, others[0], by, commit=not no_commit), as_json=as_json)


@click.command()
@ticket_argument
@click.argument(
    "entries", nargs=-1, required=True, metavar="ENTRY...", shell_complete=complete_entries
)
@click.option("--subject", metavar="TEXT", help="Of the new ticket; else the message's first line.")
@as_option
@no_commit_option
@json_option
def split(
    ticket: str,
    entries: tuple[str, ...],
    subject: str | None,
    actor: str | None,
    no_commit: bool,
    as_json: bool,
) -> None:
    """Open a ticket of its own for some of the words; name them as `show` does.

    The words stay where they were said too. The new ticket dates from its first words, and
    each keeps its author, time and kind: a note or reply never becomes the requester's words.

    \b
    desk split 2611-7K3MX k3f9
    desk split 2611-7K3MX k3f9 w2z4 --subject "The printer jams, too"
    """
    from plaindesk.services.tickets import merging

    desk = open_here()
    by = desk.actor(actor)
    made = merging.split(desk, ticket, entries, subject, by, commit=not no_commit)
    told(made, as_json=as_json)
