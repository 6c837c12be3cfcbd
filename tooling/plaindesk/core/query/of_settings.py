"""Queries that stand in `desk.yml`: what can't be read there is told with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import UnreadSettingError
from plaindesk.core.query.parse import parse
from plaindesk.core.query.tokens import QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaindesk.core.query.tree import Query


def parse_setting(where: str, query: str, views: Mapping[str, str] | None = None) -> Query:
    """Parse the query of a setting, such as `sla standard`; raises UnreadSettingError."""
    try:
        return parse(query, views)
    except QueryError as error:
        raise UnreadSettingError(f"desk.yml: {where}: {error.message}", error.hint) from None
