"""Tickets as text: lists, conversations, explanations, what jobs did."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from plaindesk.core.model.vocabulary import EntryKind
from plaindesk.core.sla import ClockState, next_due
from plaindesk.render.plain import Paint, cut, moment, open_span, safe, span, table, until

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime, tzinfo

    from plaindesk.core.model.ticket import Change, Entry, Ticket
    from plaindesk.core.results.tickets import (
        Aged,
        AgeReport,
        Explained,
        FoldReport,
        Listing,
        RouteReport,
        Row,
        Shown,
    )
    from plaindesk.core.sla import Clock

COLUMNS = ("id", "status", "priority", "due", "assignee", "queue", "age", "subject")
MORE_COLUMNS = (
    "sla", "type", "service", "line", "requester", "organisation", "language", "channel", "tags",
    "created", "updated", "impact", "urgency", "source",
)  # fmt: skip
_STATE_STYLES = {
    "breached": "red",
    "warn": "yellow",
    "met": "green",
    "paused": "dim",
    "running": "",
}


def listing(result: Listing, columns: Sequence[str], width: int, paint: Paint) -> str:
    """Lay a list out as a table, and say how many more there are."""
    lines = []
    if result.rows:
        # The subject gives way where the terminal is narrow, so it comes last.
        order = [c for c in columns if c != "subject"] + (
            ["subject"] if "subject" in columns else []
        )
        head = [column.upper() for column in order]
        rows = [[_cell(row, column, result.now) for column in order] for row in result.rows]
        first, *rest = table([head, *rows], columns=width)
        lines = [paint(first, "bold")]
        lines += [_painted(line, row, paint) for line, row in zip(rest, result.rows, strict=True)]
    lines.append(_count(result))
    lines += [
        f"Not readable, so not listed: {f.path}:{f.line}: {f.message}" for f in result.unreadable
    ]
    return "\n".join(lines)


def _count(result: Listing) -> str:
    if not result.total:
        return "No ticket fits."
    what = "1 ticket" if result.total == 1 else f"{result.total} tickets"
    more = result.total - len(result.rows)
    return f"{what}, {more} not shown (--limit)" if more else what


def _painted(line: str, row: Row, paint: Paint) -> str:
    style = _STATE_STYLES.get(row.sla, "")
    return paint(line, style) if style else line


def _cell(row: Row, column: str, now: datetime) -> str:
    ticket = row.ticket
    special = {
        "due": lambda: until(row.due, now),
        "sla": lambda: row.sla,
        "age": lambda: span(now - ticket.created),
        "updated": lambda: span(now - ticket.last_activity),
        "created": lambda: f"{ticket.created:%Y-%m-%d %H:%M}",
        "tags": lambda: ",".join(ticket.tags),
    }
    if column in special:
        return safe(special[column]())
    held = ticket.value(column)
    return "-" if held is None else safe(str(held))


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
    if ticket.tags:
        yield f"tags {safe(', '.join(ticket.tags))}"
    for kind, targets in ticket.links.items():
        yield f"{kind} {safe(', '.join(targets))}"
    if ticket.files:
        yield f"files {safe(', '.join(ticket.files))}"
    yield from clock_lines(result.clocks, result.now, zone, paint)


def clock_lines(
    clocks: Sequence[Clock], now: datetime, zone: tzinfo, paint: Paint
) -> Iterator[str]:
    """Show every target, never only the nearest."""
    rows = [
        (
            f"  {clock.target.replace('_', ' ')}",
            str(clock.promised),
            _state(clock),
            f"due {moment(clock.due, zone)}" if clock.due else "",
            _standing(clock, now),
        )
        for clock in clocks
    ]
    for line, clock in zip(table(rows), clocks, strict=True):
        style = _STATE_STYLES.get("warn" if clock.warns else clock.state, "")
        yield paint(line, style) if style else line


def _state(clock: Clock) -> str:
    if clock.state is ClockState.BREACHED and clock.met_at:
        return "breached, met late"
    return f"{clock.state}, soon due" if clock.warns else str(clock.state)


def _standing(clock: Clock, now: datetime) -> str:
    if clock.is_live and clock.left_seconds >= 0 and clock.state is not ClockState.BREACHED:
        return f"{open_span(clock.left_seconds)} of open time left"
    if clock.state is ClockState.BREACHED and clock.due:
        end = clock.met_at or now
        late = open_span(clock.used_seconds - clock.target_seconds)
        return f"late by {late} open, {span(end - clock.due)} in all"
    return f"took {open_span(clock.used_seconds)}" if clock.met_at else ""


def _talk(ticket: Ticket, zone: tzinfo, paint: Paint) -> Iterator[str]:
    who = safe(ticket.requester or "somebody")
    yield paint(f"--- {who}, {moment(ticket.created, zone)}", "cyan")
    yield safe(ticket.body) or paint("(no text)", "dim")
    for entry in ticket.entries:
        yield ""
        yield from _entry(entry, zone, paint)


def _entry(entry: Entry, zone: tzinfo, paint: Paint) -> Iterator[str]:
    style = "yellow" if entry.kind in (EntryKind.NOTE, EntryKind.ESCALATION) else "cyan"
    kind = {EntryKind.MESSAGE: "", EntryKind.CHANGE: ""}.get(entry.kind, f" ({entry.kind})")
    yield paint(f"--- {safe(entry.by)}{kind}, {moment(entry.at, zone)}", style)
    yield from (paint(f"    {change_text(change)}", "dim") for change in entry.changes)
    if entry.notify:
        yield paint(f"    told: {safe(', '.join(entry.notify))}", "dim")
    if entry.body:
        yield safe(entry.body)


def change_text(change: Change) -> str:
    """Write a change as `status: new -> open`."""
    return f"{change.field}: {_value(change.old)} -> {_value(change.new)}"


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
    if result.findings:
        yield "\nFindings:"
        yield from (f"  {f.path}:{f.line}: {safe(f.message)}" for f in result.findings)


def explained(result: Explained, paint: Paint) -> str:
    """Explain a ticket: rules, policy, each clock's arithmetic, what happens next."""
    shown_ = result.shown
    zone = ZoneInfo(result.zone)
    lines = [paint(f"{shown_.ticket.id}  {safe(shown_.ticket.subject)}", "bold")]
    lines += ["", paint("Routing", "bold"), *_rules(result)]
    promise = shown_.promise
    name = f"'{promise.policy.name}' with calendar '{promise.calendar}'" if promise else "none"
    lines += ["", paint("SLA policy", "bold"), f"  {name}: {safe(result.policy_reason)}"]
    for clock, intervals in result.arithmetic:
        lines += ["", *clock_lines([clock], shown_.now, zone, paint)]
        lines += _arithmetic(clock, intervals, zone)
    lines += ["", paint("Next, if nobody does anything", "bold"), *_upcoming(result, zone)]
    return "\n".join(lines)


