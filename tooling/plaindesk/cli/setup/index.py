"""`desk index`."""

from __future__ import annotations

import os
import sys

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json
from plaindesk.core.errors import DeskError

_FROM_VARIABLE = "-"


@click.command()
@click.option(
    "--to",
    "address",
    is_flag=False,
    flag_value=_FROM_VARIABLE,
    metavar="URL",
    help="Publish it to a PostgreSQL database; without URL, to PLAINDESK_POSTGRES_URL.",
)
@click.option(
    "--schema",
    metavar="NAME",
    default="plaindesk",
    show_default=True,
    help="This desk's schema there, with --to.",
)
@json_option
def index(address: str | None, schema: str, as_json: bool) -> None:
    """Make the index of tickets anew, and say what was done.

    It keeps itself up to date, so this is only needed to have the first one early, or if
    you don't trust it. It can be deleted at any time.

    With --to, write what has changed into a team's database instead.

    \b
    desk index
    desk index --to postgresql://reporter@db.example.com/help
    desk index --to --schema help_desk
    """
    if address is not None:
        _publish(address, schema, as_json=as_json)
        return
    from plaindesk.services.index.refresh import rebuild

    desk = open_here()
    is_seen = sys.stderr.isatty()
    with click.progressbar(
        label="Reading tickets",
        length=desk.count() if is_seen else 0,
        file=sys.stderr,
        hidden=not is_seen,
    ) as bar:
        try:
            count = rebuild(desk.place, desk.now, bar.update)
        except UnicodeError:
            raise DeskError(
                "A ticket's folder has a name that is no UTF-8, so there is no index.",
                "Lists read the files meanwhile. To find it: desk check",
            ) from None
    if as_json:
        echo_json({"tickets": count})
    else:
        from plaindesk.render.terminal import plural

        click.echo(f"Read {plural(count, 'ticket')} into .git/plaindesk/tickets.db.")


def _publish(address: str, schema: str, *, as_json: bool) -> None:
    import re

    from plaindesk.render.publishing import json, text
    from plaindesk.services.index.publishing import VARIABLE, publish, refuse_password

    if not re.fullmatch(r"(?!pg_)[a-z_][a-z0-9_]{0,39}", schema):
        message = f"'{schema}' is no name for a schema: small letters, digits, underscores."
        raise click.UsageError(message)
    if address == _FROM_VARIABLE:
        address = os.environ.get(VARIABLE, "")
        if not address:
            message = f"--to without an address takes it from {VARIABLE}, which is not set."
            raise click.UsageError(message)
    else:
        refuse_password(address)
    report = publish(open_here(), address, schema)
    if as_json:
        echo_json(json(report))
    else:
        click.echo(text(report))
