"""Rules for the files beside a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.files.attachments import FOLDER, problem_with
from plaindesk.core.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket


def check_attachments(
    ticket: Ticket, path: str, sizes: Mapping[str, int], settings: Settings
) -> Iterator[Finding]:
    """Tell of files that the settings don't allow, and of entries whose files are gone.

    `sizes` are bytes by name.
    """
    folder = path.rpartition("/")[0]
    for name, size in sizes.items():
        if problem := problem_with(name, size, settings.attachments):
            code, message, hint = problem
            where = f"{folder}/{FOLDER}/{name}"
            yield Finding(path=where, code=code, message=message, hint=hint)
    for entry in ticket.entries:
        for name in entry.files:
            if name not in sizes:
                yield Finding(
                    path=path,
                    code="missing-file",
                    severity=Severity.WARNING,
                    message=f"The attachment '{name}' isn't there.",
                    hint=f"Take it back from Git, into {folder}/{FOLDER}/.",
                    field="files",
                    entry=entry.name,
                )
