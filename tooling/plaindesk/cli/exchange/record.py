"""`desk record`."""

from __future__ import annotations

import sys
from zoneinfo import ZoneInfo

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import dry_run_option, json_option, no_commit_option
from plaindesk.cli.output import echo_json, page, paint


@click.command()
@click.option("--since", metavar="REV", help="Look only at commits after this one.")
@dry_run_option
@no_commit_option
@json_option
def record(since: str | None, dry_run: bool, no_commit: bool, as_json: bool) -> None:
    """Take in what was done without the command: in an editor, or on a forge's pages.

    A field edited in README.md gets its entry, with the author and time of the commit.
    A file reply.md, note.md or message.md in a ticket's folder (or reply-2.md) becomes
    that entry, a file in tickets/new/ a ticket. What can't be understood stays as it is
    and is told. A second run does nothing.

    \b
    desk record --dry-run
    desk record --since origin/main
    """
    from plaindesk.render.exchange import recording
    from plaindesk.services.exchange.recording import record as do_record

    desk = open_here()
    report = do_record(desk, since, dry_run=dry_run, commit=not no_commit)
    if as_json:
        echo_json(recording.json(report))
    else:
        page(recording.text(report, ZoneInfo(desk.settings.timezone), paint()))
    sys.exit(1 if report.failed else 0)
