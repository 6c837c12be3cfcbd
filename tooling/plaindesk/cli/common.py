"""What commands share: opening the desk, options that mean the same everywhere, output."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaindesk.cli import clock
from plaindesk.cli.completing import complete_ids
from plaindesk.core.errors import DeskError
from plaindesk.core.model.moments import parse_instant, parse_moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaindesk.core.lifecycle import Request
    from plaindesk.core.model.shard import Shard
    from plaindesk.core.results.tickets import Changed
    from plaindesk.render.plain import Paint
    from plaindesk.services.desk import Desk


def open_here(at: datetime | None = None) -> Desk:
    """Open the desk of the current folder, at the clock's moment or another.

    What a killed command began is finished first, so that nobody reads half of it.
    """
    desk = open_lightly(at)
    _ = desk.settings  # what can't be read is told before anything is done
    return desk


def open_lightly(at: datetime | None = None) -> Desk:
    """Open it without its settings, which the index may spare us."""
    from plaindesk.services.desk import Desk, finish_interrupted
    from plaindesk.store import layout

    if finished := finish_interrupted(Path.cwd()):
        click.echo(f"Finished a change that was interrupted: {finished}", err=True)
    desk = Desk(layout.find(Path.cwd()), at or clock.now())
    _tell_of_a_part(desk)
    return desk


_OF_ALL = (
    "list", "search", "check", "route", "age", "fold", "record", "worklog", "index", "doctor",
    "kb list", "kb check", "kb suggest", "kb gaps", "kb eval", "site build", "site stage",
)  # fmt: skip
"""Commands whose answer is about every ticket or article."""


def _tell_of_a_part(desk: Desk) -> None:
    """Say so where the answer will be about a part of the desk only."""
    context = click.get_current_context(silent=True)
    if context is None:
        return
    name = context.command_path.removeprefix(context.find_root().command_path).strip()
    if name not in _OF_ALL:
        return
    tickets, articles = desk.outside
    said = [f"{len(tickets):,} of {len(tickets) + desk.count():,} tickets"] if tickets else []
    if articles:
        said.append(f"{len(articles):,} of {len(desk.article_keys()):,} articles")
    if said:
        what = " and ".join(said)
        verb = "is" if len(tickets) + len(articles) == 1 else "are"
        click.echo(f"{what} {verb} outside this sparse clone, and not looked at.", err=True)


class TimeSpent(click.ParamType[int]):
    """Seconds of work, written as hours and minutes."""

    name = "span"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read it; usage error where it is none."""
        from plaindesk.core.model.duration import Duration

        if isinstance(value, int):
            return value
        try:
            found = Duration.parse(str(value))
        except ValueError:
            found = Duration(days=1)
        if found.days:
            self.fail(f"'{value}' is no time spent, such as 15m or 1h30m", param, ctx)
        return found.seconds


class Moment(click.ParamType[datetime]):
    """An instant: with an offset, or in the desk's own zone."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read it; usage error where it is none."""
        if isinstance(value, datetime):
            return value
        text = str(value)
        try:
            return parse_instant(text)
        except ValueError:
            zone = open_here().settings.timezone
        try:
            return parse_moment(text, zone)
        except ValueError:
            self.fail(
                f"'{text}' is no time, such as 2026-11-21T09:00 or 2026-11-21T08:00Z", param, ctx
            )


MOMENT = Moment()


class Part(click.ParamType["Shard"]):
    """One of several parts of the tickets."""

    name = "part"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Shard:
        """Read it; usage error where it is none."""
        from plaindesk.core.model.shard import Shard

        if isinstance(value, Shard):
            return value
        try:
            return Shard.parse(str(value))
        except ValueError:
            self.fail(f"'{value}' is no part of a whole, such as 1/8 or 8/8", param, ctx)


