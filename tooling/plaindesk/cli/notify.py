"""`desk notify` and `desk watch`: who hears of what."""

from __future__ import annotations

import sys

import click

from plaindesk.cli.completion.values import complete_ids
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import Writing, json_option, writing_options
from plaindesk.cli.output import echo_json, page, told


@click.command()
@click.option("--since", required=True, metavar="REV", help="A commit, or a span such as 3d.")
@click.option("--until", default="HEAD", show_default=True, metavar="REV", help="Up to it.")
@click.option("--dry-run", is_flag=True, help="Print the messages, and send nothing.")
@json_option
def notify(since: str, until: str, dry_run: bool, as_json: bool) -> None:
    """Tell people what happened, by the rules under `notify` in desk.yml.

    Each thing goes to each person once, however often and wherever this runs. Outside of
    the hours that a rule names its notices wait for a later run.

    \b
    desk notify --since 3d --dry-run
    desk notify --since HEAD~1
    """
    from plaindesk.render import notifying
    from plaindesk.services.notify.notifying import notify as do_notify

    report = do_notify(open_here(), since, until, dry_run=dry_run)
    if as_json:
        echo_json(notifying.json(report))
    else:
        page(notifying.text(report))
    sys.exit(1 if report.failed else 0)


@click.command()
@click.argument("ticket", shell_complete=complete_ids)
@click.argument("people", nargs=-1)
@click.option("--stop", is_flag=True, help="Hear no more of it.")
@writing_options
def watch(ticket: str, people: tuple[str, ...], stop: bool, how: Writing) -> None:
    """Hear of all that happens to a ticket: you, or the people you name.

    \b
    desk watch 2611-7K3MX
    desk watch 2611-7K3MX olga jana@example.com
    desk watch 2611-7K3MX --stop
    """
    from plaindesk.services.notify.watching import watch as do_watch

    desk = open_here()
    by = desk.actor(how.actor)
    done = do_watch(desk, ticket, people or (by,), by=by, stop=stop, commit=not how.no_commit)
    told(done, as_json=how.as_json)
