"""Rules for the addresses that the site leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.addresses import is_address, of_the_web
from plaindesk.core.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.core.model.settings import Settings


def check_site(settings: Settings) -> Iterator[Finding]:
    """Tell of addresses that no link can lead to: the site leaves them out."""
    site, contact = settings.site, settings.site.contact
    web = {
        "url": site.url,
        "imprint": site.imprint,
        "feedback": site.feedback,
        "contact.issues": contact.issues,
        "contact.endpoint": contact.endpoint,
    }
    for key, address in web.items():
        if address and not of_the_web(address):
            message = f"site {key}: '{address}' is no address of the web."
            yield _finding(message, "Write it as https://example.com/page.")
    if contact.email and not is_address(contact.email):
        message = f"site contact.email: '{contact.email}' is no address that mail can be sent to."
        yield _finding(message, "Write it as help@example.com.")


def _finding(message: str, hint: str) -> Finding:
    return Finding(
        path="desk.yml",
        code="bad-address",
        severity=Severity.WARNING,
        message=message,
        hint=hint,
        field="site",
    )
