"""`desk sync`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from plaindesk.cli import clock
from plaindesk.cli.open_desk import finish_interrupted
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json


@click.command()
@json_option
def sync(as_json: bool) -> None:
    """Get what others did, put it together with yours, and send yours.

    Your commits go behind the others'; tickets in conflict are put together as `desk
    resolve` does. If somebody is faster, it tries again. Without a connection everything
    stays here until the next time.

    \b
    desk sync
    """
    from secrets import SystemRandom

    from plaindesk.render.exchange import syncing
    from plaindesk.services.desk import open_desk
    from plaindesk.services.exchange.syncing import sync as do_sync

    finish_interrupted()
    desk = open_desk(Path.cwd(), clock.now())
    report = do_sync(desk, sleep=time.sleep, chance=SystemRandom().random)
    if as_json:
        echo_json(syncing.json(report))
    else:
        click.echo(syncing.text(report))
    sys.exit(1 if report.problem else 0)
