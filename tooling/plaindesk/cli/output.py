"""What commands print: text, JSON, colours, pages."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from plaindesk.core.errors import UnreadSettingError

if TYPE_CHECKING:
    from os import terminal_size

    from plaindesk.core.results.tickets import Changed
    from plaindesk.render.terminal import Paint
    from plaindesk.services.desk import Desk


def paint() -> Paint:
    """Colours where the output is a terminal that wants them."""
    from plaindesk.render.terminal import Paint

    wanted = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return Paint(colour=wanted and os.environ.get("TERM") != "dumb")


def width() -> int:
    """Columns of the terminal; 0 where the output goes elsewhere and nothing is cut."""
    return _size().columns if sys.stdout.isatty() else 0


def _size() -> terminal_size:
    import shutil

    return shutil.get_terminal_size()


def echo_json(data: object) -> None:
    """Print JSON."""
    from plaindesk.render.as_json import dump

    click.echo(dump(data))


def page(text: str) -> None:
    """Print a text, through the pager where a terminal is too short for it."""
    if sys.stdout.isatty() and text.count("\n") >= _size().lines - 1:
        click.echo_via_pager(f"{text}\n")
    else:
        click.echo(text)


def told(result: Changed, *, as_json: bool) -> None:
    """Say what a change came to."""
    from plaindesk.render import as_json as json_text
    from plaindesk.render.tickets.conversation import change_text

    if result.recovered:
        click.echo(f"Finished a change that was interrupted: {result.recovered}", err=True)
    if as_json:
        echo_json(json_text.changed(result))
        return
    click.echo(result.message.partition("\n")[0])
    for change in result.entry.changes if result.entry else ():
        click.echo(f"  {change_text(change)}")
    if attached := result.entry.files if result.entry else result.ticket.files:
        click.echo(f"  attached: {', '.join(attached)}")
    how = f"commit {result.commit[:9]}" if result.commit else "staged, not committed"
    click.echo(f"  {result.ticket.path if not result.entry else result.entry.name} ({how})")


def tell_away(desk: Desk, agent: str | None) -> None:
    """Say until when an agent is away who was given a ticket, and who stands in."""
    from plaindesk.core.calendar.absence import away_now, stand_in

    with suppress(UnreadSettingError):  # the change is made; `desk check` tells of the setting
        if agent and (away := away_now(agent, desk.settings, desk.now)):
            deputy = stand_in(agent, desk.settings, desk.now)
            who = f"{deputy} stands in" if deputy else "nobody stands in"
            click.echo(f"{agent} is away until {away.last}: {who}.", err=True)