def _rules(result: Explained) -> Iterator[str]:
    if not result.tried:
        yield "  There are no rules in desk.yml."
    for tried in result.tried:
        mark = "fits" if tried.fits else "does not fit"
        yield f"  {tried.rule}: {mark}: {safe(tried.when) or 'every ticket'}"


def _arithmetic(
    clock: Clock, intervals: Sequence[tuple[datetime, datetime]], zone: tzinfo
) -> Iterator[str]:
    total = 0
    for opened, closed in intervals:
        seconds = int((closed - opened).total_seconds())
        total += seconds
        start, end = opened.astimezone(zone), closed.astimezone(zone)
        same_day = start.date() == end.date()
        until_ = f"{end:%H:%M}" if same_day else f"{end:%a %Y-%m-%d %H:%M}"
        yield f"    {start:%a %Y-%m-%d %H:%M} to {until_}, {open_span(seconds)}"
    if total < clock.target_seconds:
        yield f"    ... and {open_span(clock.target_seconds - total)} more"
    whole, used = open_span(clock.target_seconds), open_span(clock.used_seconds)
    yield f"    together {whole} of open time, {used} used"


def _upcoming(result: Explained, zone: tzinfo) -> Iterator[str]:
    if not result.upcoming:
        yield "  Nothing."
    for step in result.upcoming:
        yield f"  {moment(step.since, zone)}: {safe(step.request.body)}"


