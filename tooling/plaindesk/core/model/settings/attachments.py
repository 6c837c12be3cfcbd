"""Which files a ticket may have beside it."""

from __future__ import annotations

from dataclasses import dataclass

from plaindesk.core.model.settings.base import Record, setting

PROGRAMS = (
    *("app", "bat", "cmd", "com", "cpl", "desktop", "exe", "hta", "jar", "js", "jse"),
    *("lnk", "msi", "ps1", "reg", "scr", "sh", "url", "vbe", "vbs", "wsf"),
)
"""What some system runs when it is opened."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Attachments(Record):
    """Files beside tickets."""

    largest: int = setting("Megabytes that a file may have; Git keeps each one for ever.", 10)
    refused: tuple[str, ...] = setting("Endings of files that aren't taken.", PROGRAMS)