shard_option = click.option(
    "--shard", type=Part(), metavar="K/N", help="Only the K-th of N parts of the tickets."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
no_commit_option = click.option(
    "--no-commit", is_flag=True, help="Leave the change staged and make no commit."
)
as_option = click.option(
    "--as", "actor", metavar="AGENT", help="Who is at work; else found by your Git address."
)
at_option = click.option("--at", type=MOMENT, metavar="TIME", help="When it happened; else now.")
text_option = click.option("-m", "--message", "text", metavar="TEXT", help="The words.")
spent_option = click.option(
    "--spent",
    type=TimeSpent(),
    default=0,
    metavar="SPAN",
    help="Work that went into it: 15m, 1h30m.",
)
from_option = click.option(
    "--from", "source", metavar="FILE", help="Take the words from a file, or - for standard input."
)


@dataclass(frozen=True, slots=True)
class Writing:
    """How a change is to be made: by whom, when, committed or staged, told as text or JSON."""

    actor: str | None
    at: datetime | None
    no_commit: bool
    as_json: bool

    @property
    def is_given(self) -> bool:
        """Who, when or how was said on the command line."""
        return self.actor is not None or self.at is not None or self.no_commit

    def do(self, desk: Desk, ticket: str, request: Request) -> None:
        """Let it happen and tell what came of it."""
        from plaindesk.services.tickets import happen

        told(
            happen(desk, ticket, request, at=self.at, commit=not self.no_commit),
            as_json=self.as_json,
        )


@dataclass(frozen=True, slots=True)
class Said:
    """Where the words of a command come from."""

    text: str | None
    source: str | None
    spent: int = 0

    @property
    def is_given(self) -> bool:
        """Words were named on the command line."""
        return self.text is not None or self.source is not None

    def words(self, hint: str) -> str:
        """Take the words, from the editor where none were named."""
        return words(self.text, self.source, hint=hint)

    def words_if_given(self) -> str:
        """Take the words only where some were named."""
        return self.words("") if self.is_given else ""


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


def words_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the ways to say something; the command gets them as `said`."""

    @wraps(command)
    def gathered(
        *arguments: object,
        text: str | None,
        source: str | None,
        spent: int,
        **options: object,
    ) -> None:
        command(*arguments, said=Said(text, source, spent), **options)

    return text_option(from_option(spent_option(gathered)))


ticket_argument = click.argument("ticket", shell_complete=complete_ids)


def words(text: str | None, source: str | None, *, hint: str) -> str:
    """Take words from `-m`, a file, standard input or the editor; raises DeskError without any."""
    if text is not None and source is not None:
        message = "Take the words from -m or from --from, not both."
        raise click.UsageError(message)
    if source is not None:
        return _from_file(source)
    if text is None and sys.stdin.isatty():
        text = click.edit(f"\n\n# {hint} Lines that start with '# ' are left out.\n")
        text = "\n".join(line for line in (text or "").splitlines() if not line.startswith("# "))
    if not text or not text.strip():
        raise DeskError("There are no words to write.", "Say them with -m TEXT or --from FILE.")
    return text


def _from_file(source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise DeskError(f"{source} can't be read: {error.strerror}.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DeskError(f"{source} is not UTF-8 text.", "Save it as UTF-8, or attach it.") from None


def paint() -> Paint:
    """Colours where the output is a terminal that wants them."""
    import os

    from plaindesk.render.plain import Paint

    wanted = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return Paint(colour=wanted and os.environ.get("TERM") != "dumb")


def width() -> int:
    """Columns of the terminal; 0 where the output goes elsewhere and nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def echo_json(data: object) -> None:
    """Print JSON."""
    from plaindesk.render.as_json import dump

    click.echo(dump(data))


def page(text: str) -> None:
    """Print a text, through the pager where a terminal is too short for it."""
    if sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines - 1:
        click.echo_via_pager(f"{text}\n")
    else:
        click.echo(text)


def told(result: Changed, *, as_json: bool) -> None:
    """Say what a change came to."""
    from plaindesk.render import as_json as json_text
    from plaindesk.render.ticket import change_text

    if result.recovered:
        click.echo(f"Finished a change that was interrupted: {result.recovered}", err=True)
    if as_json:
        echo_json(json_text.changed(result))
        return
    click.echo(result.message.partition("\n")[0])
    for change in result.entry.changes if result.entry else ():
        click.echo(f"  {change_text(change)}")
    how = f"commit {result.commit[:9]}" if result.commit else "staged, not committed"
    click.echo(f"  {result.ticket.path if not result.entry else result.entry.name} ({how})")
