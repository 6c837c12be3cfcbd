"""`desk message`, `desk reply` and `desk note`: words on a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from plaindesk.cli.completion.values import complete_articles, complete_from
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import (
    Writing,
    attach_option,
    from_option,
    text_option,
    ticket_argument,
    writing_options,
)
from plaindesk.cli.output import told
from plaindesk.cli.words_input import Said, attachments_from, words_options
from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request
from plaindesk.core.model.vocabulary import EntryKind, LinkKind, Status

if TYPE_CHECKING:
    from plaindesk.services.desk import Desk

_STATUSES = click.Choice([str(status) for status in Status])


@click.command()
@ticket_argument
@words_options
@attach_option
@click.option("--by", metavar="MAIL", help="Who said it; else the ticket's requester.")
@writing_options
def message(
    ticket: str,
    said: Said,
    attached: tuple[str, ...],
    by: str | None,
    how: Writing,
) -> None:
    """Write down what the requester said. It opens a pending or resolved ticket again.

    A closed ticket, or one whose grace is over, stays so: the words open a new one that
    is linked to it. Words to a ticket that was merged go where it went.

    \b
    desk message 2611-7K3MX -m "It happened again this morning."
    """
    from plaindesk.services.tickets.actions import follow_up, is_over, whole

    desk = open_here()
    _, named = desk.ticket(ticket)
    found = whole(desk, named)
    author = _author(desk, by) or named.requester
    if not author:
        raise DeskError(f"{named.id} names no requester.", "Say who it was: --by MAIL")
    files = attachments_from(attached, desk.settings.attachments.largest)
    body = said.words("What did the requester say?")
    if found.id != named.id:
        click.echo(f"{named.id} goes on in {found.id}: the words go there.", err=True)
    if is_over(desk, found, how.at or desk.now):
        click.echo(f"{found.id} is closed and stays so: the words open a new ticket.", err=True)
        commit = not how.no_commit
        made = follow_up(desk, found, body, attachments=files, at=how.at, commit=commit)
        told(made, as_json=how.as_json)
        return
    origin = named.id if found.id != named.id else ""
    request = Request(by=author, kind=EntryKind.MESSAGE, body=body, spent=said.spent, origin=origin)
    how.do(desk, found.id, request, files)


@click.command()
@ticket_argument
@words_options
@attach_option
@click.option("--status", type=_STATUSES, help="Set this status with it.")
@click.option(
    "--article",
    metavar="KEY",
    shell_complete=complete_articles,
    help="Link an article: language/section/slug.",
)
@click.option(
    "--macro",
    metavar="NAME",
    shell_complete=complete_from("macros"),
    help="Start from a canned reply.",
)
@writing_options
def reply(
    ticket: str,
    said: Said,
    attached: tuple[str, ...],
    status: str | None,
    article: str | None,
    macro: str | None,
    how: Writing,
) -> None:
    """Answer the requester. The first answer opens a new ticket.

    \b
    desk reply 2611-7K3MX -m "Which client version do you run?" --status pending
    desk reply @ --from answer.md --article en/start/install
    desk reply @ -m "The form is attached." --attach form.pdf
    """
    from plaindesk.services.tickets.macros import filled_reply

    desk = open_here()
    by = desk.actor(how.actor)
    values: dict[str, Any] = {"status": Status(status)} if status else {}
    if article:
        values |= _article_link(desk, ticket, article)
    files = attachments_from(attached, desk.settings.attachments.largest)
    canned = filled_reply(desk, ticket, macro, by) if macro else None
    if canned and not said.is_given:
        body = canned.body
    else:
        body = said.words("What do you answer?")
        body = f"{canned.body}\n\n{body}" if canned else body
    values = {**(canned.values if canned else {}), **values}
    request = Request(by=by, kind=EntryKind.REPLY, body=body, values=values, spent=said.spent)
    how.do(desk, ticket, request, files)


@click.command()
@ticket_argument
@words_options
@attach_option
@writing_options
def note(
    ticket: str,
    said: Said,
    attached: tuple[str, ...],
    how: Writing,
) -> None:
    """Write an internal note; the requester doesn't see it.

    \b
    desk note 2611-7K3MX -m "The gateway's certificate ends on Monday."
    journalctl -u vpn | desk note @ -m "The gateway's log." --attach vpn.log=-
    """
    desk = open_here()
    by = desk.actor(how.actor)
    files = attachments_from(attached, desk.settings.attachments.largest)
    body = said.words("What should colleagues know?")
    request = Request(by=by, kind=EntryKind.NOTE, body=body, spent=said.spent)
    how.do(desk, ticket, request, files)


def _author(desk: Desk, by: str | None) -> str | None:
    """Take whom `--by` names; raises DeskError where nobody could answer them."""
    from plaindesk.services.tickets.typed_fields import refuse_unknown

    refuse_unknown(desk, {"requester": by})
    return by


def _article_link(desk: Desk, ticket: str, article: str) -> dict[str, Any]:
    from plaindesk.services.tickets.linking import checked_target, with_link

    _, found = desk.ticket(ticket)
    key = checked_target(desk, LinkKind.ARTICLE, article, found)
    held = found.links.get(LinkKind.ARTICLE, ())
    return {"links": with_link(found, LinkKind.ARTICLE, tuple(dict.fromkeys((*held, key))))}


@click.command()
@ticket_argument
@click.argument("score", type=click.IntRange(1, 5))
@text_option
@from_option
@click.option("--by", metavar="MAIL", help="Who gave it; else the ticket's requester.")
@writing_options
def survey(
    ticket: str, score: int, text: str | None, source: str | None, by: str | None, how: Writing
) -> None:
    """Write down how satisfied the requester is, 1 to 5; once for each resolution.

    \b
    desk survey 2611-7K3MX 5 -m "Quick and kind."
    """
    from plaindesk.core.lifecycle import refuse_second_survey

    said = Said(text, source)
    said.refuse_unnamed()
    desk = open_here()
    _, found = desk.ticket(ticket)
    author = _author(desk, by) or found.requester
    if not author:
        raise DeskError(f"{found.id} names no requester.", "Say who it was: --by MAIL")
    refuse_second_survey(found)
    body = said.words_if_given()
    how.do(desk, found.id, Request(by=author, kind=EntryKind.SURVEY, body=body, score=score))
