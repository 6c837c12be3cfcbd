"""The kinds of values in `desk.yml`, and keys that carry their explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar, NewType

QueryText = NewType("QueryText", str)
"""A query as it was typed; `core.query` parses it."""
ZoneName = NewType("ZoneName", str)
Share = NewType("Share", float)
"""A share of a target: 0.8 for `80%`."""
DayRange = NewType("DayRange", tuple[date, date])
"""Days from the first to the last, both included."""
FieldValues = NewType("FieldValues", Mapping[str, Any])
"""Ticket fields and what to set them to."""
Shift = NewType("Shift", tuple[int, int])
"""Seconds after local midnight, from and to; the end may lie on the next day."""
Week = NewType("Week", Mapping[int, tuple[Shift, ...]])
"""Shifts by weekday, Monday is 0."""


CountryCode = NewType("CountryCode", str)
"""Two letters of ISO 3166: SK, GB."""
YearCount = NewType("YearCount", int)
"""A few years; `MOST_YEARS` at most."""
MOST_YEARS = 20
Promised = NewType("Promised", str)
"""Whose times those of a policy are: a priority's, or `default` for the others'."""
SupportLine = NewType("SupportLine", int)
"""1, 2 or 3."""


class Record:
    """What all records of settings have in common: equal values make them equal.

    `dataclass` would write that for each of them, which takes as long as all else that a
    command does with the settings.
    """

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        pairs = zip(self.__dataclass_fields__, self._values(), strict=True)
        return f"{type(self).__qualname__}({', '.join(f'{n}={v!r}' for n, v in pairs)})"


def setting(doc: str, default: object = None) -> Any:  # noqa: ANN401 - stands for any type
    """Make an optional key with its explanation; mappings are frozen."""
    if isinstance(default, Mapping):
        frozen = MappingProxyType(default)
        return field(default_factory=lambda: frozen, metadata={"doc": doc})
    return field(default=default, metadata={"doc": doc})


def required(doc: str) -> Any:  # noqa: ANN401 - stands for any type
    """Make a key that must be there, with its explanation."""
    return field(metadata={"doc": doc})
