"""`desk macro`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from plaindesk.cli.completion.values import complete_from, complete_ids
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import Writing, writing_options
from plaindesk.cli.output import echo_json
from plaindesk.core.lifecycle import Request
from plaindesk.core.model.vocabulary import EntryKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaindesk.core.model.settings import Macro


@click.command()
@click.argument("ticket", required=False, shell_complete=complete_ids)
@click.argument("name", required=False, shell_complete=complete_from("macros"))
@writing_options
def macro(ticket: str | None, name: str | None, how: Writing) -> None:
    """Answer with a canned reply and its changes; without arguments, list them.

    \b
    desk macro
    desk macro 2611-7K3MX more-info
    """
    from plaindesk.services.tickets.macros import filled

    desk = open_here()
    if ticket is None:
        _list(desk.settings.macros, as_json=how.as_json)
        return
    if name is None:
        message = "Name a macro too. List them: desk macro"
        raise click.UsageError(message)
    by = desk.actor(how.actor)
    canned = filled(desk, ticket, name, by)
    kind = EntryKind.NOTE if canned.is_note else EntryKind.REPLY
    how.do(desk, ticket, Request(by=by, kind=kind, body=canned.body, values=canned.values))


def _list(macros: Mapping[str, Macro], *, as_json: bool) -> None:
    from plaindesk.render.terminal import table

    if as_json:
        listed = [
            {"name": n, "text": m.text, "texts": dict(m.texts), "note": m.note}
            for n, m in macros.items()
        ]
        echo_json({"macros": listed})
        return
    if not macros:
        click.echo("There are no macros in desk.yml. See: desk config help macros")
        return
    rows = [(name, ", ".join(item.texts) or "-", _first(item)) for name, item in macros.items()]
    click.echo("\n".join(table([("MACRO", "LANGUAGES", "TEXT"), *rows], columns=100)))


def _first(macro: Macro) -> str:
    return " ".join((macro.text or next(iter(macro.texts.values()), "")).split())
