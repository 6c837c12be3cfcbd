"""`desk forge`: issues of a forge become tickets, and answers go back as comments."""

from __future__ import annotations

import os
from pathlib import Path

import click

from plaindesk.cli.lazy_group import CommandGroup
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option, no_commit_option
from plaindesk.cli.output import echo_json, told
from plaindesk.core.errors import DeskError

TOKEN = "DESK_FORGE_TOKEN"  # noqa: S105 - the variable's name


@click.group(cls=CommandGroup)
def forge() -> None:
    """Take issues of a forge in, and answer on them.

    \b
    desk forge take event.json
    desk forge answer --api https://api.github.com --host github.com
    desk forge failed age
    """


@forge.command()
@click.argument("event", type=click.Path(path_type=Path))
@no_commit_option
@json_option
def take(event: Path, no_commit: bool, as_json: bool) -> None:
    """Take an event in: an issue that was opened, edited or closed, or a comment on one.

    An issue becomes a ticket, known again by its address, with its labels as tags; a
    comment becomes a message, or a reply where an agent wrote it. Closing an issue resolves
    its ticket. The same event twice does nothing.

    \b
    desk forge take event.json
    """
    from plaindesk.services.forge_intake import take as do_take

    try:
        data = event.read_bytes()
    except OSError as error:
        raise DeskError(f"{event} can't be read: {error.strerror}.") from None
    done = do_take(open_here(), data, commit=not no_commit)
    if done is not None:
        told(done, as_json=as_json)
    elif as_json:
        echo_json({"id": None})
    else:
        click.echo("Nothing new in it.")


@forge.command()
@click.option("--api", required=True, metavar="URL", help="Such as https://api.github.com")
@click.option("--host", default="github.com", show_default=True, help="Where the issues are.")
@click.option("--dry-run", is_flag=True, help="Say what would be posted, and post nothing.")
@json_option
def answer(api: str, host: str, dry_run: bool, as_json: bool) -> None:
    """Post the ticket's id and public replies as comments on the issues they came from.

    Only issues of the desk's own repository, and of those under `forge` in desk.yml, are
    answered. The token is taken from the variable DESK_FORGE_TOKEN.

    \b
    desk forge answer --api https://api.github.com --dry-run
    """
    from plaindesk.channels.forge_api import ForgeApi
    from plaindesk.services.forge_intake import ELSEWHERE
    from plaindesk.services.forge_intake import answer as do_answer

    token = os.environ.get(TOKEN, "")
    if not token:
        raise DeskError("There is no token to answer with.", f"Put it into the variable {TOKEN}.")
    posted = do_answer(open_here(), ForgeApi(api, token), host, dry_run=dry_run)
    elsewhere = [p for p in posted if p.entry == ELSEWHERE]
    done = [p for p in posted if p.entry != ELSEWHERE]
    if as_json:
        listed = [{"id": p.ticket, "issue": p.source, "entry": p.entry} for p in done]
        echo_json({"dry_run": dry_run, "posted": listed})
        return
    verb = "would post" if dry_run else "posted"
    lines = [f"{verb}: {p.entry} on {p.source} ({p.ticket})" for p in done]
    click.echo("\n".join(lines) or "Nothing to post.")
    for p in elsewhere:
        click.echo(
            f"left alone: {p.source} ({p.ticket}) is in another repository; "
            "name it under forge.repositories in desk.yml to answer there.",
            err=True,
        )


@forge.command()
@click.argument("job")
@click.option("--url", default="", metavar="URL", help="Where its log is.")
@no_commit_option
@json_option
def failed(job: str, url: str, no_commit: bool, as_json: bool) -> None:
    """Open a ticket about a job that failed, or add to the one that is open.

    \b
    desk forge failed age --url https://forge.example/acme/desk/actions/runs/12
    """
    from plaindesk.services.forge_intake import failed as do_failed

    told(do_failed(open_here(), job, url, commit=not no_commit), as_json=as_json)
