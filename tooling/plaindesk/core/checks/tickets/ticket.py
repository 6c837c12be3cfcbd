"""Rules for one ticket."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from plaindesk.core.checks.lookup import unknown
from plaindesk.core.checks.secrets import check_secrets, may_hold_secrets
from plaindesk.core.checks.tickets.history import check_history
from plaindesk.core.checks.tickets.requester import check_requester
from plaindesk.core.checks.tickets.required_fields import check_requirements
from plaindesk.core.model import ids
from plaindesk.core.model.addresses import problem_with_link
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.settings import CATALOGUED
from plaindesk.core.model.vocabulary import LinkKind, Status
from plaindesk.core.sla.history import stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.checks.lookup import Known
    from plaindesk.core.model.ticket import Ticket

FUTURE = timedelta(minutes=10)
"""How far ahead of our clock a time may lie; clocks differ."""


def check_ticket(ticket: Ticket, path: str, known: Known) -> Iterator[Finding]:
    """Apply every rule to a ticket that stands at `path`, relative to the desk."""
    yield from chain(
        check_id(ticket, path),
        _names(ticket, path, known),
        check_requester(ticket, path, known.settings),
        _links(ticket, path, known),
        _times(ticket, path, known),
        check_history(ticket, path, known),
        check_requirements(ticket, path, known),
        _retention(ticket, path, known),
        _secrets(ticket, path),
    )


def _secrets(ticket: Ticket, path: str) -> Iterator[Finding]:
    """Look at the words one by one only where all of them together may hold a secret."""
    if may_hold_secrets("\n".join([ticket.body, *[entry.body for entry in ticket.entries]])):
        yield from check_secrets(path, ticket.body)
        for entry in ticket.entries:
            yield from check_secrets(path, entry.body, entry.name)


def check_id(ticket: Ticket, path: str) -> Iterator[Finding]:
    """Tell of an id that is none, or that belongs to another folder."""
    if not ids.is_canonical(ticket.id):
        tidy = ids.tidy(ticket.id)
        hint = (
            f"Write it as {tidy}." if ids.is_canonical(tidy) else "Look it up in the folder's name."
        )
        message = f"'{ticket.id}' is no ticket id: its check symbol or shape is wrong."
        yield Finding(path=path, code="bad-id", message=message, hint=hint, field="id")
    elif path != ticket.path:
        yield Finding(
            path=path,
            code="id-mismatch",
            message=f"The ticket says it is {ticket.id}, but its folder says otherwise.",
            hint=f"It belongs in {ids.folder(ticket.id)}/, or its id is a copy of another's.",
            field="id",
        )


def _names(ticket: Ticket, path: str, known: Known) -> Iterator[Finding]:
    """Look up agents, queues, services and organisations."""
    for field, what in CATALOGUED.items():
        name = ticket.value(field)
        if isinstance(name, str):
            yield from unknown(path, what, name, known.settings.catalogue(field), field=field)


def _links(ticket: Ticket, path: str, known: Known) -> Iterator[Finding]:
    for kind, targets in ticket.links.items():
        for target in targets:
            if _is_known(kind, target, known) and target != ticket.id:
                continue
            hint = "Name a ticket by its id, an article as language/section/slug."
            message = f"'{target}' leads nowhere ({kind})."
            if kind is LinkKind.EXTERNAL:
                message = f"'{target}' is {problem_with_link(target)}."
                hint = "Write it as https://example.com/page, without a password."
            if target == ticket.id:
                message = f"This ticket is linked to itself ({kind})."
            yield Finding(path=path, code="unknown-link", message=message, hint=hint, field="links")


def _is_known(kind: LinkKind, target: str, known: Known) -> bool:
    if kind is LinkKind.EXTERNAL:
        return not problem_with_link(target)
    return target in (known.articles if kind is LinkKind.ARTICLE else known.tickets)


def _times(ticket: Ticket, path: str, known: Known) -> Iterator[Finding]:
    latest = known.now + FUTURE
    hint = "Somebody's clock was wrong; correct the time, or wait until it has come."
    if ticket.created > latest:
        message = f"The ticket was created in the future: {ticket.created:%Y-%m-%d %H:%M} UTC."
        yield Finding(path=path, code="future-time", message=message, hint=hint, field="created")
    for entry in ticket.entries:
        if entry.at > latest:
            message = f"This happens in the future: {entry.at:%Y-%m-%d %H:%M} UTC."
            yield Finding(
                path=path,
                code="future-time",
                message=message,
                hint=hint,
                field="at",
                entry=entry.name,
            )
        if entry.at < ticket.created and not entry.origin:
            yield Finding(
                path=path,
                code="time-order",
                message="This happened before the ticket was created.",
                hint="Correct 'at' here or 'created' in the ticket.",
                field="at",
                entry=entry.name,
            )


def _retention(ticket: Ticket, path: str, known: Known) -> Iterator[Finding]:
    days = known.settings.retention.closed
    if days is None or ticket.status is not Status.CLOSED:
        return
    since = stretches(ticket)[-1].start
    if known.now - since > timedelta(days=days):
        yield Finding(
            path=path,
            code="past-retention",
            severity=Severity.INFO,
            message=f"Closed on {since:%Y-%m-%d}, more than {days} days ago.",
            hint="Remove the folder in a commit of its own; Git's history still has it.",
            field="status",
        )
