"""Fields as people type them on a command line: `priority=P2`, `tags+=vpn`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.core.model.fields import CHANGEABLE, FIELDS, Shape
from plaindesk.core.model.settings import CATALOGUED
from plaindesk.text.suggest import did_you_mean
from plaindesk.text.values import BadValueError, decode_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.services.desk import Desk

_PAIR = re.compile(r"([a-z][a-z_]*)(\+=|-=|=)(.*)", re.DOTALL)


def parse_fields(desk: Desk, ticket: Ticket, pairs: Iterable[str]) -> dict[str, Value]:
    """Read pairs into values; raises DeskError at the first that can't be."""
    values: dict[str, Value] = {}
    for pair in pairs:
        found = _PAIR.fullmatch(pair)
        if not found:
            raise DeskError(f"'{pair}' is no FIELD=VALUE.", "For example: priority=P2")
        name, operator, text = found.groups()
        values[name] = _value(ticket.changed(values), name, operator, text)
    refuse_unknown(desk, values)
    return values


def _value(ticket: Ticket, name: str, operator: str, text: str) -> Value:
    field = FIELDS.get(name)
    if field is None or field.fixed:
        what = "never changes" if field else "is no field"
        hint = did_you_mean(name, CHANGEABLE) or f"Fields: {', '.join(CHANGEABLE)}."
        raise DeskError(f"'{name}' {what}.", hint)
    if field.shape is Shape.LINKS:
        raise DeskError("Links are not set like this.", "Use: desk link ID KIND TARGET")
    if field.shape is Shape.TAGS:
        return _tags(ticket, operator, text)
    if operator != "=":
        raise DeskError(f"'{name}' holds one value.", f"Write {name}={text}")
    try:
        return decode_text(field, text) if text else None
    except BadValueError as error:
        raise DeskError(str(error), did_you_mean(text, field.words or ())) from None


def _tags(ticket: Ticket, operator: str, text: str) -> tuple[str, ...]:
    named = [tag.strip() for tag in text.split(",") if tag.strip()]
    if operator == "+=":
        return tuple(dict.fromkeys((*ticket.tags, *named)))
    if operator == "-=":
        return tuple(tag for tag in ticket.tags if tag not in named)
    return tuple(dict.fromkeys(named))


def refuse_unknown(desk: Desk, values: Mapping[str, Value]) -> None:
    """Raise DeskError for an agent, queue, service or organisation that the desk doesn't have."""
    for field in CATALOGUED:
        name = values.get(field)
        known = desk.settings.catalogue(field)
        if isinstance(name, str) and name not in known:
            near = did_you_mean(name, known)
            listed = f"Known: {', '.join(known) or 'none yet'}."
            raise DeskError(f"'{name}' is no {field} of this desk.", near or listed)
