"""`desk calendar`: what the calendars say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaindesk.cli.completion.values import complete_from
from plaindesk.cli.lazy_group import CommandGroup
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option, no_commit_option
from plaindesk.cli.output import echo_json
from plaindesk.cli.parameter_types import MOMENT
from plaindesk.core import calendar as arithmetic
from plaindesk.core.errors import DeskError
from plaindesk.core.model.time.duration import Duration, format_seconds
from plaindesk.core.model.time.moments import format_instant

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaindesk.core.calendar import Hours
    from plaindesk.services.desk import Desk


class Span(click.ParamType["Duration"]):
    """A duration in open time or open days."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Duration:
        """Read it; usage error where it is none."""
        try:
            return value if isinstance(value, Duration) else Duration.parse(str(value))
        except ValueError:
            self.fail(f"'{value}' is no duration, such as 90m, 1h30m or 2d", param, ctx)


class Pause(click.ParamType[tuple[int, int]]):
    """Two instants with a slash between."""

    name = "start/end"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Read it; usage error where it is none."""
        if isinstance(value, tuple):
            return value
        start, slash, end = str(value).partition("/")
        if not slash:
            self.fail(f"'{value}' is no START/END", param, ctx)
        first, last = (_seconds(MOMENT.convert(part, param, ctx)) for part in (start, end))
        if last < first:
            self.fail(f"'{value}' ends before it starts", param, ctx)
        return (first, last)


_name = click.argument("name", shell_complete=complete_from("calendars"))
_pause = click.option(
    "--pause", "pauses", type=Pause(), multiple=True, help="A time that doesn't count; repeatable."
)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _hours(desk: Desk, name: str) -> Hours:
    from plaindesk.core.calendar.named import hours_of

    return hours_of(desk.settings, name)


def _tell(hours: Hours, seconds: int, *, as_json: bool) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    if as_json:
        echo_json({"at": format_instant(moment)})
    else:
        click.echo(f"{moment.astimezone(hours.zone):%a %Y-%m-%d %H:%M:%S %Z}")


@click.group(cls=CommandGroup)
def calendar() -> None:
    """See calendars, count in their open time, and keep their holidays up to date.

    \b
    desk calendar show office
    desk calendar add office 2026-11-20T16:00 4h
    desk calendar refresh
    """


@calendar.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the calendars.

    \b
    desk calendar list
    """
    from plaindesk.render.calendars import listing

    settings = open_here().settings
    if as_json:
        zone = settings.timezone
        echo_json(
            {
                "calendars": {
                    n: {"timezone": c.timezone or zone, "always": c.always}
                    for n, c in settings.calendars.items()
                }
            }
        )
    else:
        click.echo(listing(settings.calendars, settings.timezone))


@calendar.command()
@_name
@click.option("--from", "start", type=MOMENT, metavar="TIME", help="From then; else this week.")
@click.option(
    "--to",
    "end",
    type=MOMENT,
    metavar="TIME",
    help="Until then; else seven days in all.",
)
@json_option
def show(name: str, start: datetime | None, end: datetime | None, as_json: bool) -> None:
    """Draw a week of open hours, or list them as JSON.

    \b
    desk calendar show office
    desk calendar show office --from 2026-12-21T00:00 --to 2026-12-28T00:00 --json
    """
    from plaindesk.render.calendars import week

    desk = open_here()
    hours = _hours(desk, name)
    if start is None:
        today = hours.local_day(_seconds(desk.now))
        monday = today - timedelta(days=today.weekday())
        start = datetime.fromtimestamp(hours.instant(monday, 0), UTC)
    if end is None:  # by the calendar: the week in which clocks change has another length
        following = hours.local_day(_seconds(start)) + timedelta(days=7)
        end = datetime.fromtimestamp(hours.instant(following, 0), UTC)
    found = []
    for opened, closed in hours.after(_seconds(start)):
        if opened >= _seconds(end):
            break
        found.append((opened, min(closed, _seconds(end))))
    if as_json:
        written = [[format_instant(datetime.fromtimestamp(s, UTC)) for s in pair] for pair in found]
        echo_json({"intervals": written})
    else:
        click.echo(week(found, hours.zone, start, end))


def _arithmetic(
    name: str,
    doc: str,
    example: str,
    compute: Callable[[Hours, int, Duration, list[tuple[int, int]]], int],
) -> None:
    """Register `add` or `sub`."""

    @calendar.command(name, help=f"{doc}\n\n\b\n{example}")
    @_name
    @click.argument("start", type=MOMENT)
    @click.argument("duration", type=Span())
    @_pause
    @json_option
    def command(
        name: str,
        start: datetime,
        duration: Duration,
        pauses: tuple[tuple[int, int], ...],
        as_json: bool,
    ) -> None:
        hours = _hours(open_here(), name)
        try:
            found = compute(hours, _seconds(start), duration, sorted(pauses))
        except DeskError:
            # Only here is it known what the calendar is called.
            message = f"The calendar '{name}' has not that much open time."
            raise DeskError(message, f"Look at it: desk calendar show {name}") from None
        _tell(hours, found, as_json=as_json)


_arithmetic(
    "add",
    "Find when a span of open time that starts then is over.",
    "desk calendar add office 2026-11-20T16:00 4h",
    arithmetic.add,
)
_arithmetic(
    "sub",
    "Find when a span of open time that ends then began.",
    "desk calendar sub office 2026-11-23T09:00 2h",
    arithmetic.sub,
)


@calendar.command()
@_name
@click.argument("start", type=MOMENT)
@click.argument("end", type=MOMENT)
@_pause
@json_option
def between(
    name: str, start: datetime, end: datetime, pauses: tuple[tuple[int, int], ...], as_json: bool
) -> None:
    """Count the open time between two moments; negative where the end comes first.

    \b
    desk calendar between office 2026-11-20T16:00 2026-11-23T09:00
    """
    hours = _hours(open_here(), name)
    seconds = arithmetic.between(hours, _seconds(start), _seconds(end), sorted(pauses))
    if as_json:
        echo_json({"seconds": seconds})
    else:
        click.echo(f"{'-' if seconds < 0 else ''}{format_seconds(abs(seconds))}")


@calendar.command("is-open")
@_name
@click.argument("at", type=MOMENT)
@json_option
def is_open(name: str, at: datetime, as_json: bool) -> None:
    """Say whether it is open at a moment; closing time itself is closed.

    \b
    desk calendar is-open office 2026-11-20T16:00
    """
    found = arithmetic.is_open(_hours(open_here(), name), _seconds(at))
    if as_json:
        echo_json({"open": found})
    else:
        click.echo("open" if found else "closed")


@calendar.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_from("calendars"))
@click.option(
    "--ics",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take the all-day events of an iCalendar file; for one NAME.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@no_commit_option
@json_option
def refresh(
    names: tuple[str, ...], ics: Path | None, dry_run: bool, no_commit: bool, as_json: bool
) -> None:
    """Write public holidays into the calendars that have `holidays_from`.

    Only adds: a date that somebody wrote by hand stays. Run twice, it changes nothing more.

    \b
    desk calendar refresh --dry-run
    desk calendar refresh office
    desk calendar refresh office --ics company-days.ics
    """
    from plaindesk.render.calendars import refreshed, refreshed_data
    from plaindesk.services.sla.holiday_refresh import refresh as do_refresh

    if ics and len(names) != 1:
        raise click.UsageError("--ics fills one calendar: name just one.")
    report = do_refresh(open_here(), names, ics=ics, dry_run=dry_run, commit=not no_commit)
    if as_json:
        echo_json(refreshed_data(report))
    else:
        click.echo(refreshed(report))
