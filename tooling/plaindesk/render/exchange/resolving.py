"""What `desk resolve`, without a ticket, did, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.render import as_json
from plaindesk.render.findings import paragraph
from plaindesk.render.terminal import Paint, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.results.resolving import ResolveReport


def text(report: ResolveReport, paint: Paint) -> str:
    """Say what is whole again, what isn't, and what to type next."""
    return "\n".join(_lines(report, paint))


def _lines(report: ResolveReport, paint: Paint) -> Iterator[str]:
    for item in report.resolved:
        yield f"{item.ticket}: put together from both sides"
        yield from (f"  {safe(note)}" for note in item.notes)
    yield from (paragraph(finding, paint) for finding in report.findings)
    if report.rest:
        yield f"Still in conflict: {safe(', '.join(report.rest))}"
    if not (report.resolved or report.failed):
        yield "No ticket is in conflict."
    elif report.failed:
        yield f"Put that right, then: git add -- FILES; {report.next}"
    else:
        yield f"All is staged. Go on with: {report.next}"


def json(report: ResolveReport) -> as_json.Json:
    """The same for programs."""
    return {
        "resolved": [{"id": item.ticket, "notes": list(item.notes)} for item in report.resolved],
        "findings": [as_json.finding(finding) for finding in report.findings],
        "rest": list(report.rest),
        "next": report.next,
    }
