"""`desk show` and `desk explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plaindesk.cli.common import echo_json, json_option, page, paint, ticket_argument
from plaindesk.cli.here import open_here
from plaindesk.cli.parameters import MOMENT

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@ticket_argument
@json_option
def show(ticket: str, as_json: bool) -> None:
    """Show a ticket: its clocks, the conversation, and articles that may answer it.

    \b
    desk show 2611-7K3MX
    desk show 7k3 --json
    desk show @              the ticket last touched
    """
    from plaindesk.render import as_json as json_text
    from plaindesk.render.ticket import shown
    from plaindesk.services.showing import show as gather

    desk = open_here()
    result = gather(desk, ticket)
    if as_json:
        echo_json(json_text.shown(result))
    else:
        page(shown(result, desk.settings.timezone, paint()))


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
    from plaindesk.render.explanation import explained
    from plaindesk.services.showing import explain as gather

    result = gather(open_here(at), ticket, as_of_now=at is not None)
    if as_json:
        echo_json(json_text.explained(result))
    else:
        page(explained(result, paint()))
