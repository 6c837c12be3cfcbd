"""Options that mean the same in every command, and what is done with them."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, NamedTuple

import click

from plaindesk.cli.completion.values import complete_from, complete_ids, complete_paths
from plaindesk.cli.output import tell_away, told
from plaindesk.cli.parameter_types import MOMENT, Part, TimeSpent, refuse_ahead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from plaindesk.core.lifecycle import Request
    from plaindesk.core.model.files.attachments import Attachment
    from plaindesk.services.desk import Desk

shard_option = click.option(
    "--shard", type=Part(), metavar="K/N", help="Only the K-th of N parts of the tickets."
)


dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Say what would be done, and do nothing."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


no_commit_option = click.option(
    "--no-commit", is_flag=True, help="Leave the change staged and make no commit."
)


as_option = click.option(
    "--as",
    "actor",
    metavar="AGENT",
    shell_complete=complete_from("agents"),
    help="Who is at work; else found by your Git address.",
)


def _happened(
    _context: click.Context, _parameter: click.Parameter, at: datetime | None
) -> datetime | None:
    refuse_ahead(at)
    return at


at_option = click.option(
    "--at", type=MOMENT, metavar="TIME", callback=_happened, help="When it happened; else now."
)


text_option = click.option("-m", "--message", "text", metavar="TEXT", help="The words.")


spent_option = click.option(
    "--spent",
    type=TimeSpent(),
    default=0,
    metavar="SPAN",
    help="Work that went into it: 15m, 1h30m.",
)


from_option = click.option(
    "--from",
    "source",
    metavar="FILE",
    shell_complete=complete_paths,
    help="Take the words from a file, or - for standard input.",
)


attach_option = click.option(
    "--attach",
    "attached",
    multiple=True,
    metavar="FILE",
    shell_complete=complete_paths,
    help="A file to keep beside the ticket; NAME=- takes it from standard input.",
)


again_option = click.option(
    "--again", is_flag=True, help="Take the words of a change that Git refused."
)


class Writing(NamedTuple):
    """How a change is to be made: by whom, when, committed or staged, told as text or JSON."""

    actor: str | None
    at: datetime | None
    no_commit: bool
    as_json: bool

    @property
    def is_given(self) -> bool:
        """Who, when or how was said on the command line."""
        return self.actor is not None or self.at is not None or self.no_commit

    def do(
        self, desk: Desk, ticket: str, request: Request, attachments: Sequence[Attachment] = ()
    ) -> None:
        """Let it happen and tell what came of it."""
        from plaindesk.services.tickets.actions import happen

        commit = not self.no_commit
        done = happen(desk, ticket, request, attachments=attachments, at=self.at, commit=commit)
        told(done, as_json=self.as_json)
        if into := done.ticket.merged_into:
            message = f"{done.ticket.id} is part of {into}, which doesn't show this."
            click.echo(message, err=True)
        if request.values.get("assignee"):
            tell_away(desk, done.ticket.assignee)


def writing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of every command that writes; it gets them as `how`."""

    @wraps(command)
    def gathered(
        *arguments: object,
        actor: str | None,
        at: datetime | None,
        no_commit: bool,
        as_json: bool,
        **options: object,
    ) -> None:
        command(*arguments, how=Writing(actor, at, no_commit, as_json), **options)

    decorated: Callable[..., None] = gathered
    for option in (json_option, no_commit_option, at_option, as_option):
        decorated = option(decorated)
    return decorated


ticket_argument = click.argument("ticket", shell_complete=complete_ids)
