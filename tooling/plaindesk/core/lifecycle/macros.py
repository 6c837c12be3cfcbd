"""A macro's text, with its placeholders filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.model.languages import in_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaindesk.core.model.settings import Macro, Settings
    from plaindesk.core.model.ticket import Ticket, Value

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fill(text: str, ticket: Ticket, by: str, settings: Settings) -> str:
    """Put names in place of placeholders; one we don't know stays as it is."""
    agent = settings.agents.get(by)
    names = {
        "requester": (ticket.requester or "").partition("@")[0],
        "id": ticket.id,
        "subject": ticket.subject,
        "agent": agent.name if agent and agent.name else by,
    }
    return _PLACEHOLDER.sub(lambda match: names.get(match[1], match[0]), text)


def words_of(macro: Macro, ticket: Ticket, settings: Settings) -> str:
    """Choose a macro's text in the ticket's language, else the general one, else the desk's."""
    texts = {**macro.texts, "": macro.text}
    some = next(iter(macro.texts.values()), "")
    return in_language(texts, (ticket.language, None, settings.default_language)) or some


def changes_of(macro: Macro, ticket: Ticket) -> Mapping[str, Value]:
    """Say what a macro sets: it adds tags, as a routing rule does."""
    values: dict[str, Value] = dict(macro.set)
    tags = values.get("tags")
    if isinstance(tags, tuple):
        values["tags"] = tuple(dict.fromkeys((*ticket.tags, *tags)))
    return values
