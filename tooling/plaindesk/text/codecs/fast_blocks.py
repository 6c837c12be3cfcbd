"""Blocks in the form that nearly all have, read by lines that many files share.

A desk of ten thousand tickets has some thousand different lines in its front matters: each
is looked at once. Whatever has another form, or a fault, is left to the codecs. A property
test holds that the two ways never differ.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from plaindesk.core.model.fields import FIELDS, REQUIRED
from plaindesk.core.model.ticket import Entry
from plaindesk.text.codecs import entry as entries
from plaindesk.text.codecs import field_values
from plaindesk.text.codecs.entry import BadEntryError
from plaindesk.text.codecs.field_values import BadValueError
from plaindesk.text.yaml import plain_yaml

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Value
    from plaindesk.text.codecs.front_matter import Block

_AT = re.compile(r"at: (20[0-9]{2}-[0-9]{2}-[0-9]{2}T(?!24)[0-9]{2}:[0-9]{2}:[0-9]{2}Z)\n")
"""The first line of an entry, as we write it."""
_KEYS = frozenset(entries.KEYS[1:])
_SHORT, _FEW = 60, 200
"""Characters up to which one line, and all lines of an entry, stand in many files."""


def entry(block: Block) -> Entry | None:
    """Read an entry; None where it takes the codec to say what it is."""
    first = _AT.match(block.front)
    said = _known(block.front[first.end() :]) if first and len(block.front) <= _FEW else None
    if first is None or said is None:
        return None
    at = first[1]
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    name = entries.name_at(at.replace("-", "").replace(":", ""), said["by"], block.text)
    return Entry(at=moment, body=block.body, name=name, **said)


@lru_cache(maxsize=4096)
def _known(rest: str) -> dict[str, Any] | None:
    """Read all but the time, by name."""
    raw = plain_yaml.read(rest)
    if raw is None or not raw.keys() <= _KEYS:
        return None
    try:
        return entries.said(raw)
    except BadEntryError:
        return None


def fields(front: str) -> dict[str, Value] | None:
    """Read a ticket's fields; None where it takes the codec to say what they are."""
    lines = [line for line in front.split("\n") if line]
    found = dict([_known_field(line) if len(line) <= _SHORT else _field(line) for line in lines])
    if len(found) < len(lines) or "" in found:
        return None
    return None if any(found.get(name) is None for name in REQUIRED) else found


def _field(line: str) -> tuple[str, Any]:
    """Read one line; without a name where it is no field's, or can't be read."""
    name, held = plain_yaml.pair(line)
    if name not in FIELDS:
        return "", None
    try:
        return name, field_values.decode(FIELDS[name], held)
    except BadValueError:
        return "", None


_known_field = lru_cache(maxsize=4096)(_field)
