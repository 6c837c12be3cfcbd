"""`desk take`, `assign`, `set`, `resolve`, `snooze`, `close`, `reopen`: changes of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from plaindesk.cli.completion.values import by_pairs, complete_from, complete_ids
from plaindesk.cli.exchange.conflicts import put_together
from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import Writing, ticket_argument, writing_options
from plaindesk.cli.words_input import Said, words_options
from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle import Request, may_become, obstacles, remedies
from plaindesk.core.model.vocabulary import EntryKind, LinkKind, Status

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Ticket
    from plaindesk.services.desk import Desk

_set_option = click.option(
    "--set",
    "pairs",
    multiple=True,
    metavar="FIELD=VALUE",
    shell_complete=by_pairs("complete_change"),
    help="Set a field with it; repeatable.",
)


@click.command()
@ticket_argument
@writing_options
def take(ticket: str, how: Writing) -> None:
    """Take a ticket: it becomes yours, and open if it was new.

    \b
    desk take 2611-7K3MX
    """
    desk = open_here()
    by = desk.actor(how.actor)
    _, found = desk.ticket(ticket)
    values: dict[str, Any] = {"assignee": by}
    request = Request(by=by, values=values)
    is_new = found.status is Status.NEW
    opens = may_become(found, Status.OPEN, request, desk.settings, desk.now)
    if is_new and (opens or found.assignee == by):  # whose it is already, is told what it lacks
        values["status"] = Status.OPEN
    how.do(desk, found.id, request)
    if is_new and not opens:
        _tell_why_new(desk, found.changed(values), by)


def _tell_why_new(desk: Desk, ticket: Ticket, by: str) -> None:
    """Say what keeps a ticket that was taken from being open, and what gives it."""
    where = (Status.OPEN, desk.settings, desk.now)
    found = [*obstacles(ticket, where[0], by, *where[1:]), *remedies(ticket, *where)]
    click.echo("\n".join(["It stays new for now.", *found]), err=True)


@click.command()
@ticket_argument
@click.argument("agent", shell_complete=complete_from("agents"))
@click.option("--queue", shell_complete=complete_from("queues"), help="Move it to this queue too.")
@writing_options
def assign(
    ticket: str,
    agent: str,
    queue: str | None,
    how: Writing,
) -> None:
    """Give a ticket to an agent, or to nobody with -.

    \b
    desk assign 2611-7K3MX alice
    desk assign @ - --queue network
    """
    from plaindesk.services.tickets.typed_fields import refuse_unknown

    desk = open_here()
    values: dict[str, Any] = {"assignee": None if agent == "-" else agent}
    if queue:
        values["queue"] = queue
    refuse_unknown(desk, values)
    request = Request(by=desk.actor(how.actor), values=values)
    how.do(desk, ticket, request)


@click.command("set")
@ticket_argument
@click.argument(
    "fields",
    nargs=-1,
    required=True,
    metavar="FIELD=VALUE...",
    shell_complete=by_pairs("complete_change"),
)
@words_options
@writing_options
def set_(
    ticket: str,
    fields: tuple[str, ...],
    said: Said,
    how: Writing,
) -> None:
    """Set fields: FIELD=VALUE, or FIELD= to empty one.

    tags+=X and tags-=X add and remove a tag, line=+1 raises the line. Where a ticket has both
    impact and urgency, a priority that they don't give needs a reason: -m.

    \b
    desk set 2611-7K3MX priority=P2 service=vpn
    desk set @ impact=high urgency=high tags+=outage assignee=
    desk set @ priority=P1 -m "The director waits for it."
    desk set @ root_cause="A worn cable in the riser"
    """
    from plaindesk.services.tickets.typed_fields import held, parse_fields

    said.refuse_unnamed()
    desk = open_here()
    _, found = desk.ticket(ticket)
    request = Request(
        by=desk.actor(how.actor),
        kind=EntryKind.NOTE if said.is_given else EntryKind.CHANGE,
        values=parse_fields(desk, held(found), fields),
        body=said.words_if_given(),
        spent=said.spent,
    )
    how.do(desk, found.id, request)


@click.command()
@click.argument("ticket", required=False, shell_complete=complete_ids)
@words_options
@click.option("--incidents", is_flag=True, help="Resolve what the problem caused, too.")
@_set_option
@writing_options
def resolve(
    ticket: str | None, said: Said, incidents: bool, pairs: tuple[str, ...], how: Writing
) -> None:
    """Resolve a ticket, with a last answer if there is one.

    With --incidents, the tickets that were caused by it get the same answer.

    Without a ticket it is about Git's conflicts: tickets that a merge or rebase left in
    conflict are put together from both sides and staged. Every entry of both is kept, and
    where both changed one field the later entry holds.

    \b
    desk resolve
    desk resolve 2611-7K3MX -m "Client 4.2 mends it."
    desk resolve 2611-AQPAB --set resolution=fixed --set root_cause="A worn cable"
    desk resolve 2611-AQPAB --incidents -m "The gateway was updated; it stays up now."
    """
    from plaindesk.services.tickets.backlinks import pointing_at, still_open

    if how.as_json and incidents:
        message = "--json tells of one ticket; leave --incidents out."
        raise click.UsageError(message)
    if ticket is None:
        if said.is_given or said.spent or incidents or pairs or how.is_given:
            message = "Which ticket? Without one, only --json makes sense."
            raise click.UsageError(message)
        put_together(as_json=how.as_json)
        return
    desk = open_here()
    said.refuse_unnamed()
    problem = desk.id_of(ticket)
    pointing = pointing_at(desk, problem)
    caused = still_open(pointing, LinkKind.CAUSED_BY)
    said = Said(said.words_if_given() or None, None, said.spent)  # a file is read once
    _to_status(problem, Status.RESOLVED, said, how, pairs=pairs)
    for incident in caused if incidents else ():
        _to_status(incident.id, Status.RESOLVED, said._replace(spent=0), how)
    if caused and not incidents:
        names = ", ".join(incident.id for incident in caused)
        click.echo(f"It caused these, which are still open: {names}", err=True)
        click.echo(f"Resolve them with it: desk resolve {problem} --incidents", err=True)
    if children := still_open(pointing, LinkKind.PARENT):
        names = ", ".join(child.id for child in children)
        click.echo(f"These are parts of it, and still open: {names}", err=True)


@click.command()
@ticket_argument
@_set_option
@writing_options
def close(ticket: str, pairs: tuple[str, ...], how: Writing) -> None:
    """Close a resolved ticket, or a new one that is no request. Closed stays closed.

    \b
    desk close 2611-7K3MX
    desk close 2611-AQPAB --set root_cause="A worn cable"
    """
    _to_status(ticket, Status.CLOSED, Said(None, None), how, pairs=pairs)


@click.command()
@ticket_argument
@click.argument("when", nargs=-1, required=True, metavar="[until] TIME")
@words_options
@writing_options
def snooze(ticket: str, when: tuple[str, ...], said: Said, how: Writing) -> None:
    """Put a ticket on hold until then; `desk age` opens it again.

    A weekday without an hour means nine in the morning, in the desk's time zone.

    \b
    desk snooze 2611-7K3MX tomorrow
    desk snooze 2611-7K3MX until monday 14:00
    desk snooze 2611-7K3MX 3d
    desk snooze 2611-7K3MX until 2026-11-30T09:00 -m "The part comes on Monday."
    """
    from plaindesk.core.model.time.future_moment import EXAMPLES, parse_coming

    said.refuse_unnamed()
    desk = open_here()
    named = " ".join(when).removeprefix("until ")
    try:
        until = parse_coming(named, desk.now, desk.settings.timezone)
    except ValueError:
        message = f"'{named}' is no time to come, such as {EXAMPLES}."
        raise click.UsageError(message) from None
    if until <= desk.now:
        raise DeskError("That time has passed.", "Say a later one: 2026-11-30T09:00")
    request = Request(
        by=desk.actor(how.actor),
        kind=EntryKind.NOTE if said.is_given else EntryKind.CHANGE,
        body=said.words_if_given(),
        values={"status": Status.ON_HOLD},
        until=until,
    )
    how.do(desk, ticket, request)


@click.command()
@ticket_argument
@words_options
@writing_options
def reopen(
    ticket: str,
    said: Said,
    how: Writing,
) -> None:
    """Open a resolved ticket again.

    \b
    desk reopen 2611-7K3MX -m "It came back."
    """
    said.refuse_unnamed()
    _to_status(ticket, Status.OPEN, said, how, kind=EntryKind.NOTE)


def _to_status(
    ticket: str,
    status: Status,
    said: Said,
    how: Writing,
    *,
    kind: EntryKind = EntryKind.REPLY,
    pairs: tuple[str, ...] = (),
) -> None:
    from plaindesk.services.tickets.typed_fields import held, parse_fields

    desk = open_here()
    by = desk.actor(how.actor)
    _, found = desk.ticket(ticket)
    if found.status is status:
        raise DeskError(f"{found.id} is {status} already.")
    request = Request(
        by=by,
        kind=kind if said.is_given else EntryKind.CHANGE,
        body=said.words_if_given(),
        values={"status": status, **parse_fields(desk, held(found), pairs)},
        spent=said.spent,
    )
    how.do(desk, found.id, request)
