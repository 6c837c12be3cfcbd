"""Fields as people type them on a command line: `priority=P2`, `tags+=vpn`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaindesk.core.checks.tickets.requester import wrong_with
from plaindesk.core.errors import DeskError
from plaindesk.core.model.fields import CHANGEABLE, FIELDS, OWN, Shape
from plaindesk.core.model.own_fields import problem_of, window_text
from plaindesk.core.model.settings import CATALOGUED
from plaindesk.core.model.time.moments import parse_moment
from plaindesk.core.model.vocabulary import Holding
from plaindesk.text.codecs.field_values import BadValueError, decode_text
from plaindesk.text.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plaindesk.core.model.ticket import Ticket, Value
    from plaindesk.services.desk import Desk

_PAIR = re.compile(r"([a-z][a-z0-9_.]*)(\+=|-=|=)(.*)", re.DOTALL)
_BREAK = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
"""What would end a line, or write upon a terminal."""
_STEP = re.compile(r"[+-]\d")
_LAST_LINE = 3


def held(ticket: Ticket) -> dict[str, Value]:
    """Say what values may be written upon: tags are added, a line is raised."""
    return {"tags": ticket.tags, "line": ticket.line}


def parse_fields(desk: Desk, held: Mapping[str, Value], pairs: Iterable[str]) -> dict[str, Value]:
    """Read pairs into values, given what is held now; raises DeskError at the first bad one."""
    values: dict[str, Value] = {}
    for pair in pairs:
        found = _PAIR.fullmatch(pair)
        if not found:
            raise DeskError(f"'{pair}' is no FIELD=VALUE.", "For example: priority=P2")
        name, operator, text = found.groups()
        text = text.strip()
        if _BREAK.search(text):
            raise DeskError(f"'{name}' is one line of text.", "Leave line breaks and tabs out.")
        own = name.removeprefix(OWN)
        if name not in FIELDS and own in desk.settings.own_fields:
            values[f"{OWN}{own}"] = _own_value(desk, own, operator, text)
        else:
            values[name] = _value(desk, {**held, **values}, name, operator, text)
    refuse_unknown(desk, values)
    return values


def _own_value(desk: Desk, name: str, operator: str, text: str) -> str | None:
    """Read the value of a field that the desk has added; its times may be local ones."""
    if operator != "=":
        raise DeskError(f"'{name}' holds one value.", f"Write {name}={text}")
    field = desk.settings.own_fields[name]
    if field.holds is Holding.WINDOW and text:
        text = _window(text, desk)
    if text and (problem := problem_of(field, text)):
        raise DeskError(f"{name}: {problem}", did_you_mean(text, field.words))
    return text or None


def _window(text: str, desk: Desk) -> str:
    try:
        start, end = (parse_moment(part, desk.settings.timezone) for part in text.split("/"))
    except ValueError:
        return text
    return window_text(start, end)


def _value(desk: Desk, held: Mapping[str, Value], name: str, operator: str, text: str) -> Value:
    field = FIELDS.get(name)
    if field is None or field.fixed or field.shape is Shape.OWN:
        known = (*CHANGEABLE, *desk.settings.own_fields)
        what = "never changes" if field and field.fixed else "is no field"
        raise DeskError(
            f"'{name}' {what}.", did_you_mean(name, known) or f"Fields: {', '.join(known)}."
        )
    if field.shape is Shape.LINKS:
        raise DeskError("Links are not set like this.", "Use: desk link ID KIND TARGET")
    if field.shape is Shape.TAGS:
        return _tags(held.get("tags"), operator, text)
    if operator != "=":
        raise DeskError(f"'{name}' holds one value.", f"Write {name}={text}")
    if name == "line" and _STEP.fullmatch(text):
        line = held.get("line")
        return min(_LAST_LINE, max(1, (line if isinstance(line, int) else 1) + int(text)))
    try:
        return decode_text(field, text) if text else None
    except BadValueError as error:
        raise DeskError(str(error), did_you_mean(text, field.words or ())) from None


def _tags(held: Value, operator: str, text: str) -> tuple[str, ...]:
    tags = held if isinstance(held, tuple) else ()
    named = [tag.strip() for tag in text.split(",") if tag.strip()]
    if operator == "+=":
        return tuple(dict.fromkeys((*tags, *named)))
    if operator == "-=":
        return tuple(tag for tag in tags if tag not in named)
    return tuple(dict.fromkeys(named))


def refuse_unknown(desk: Desk, values: Mapping[str, Value]) -> None:
    """Raise DeskError for an agent, queue, service or organisation that the desk doesn't have.

    A requester is somebody who can be reached, and a language one that there is.
    """
    for field in CATALOGUED:
        name = values.get(field)
        known = desk.settings.catalogue(field)
        if isinstance(name, str) and name not in known:
            near = did_you_mean(name, known)
            listed = f"Known: {', '.join(known) or 'none yet'}."
            raise DeskError(f"'{name}' is no {CATALOGUED[field]} of this desk.", near or listed)
    for _, (message, hint) in wrong_with(values, desk.settings):
        raise DeskError(message, hint)
