"""`desk list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plaindesk.cli.completion.values import by_pairs
from plaindesk.cli.open_desk import open_here, open_lightly
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json, page, paint, width
from plaindesk.cli.query_argument import AskingCommand
from plaindesk.core.errors import DeskError, UnreadSettingError
from plaindesk.core.model.fields import OWN, is_own

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaindesk.services.desk import Desk


_ROWS = 50


@click.command("list", cls=AskingCommand)
@click.argument("query", nargs=-1, shell_complete=by_pairs("complete_query"))
@click.option(
    "--columns",
    metavar="NAMES",
    shell_complete=by_pairs("complete_columns"),
    help="Columns, with commas between.",
)
@click.option(
    "--sort",
    metavar="FIELDS",
    shell_complete=by_pairs("complete_sort"),
    help="Fields to sort by; -field turns it round.",
)
@click.option("--limit", type=click.IntRange(1), help="Rows; else 50, and all of them as JSON.")
@click.option("--fields", is_flag=True, help="Say what a query can ask for, and list nothing.")
@click.option("--calendar", is_flag=True, help="By day, for changes with a window.")
@json_option
def list_(
    query: tuple[str, ...],
    columns: str | None,
    sort: str | None,
    limit: int | None,
    fields: bool,
    calendar: bool,
    as_json: bool,
) -> None:
    """List tickets that fit a query; without one, the open ones, the most pressing first.

    \b
    desk list
    desk list status:open,pending priority:P1,P2 -assignee:*
    desk list queue:network "tunnel drops" age:>3d --sort -created
    desk list 'requester:*@acme.example subject:/^(re|fwd): /'
    desk list @mine
    desk list type:change --calendar
    desk list --fields
    """
    if fields:
        _fields(as_json=as_json)
        return
    if calendar:
        _calendar(query, columns or sort or limit, as_json=as_json)
        return
    from plaindesk.render.queue.lists import WHOLE, listing
    from plaindesk.services.queue.listing import list_tickets

    desk = open_lightly()
    chosen = _chosen(columns, desk)
    joined = " ".join(_quoted(word) for word in query)
    keys = tuple(sort.split(",")) if sort else ()
    me = _me(desk) if "@" in joined else None
    rows = limit or (None if as_json else _ROWS)
    whole = as_json or any(name in WHOLE or is_own(name) for name in chosen)
    states = paint().colour or "sla" in chosen
    result = list_tickets(desk, joined, sort=keys, limit=rows, me=me, whole=whole, states=states)
    if as_json:
        from plaindesk.render import as_json as json_text

        echo_json(json_text.listing(result))
    else:
        page(listing(result, chosen, width(), paint()))


def _chosen(columns: str | None, desk: Desk) -> Sequence[str]:
    from plaindesk.render.queue.lists import COLUMNS, MORE_COLUMNS

    if not columns:
        return COLUMNS
    chosen = [name.strip() for name in columns.split(",")]
    known = (*COLUMNS, *MORE_COLUMNS)
    if any(name not in known for name in chosen):
        known = (*known, *(f"{OWN}{name}" for name in desk.settings.own_fields))
    for name in chosen:
        if name not in known:
            raise DeskError(f"There is no column '{name}'.", f"Known: {', '.join(known)}.")
    return chosen


def _fields(*, as_json: bool) -> None:
    from plaindesk.core.query.grammar import HEAD, rows
    from plaindesk.render.terminal import table

    if as_json:
        names = ("field", "finds_by", "values", "example")
        echo_json({"fields": [dict(zip(names, row, strict=True)) for row in rows()]})
        return
    page("\n".join(table([HEAD, *rows()], columns=width())))


def _calendar(query: tuple[str, ...], other: object, *, as_json: bool) -> None:
    if other:
        message = "--calendar shows every change by day; it takes no other option but --json."
        raise click.UsageError(message)
    from plaindesk.render.as_json import plan_of
    from plaindesk.render.queue.change_calendar import plan_text
    from plaindesk.services.queue.change_calendar import plan

    desk = open_here()
    joined = " ".join(_quoted(word) for word in query)
    found = plan(desk, joined, me=_me(desk) if "@" in joined else None)
    if as_json:
        echo_json(plan_of(found))
    else:
        page(plan_text(found, desk.settings.timezone, width()))


def _quoted(word: str) -> str:
    """Put the quotes back that the shell took from a phrase."""
    if (
        " " not in word
        or word.lstrip("-").startswith("/")
        or '"' in word
        or "(" in word
        or ":" in word.partition(" ")[0]
    ):
        return word
    return word if any(f" {op} " in f" {word} " for op in ("AND", "OR", "NOT")) else f'"{word}"'


def _me(desk: Desk) -> str | None:
    try:
        return desk.actor(None)
    except UnreadSettingError as error:
        desk.leave_alone(error)
        return None
    except DeskError:
        return None
