"""`desk worklog`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plaindesk.cli.completion.values import by_pairs
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json, page
from plaindesk.cli.parameter_types import MOMENT
from plaindesk.cli.query_argument import AskingCommand

if TYPE_CHECKING:
    from datetime import datetime


@click.command(cls=AskingCommand)
@click.argument("query", nargs=-1, shell_complete=by_pairs("complete_query"))
@click.option(
    "--by",
    type=click.Choice(["ticket", "agent", "organisation"]),
    default="ticket",
    show_default=True,
    help="What to sum by.",
)
@click.option("--from", "start", type=MOMENT, metavar="TIME", help="Work from then on.")
@click.option("--to", "end", type=MOMENT, metavar="TIME", help="Work before then.")
@json_option
def worklog(
    query: tuple[str, ...], by: str, start: datetime | None, end: datetime | None, as_json: bool
) -> None:
    """Sum the work that went into tickets, and what contracts still cover.

    \b
    desk worklog organisation:acme
    desk worklog --by organisation --from 2026-11-01T00:00
    """
    from plaindesk.render.jobs import as_json as json_text
    from plaindesk.render.queue.worklog import worked
    from plaindesk.services.queue.worklog import worklog as do_worklog

    found = do_worklog(open_here(), " ".join(query), by=by, start=start, end=end)
    if as_json:
        echo_json(json_text.worked(found))
    else:
        page(worked(found))
