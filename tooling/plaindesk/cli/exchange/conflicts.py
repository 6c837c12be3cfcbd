"""`desk resolve` without a ticket: the conflicts of a merge."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from plaindesk.cli.open_desk import finish_interrupted
from plaindesk.cli.output import echo_json, paint


def put_together(*, as_json: bool) -> None:
    """Rebuild tickets in conflict. The settings may be in conflict too: they aren't read."""
    from plaindesk.render.exchange import resolving
    from plaindesk.services.exchange.conflicts import resolve
    from plaindesk.store import layout

    finish_interrupted()
    report = resolve(layout.find(Path.cwd()))
    if as_json:
        echo_json(resolving.json(report))
    else:
        click.echo(resolving.text(report, paint()))
    sys.exit(1 if report.failed else 0)
