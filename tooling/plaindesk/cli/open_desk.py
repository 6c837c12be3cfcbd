"""Opening the desk of the current folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaindesk.cli import clock
from plaindesk.core.errors import UnfinishedError

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.services.desk import Desk


def open_here(at: datetime | None = None) -> Desk:
    """Open the desk of the current folder, at the clock's moment or another.

    What a killed command began is finished first, so that nobody reads half of it.
    """
    desk = open_lightly(at)
    _ = desk.settings  # what can't be read is told before anything is done
    return desk


_opened: list[Desk] = []


def tell_left_alone() -> bool:
    """Say what was left out of the answer for settings that can't be read; False without any."""
    from plaindesk.render.terminal import safe

    told = [error for desk in _opened for error in desk.left_alone.values()]
    _opened.clear()
    for error in told:
        click.echo(safe(f"desk: left alone: {error}"), err=True)
    return bool(told)


def finish_interrupted() -> None:
    """Finish what a killed command began, and say so; who only reads may go on without."""
    from plaindesk.services import desk

    try:
        if finished := desk.finish_interrupted(Path.cwd()):
            click.echo(f"Finished a change that was interrupted: {finished}", err=True)
    except UnfinishedError as error:
        context = click.get_current_context(silent=True)
        told = context.find_root().meta if context else {}
        if told.get(__name__) != error.message:  # a command may open the desk twice
            click.echo(f"desk: {error.message}", err=True)
        told[__name__] = error.message


def open_lightly(at: datetime | None = None) -> Desk:
    """Open it without its settings, which the index may spare us."""
    from plaindesk.services.desk import Desk
    from plaindesk.store import layout

    finish_interrupted()
    desk = Desk(layout.find(Path.cwd()), at or clock.now())
    _tell_of_a_part(desk)
    _opened.append(desk)
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
