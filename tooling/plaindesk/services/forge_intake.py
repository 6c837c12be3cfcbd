"""Issues of a forge become tickets, comments become messages, and answers go back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plaindesk.channels.forge_events import MARK, fields_of, read_event
from plaindesk.core.lifecycle import Request
from plaindesk.core.model.vocabulary import BOT, Channel, EntryKind, Status, TicketType
from plaindesk.services.tickets.actions import Draft, create, follow_up, happen, is_over, whole
from plaindesk.store.git.origin import origin
from plaindesk.text.forge_urls import repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaindesk.channels.forge_api import Comment, ForgeApi
    from plaindesk.channels.forge_events import Heard
    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.core.results.tickets import Changed
    from plaindesk.services.desk import Desk

_MARKED = re.compile(r"<!-- desk \S+ (\S+) -->\n?")
ELSEWHERE = "elsewhere"
"""Stands for an entry where the issue is in a repository that we don't answer in."""
_SOURCE = re.compile(r"(?P<host>[\w.:-]+)/(?P<repository>[\w./-]+)#(?P<number>\d{1,18})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A comment that went to a forge, or would have."""

    ticket: str
    source: str
    entry: str
    """The entry's name, or `opened` where the id is told, `closed`, or `elsewhere`."""


def take(desk: Desk, data: bytes, *, commit: bool = True) -> Changed | None:
    """Take one event in; None where there is nothing new in it.

    The same event twice is one: a ticket is known by its issue, and a message by who said
    what when. Raises DeskError where it is no event.
    """
    heard = read_event(data)
    if heard is None:
        return None
    desk.refuse_sparse()  # the issue's ticket may be among what it leaves out
    ticket = next((t for _, t in desk.readable() if t.source == heard.source), None)
    if ticket is None:  # what was closed without ever being asked here is no request
        return None if heard.closed_by else create(desk, _draft(desk, heard), commit=commit)
    ticket = whole(desk, ticket)
    if heard.closed_by:
        return _closed(desk, ticket, heard, commit=commit)
    if heard.opened_again_by:
        return _opened_again(desk, ticket, heard, commit=commit)
    return _message(desk, ticket, heard, commit=commit)


def _opened_again(desk: Desk, ticket: Ticket, heard: Heard, *, commit: bool) -> Changed | None:
    if not ticket.status.is_done:
        return None
    again = "The issue was opened again."
    heard = replace(heard, author=heard.opened_again_by, body=again)
    return _said(desk, ticket, heard, again, commit=commit)


def _draft(desk: Desk, heard: Heard) -> Draft:
    values = {"channel": Channel.FORM, "requester": heard.author, **fields_of(heard, desk.settings)}
    return Draft(
        subject=heard.subject,
        body=heard.body,
        created=min(heard.at, desk.now),
        source=heard.source,
        values=values,
    )


def _closed(desk: Desk, ticket: Ticket, heard: Heard, *, commit: bool) -> Changed | None:
    """Resolve the ticket of an issue that somebody closed; our own closing finds it done."""
    if ticket.status.is_done:
        return None
    agent = desk.settings.agent_of(heard.closed_by)
    request = Request(
        by=agent or heard.closed_by,
        kind=EntryKind.CHANGE if agent else EntryKind.MESSAGE,
        body="" if agent else "The issue was closed.",
        values={"status": Status.RESOLVED},
    )
    return happen(desk, ticket.id, request, commit=commit)


def _message(desk: Desk, ticket: Ticket, heard: Heard, *, commit: bool) -> Changed | None:
    body = heard.body.replace("\r\n", "\n").strip("\n")
    agent = desk.settings.agent_of(heard.author)
    by = agent or heard.author
    known = {ticket.body, *(entry.body for entry in ticket.entries if entry.by == by)}
    is_new = body.strip() and body not in known and not _is_echo(ticket, body)
    return _said(desk, ticket, heard, body, commit=commit) if is_new else None


def _is_echo(ticket: Ticket, body: str) -> bool:
    """Tell whether a comment is one that we wrote: by its words, for anybody can write a mark."""
    mark = _MARKED.match(body)
    told = {_opening(ticket), *(entry.body for entry in ticket.entries)}
    return mark is not None and body[mark.end() :].strip() in {text.strip() for text in told}


def _opening(ticket: Ticket) -> str:
    return f"This is ticket {ticket.id}. We answer here."


def _said(desk: Desk, ticket: Ticket, heard: Heard, body: str, *, commit: bool) -> Changed:
    agent = desk.settings.agent_of(heard.author)
    by = agent or heard.author
    at = heard.at if heard.at >= ticket.created else None
    if is_over(desk, ticket, at or desk.now) and agent is None:
        return follow_up(desk, ticket, body, commit=commit)
    kind = EntryKind.REPLY if agent else EntryKind.MESSAGE
    return happen(desk, ticket.id, Request(by=by, kind=kind, body=body), commit=commit)


def failed(desk: Desk, job: str, url: str, *, commit: bool = True) -> Changed:
    """Tell of a job that failed: one ticket for each job, as long as it isn't done."""
    source = f"jobs/{job}"
    told = f"The job '{job}' failed: {url}" if url else f"The job '{job}' failed."
    known = (t for _, t in desk.readable() if t.source == source and not t.status.is_done)
    ticket = next(known, None)
    if ticket is not None:
        request = Request(by=BOT, kind=EntryKind.NOTE, body=f"Again. {told}")
        return happen(desk, ticket.id, request, commit=commit)
    values: dict[str, Value] = {"channel": Channel.MONITORING, "type": TicketType.INCIDENT}
    draft = Draft(
        subject=f"The job '{job}' fails",
        body=told,
        created=desk.now,
        source=source,
        values=values,
    )
    return create(desk, draft, commit=commit)


def answer(desk: Desk, api: ForgeApi, host: str, *, dry_run: bool = False) -> list[Posted]:
    """Post what the requesters of a forge's issues don't see yet: the id, replies, the end.

    What is there is known by a mark in each comment of our own, so that nothing has to be
    remembered. An issue is closed when its ticket is done, and never opened again from here.
    Only issues of the desk's own repository, and of those that the settings name, are
    touched: a ticket's source is only what somebody wrote into a file.
    """
    posted = []
    ours = own_repositories(desk)
    are_open: dict[str, frozenset[int]] = {}
    for _, ticket in desk.readable():
        found = _SOURCE.fullmatch(ticket.source or "")
        if found is None or found["host"] != host:
            continue
        if f"{host}/{found['repository']}".casefold() not in ours:
            posted.append(Posted(ticket=ticket.id, source=found[0], entry=ELSEWHERE))
            continue
        named, number = found["repository"], int(found["number"])
        if named not in are_open:
            are_open[named] = api.open_issues(named)
        is_open = number in are_open[named]
        if ticket.status is Status.CLOSED and not is_open:
            continue
        there = list(api.comments(named, number))
        own = [c.body for c in there if _is_own(c, api.account, desk.settings.forge.accounts)]
        for name, text in due_comments(ticket, [c.body for c in there], own):
            if not dry_run:
                api.comment(named, number, f"{MARK}{ticket.id} {name} -->\n{text}")
            posted.append(Posted(ticket=ticket.id, source=found[0], entry=name))
        if ticket.status.is_done and is_open:
            if not dry_run:
                api.close(named, number)
            posted.append(Posted(ticket=ticket.id, source=found[0], entry="closed"))
    return posted


def own_repositories(desk: Desk) -> frozenset[str]:
    """Name the repositories whose issues may be answered: the desk's own, and those it names."""
    desk.settings.refuse_unread("forge")
    remote = origin(desk.place)
    named = desk.settings.forge.repositories
    return frozenset(
        name.casefold() for name in (repository(remote.url) if remote else "", *named) if name
    )


def _is_own(comment: Comment, account: str, bots: Sequence[str]) -> bool:
    """Tell whether we wrote a comment; a person can't take the name of a bot."""
    return comment.login == account or (comment.login in bots and not comment.is_person)


def due_comments(
    ticket: Ticket, there: Sequence[str], own: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """List the comments that an issue misses, by the name in their mark.

    Marks count in our own comments alone. What stands in another's comment word for word,
    as where an agent answered there, is not said again.
    """
    marks = {mark[1] for comment in own if (mark := _MARKED.match(comment))}
    texts = {_MARKED.sub("", c.replace("\r\n", "\n"), count=1).strip() for c in there}
    if "opened" not in marks and _opening(ticket) not in texts:
        yield "opened", _opening(ticket)
    for entry in ticket.told:
        is_public = entry.kind is EntryKind.REPLY and not entry.origin
        if is_public and entry.name not in marks and entry.body.strip() not in texts:
            yield entry.name, entry.body
