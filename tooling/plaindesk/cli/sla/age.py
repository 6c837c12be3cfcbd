"""`desk age`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import dry_run_option, json_option, no_commit_option, shard_option
from plaindesk.cli.output import echo_json, page, paint, width
from plaindesk.cli.parameter_types import MOMENT, refuse_ahead

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.files.shard import Shard


@click.command()
@click.option(
    "--at",
    type=MOMENT,
    metavar="TIME",
    help="Measure as of then; ahead of now with --dry-run only.",
)
@shard_option
@dry_run_option
@no_commit_option
@json_option
def age(
    at: datetime | None, shard: Shard | None, dry_run: bool, no_commit: bool, as_json: bool
) -> None:
    """Measure every open ticket; escalate, remind and close what has come due.

    A run with nothing to do changes no byte and makes no commit. With --shard, several
    machines share the work; each ends with `desk sync`.

    \b
    desk age --dry-run
    desk age --shard 3/8
    desk age --dry-run --at 2026-11-23T08:00
    """
    from plaindesk.render.jobs import as_json as json_text
    from plaindesk.render.jobs.text import aged
    from plaindesk.services.sla.ageing import age as do_age

    if not dry_run:
        refuse_ahead(at, "See what would happen then: --dry-run")
    desk = open_here()
    moment = at or desk.now
    how = {"dry_run": dry_run, "commit": not no_commit, "whole": as_json}
    report = do_age(desk, moment, shard=shard, **how)
    if as_json:
        echo_json(json_text.aged(report))
    else:
        page(aged(report, desk.settings.timezone, width(), paint()))
