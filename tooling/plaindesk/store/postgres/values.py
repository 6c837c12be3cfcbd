"""What stands in the index, as PostgreSQL can hold it.

Ticket text is hostile: it may hold NUL, which PostgreSQL's text can't, halves of surrogate
pairs, which UTF-8 can't, and numbers of any size.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaindesk.core.results.publishing import Value

MICRO = 1_000_000
_LARGEST = 2**63 - 1


def plain(value: str) -> str:
    """Keep a text; what the database can't hold is written out, so that no two become one."""
    return value.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


def text(value: object) -> str | None:
    """Keep a text, or nothing."""
    return None if value is None else plain(str(value))


def number(value: object) -> int | None:
    """Keep a whole number; what is none, or too large, is left out."""
    if not isinstance(value, int) or abs(value) > _LARGEST:
        return None
    return value


def instant(value: object) -> datetime | None:
    """Make a moment of microseconds since 1970, or keep one."""
    if isinstance(value, datetime) or value is None:
        return value
    return datetime.fromtimestamp(value / MICRO, UTC) if isinstance(value, int) else None


def truth(value: object) -> bool:
    """Keep yes or no."""
    return bool(value)


FITTING: dict[str, Callable[[object], Value]] = {
    "text": text,
    "bigint": number,
    "timestamptz": instant,
    "boolean": truth,
}
"""What makes a value fit a column, by the column's type."""
