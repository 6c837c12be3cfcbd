"""`desk index`."""

from __future__ import annotations

import sys

import click

from plaindesk.cli.common import echo_json, json_option, open_here


@click.command()
@json_option
def index(as_json: bool) -> None:
    """Make the index of tickets anew, and say what was done.

    It keeps itself up to date, so this is only needed to have the first one early, or if
    you don't trust it. It can be deleted at any time.

    \b
    desk index
    """
    from plaindesk.services.indexing import rebuild

    desk = open_here()
    with click.progressbar(
        label="Reading tickets",
        length=desk.count(),
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        count = rebuild(desk.place, desk.now, bar.update)
    if as_json:
        echo_json({"tickets": count})
    else:
        click.echo(f"Read {count} tickets into .git/plaindesk/tickets.db.")
