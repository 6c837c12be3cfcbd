"""`desk fold`."""

from __future__ import annotations

from datetime import timedelta

import click

from plaindesk.cli.completion.values import complete_ids
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option, no_commit_option
from plaindesk.cli.output import echo_json
from plaindesk.core.errors import DeskError


@click.command()
@click.argument("tickets", nargs=-1, shell_complete=complete_ids)
@click.option("--older-than", metavar="SPAN", help="Only entries older than this, such as 7d.")
@no_commit_option
@json_option
def fold(tickets: tuple[str, ...], older_than: str | None, no_commit: bool, as_json: bool) -> None:
    """Append loose entries to their ticket's README.md; nothing that is said changes.

    Run it on the main branch only, from one place: two folds at once would conflict.

    \b
    desk fold --older-than 7d
    desk fold 2611-7K3MX
    """
    from plaindesk.core.query.time_spans import span
    from plaindesk.render.jobs import as_json as json_text
    from plaindesk.render.jobs.text import folded
    from plaindesk.services.tickets.folding import fold as do_fold

    desk = open_here()
    seconds = span(older_than) if older_than else 0
    if seconds is None:
        raise DeskError(f"'{older_than}' is no span of time.", "For example: --older-than 7d")
    before = desk.now - timedelta(seconds=seconds) if older_than else None
    report = do_fold(desk, tickets, before=before, commit=not no_commit)
    if as_json:
        echo_json(json_text.folded(report))
    else:
        click.echo(folded(report))
