"""Settings as JSON, as one run of the program keeps them for the next.

It is no second form of `desk.yml`: nobody reads it but the program that wrote it, and it
is thrown away with the first byte that changes there. To read `desk.yml` itself takes ten
times as long, most of it to import what reads YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from plaindesk.core.model import settings, vocabulary
from plaindesk.core.model.time.duration import Duration

_TUPLE, _MAPPING, _DAY = "tuple", "mapping", "day"
_RECORDS = {
    kind.__name__: (kind, tuple(item.name for item in fields(kind)))
    for kind in (Duration, *vars(settings).values())
    if isinstance(kind, type) and is_dataclass(kind)
}
_WORDS = {
    name: kind
    for name, kind in vars(vocabulary).items()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
}
"""All that can be made: a file that somebody else wrote makes nothing else."""


def pack(value: object) -> Any:  # noqa: ANN401 - any value of a setting
    """Turn settings, or a part of them, into lists and plain values."""
    if isinstance(value, StrEnum):
        return [type(value).__name__, value.value]
    if isinstance(value, tuple):
        return [_TUPLE, *map(pack, value)]
    if isinstance(value, Mapping):
        return [_MAPPING, *([pack(key), pack(item)] for key, item in value.items())]
    if isinstance(value, date):
        return [_DAY, value.isoformat()]
    name = type(value).__name__
    if name in _RECORDS:
        return [name, *(pack(getattr(value, field)) for field in _RECORDS[name][1])]
    return value


def unpack(held: object) -> Any:  # noqa: ANN401 - what JSON can hold
    """Turn it back; raises KeyError, TypeError or ValueError where it is anything else."""
    if not isinstance(held, list):
        return held
    kind, *items = held
    if kind == _MAPPING:
        return MappingProxyType({unpack(key): unpack(item) for key, item in items})
    if kind == _TUPLE:
        return tuple(map(unpack, items))
    if kind == _DAY:
        return date.fromisoformat(*items)
    if kind in _RECORDS:
        record, names = _RECORDS[kind]
        return record(**dict(zip(names, map(unpack, items), strict=True)))
    return _WORDS[kind](*items)
