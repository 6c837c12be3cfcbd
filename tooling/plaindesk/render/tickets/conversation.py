"""A ticket as a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from plaindesk.core.model.fields import OWN
from plaindesk.core.model.time.duration import format_seconds
from plaindesk.core.model.vocabulary import EntryKind, LinkKind
from plaindesk.core.query.counts import reopened, satisfaction
from plaindesk.render.terminal import Paint, cut, moment, safe, span
from plaindesk.render.tickets.clocks import clock_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from plaindesk.core.model.ticket import Change, Entry, Ticket
    from plaindesk.core.results.tickets import Shown


def shown(result: Shown, zone_name: str, paint: Paint) -> str:
    """Show a ticket as a conversation, with its clocks first."""
    zone = ZoneInfo(zone_name)
    return "\n".join(
        [*_head(result, zone, paint), "", *_talk(result.ticket, zone, paint), *_tail(result)]
    )


def _head(result: Shown, zone: tzinfo, paint: Paint) -> Iterator[str]:
    ticket = result.ticket
    yield paint(f"{ticket.id}  {safe(ticket.subject)}", "bold")
    names = ("status", "type", "priority", "queue", "line", "assignee")
    yield "  ".join(f"{name} {safe(str(ticket.value(name) or '-'))}" for name in names)
    origin = ("requester", "organisation", "channel", "language", "service")
    told = [f"{name} {safe(str(held))}" for name in origin if (held := ticket.value(name))]
    yield "  ".join(told)
    yield f"opened {moment(ticket.created, zone)}, {span(result.now - ticket.created)} ago"
    if ticket.sla:
        yield f"policy {safe(ticket.sla)}, as the ticket names it"
    if ticket.tags:
        yield f"tags {safe(', '.join(ticket.tags))}"
    for kind, targets in ticket.links.items():
        yield f"{kind} {safe(', '.join(targets))}"
    for kind, other in result.pointing:
        yield f"{_POINTS[kind]} {other.id} ({other.status}) {safe(other.subject)}"
    for problem, key in result.known_errors:
        yield f"known error {safe(problem)}: until it is fixed, see {safe(key)}"
    for name, held in ticket.fields.items():
        yield f"{name} {safe(held)}"
    yield from _counted(ticket)
    if ticket.files:
        yield f"files {safe(', '.join(ticket.files))}"
    yield from clock_lines(result.clocks, result.now, zone, paint)


def _counted(ticket: Ticket) -> Iterator[str]:
    if times := reopened(ticket):
        yield f"opened again {times} times" if times > 1 else "opened again once"
    if (score := satisfaction(ticket)) is not None:
        yield f"satisfaction {score} of 5"
    if ticket.spent:
        yield f"spent {format_seconds(ticket.spent)}"


_POINTS = {
    LinkKind.PARENT: "part",
    LinkKind.DUPLICATE_OF: "duplicate",
    LinkKind.CAUSED_BY: "caused",
    LinkKind.FIXES: "fixed by",
    LinkKind.RELATES_TO: "related",
    LinkKind.ARTICLE: "article of",
    LinkKind.EXTERNAL: "named by",
}
"""How a ticket that is linked to this one is called here."""


def _talk(ticket: Ticket, zone: tzinfo, paint: Paint) -> Iterator[str]:
    who = safe(ticket.requester or "somebody")
    yield paint(f"--- {who}, {moment(ticket.created, zone)}", "cyan")
    yield safe(ticket.body) or paint("(no text)", "dim")
    for entry in ticket.told:
        yield ""
        yield from _entry(entry, zone, paint)


def _entry(entry: Entry, zone: tzinfo, paint: Paint) -> Iterator[str]:
    style = "yellow" if entry.kind in (EntryKind.NOTE, EntryKind.ESCALATION) else "cyan"
    kind = {EntryKind.MESSAGE: "", EntryKind.CHANGE: ""}.get(
        entry.kind, f" ({entry.verdict or entry.kind})"
    )
    origin = f", from {entry.origin}" if entry.origin else ""
    heading = f"--- {safe(entry.by)}{kind}, {moment(entry.at, zone)}{origin}  #{entry.short}"
    yield paint(heading, style)
    yield from (paint(f"    {change_text(change)}", "dim") for change in entry.changes)
    if entry.until is not None:
        yield paint(f"    sleeps until {moment(entry.until, zone)}", "dim")
    if entry.score is not None:
        yield paint(f"    score: {entry.score} of 5", "dim")
    if entry.spent:
        yield paint(f"    spent: {format_seconds(entry.spent)}", "dim")
    if entry.files:
        yield paint(f"    files: {safe(', '.join(entry.files))}", "dim")
    if entry.notify:
        yield paint(f"    for: {safe(', '.join(entry.notify))}", "dim")
    if entry.body:
        yield safe(entry.body)


def change_text(change: Change) -> str:
    """Write a change as `status: new -> open`."""
    return f"{change.field.removeprefix(OWN)}: {_value(change.old)} -> {_value(change.new)}"


def _value(value: object) -> str:
    if value in (None, ()):
        return "-"
    if isinstance(value, tuple):
        return safe(", ".join(value))
    if hasattr(value, "items"):
        pairs = [f"{kind} {' '.join(targets)}" for kind, targets in value.items()]
        return safe(", ".join(pairs)) or "-"
    return safe(cut(str(value), 60))


def _tail(result: Shown) -> Iterator[str]:
    if result.related:
        yield "\nArticles that may answer it:"
        yield from (f"  {hit.key}  {safe(hit.title)}" for hit in result.related)
    if result.reply_url:
        yield f"\nanswer in a browser: {safe(result.reply_url)}"
    if result.findings:
        yield "\nFindings:"
        yield from (f"  {f.path}:{f.line}: {safe(f.message)}" for f in result.findings)
