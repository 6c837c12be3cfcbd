"""What `desk sync` did, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.render.terminal import plural, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.results.syncing import SyncReport
    from plaindesk.render.as_json import Json


_SHOWN = 3


def text(report: SyncReport) -> str:
    """Say what came and went, what was decided, and what waits."""
    return "\n".join(_lines(report))


def _lines(report: SyncReport) -> Iterator[str]:
    for ticket in report.recorded:
        yield f"{ticket}: what was edited by hand is recorded"
    for item in report.resolved:
        yield f"{item.ticket}: put together from both sides"
        yield from (f"  {safe(note)}" for note in item.notes)
    if report.problem:
        yield safe(report.problem)
        waiting = f"{plural(report.waiting, 'commit')} kept here" if report.waiting else "no commit"
        yield f"To be sent: {waiting}. Nothing is lost; try again later: desk sync"
    elif report.received or report.sent:
        yield f"Received {plural(report.received, 'commit')}, sent {plural(report.sent, 'commit')}."
    else:
        yield "Nothing new on either side."
    if report.unsent:
        first = ", ".join(report.unsent[:_SHOWN])
        more = f" and {len(report.unsent) - _SHOWN} more" if len(report.unsent) > _SHOWN else ""
        yield safe(f"Not sent, as it is in no commit: {first}{more}.")


def json(report: SyncReport) -> Json:
    """The same for programs."""
    return {
        "received": report.received,
        "sent": report.sent,
        "waiting": report.waiting,
        "tries": report.tries,
        "resolved": [{"id": item.ticket, "notes": list(item.notes)} for item in report.resolved],
        "recorded": list(report.recorded),
        "unsent": list(report.unsent),
        "problem": report.problem or None,
    }
