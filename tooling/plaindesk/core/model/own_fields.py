"""What the desk's own fields may hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.addresses import is_address
from plaindesk.core.model.time.moments import format_instant, parse_day, parse_instant
from plaindesk.core.model.vocabulary import Holding

if TYPE_CHECKING:
    from datetime import datetime

    from plaindesk.core.model.settings import OwnField
    from plaindesk.core.model.ticket import Ticket

MOST_DIGITS = 12


def problem_of(field: OwnField, text: str) -> str:
    """Say what is wrong with a value; empty where nothing is."""
    if field.words and text not in field.words:
        return f"'{text}' is none of: {', '.join(field.words)}."
    if field.holds is Holding.NUMBER and not (text.isdecimal() and len(text) <= MOST_DIGITS):
        return f"'{text}' is no whole number."
    try:
        if field.holds is Holding.DATE:
            parse_day(text)
        if field.holds is Holding.WINDOW:
            window(text)
        if field.holds is Holding.PEOPLE:
            people(text)
    except ValueError:
        return f"'{text}' is no {_EXAMPLES[field.holds]}."
    return ""


_EXAMPLES = {
    Holding.DATE: "date, such as 2026-12-24",
    Holding.WINDOW: "start and later end, such as 2026-12-01T20:00:00Z/2026-12-01T22:00:00Z",
    Holding.PEOPLE: "list of people, such as: lucia, jana@example.com",
}
_HANDLE = re.compile(r"[^\s,@]+")


def window(text: str) -> tuple[datetime, datetime]:
    """Read a start and a later end with `/` between, as ISO 8601 has it; raises ValueError."""
    first, _, last = text.partition("/")
    start, end = parse_instant(first), parse_instant(last)
    if end <= start:
        raise ValueError(text)
    return start, end


def people(text: str) -> tuple[str, ...]:
    """Read handles and addresses with commas between, each once; raises ValueError."""
    found: dict[str, str] = {}
    for name in map(str.strip, text.split(",") if text else ()):
        if not (_HANDLE.fullmatch(name) or is_address(name)):
            raise ValueError(text)
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


def watchers(ticket: Ticket) -> tuple[str, ...]:
    """Name who wants to hear of a ticket; a list that can't be read names nobody."""
    try:
        return people(ticket.fields.get("watchers", ""))
    except ValueError:
        return ()


def window_text(start: datetime, end: datetime) -> str:
    """Write a window."""
    return f"{format_instant(start)}/{format_instant(end)}"
