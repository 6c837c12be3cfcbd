"""Canned replies with their placeholders filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.lifecycle.macros import changes_of, fill, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaindesk.core.model.ticket import Value
    from plaindesk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A macro made ready for one ticket."""

    body: str
    values: Mapping[str, Value]
    is_note: bool


def filled_reply(desk: Desk, name: str, macro: str, by: str) -> Filled:
    """Fill a macro for an answer; raises DeskError for one whose words are for colleagues."""
    found = filled(desk, name, macro, by)
    if found.is_note:
        raise DeskError(
            f"The macro '{macro}' is a note: its words are not for the requester.",
            f"Write it as one: desk macro {name} {macro}",
        )
    return found


def filled(desk: Desk, name: str, macro: str, by: str) -> Filled:
    """Fill a macro for a ticket; raises DeskError where there is none of that name."""
    desk.settings.refuse_unread("macros")
    found = desk.settings.macros.get(macro)
    if found is None:
        known = ", ".join(desk.settings.macros) or "none yet"
        raise DeskError(f"There is no macro '{macro}'.", f"Known: {known}.")
    _, ticket = desk.ticket(name)
    body = fill(words_of(found, ticket, desk.settings), ticket, by, desk.settings)
    if not body.strip():
        raise DeskError(f"The macro '{macro}' has no words.", f"Write some: macros.{macro}.text")
    return Filled(
        body=body,
        values=changes_of(found, ticket),
        is_note=found.note,
    )
