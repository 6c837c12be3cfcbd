"""One ticket field's value: what YAML holds <-> what the model holds <-> one line of text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from plaindesk.core.model.fields import FIELDS, OWN, Field, Shape, is_own
from plaindesk.core.model.ticket import NO_FIELDS, NO_LINKS
from plaindesk.core.model.time.moments import format_instant, parse_instant
from plaindesk.core.model.vocabulary import LinkKind
from plaindesk.text.yaml import scalars

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Links, OwnFields, Value

Word = TypeVar("Word", bound=StrEnum)
_DIGITS = 9
"""The most that a number may have."""


class BadValueError(Exception):
    """A value that its field can't hold; the message says what it can."""


def decode(field: Field, raw: object) -> Value:
    """Turn what YAML read into the field's value; raises BadValueError."""
    if field.shape is Shape.TAGS:
        return () if raw is None else texts(raw)
    if field.shape is Shape.LINKS:
        return NO_LINKS if raw is None else _links(raw)
    if field.shape is Shape.OWN:
        return NO_FIELDS if raw is None else _own_fields(raw)
    if raw is None:
        return None
    if not isinstance(raw, str):
        raise BadValueError(f"'{field.name}' is one {field.shape.value}, not a list or mapping.")
    return decode_text(field, raw)


def decode_text(field: Field, raw: str) -> Value:
    """Turn one word into the value of a field that is no list; raises BadValueError."""
    if field.words:
        return _word(field, raw)
    if field.shape is Shape.INSTANT:
        try:
            return parse_instant(raw)
        except ValueError:
            message = f"'{raw}' is no time with an offset, such as 2026-11-21T09:04:12Z."
            raise BadValueError(message) from None
    if field.shape is Shape.NUMBER:
        if not (raw.isascii() and raw.isdigit() and len(raw) <= _DIGITS):
            raise BadValueError(f"'{raw}' is no whole number.")
        return int(raw)
    return raw


def _word(field: Field, raw: str) -> Value:
    found = word(field.words, raw) if field.words else None
    if found is None:
        known = ", ".join(field.words or ())
        raise BadValueError(f"'{raw}' is no {field.name}. Known: {known}.")
    return found


@cache
def _named(words: type[Word]) -> Mapping[str, Word]:
    return {item.value: item for item in words}


def word(words: type[Word], raw: object) -> Word | None:
    """Find the word of a vocabulary that is written so; None where there is none."""
    return _named(words).get(raw) if isinstance(raw, str) else None


def texts(raw: object) -> tuple[str, ...]:
    """Read a list of texts; raises BadValueError."""
    if isinstance(raw, list) and all(isinstance(item, str) for item in raw):
        return tuple(raw)
    raise BadValueError("This is a list of words, such as [vpn, wifi].")


def _links(raw: object) -> Links:
    if not isinstance(raw, dict):
        raise BadValueError("Links are written {article: [en/start/install], fixes: [2611-7K3MX]}.")
    for kind in raw:
        if word(LinkKind, kind) is None:
            raise BadValueError(f"'{kind}' is no kind of link. Known: {', '.join(LinkKind)}.")
    return {LinkKind(kind): texts(targets) for kind, targets in raw.items()}


def _own_fields(raw: object) -> OwnFields:
    if not isinstance(raw, dict) or not all(isinstance(held, str) for held in raw.values()):
        raise BadValueError("The desk's own fields are written {root_cause: a worn cable}.")
    for name in raw:
        if not is_own(f"{OWN}{name}"):
            raise BadValueError(f"'{name}' is no name of a field: a-z, 0-9 and _, at most 40.")
    return dict(raw)


def encode(name: str, value: Value) -> str:
    """Write a value as it stands behind `name: `; empty where there is nothing."""
    if value is None or (
        not isinstance(value, int) and not value and FIELDS[name].shape is not Shape.TEXT
    ):
        return ""
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, str):
        return scalars.scalar(value)
    return scalars.flow(plain(value))


def plain(value: Value) -> Any:  # noqa: ANN401 - what YAML and JSON can hold
    """Turn a value into what YAML and JSON can hold."""
    if isinstance(value, datetime):
        return format_instant(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return {
            str(key): held if isinstance(held, str) else list(held) for key, held in value.items()
        }
    return value
