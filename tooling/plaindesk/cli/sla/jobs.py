"""`desk route` and `desk age`: what jobs run, and agents may."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from plaindesk.cli.completion.values import complete_ids
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option, no_commit_option, shard_option
from plaindesk.cli.output import echo_json, page, paint, width
from plaindesk.cli.parameter_types import MOMENT, refuse_ahead

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.files.shard import Shard

_dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")


@click.command()
@click.argument("tickets", nargs=-1, shell_complete=complete_ids)
@_dry_run
@click.option("--what-if", "query", metavar="QUERY", help="What would today's rules have done?")
@click.option("--test", is_flag=True, help="Route the examples that stand beside the rules.")
@no_commit_option
@json_option
def route(
    tickets: tuple[str, ...],
    dry_run: bool,
    query: str | None,
    test: bool,
    no_commit: bool,
    as_json: bool,
) -> None:
    """Send tickets that have no queue where the rules say, and say why.

    \b
    desk route --dry-run
    desk route 2611-7K3MX
    desk route --what-if created:2026-11
    desk route --test
    """
    if test:
        _test(as_json=as_json)
    if query is not None:
        _what_if(query, as_json=as_json)
        return
    from plaindesk.render.jobs import as_json as json_text
    from plaindesk.render.jobs.text import routed
    from plaindesk.services.routing import route as do_route

    report = do_route(open_here(), tickets, dry_run=dry_run, commit=not no_commit)
    if as_json:
        echo_json(json_text.routed(report))
    else:
        page(routed(report, paint()))


def _test(*, as_json: bool) -> None:
    from plaindesk.render.jobs.text import rule_tests
    from plaindesk.services.routing import failing_examples

    desk = open_here()
    failed = failing_examples(desk)
    count = sum(len(rule.tests) for rule in desk.settings.routing)
    if as_json:
        told = [{"rule": rule, "problem": problem} for rule, problem in failed]
        echo_json({"examples": count, "failed": told})
    else:
        click.echo(rule_tests(failed, count))
    sys.exit(1 if failed else 0)


def _what_if(query: str, *, as_json: bool) -> None:
    from plaindesk.render.jobs import as_json as json_text
    from plaindesk.render.jobs.text import what_if
    from plaindesk.services.routing import what_if as do_what_if

    found = do_what_if(open_here(), query)
    if as_json:
        echo_json(json_text.what_if(found))
    else:
        page(what_if(found))


@click.command()
@click.option(
    "--at",
    type=MOMENT,
    metavar="TIME",
    help="Measure as of then; ahead of now with --dry-run only.",
)
@shard_option
@_dry_run
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
