"""`desk new`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from plaindesk.cli.completion.values import (
    by_pairs,
    complete_ids,
    complete_languages,
    complete_name,
    complete_tags,
)
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import (
    again_option,
    at_option,
    attach_option,
    from_option,
    json_option,
    no_commit_option,
    text_option,
)
from plaindesk.cli.output import tell_away, told
from plaindesk.cli.words_input import attachments_from, keeping, piped, said_before, words
from plaindesk.core.errors import DeskError
from plaindesk.core.model.settings import CATALOGUED
from plaindesk.core.model.vocabulary import Channel, Level, LinkKind, Priority, TicketType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from plaindesk.services.desk import Desk

_CHOICES = {
    "channel": Channel,
    "type": TicketType,
    "priority": Priority,
    "impact": Level,
    "urgency": Level,
}


def _field_options(command: Any) -> Any:  # noqa: ANN401 - click's decorators
    for name, kind in reversed(_CHOICES.items()):
        choice = click.Choice([str(word) for word in kind])
        command = click.option(f"--{name}", type=choice, help=f"The {name}.")(command)
    for name, what in reversed(CATALOGUED.items()):
        help_ = f"The {name}." if name != "sla" else f"The {what}; else the first that fits."
        option = click.option(f"--{name}", shell_complete=complete_name(name), help=help_)
        command = option(command)
    return command


@click.command()
@click.argument("subject", required=False)
@text_option
@from_option
@again_option
@attach_option
@click.option("--requester", metavar="MAIL", help="Who asks.")
@click.option(
    "--as",
    "actor",
    metavar="AGENT",
    shell_complete=complete_name("assignee"),
    help="Who asks, where that is an agent.",
)
@click.option(
    "--language",
    metavar="CODE",
    shell_complete=complete_languages,
    help="The language it is written in.",
)
@click.option("--source", "key", metavar="KEY", help="Its name in the system it comes from.")
@click.option(
    "--tag", "tags", multiple=True, shell_complete=complete_tags, help="A tag; repeatable."
)
@click.option(
    "--related",
    metavar="ID",
    shell_complete=complete_ids,
    help="A ticket it relates to, such as a closed one.",
)
@click.option(
    "--set",
    "pairs",
    multiple=True,
    metavar="FIELD=VALUE",
    shell_complete=by_pairs("complete_change"),
    help="Any other field; repeatable.",
)
@_field_options
@at_option
@no_commit_option
@json_option
def new(
    subject: str | None,
    text: str | None,
    source: str | None,
    again: bool,
    attached: tuple[str, ...],
    actor: str | None,
    at: datetime | None,
    key: str | None,
    related: str | None,
    pairs: tuple[str, ...],
    tags: tuple[str, ...],
    no_commit: bool,
    as_json: bool,
    **values: Any,  # noqa: ANN401 - one a field
) -> None:
    """Open a ticket.

    \b
    desk new "VPN drops every hour" -m "Since the update." --requester jana@example.com
    desk new "Printer jams" --channel phone --at 2026-11-21T09:05 --from call.txt
    desk new "Order cables" -m "Ten of them." --as karim
    desk new "Replace the switch" --type change --set risk=low \
        --set window=2026-12-01T20:00/2026-12-01T22:00
    """
    from plaindesk.services.tickets.actions import Draft, create

    desk = open_here()
    subject = _subject(subject)
    values["requester"] = _asking(desk, values["requester"], actor)
    about = f"{subject}\0{values['requester'] or ''}"  # nobody's words become another's
    if again:
        text, kept = said_before(None, text, source, about)
        attached += kept
    files = attachments_from(attached, desk.settings.attachments.largest)
    body = _body(text, source)
    draft = Draft(
        subject=subject,
        body=body,
        created=at or desk.now,
        source=key,
        values=_values(desk, values, related, tags, pairs),
    )
    with keeping(None, [body] if body.strip() else [], about):
        made = create(desk, draft, attachments=files, commit=not no_commit)
    told(made, as_json=as_json)
    tell_away(desk, made.ticket.assignee)


def _values(
    desk: Desk,
    given: Mapping[str, Any],
    related: str | None,
    tags: tuple[str, ...],
    pairs: tuple[str, ...],
) -> dict[str, Any]:
    """Put together what the options say of fields; raises DeskError for names nobody knows."""
    from plaindesk.services.tickets.typed_fields import parse_fields, refuse_unknown

    known = {name: value for name, value in given.items() if value is not None}
    typed = {n: _CHOICES[n](v) if n in _CHOICES else v for n, v in known.items()}
    refuse_unknown(desk, typed)
    if related:
        typed["links"] = {LinkKind.RELATES_TO: (desk.id_of(related),)}
    typed["tags"] = tuple(dict.fromkeys(tags))
    return typed | parse_fields(desk, typed, pairs)


def _asking(desk: Desk, requester: str | None, actor: str | None) -> str | None:
    """Say who asks: somebody, or an agent of the desk, who is known by a handle."""
    if requester and actor:
        message = "Who asks is the requester or an agent: --requester or --as, not both."
        raise click.UsageError(message)
    return desk.actor(actor) if actor else requester


def _subject(subject: str | None) -> str:
    """Take the subject; ask for it on a terminal."""
    if subject is None and sys.stdin.isatty():
        subject = click.prompt("Subject", err=True)
    if subject is None:
        raise DeskError("A ticket needs a subject.", 'For example: desk new "VPN drops every hour"')
    return subject


def _body(text: str | None, source: str | None) -> str:
    if text is None and source is None and not sys.stdin.isatty():
        return piped()
    return words(text, source, hint="What does the requester say?")
