"""What publishing the index came to, and what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

Value: TypeAlias = "str | int | bool | datetime | None"
Row: TypeAlias = "Sequence[object]"


class Table(NamedTuple):
    """A table of rows, each of one ticket: its columns and their types, `folder` the first."""

    name: str
    columns: Mapping[str, str]


class Published(NamedTuple):
    """How many tickets there are, and how many were written and removed."""

    schema: str
    commit: str
    tickets: int
    written: int = 0
    removed: int = 0
    is_new: bool = False
    """The tables were made, or made anew for another version."""
    is_behind: bool = False
    """The database has a newer commit than we do, so nothing was written."""
