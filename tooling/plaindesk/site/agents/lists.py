"""Queues and promises as tables; every word of a ticket in them is only shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from plaindesk.core.model.articles.own_addresses import BOARD
from plaindesk.render.terminal import until
from plaindesk.site.agents.words import board_words
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages.page_parts import made

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaindesk.core.model.ticket import Ticket
    from plaindesk.core.results.lists import Row
    from plaindesk.site.pages.page import Page, Site

_LATEST = datetime(9999, 1, 1, tzinfo=UTC)
_PRESSING = {"P1": "pd-late", "P2": "pd-soon", "breached": "pd-late", "warn": "pd-soon"}
_STATES = ("breached", "warn", "running", "paused")


def queue_page(
    site: Site, name: str, title: str, held: Iterable[Row[Ticket]], now: datetime
) -> Page:
    """Write a queue's board, the most pressing ticket first."""
    body = [f"# {md.shown(title)}", *_board(site, name, held, now)]
    return made(site, name=name, title=title, kind="board", body=body)


def sla_page(site: Site, name: str, held: Iterable[Row[Ticket]], now: datetime) -> Page:
    """Write the board of promises: what is broken, what is about to be, what still runs."""
    said = board_words(site.shelf.language)
    rows, body = list(held), [f"# {said.sla_board}"]
    for state, heading in zip(_STATES, said.states, strict=True):
        found = [each for each in rows if each.sla == state]
        body += [f"## {heading}", *_board(site, name, found, now)]
    return made(site, name=name, title=said.sla_board, kind="board", body=body)


def _board(site: Site, name: str, held: Iterable[Row[Ticket]], now: datetime) -> list[str]:
    rows = sorted(held, key=lambda each: (each.due or _LATEST, each.ticket.id))
    said = board_words(site.shelf.language)
    if not rows:
        return [said.nothing]
    return [table(said.columns, [_cells(site, name, each, now) for each in rows])]


def _cells(site: Site, page: str, each: Row[Ticket], now: datetime) -> list[str]:
    ticket = each.ticket
    named = board_words(site.shelf.language).apart(ticket.id)
    link = f"[{named}]({md.relative(page, f'{place(ticket.id)}.md')})"
    due = until(each.due, now) if each.due else ""
    said = [md.shown(str(word or "")) for word in (ticket.subject, ticket.status, due)]
    subject, status, when = said
    state, by = pressing(each.sla or ""), md.shown(ticket.assignee or "")
    return [link, subject, pressing(ticket.priority or ""), status, when, state, by]


def pressing(word: str) -> str:
    """Show a priority or the state of a clock, heavier and in colour where it presses."""
    shown = md.shown(word)
    return f"**{shown}**{{: .{_PRESSING[word]} }}" if word in _PRESSING else shown


def place(ticket: str) -> str:
    """Name the page of a ticket."""
    return f"{BOARD}/tickets/{ticket.lower()}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
