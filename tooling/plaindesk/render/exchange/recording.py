"""What `desk record` took in, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.render import as_json
from plaindesk.render.findings import paragraph
from plaindesk.render.terminal import Paint, cut, moment, safe
from plaindesk.render.tickets.conversation import change_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from plaindesk.core.model.ticket import Entry
    from plaindesk.core.results.recording import Recorded, RecordReport


def text(report: RecordReport, zone: tzinfo, paint: Paint) -> str:
    """Say what became of what, and what was left as it is."""
    lines = [line for item in report.recorded for line in _recorded(item, zone, paint)]
    lines += [paragraph(finding, paint) for finding in report.findings]
    return "\n".join([*lines, _summary(report)])


def _recorded(item: Recorded, zone: tzinfo, paint: Paint) -> Iterator[str]:
    yield paint(f"{item.ticket.id}  {safe(cut(item.ticket.subject, 60))}", "bold")
    if item.is_new:
        yield f"  opened, {moment(item.ticket.created, zone)}"
    for entry in item.entries:
        yield from _entry(entry, zone)
    yield from (f"  from {safe(path)}" for path in item.files)


def _entry(entry: Entry, zone: tzinfo) -> Iterator[str]:
    yield f"  {entry.kind} by {safe(entry.by)}, {moment(entry.at, zone)}"
    yield from (f"    {change_text(change)}" for change in entry.changes)


def _summary(report: RecordReport) -> str:
    if not report.recorded:
        return "Nothing to record."
    count = len(report.recorded)
    done = f"{count} {'ticket' if count == 1 else 'tickets'} recorded"
    if report.dry_run:
        return f"{done} (dry run: nothing was written)"
    return f"{done} (commit {report.commit[:9]})" if report.commit else f"{done} (staged)"


def json(report: RecordReport) -> as_json.Json:
    """The same for programs."""
    return {
        "dry_run": report.dry_run,
        "commit": report.commit,
        "tickets": [
            {
                "id": item.ticket.id,
                "path": item.ticket.path,
                "opened": item.is_new,
                "files": list(item.files),
                "entries": [as_json.entry(entry) for entry in item.entries],
            }
            for item in report.recorded
        ],
        "findings": [as_json.finding(finding) for finding in report.findings],
    }
