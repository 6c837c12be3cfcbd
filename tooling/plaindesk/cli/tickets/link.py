"""`desk link`."""

from __future__ import annotations

import click

from plaindesk.cli.completion.values import complete_target
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import Writing, ticket_argument, writing_options
from plaindesk.cli.output import told
from plaindesk.core.model.vocabulary import LinkKind

_KINDS = click.Choice([str(kind) for kind in LinkKind])


@click.command()
@ticket_argument
@click.argument("kind", type=_KINDS, metavar="KIND")
@click.argument("target", shell_complete=complete_target)
@click.option("--remove", is_flag=True, help="Take the link away.")
@writing_options
def link(ticket: str, kind: str, target: str, remove: bool, how: Writing) -> None:
    """Link a ticket to another, to an article or to an address.

    KIND is parent, duplicate-of, caused-by, fixes, relates-to, article or external.

    \b
    desk link 2611-7K3MX caused-by 2611-AAAAA
    desk link @ article en/network/vpn
    desk link @ external https://status.example.com/42
    """
    from plaindesk.services.tickets.linking import link as do_link

    desk = open_here()
    by = desk.actor(how.actor)
    made = do_link(
        desk, ticket, LinkKind(kind), target, by=by, remove=remove, commit=not how.no_commit
    )
    told(made, as_json=how.as_json)
