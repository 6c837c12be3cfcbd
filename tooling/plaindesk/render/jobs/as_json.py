"""What jobs and sums did, as JSON that programs may rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.time.moments import format_instant
from plaindesk.render.as_json import clock, entry, finding

if TYPE_CHECKING:
    from plaindesk.core.results.jobs import AgeReport, FoldReport, RouteReport, WhatIf
    from plaindesk.core.results.work import WorkLog
    from plaindesk.render.as_json import Json


def routed(report: RouteReport) -> Json:
    """What a routing run did."""
    return {
        "dry_run": report.dry_run,
        "commit": report.commit,
        "tickets": [
            {
                "id": item.ticket.id,
                "changes": entry(item.entry)["changes"] if item.entry else {},
                "reasons": list(item.reasons),
            }
            for item in report.routed
        ],
        "unreadable": [finding(item) for item in report.unreadable],
    }


def what_if(result: WhatIf) -> Json:
    """What today's rules would have done."""
    keys = ("rule", "queue", "tickets", "moved")
    return {
        "rows": [
            {**{key: getattr(row, key) for key in keys}, "examples": list(row.examples)}
            for row in result.rows
        ]
    }


def worked(result: WorkLog) -> Json:
    """Time that was spent, by whatever it was summed by."""
    return {
        "by": result.by,
        "total_seconds": result.total,
        "rows": [
            {"name": r.name, "entries": r.entries, "seconds": r.seconds, "left_seconds": r.left}
            for r in result.rows
        ],
    }


def aged(report: AgeReport) -> Json:
    """What an ageing run saw and did."""
    return {
        "at": format_instant(report.now),
        "dry_run": report.dry_run,
        "commit": report.commit,
        "tickets": [
            {
                "id": item.ticket.id,
                "clocks": [clock(c) for c in item.clocks],
                "steps": [entry(e) for e in item.steps],
            }
            for item in report.aged
        ],
        "unreadable": [finding(item) for item in report.unreadable],
    }


def folded(report: FoldReport) -> Json:
    """What a fold did."""
    return {
        "commit": report.commit,
        "tickets": [{"id": name, "entries": count} for name, count in report.folded],
        "unreadable": [finding(item) for item in report.unreadable],
    }
