"""A ticket's page: its facts, its clocks, and the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from plaindesk.core.model.time.duration import format_seconds
from plaindesk.core.model.vocabulary import EntryKind, LinkKind
from plaindesk.core.query.counts import COUNTED
from plaindesk.render.terminal import until
from plaindesk.site.agents.lists import place, pressing, table
from plaindesk.site.agents.words import board_words
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages.link_rewriting import across
from plaindesk.site.pages.page_parts import made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from plaindesk.core.model.ticket import Entry, Ticket, Value
    from plaindesk.core.results.lists import Row
    from plaindesk.site.agents.words import BoardWords
    from plaindesk.site.pages.page import Page, Site

_FACTS = (
    "status", "priority", "type", "queue", "assignee", "requester", "organisation", "service",
    "channel", "tags",
)  # fmt: skip

_LOOKS = {
    EntryKind.MESSAGE: "pd-message", EntryKind.REPLY: "pd-reply", EntryKind.NOTE: "pd-note"
}  # fmt: skip
"""Words look otherwise than what is only written down: changes, escalations, approvals."""


def ticket_page(site: Site, each: Row[Ticket], now: datetime) -> Page:
    """Write a page on which requesters' words are only shown."""
    ticket, name, said = each.ticket, place(each.ticket.id), board_words(site.shelf.language)
    body = [f"# {said.apart(ticket.id)}: {md.shown(ticket.subject)}"]
    body += [_summed(each, now, said)]
    opened = said.opened_at.format(at=said.apart(_when(ticket.created)))
    body += [f"## {said.conversation}", f"### {opened} {{: .pd-message }}"]
    body += [md.paragraphs(ticket.body)]
    for entry in ticket.told:
        body += _entry(entry, said)
    body += [f"## {said.details}", table((said.field, said.value), _facts(ticket, said))]
    body += [*_clocks(each, now, said), *_links(site, name, ticket, said)]
    title = f"{ticket.id}: {ticket.subject}"
    return made(site, name=name, title=title, kind="ticket", body=body)


def _summed(each: Row[Ticket], now: datetime, said: BoardWords) -> str:
    """Say in one line how a ticket stands; the rest follows its conversation."""
    ticket = each.ticket
    words = [
        pressing(ticket.priority or ""),
        md.shown(ticket.status),
        md.shown(ticket.assignee or ""),
    ]
    words += [
        f"{said.target_of(clock.target)}: {pressing(clock.state)} {until(clock.due, now)}".rstrip()
        for clock in each.clocks
        if clock.is_live
    ]
    return " · ".join(word for word in words if word)


def _facts(ticket: Ticket, said: BoardWords) -> Iterator[tuple[str, str]]:
    for field in _FACTS:
        held = ticket.value(field)
        if held:
            words = ", ".join(held) if isinstance(held, tuple) else str(held)
            yield field, md.shown(words)
    yield from ((md.shown(key), md.shown(held)) for key, held in ticket.fields.items())
    for name, count in COUNTED.items():
        if held := count(ticket):
            yield name, format_seconds(held) if name == "worked" else str(held)
    if ticket.files:
        yield said.attachments, md.shown(", ".join(ticket.files))


def _clocks(each: Row[Ticket], now: datetime, said: BoardWords) -> list[str]:
    if not each.clocks:
        return []
    rows = [
        (
            said.target_of(clock.target),
            pressing(clock.state),
            f"{until(clock.due, now)}" if clock.is_live else "",
        )
        for clock in each.clocks
    ]
    _, _, _, _, due, state, _ = said.columns
    return [f"## {said.service_levels}", table((said.target, state, due), rows)]


def _links(site: Site, page: str, ticket: Ticket, said: BoardWords) -> list[str]:
    lines = [
        f"- {kind}: {_linked(site, page, kind, target)}"
        for kind, targets in ticket.links.items()
        for target in targets
    ]
    return [f"## {said.links}", "\n".join(lines)] if lines else []


def _linked(site: Site, page: str, kind: LinkKind, target: str) -> str:
    """Lead to an article that is on this site; anything else is named."""
    language, _, name = target.partition("/")
    shelf = site.library.shelves.get(language)
    article = shelf.articles.get(name) if shelf and kind is LinkKind.ARTICLE else None
    if article is None:
        return md.shown(target)
    if language == site.shelf.language:
        return md.link(article.title, md.relative(page, f"{name}.md"))
    return md.link(article.title, across(site, page, article))


def _entry(entry: Entry, said: BoardWords) -> list[str]:
    kind, by = entry.kind.capitalize(), md.shown(entry.by)
    told = said.entry.format(kind=kind, by=by, at=said.apart(_when(entry.at)))
    heading = f"### {told} {{: .{_LOOKS.get(entry.kind, 'pd-change')} }}"
    changes = [
        f"- {md.shown(change.field)}: {_value(change.old)} → {_value(change.new)}"
        for change in entry.changes
    ]
    if entry.files:
        changes.append(f"- {said.attachments}: {md.shown(', '.join(entry.files))}")
    return [heading, md.paragraphs(entry.body), "\n".join(changes)]


def _value(held: Value) -> str:
    if isinstance(held, Mapping):
        lists = ((k, (v,) if isinstance(v, str) else v) for k, v in held.items())
        words = (f"{kind} {', '.join(each)}" for kind, each in lists)
        return md.shown("; ".join(words)) or "–"
    if isinstance(held, tuple):
        return md.shown(", ".join(str(each) for each in held)) or "–"
    return md.shown(str(held)) if held else "–"


def _when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
