"""`desk route`."""

from __future__ import annotations

import sys

import click

from plaindesk.cli.completion.values import complete_ids
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import dry_run_option, json_option, no_commit_option
from plaindesk.cli.output import echo_json, page, paint


@click.command()
@click.argument("tickets", nargs=-1, shell_complete=complete_ids)
@dry_run_option
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