def routed(report: RouteReport, paint: Paint) -> str:
    """Say where each ticket went, and why."""
    lines = []
    for item in report.routed:
        lines.append(paint(f"{item.ticket.id}  {safe(cut(item.ticket.subject, 60))}", "bold"))
        changes = item.entry.changes if item.entry else ()
        lines += [f"  {change_text(change)}" for change in changes]
        lines += [f"  because: {safe(reason)}" for reason in item.reasons]
        if not changes:
            lines.append("  No rule fits; it stays where it is.")
    lines += _unreadable(report.unreadable)
    count = sum(item.entry is not None for item in report.routed)
    lines.append(_summary(count, "routed", len(report.routed), dry_run=report.dry_run))
    return "\n".join(lines)


def _summary(count: int, verb: str, seen: int, *, dry_run: bool) -> str:
    if not seen:
        return "Nothing to do."
    would = " (dry run: nothing was written)" if dry_run else ""
    return f"{count} of {seen} {verb}{would}"


def _unreadable(findings: Iterable[object]) -> list[str]:
    return [
        f"Not readable, so left alone: {f.path}:{f.line}: {f.message}"  # type: ignore[attr-defined]
        for f in findings
    ]


def aged(report: AgeReport, zone_name: str, width: int, paint: Paint) -> str:
    """Lay out what is breached, what is due next, by when, and what was done about it."""
    zone = ZoneInfo(zone_name)
    waiting = [item for item in report.aged if next_due(item.clocks)]
    waiting.sort(key=lambda item: (next_due(item.clocks) or report.now, item.ticket.id))
    lines = []
    if waiting:
        head = ("ID", "PRIORITY", "TARGET", "STATE", "DUE", "", "SUBJECT")
        rows = [_age_row(item, report.now, zone) for item in waiting]
        first, *rest = table([head, *rows], columns=width)
        lines = [paint(first, "bold")]
        for line, row in zip(rest, rows, strict=True):
            style = "red" if row[3].startswith("breached") else "yellow" if "soon" in row[3] else ""
            lines.append(paint(line, style) if style else line)
    for item in report.aged:
        lines += [f"{item.ticket.id}: {_step(entry)}" for entry in item.steps]
    lines += _unreadable(report.unreadable)
    lines.append(_age_summary(report))
    return "\n".join(lines)


def _age_row(item: Aged, now: datetime, zone: tzinfo) -> tuple[str, ...]:
    ticket = item.ticket
    live = [clock for clock in item.clocks if clock.is_live and clock.due]
    clock = min(live, key=lambda c: c.due or now)
    due = f"{clock.due.astimezone(zone):%a %m-%d %H:%M}" if clock.due else ""
    target = clock.target.replace("_", " ")
    priority = str(ticket.priority or "-")
    return (
        ticket.id,
        priority,
        target,
        _state(clock),
        due,
        until(clock.due, now),
        safe(ticket.subject),
    )


def _step(entry: Entry) -> str:
    changes = ", ".join(change_text(change) for change in entry.changes)
    told = f"told {', '.join(entry.notify)}" if entry.notify else ""
    did = "; ".join(part for part in (changes, told) if part)
    first = entry.body.partition("\n")[0]
    return f"{first} {did}".strip()


def _age_summary(report: AgeReport) -> str:
    breached = sum(
        any(clock.state is ClockState.BREACHED and clock.is_live for clock in item.clocks)
        for item in report.aged
    )
    steps = sum(len(item.steps) for item in report.aged)
    would = " (dry run: nothing was written)" if report.dry_run and steps else ""
    return f"{len(report.aged)} tickets, {breached} breached, {steps} steps taken{would}"


def folded(report: FoldReport) -> str:
    """Say what was folded."""
    if not report.folded:
        return "Nothing to fold."
    return "\n".join(f"{name}: {count} folded" for name, count in report.folded)
