"""What a list shows of a ticket, from its row of the index."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from plaindesk.core.query.sql import MICRO, SEPARATOR
from plaindesk.core.results.lists import Brief
from plaindesk.store.index.schema import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping


def brief(row: Mapping[str, Any]) -> Brief:
    """Read it."""
    tags = str(row["tags"]).strip(SEPARATOR)
    return Brief(
        id=row["id"],
        created=datetime.fromtimestamp(row["created"] // MICRO, UTC),
        tags=tuple(tags.split(SEPARATOR)) if tags else (),
        fields={name: row[name] for name in COLUMNS},
    )
