"""`desk show` and `desk explain`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from plaindesk.cli.completion.values import complete_files
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option, ticket_argument
from plaindesk.cli.output import echo_json, page, paint
from plaindesk.cli.parameter_types import MOMENT
from plaindesk.core.errors import DeskError

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.services.desk import Desk


@click.command()
@ticket_argument
@click.option(
    "--open",
    "attachment",
    is_flag=False,
    flag_value="",
    metavar="NAME",
    shell_complete=complete_files,
    help="Open an attachment; without a name the only one there is.",
)
@json_option
def show(ticket: str, attachment: str | None, as_json: bool) -> None:
    """Show a ticket: its clocks, the conversation, and articles that may answer it.

    \b
    desk show 2611-7K3MX
    desk show 7k3 --json
    desk show @              the ticket last touched
    desk show @ --open screen.png
    """
    from plaindesk.render import as_json as json_text
    from plaindesk.render.tickets.conversation import shown
    from plaindesk.services.tickets.showing import show as gather

    desk = open_here()
    if attachment is not None:
        _open(desk, ticket, attachment)
        return
    result = gather(desk, ticket)
    if as_json:
        echo_json(json_text.shown(result))
    else:
        page(shown(result, desk.settings.timezone, paint()))


def _open(desk: Desk, ticket: str, attachment: str) -> None:
    """Show an attachment in the program that the system has for it."""
    from plaindesk.services.tickets.attachments import to_open

    path = to_open(desk, ticket, attachment)
    # macOS would wait until the whole program is closed; Linux only until it has begun.
    if click.launch(str(path), wait=sys.platform == "linux"):
        raise DeskError("This system opens no files from here.", f"The file: {path}")
    click.echo(f"opened {path}")


@click.command()
@ticket_argument
@click.option("--at", type=MOMENT, metavar="TIME", help="Explain it as of then; else now.")
@json_option
def explain(ticket: str, at: datetime | None, as_json: bool) -> None:
    """Explain a ticket: rules that fit, each clock's arithmetic, and what happens next.

    \b
    desk explain 2611-7K3MX
    desk explain @ --at 2026-11-23T10:00
    """
    from plaindesk.render import as_json as json_text
    from plaindesk.render.tickets.explanation import explained
    from plaindesk.services.tickets.showing import explain as gather

    result = gather(open_here(at), ticket, as_of_now=at is not None)
    if as_json:
        echo_json(json_text.explained(result))
    else:
        page(explained(result, paint()))
