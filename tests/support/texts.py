"""Settings and tickets from the text of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.text.codecs import ticket as ticket_text
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.settings import desk_yml as settings_text

if TYPE_CHECKING:
    from plaindesk.core.model.settings import Settings
    from plaindesk.core.model.ticket import Ticket


def settings_of(text: str) -> Settings:
    """Read settings that must be sound."""
    found, findings = settings_text.read(decode("desk.yml", text.encode()))
    assert findings == ()
    assert found is not None
    return found


def ticket_of(text: str) -> Ticket:
    """Read a ticket that must be sound."""
    found = ticket_text.read(decode("README.md", text.encode()))
    assert found.findings == ()
    assert found.ticket is not None
    return found.ticket
