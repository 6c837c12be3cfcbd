"""`desk redact`."""

from __future__ import annotations

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import as_option, json_option, no_commit_option, ticket_argument
from plaindesk.cli.output import echo_json


@click.command()
@ticket_argument
@click.option("-m", "--reason", metavar="REASON", required=True, help="Why; the commit says it.")
@as_option
@no_commit_option
@json_option
def redact(ticket: str, reason: str, actor: str | None, no_commit: bool, as_json: bool) -> None:
    """Remove a ticket, with everything in its folder, for a reason that is on record.

    Git's history still holds it. To take it out of that too, and out of every clone, is
    a rewrite of the history: the help centre says how.

    \b
    desk redact 2611-7K3MX -m "Opened by mistake with a colleague's health data"
    """
    from plaindesk.render.terminal import plural
    from plaindesk.services.tickets.redacting import redact as do_redact

    desk = open_here()
    desk.actor(actor)
    done = do_redact(desk, ticket, reason, commit=not no_commit)
    if as_json:
        held = {"id": done.ticket, "files": done.files, "commit": done.commit}
        echo_json({**held, "elsewhere": list(done.elsewhere)})
        return
    how = f"commit {done.commit[:9]}" if done.commit else "staged, not committed"
    click.echo(f"Removed {done.ticket}: {plural(done.files, 'file')} ({how})")
    if done.elsewhere:
        click.echo(f"Its words, or links to it, are also in: {', '.join(done.elsewhere)}", err=True)
    click.echo("Git's history still holds it.", err=True)
