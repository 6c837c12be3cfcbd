"""Rules for what a ticket says of its requester: an address, and a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.addresses import is_address
from plaindesk.core.model.finding import Finding, Severity
from plaindesk.core.model.languages import is_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket

REACHED = "Write it as jana@example.com, or name an agent."
CODED = "Write its code, such as en or sk."


def check_requester(ticket: Ticket, path: str, settings: Settings) -> Iterator[Finding]:
    """Tell of a requester whom nobody can reach, and of a language that is none."""
    for field, (message, hint) in wrong_with(
        {"requester": ticket.requester, "language": ticket.language}, settings
    ):
        code = "bad-address" if field == "requester" else "bad-language"
        yield Finding(
            path=path,
            code=code,
            severity=Severity.WARNING,
            message=message,
            hint=hint,
            field=field,
        )


def wrong_with(
    values: Mapping[str, object], settings: Settings
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Name fields that hold no address or no language, each with what is wrong and a hint."""
    who, language = values.get("requester"), values.get("language")
    if isinstance(who, str) and who not in settings.agents and not is_address(who):
        yield "requester", (f"'{who}' is no address that mail can be sent to.", REACHED)
    if isinstance(language, str) and not is_language(language):
        yield "language", (f"'{language}' is no code of a language.", CODED)
