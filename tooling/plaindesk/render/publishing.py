"""What publishing the index came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.render.terminal import plural

if TYPE_CHECKING:
    from plaindesk.core.results.publishing import Published


def text(report: Published) -> str:
    """Say it in a line or two."""
    if report.is_behind:
        return f"The schema '{report.schema}' has a later commit than ours: nothing was written."
    lines = [f"Made the tables in schema '{report.schema}'."] if report.is_new else []
    tickets = plural(report.tickets, "ticket")
    if report.written or report.removed:
        change = f"{report.written} written, {report.removed} removed"
    else:
        change = "nothing has changed"
    return "\n".join([*lines, f"{tickets} in schema '{report.schema}': {change}."])


def json(report: Published) -> dict[str, object]:
    """The same for programs."""
    return {
        "schema": report.schema,
        "commit": report.commit,
        "tickets": report.tickets,
        "written": report.written,
        "removed": report.removed,
        "made": report.is_new,
        "behind": report.is_behind,
    }
