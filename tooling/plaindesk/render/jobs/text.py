"""What jobs did, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from plaindesk.core.sla import ClockState
from plaindesk.render.terminal import Paint, cut, one_a_file, plural, safe, table, until
from plaindesk.render.tickets.conversation import change_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from plaindesk.core.model.finding import Finding
    from plaindesk.core.model.ticket import Entry
    from plaindesk.core.results.jobs import AgeReport, Due, FoldReport, RouteReport, WhatIf


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


def what_if(result: WhatIf) -> str:
    """Lay out by rule where tickets would have gone."""
    if not result.rows:
        return "No ticket fits."
    head = ("RULE", "QUEUE", "TICKETS", "ELSEWHERE NOW", "SUCH AS")
    rows = [
        (row.rule, row.queue, str(row.tickets), str(row.moved), ", ".join(row.examples))
        for row in result.rows
    ]
    return "\n".join(table([head, *rows]))


def rule_tests(failed: Sequence[tuple[str, str]], count: int) -> str:
    """Say which examples beside the rules came out otherwise."""
    lines = [f"{rule}: {told}" for rule, told in failed]
    passed = count - len({(rule, told.partition(":")[0]) for rule, told in failed})
    return "\n".join([*lines, f"{passed} of {count} examples routed as expected"])


def _summary(count: int, verb: str, seen: int, *, dry_run: bool) -> str:
    if not seen:
        return "Nothing to do."
    would = " (dry run: nothing was written)" if dry_run else ""
    return f"{count} of {seen} {verb}{would}"


def _unreadable(findings: Iterable[Finding]) -> list[str]:
    return [f"Not readable, so left alone: {told}" for told in one_a_file(findings)]


def aged(report: AgeReport, zone_name: str, width: int, paint: Paint) -> str:
    """Lay out what is breached, what is due next, by when, and what was done about it."""
    lines = _due_table(report, ZoneInfo(zone_name), width, paint) if report.due else []
    if report.waiting > len(report.due):
        lines.append(f"... and {report.waiting - len(report.due):,} more: desk list")
    for item in report.aged:
        lines += [f"{item.ticket.id}: {_step(entry)}" for entry in item.steps]
    lines += _unreadable(report.unreadable)
    lines.append(_age_summary(report))
    return "\n".join(lines)


def _due_table(report: AgeReport, zone: tzinfo, width: int, paint: Paint) -> list[str]:
    head = ("ID", "PRIORITY", "TARGET", "STATE", "DUE", "", "SUBJECT")
    rows = [_due_row(item, report.now, zone) for item in report.due]
    first, *rest = table([head, *rows], columns=width)
    lines = [paint(first, "bold")]
    for line, item in zip(rest, report.due, strict=True):
        is_late = item.pressing.state is ClockState.BREACHED
        style = "red" if is_late else "yellow" if item.pressing.warns else ""
        lines.append(paint(line, style) if style else line)
    return lines


def _due_row(item: Due, now: datetime, zone: tzinfo) -> tuple[str, ...]:
    ticket, (target, state, warns, due) = item
    return (
        ticket.id,
        str(ticket.value("priority") or "-"),
        target.replace("_", " "),
        f"{state}, soon due" if warns else str(state),
        f"{due.astimezone(zone):%a %m-%d %H:%M}",
        until(due, now),
        safe(str(ticket.value("subject"))),
    )


def _step(entry: Entry) -> str:
    changes = ", ".join(change_text(change) for change in entry.changes)
    named = f"for {', '.join(entry.notify)}" if entry.notify else ""
    did = "; ".join(part for part in (changes, named) if part)
    first = entry.body.partition("\n")[0]
    return f"{first} {did}".strip()


def _age_summary(report: AgeReport) -> str:
    steps = sum(len(item.steps) for item in report.aged)
    would = " (dry run: nothing was written)" if report.dry_run and steps else ""
    counts = (
        plural(report.tickets, "ticket"),
        f"{report.breached} breached",
        plural(steps, "step"),
    )
    return f"{', '.join(counts)} taken{would}"


def folded(report: FoldReport) -> str:
    """Say what was folded."""
    lines = [f"{name}: {count} folded" for name, count in report.folded] or ["Nothing to fold."]
    return "\n".join([*lines, *_unreadable(report.unreadable)])
